"""How long an organisation keeps what, and the daily run that forgets what is due.

The run takes a few hundred rows at a time, each batch one transaction with its event: a run that is killed has forgotten what
it has said, and the next goes on. What it takes is asked anew in that transaction, of the query that the preview shows.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portage.core import journal, outbox
from portage.core.jobs import hold as hold_lease
from portage.core.journal import PORTAGE, By, Event
from portage.core.journal.chain import erase_text
from portage.core.models import Message
from portage.core.refusals import Invalid, Refused
from portage.network.actions import erase_candidature, forgetting, remove_contact
from portage.network.models import Candidature, Contact, Invitation, Organisation

from ..models import Period
from ..queries import retention
from ..rules.periods import PERIODS
from .keeping import check_administrator

BATCH = 200


@transaction.atomic
def set_periods(organisation: Organisation, months: Mapping[str, int], *, by: By, at: datetime) -> None:
    """For how many months an organisation keeps each kind; it holds from the next daily run on."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    check_administrator(organisation, by)
    present, changed = retention.months_of(organisation), {}
    for kind, number in months.items():
        bounds = PERIODS[kind]
        if not bounds.least <= number <= bounds.most:
            told = {"least": bounds.least, "most": bounds.most}
            raise Invalid("out_of_bounds", _("Between %(least)s and %(most)s months.") % told, field=kind)
        if number != present[kind]:
            Period.objects.update_or_create(organisation=organisation, kind=kind, defaults={"months": number})
            changed[kind] = number
    if changed:
        journal.record("privacy.periods_set", organisation, by=by, at=at, months=changed)


def forget_due(*, at: datetime) -> dict[str, int]:
    """Forget what is due, of every organisation and of the platform; how much of each kind."""
    counts = dict.fromkeys(retention.KINDS, 0)
    for kind in retention.KINDS:
        for months, rows in retention.everywhere(kind, at=at):
            while (done := _forget_batch(kind, rows, months, at)) is not None:
                counts[kind] += done
    return counts


@transaction.atomic
def _forget_batch(kind: str, rows: QuerySet[Any], months: int, at: datetime) -> int | None:
    """Forget the first rows that are due, and write for each organisation how many; None when nothing is due."""
    hold_lease()
    found = list(rows.order_by("pk").values_list("pk", "belongs_to")[:BATCH])
    if not found:
        return None
    owners: set[UUID] = {owner for _pk, owner in found if owner}
    forgetting.hold(owners)
    still = rows.filter(pk__in=[pk for pk, _owner in found])
    if kind == "contacts":
        forgetting.hold_customers(still)
    left = Counter(still.values_list("belongs_to", flat=True))
    if left and ERASE[kind](still, at) == 0:  # else it would be asked for ever
        raise Refused("nothing_forgotten", f"{kind}: rows are due and none was forgotten")
    organisations = Organisation.objects.in_bulk([owner for owner in left if owner])
    journal.record_all(
        [
            Event("privacy.forgotten", organisations[owner], {"kind": kind, "count": count, "months": months})
            for owner, count in left.items()
            if owner in organisations
        ],
        by=PORTAGE,
        at=at,
    )
    return sum(left.values())


def _contacts(rows: QuerySet[Contact], at: datetime) -> int:
    found = list(rows.select_related("customer__owner").order_by("pk"))
    for contact in found:
        remove_contact(contact, by=PORTAGE, at=at, why="not_used")
    return len(found)


def _texts(rows: QuerySet[Any], at: datetime) -> int:
    return erase_text(list(rows.values_list("pk", flat=True)), by=PORTAGE, at=at)


def _messages(rows: QuerySet[Message], at: datetime) -> int:
    return outbox.forget(rows)


def _former(rows: QuerySet[Invitation], at: datetime) -> int:
    return forgetting.forget_addresses(rows)


def _invitations(rows: QuerySet[Invitation], at: datetime) -> int:
    return forgetting.forget_invitations(rows)


def _candidatures(rows: QuerySet[Candidature], at: datetime) -> int:
    found = list(rows.order_by("pk"))
    for candidature in found:
        erase_candidature(candidature, by=PORTAGE, at=at)
    return len(found)


ERASE: dict[str, Callable[[QuerySet[Any], datetime], int]] = {
    "contacts": _contacts, "former": _former, "journal": _texts, "messages": _messages, "invitations": _invitations,
    "candidatures": _candidatures,
}  # fmt: skip
