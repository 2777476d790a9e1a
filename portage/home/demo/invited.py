"""Invitations of the demonstration: one that waits, one whose time has passed. Nobody real is written to."""

from datetime import datetime, timedelta

from portage.core.models import Message
from portage.network.actions import invite

from .told import Told

# organisation, address, role, title, days ago
INVITED = (
    ("rhodia", "juriste.adjointe@rhodia.example", "legal_counsel", "juriste", 2),
    ("rhodia", "veille@rhodia.example", "expert", "", 20),
    ("isoreva", "export@isoreva.example", "export_director", "directeur export", 1),
)


def invite_people(told: Told, *, now: datetime) -> None:
    """By the administrators of each organisation."""
    keepers = {"rhodia": ("portage_manager",), "isoreva": ("managing_director", "export_director")}
    for org, email, role, title, days in INVITED:
        at = now - timedelta(days=days)
        invitation = invite(
            told.orgs[org], email=email, role=role, title=title, by=told.by(org, keepers[org], at), at=at
        )
        Message.objects.filter(scope_id=invitation.pk).update(status=Message.Status.DROPPED, action="")
