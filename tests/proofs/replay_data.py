"""Contracts for the replay: signed, about to begin, or begun and running before the year that is replayed."""

from datetime import UTC, date, datetime, timedelta
from random import Random

from contracts.actions import notice
from contracts.models import Contract
from portage.core import references
from portage.core.journal import PORTAGE, By
from portage.core.refusals import Refused
from portage.network.actions import add_member, add_subsidiary, admit_sme, open_group

AT = datetime(2020, 1, 1, tzinfo=UTC)
SCALES = [[1, 2, 3], [3], [1], [0], [1, 2, 3, 3, 3, 6], [1, 2, 3, 4, 5, 6]]
MINE: dict[str, By] = {}


def load(count: int, chance: Random, start: date) -> None:
    """`count` signed contracts whose first day lies in the two years around `start`; all terms are left to the runs."""
    group = open_group(name="Replay", country="FR", by=PORTAGE, at=AT)
    agent = add_subsidiary(group, name="Replay Polska", country="PL", by=PORTAGE, at=AT)
    sme = admit_sme(group, name="Replay SME", country="FR", by=PORTAGE, at=AT)
    for side, organisation, role in [("agent", agent, "subsidiary_manager"), ("principal", sme, "managing_director")]:
        member = add_member(organisation, email=f"{side}@example.test", name=side, role=role, at=AT)
        MINE[side] = By(member.person, organisation.pk, membership=member)
    Contract.objects.bulk_create([_contract(group, agent, sme, chance, start) for _ in range(count)], batch_size=500)


def _contract(group, agent, sme, chance: Random, start: date) -> Contract:
    first_day = start + timedelta(days=chance.randrange(-700, 300))
    if chance.random() < 0.3:
        first_day = first_day.replace(day=1) - timedelta(days=1)
    months = chance.choice([12, 12, 12, 6, 3, 24])
    return Contract(
        reference=references.make("PC"),
        principal=sme,
        agent=agent,
        group=group,
        status="signed",
        created_at=AT,
        law="FR",
        first_day=first_day,
        first_months=months,
        renewal_months=months,
        notice_scale=chance.choice(SCALES),
        notice_month_end=chance.random() < 0.2,
        commission_rate="0.05",
        due_on=first_day,
        next_day=first_day,
        next_kind="starts",
    )


def give_some_notice(chance: Random, day: date) -> int:
    """A party of some contract in force gives notice now; 1 when it was taken."""
    waiting = Contract.objects.filter(status="in_force").order_by("pk")
    number = waiting.count()
    if not number:
        return 0
    contract = waiting[chance.randrange(number)]
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    try:
        notice.give_notice(
            contract, form="platform", served_on=day, by=MINE[chance.choice(["agent", "principal"])], at=at
        )
    except Refused:
        return 0
    return 1
