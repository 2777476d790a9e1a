"""API tokens of the demonstration: a program of the group, and a person's, live, revoked and expired. Nobody has their text."""

from datetime import datetime, timedelta

from portage.core.journal import By
from portage.core.models import Message
from portage.network import access
from portage.network.actions import add_program, make_token, note_use, revoke_token
from portage.network.models import ApiToken, Membership

from .told import Told

# name, scopes, made so many days ago, good for so many, what became of it
OF_PROGRAM = (
    ("ERP, 2025", ["contracts:read"], 380, 365, ""),
    ("ERP, production", ["network:read", "catalogue:read", "contracts:read", "contracts:write"], 20, 365, "used"),
)
OF_PERSON = (
    ("Tableau de bord mensuel", ["contracts:read"], 84, 90, "used"),
    ("Essai", ["catalogue:read", "catalogue:write"], 40, 90, "revoked"),
    ("Reprise des données", ["network:read"], 60, 30, ""),
)


def add_programs(told: Told, *, now: datetime) -> None:
    """An ERP of the group that administrators added, and tokens of the portage manager and of an SME's director."""
    first = now - timedelta(days=381)
    manager = _manager(told, first)
    erp = add_program(told.orgs["rhodia"], name="ERP", role="portage_manager", by=_by(manager), at=first)
    for row in OF_PROGRAM:
        _make(erp, manager, *row, now=now)
    for row in OF_PERSON:
        _make(manager, manager, *row, now=now)
    director = told.actor("isoreva", ("managing_director", "export_director"), now)
    if director is not None:
        _make(director, director, *OF_PERSON[0], now=now)


def _manager(told: Told, at: datetime) -> Membership:
    manager = told.actor("rhodia", ("portage_manager",), at)
    if manager is None:
        raise LookupError(f"no portage manager in rhodia on {at.date()}")
    return manager


def _by(membership: Membership) -> By:
    return access.act(membership.person, membership).by()


def _make(
    holder: Membership,
    maker: Membership,
    name: str,
    scopes: list[str],
    ago: int,
    days: int,
    then: str,
    *,
    now: datetime,
) -> ApiToken:
    """One token, told to nobody; nobody is written to."""
    at = now - timedelta(days=ago)
    token, _text = make_token(holder, name=name, scopes=scopes, days=days, by=_by(maker), at=at)
    Message.objects.filter(scope_id=token.pk).update(status=Message.Status.DROPPED, action="")
    if then == "used":
        note_use(token, on=(now - timedelta(days=1)).date())
    if then == "revoked":
        revoke_token(token, by=_by(maker), at=at + timedelta(days=3))
    return token
