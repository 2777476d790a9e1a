"""A stranger applies, proves the address, withdraws; what nobody confirmed, and what is old, is erased."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portage.core import journal, outbox
from portage.core.journal import By
from portage.core.refusals import Refused, TooMany
from portage.core.words import alphabetical

from .. import access
from ..models import Candidature, CandidaturePage
from ..models.candidatures import ARROWS, OPEN
from ..queries import candidatures as queries
from ..rules import candidatures as rules
from ..segments import segment_names
from . import candidature_letters as letters
from .keeping import lock

STRANGER = By()  # nobody in particular: neither name nor address of who applies is kept in the journal


@transaction.atomic
def apply(page: CandidaturePage, *, at: datetime, **facts: Any) -> Candidature:
    """Keep what a stranger sent, and write one letter to the address given. Nobody else learns of it.

    The same work and the same answer whatever is known of the address: an account, a member, a candidature before.
    Refused for a page that is closed, and beyond so many a day for one group.
    """
    page = CandidaturePage.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=page.pk)
    group = page.organisation
    if page.opened_at is None:
        raise Refused("closed", _("This page is closed: nothing was sent."))
    if queries.made_of_a_day(group, at) >= rules.MOST_A_DAY:
        raise TooMany(
            "too_many", _("Too many candidatures have come today: send yours again in an hour."), seconds=rules.WAIT
        )
    facts["email"] = facts["email"].strip().lower()
    candidature = Candidature(group=group, made_at=at, expires_at=rules.good_until(at, group.time_zone), **facts)
    candidature.sorted_as, candidature.searched = alphabetical(candidature.company), searched(candidature)
    candidature.full_clean()
    candidature.save()
    letters.ask_to_confirm(candidature, at)
    return candidature


def searched(candidature: Candidature) -> str:
    """What a word is looked for in: company, products, sectors in both languages."""
    products = [part for product in candidature.products for part in (product["name"], product["what"])]
    sectors = [name for sector in candidature.sectors for name in segment_names(sector).values()]
    return alphabetical("\n".join([candidature.company, *products, *sectors]))


def held(candidature: Candidature) -> Candidature:
    """The candidature, locked, its group before it."""
    lock(candidature.group)
    return Candidature.objects.select_for_update(of=("self",)).select_related("group").get(pk=candidature.pk)


@transaction.atomic
def confirm_candidature(candidature: Candidature, *, at: datetime) -> Candidature:
    """Who holds the letter pressed its button: the group sees the candidature from now on. A second time is refused."""
    candidature = held(candidature)
    if not rules.can_be_confirmed(candidature, at):
        raise Refused("over", _("This link is no longer open."))
    if queries.is_open_already(candidature):
        raise Refused(
            "open_already",
            _(
                "A candidature from this address waits at this group already. Withdraw that one first; its e-mail has the link."
            ),
        )
    candidature.status, candidature.confirmed_at = Candidature.Status.RECEIVED, at
    candidature.save(update_fields=["status", "confirmed_at"])
    access.share(candidature, candidature.group)
    journal.record("network.candidature_received", candidature, by=STRANGER, at=at)
    letters.receipt(candidature, at)
    letters.tell_managers(candidature, at)
    return candidature


@transaction.atomic
def withdraw_candidature(candidature: Candidature, *, at: datetime) -> None:
    """Its applicant takes it back: what it holds is erased at once, that one existed stays."""
    candidature = held(candidature)
    ARROWS.check(candidature.status, Candidature.Status.WITHDRAWN)
    _erase(candidature, at, status=Candidature.Status.WITHDRAWN)
    journal.record("network.candidature_withdrawn", candidature, by=STRANGER, at=at)


@transaction.atomic
def erase_candidature(candidature: Candidature, *, by: By, at: datetime) -> None:
    """Erase what a person typed; that one existed, when, and how it ended stay. Erasing twice changes nothing.

    One that still waits is withdrawn by it; one that nobody confirmed vanishes.
    """
    candidature = held(candidature)
    if candidature.status == Candidature.Status.UNCONFIRMED:
        outbox.forget_about([candidature])
        candidature.delete()
    elif candidature.erased_at is None:
        status = Candidature.Status.WITHDRAWN if candidature.status in OPEN else candidature.status
        _erase(candidature, at, status=status)
        journal.record("network.candidature_erased", candidature, by=by, at=at)


def _erase(candidature: Candidature, at: datetime, *, status: str) -> None:
    for name, value in rules.blank().items():
        setattr(candidature, name, value)
    candidature.status, candidature.erased_at = status, at
    candidature.save()
    outbox.forget_about([candidature])


@transaction.atomic
def sweep_candidatures(*, at: datetime) -> int:
    """Erase those that nobody confirmed for a week; how many. What was answered is forgotten with the other personal data."""
    waiting = Candidature.objects.filter(status="unconfirmed", made_at__lt=at - rules.ERASE_UNCONFIRMED)
    forgotten = list(waiting.order_by("pk")[:1000])
    for candidature in forgotten:
        erase_candidature(candidature, by=journal.PORTAGE, at=at)
    return len(forgotten)
