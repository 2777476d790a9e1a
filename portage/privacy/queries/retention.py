"""What is due to be forgotten: one query for each kind, which the preview counts and the daily run erases."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from portage.core.models import Message
from portage.network.models import Candidature, Contact, Invitation, Organisation

from ..models import Period
from ..rules.periods import PERIODS, before
from . import owned

# Words by which somebody explained an act: they stay with it, and are erased by hand.
EXPLAINS = ("reason", "grounds", "title")


@dataclass(frozen=True)
class Kind:
    """One kind of data: the rows whose time has come, those of every organisation, each with `belongs_to` and `since`."""

    key: str
    rows: Callable[[datetime], QuerySet[Any]]


def contacts(limit: datetime) -> QuerySet[Contact]:
    """Contacts with whom nobody was in touch since that day."""
    found = Contact.objects.filter(used_on__lt=limit.date())
    return found.annotate(belongs_to=F("customer__owner"), since=F("used_on")).select_related("customer")


def former(limit: datetime) -> QuerySet[Invitation]:
    """Addresses by which members were invited who left before that instant."""
    found = Invitation.objects.filter(accepted_as__ended_at__lt=limit).exclude(email="")
    return found.annotate(belongs_to=F("organisation"), since=F("accepted_as__ended_at")).select_related(
        "accepted_as__person"
    )


def journal(limit: datetime) -> QuerySet[Any]:
    """Where from, and by which program, somebody acted; invited addresses. Words that explain an act stay with it."""
    found = owned.journal_texts().filter(entry__at__lt=limit).exclude(content__has_any_keys=EXPLAINS)
    return found.annotate(since=F("entry__at")).select_related("entry")


def messages(limit: datetime) -> QuerySet[Any]:
    """Messages written before that instant that are sent, or never will be."""
    found = owned.messages().filter(created_at__lt=limit).exclude(status=Message.Status.WAITING)
    return found.exclude(subject="", text="").annotate(since=F("created_at")).select_related("recipient")


def invitations(limit: datetime) -> QuerySet[Invitation]:
    """Invitations that nobody accepted and that were over before that instant: revoked, or their last day passed."""
    found = Invitation.objects.filter(accepted_at__isnull=True)
    found = found.annotate(belongs_to=F("organisation"), since=Coalesce("revoked_at", "expires_at"))
    return found.filter(since__lt=limit)


def candidatures(limit: datetime) -> QuerySet[Candidature]:
    """What applicants wrote who were accepted or refused before that instant; who withdraws takes it along at once."""
    found = Candidature.objects.filter(status__in=("accepted", "refused"), erased_at__isnull=True, decided_at__lt=limit)
    return found.annotate(belongs_to=F("group"), since=F("decided_at"))


# A kind of a floor that comes later gets its line here, in `PERIODS` and in `wording.KINDS`.
KINDS = {
    key: Kind(key, rows)
    for key, rows in (
        ("contacts", contacts), ("former", former), ("journal", journal), ("messages", messages), ("candidatures", candidatures),
        ("invitations", invitations),
    )
}  # fmt: skip


def months_of(organisation: Organisation) -> dict[str, int]:
    """For how many months an organisation keeps each kind."""
    chosen = dict(Period.objects.filter(organisation=organisation).values_list("kind", "months"))
    return {key: chosen.get(key, bounds.usual) for key, bounds in PERIODS.items()}


def due(key: str, organisation: Organisation, *, at: datetime, months: int | None = None) -> QuerySet[Any]:
    """What of an organisation is forgotten when the run comes at `at`."""
    kept = months if months is not None else months_of(organisation)[key]
    return KINDS[key].rows(before(at, kept)).filter(belongs_to=organisation.pk)


def everywhere(key: str, *, at: datetime) -> Iterator[tuple[int, QuerySet[Any]]]:
    """(months, rows due): the same as `due` for all organisations, one query for each number of months that anybody chose."""
    chosen: dict[int, list[UUID]] = {}
    for organisation, months in Period.objects.filter(kind=key).values_list("organisation", "months"):
        chosen.setdefault(months, []).append(organisation)
    for months, organisations in sorted(chosen.items()):
        yield months, KINDS[key].rows(before(at, months)).filter(belongs_to__in=organisations)
    usual = PERIODS[key].usual
    others = ~Q(belongs_to__in=[pk for pks in chosen.values() for pk in pks]) | Q(belongs_to__isnull=True)
    yield usual, KINDS[key].rows(before(at, usual)).filter(others)
