"""Contracts in force for the bench of the daily run: the same rows as the verbs write, loaded in bulk."""

from datetime import UTC, date, datetime, timedelta

from contracts.models import Contract, Term
from portage.core import references
from portage.core.journal import PORTAGE
from portage.network.actions import add_subsidiary, admit_sme, open_group

AT = datetime(2020, 1, 1, tzinfo=UTC)
FIRST = date(2023, 12, 31)


def load(count: int, *, last_day: date) -> None:
    """`count` contracts in their third term, which ends on `last_day`; nothing is due before."""
    group = open_group(name="Bench", country="FR", by=PORTAGE, at=AT)
    agent = add_subsidiary(group, name="Bench Polska", country="PL", by=PORTAGE, at=AT)
    sme = admit_sme(group, name="Bench SME", country="FR", by=PORTAGE, at=AT)
    taken = set()
    while len(taken) < count:
        taken.add(references.make("PC"))
    soon = last_day + timedelta(days=1)
    facts = {
        "principal": sme,
        "agent": agent,
        "group": group,
        "status": "in_force",
        "created_at": AT,
        "law": "FR",
        "first_day": FIRST,
        "notice_scale": [1, 2, 3],
        "commission_rate": "0.05",
        "term_number": 3,
        "term_last_day": last_day,
        "last_notice_day": last_day - timedelta(days=90),
        "next_day": soon,
        "next_kind": "renews",
        "due_on": soon,
    }
    Contract.objects.bulk_create((Contract(reference=reference, **facts) for reference in taken), batch_size=2000)
    contracts = Contract.objects.only("pk")
    Term.objects.bulk_create(
        (
            Term(contract=c, number=3, first_day=FIRST, last_day=last_day, began="tacit", opened_at=AT)
            for c in contracts.iterator()
        ),
        batch_size=5000,
    )
