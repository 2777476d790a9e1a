"""Who leaves hands over what nobody else of their organisation may read."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portage.core import journal, outbox
from portage.core.journal import By
from portage.core.models import Message
from portage.core.refusals import Invalid

from .. import access, queries
from ..models import Membership

STILL_MEMBER = "portage.network.actions.handing_over.still_member"


def hand_over(membership: Membership, successor: Membership | None, *, by: By, at: datetime) -> None:
    """What, of this organisation, this person alone is named on goes to a colleague; in the caller's transaction.

    A colleague is asked for each time, whether or not there is anything to hand over: who keeps the members learns
    nothing of what is confidential. Where no colleague works on contracts nobody is asked for.
    """
    heirs = queries.heirs(membership)
    if successor is None and not heirs.exists():
        return
    if successor is None or not heirs.filter(pk=successor.pk).exists():
        raise Invalid(
            "successor",
            gettext_lazy("Say which colleague takes over what only this person could read."),
            field="successor",
        )
    scopes = access.read_by_nobody_else(membership)
    for scope in scopes:
        access.share_with_people(scope, [successor])
        names = {"former": membership.person.name, "name": successor.person.name}
        journal.record(
            "network.handed_over", scope, by=by, at=at, text=names, membership=membership.pk, successor=successor.pk
        )
    if scopes:
        _tell(successor, membership, at)


def _tell(successor: Membership, former: Membership, at: datetime) -> None:
    """The colleague is told that there is something, never what."""
    person = successor.person
    with translation.override(person.language):
        outbox.send(
            person,
            kind="network.handed_over",
            key=f"handed-over-{former.pk}",
            subject=_("Something confidential is now yours to follow"),
            text=_(
                "A colleague who left was the only one of your organisation to follow it. You find it among your contracts."
            ),
            at=at,
            action="/",
            about=successor,
            check=STILL_MEMBER,
        )


def still_member(message: Message) -> bool:
    """Whether the colleague still belongs to the organisation."""
    found = Membership.objects.filter(pk=message.scope_id) if message.scope_id else Membership.objects.none()
    return found.filter(ended_at__isnull=True).exists()
