"""The board of one contract: its columns are the funnel. Figures are of the whole contract, cards the first of each column."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portage.core import words
from portage.network.segments import segment_name

from ..models import Account, Prospect
from ..rules.prospecting import STAGES, Step

HEIGHT = 56
LEAST = 2.0  # a band that anybody passed is seen
MOST_INTEREST = 5


@dataclass(frozen=True)
class Card:
    """One prospect, as a card or a line says it."""

    prospect: Prospect
    place: str
    days: int
    when: str
    is_late: bool
    interest: str
    filled: Sequence[bool]


@dataclass(frozen=True)
class Column:
    """One stage: how many stand there, its piece of the funnel, what passes on, the first cards and how many more."""

    stage: str
    label: str
    count: int
    band: str
    passes: str
    of: str
    days: str
    cards: list[Card]
    more: int


def stage_label(stage: str) -> str:
    return str(capfirst(Prospect.Stage(stage).label))


def card(prospect: Any, today: date) -> Card:
    """`prospect` as `queries.prospects.listed` gives it."""
    late = prospect.next_day is not None and prospect.next_day < today
    told = prospect.interest
    return Card(
        prospect=prospect,
        place=place_of(prospect),
        days=max(0, (today - prospect.since).days),
        when=_when(prospect.next_day, today),
        is_late=late,
        interest=str(Account.Interest(told).label) if told is not None else "",
        filled=[n <= told for n in range(MOST_INTEREST)] if told is not None else [],
    )


def place_of(prospect: Prospect) -> str:
    """Toruń, cosmetics."""
    segment = prospect.customer.segment
    return ", ".join(filter(None, [prospect.customer.city, segment_name(segment) if segment else ""]))


def _when(day: date | None, today: date) -> str:
    """4 Dec; 3 days late; with the year when it is another one; "" when nothing is to be done."""
    if day is None:
        return ""
    late = (today - day).days
    if late > 0:
        return ngettext("%(days)s day late", "%(days)s days late", late) % {"days": words.number(late)}
    return words.day(day, "brief" if day.year == today.year else "short")


def columns(
    steps: Sequence[Step], counts: Mapping[tuple[str, str], int], cards: Iterable[Any], whole: int | None, today: date
) -> list[Column]:
    """The seven columns of those that are not lost. `whole`: the days from the first stage to the last one, median."""
    shown: dict[str, list[Card]] = {stage: [] for stage in STAGES}
    for prospect in cards:
        shown[prospect.stage].append(card(prospect, today))
    heights = [_height(step.reached, steps[0].reached) for step in steps]
    return [
        _column(step, counts.get((step.stage, ""), 0), shown[step.stage], heights[n : n + 2], steps[0].reached, whole)
        for n, step in enumerate(steps)
    ]


def _column(step: Step, count: int, cards: list[Card], heights: Sequence[float], first: int, whole: int | None) -> Column:  # fmt: skip
    last = step.stage == STAGES[-1]
    days = whole if last else step.days
    return Column(
        stage=step.stage,
        label=stage_label(step.stage),
        count=count,
        band=band(heights[0], heights[-1]),
        passes=_passes(step, first) if not last else "",
        of=_of(step, first, last),
        days=_days(days),
        cards=cards,
        more=count - len(cards),
    )


def _passes(step: Step, first: int) -> str:
    if step.share is None or not first:
        return ""
    return _("%(share)s go on") % {"share": words.percent(Decimal(step.share).quantize(Decimal("0.01")))}


def _of(step: Step, first: int, last: bool) -> str:
    """(38 of 46); of the last stage, how many of all came so far."""
    if not step.reached:
        return ""
    some, all_of_them = (step.reached, first) if last else (step.went_on, step.reached)
    return _("%(some)s of %(all)s") % {"some": words.number(some), "all": words.number(all_of_them)}


def _days(days: int | None) -> str:
    if days is None:
        return ""
    return ngettext("in %(days)s day, median", "in %(days)s days, median", days) % {"days": words.number(days)}


def _height(reached: int, first: int) -> float:
    return max(LEAST, HEIGHT * reached / first) if reached else 0.0


def band(left: float, right: float) -> str:
    """The path of one piece of the funnel, 100 wide and HEIGHT high, from its height at the left to that at the right."""
    if not left:
        return ""
    middle = HEIGHT / 2
    a, b, c, d = (round(middle + sign * height / 2, 1) for height in (left, right) for sign in (-1, 1))
    return f"M0 {a}C50 {a} 50 {c} 100 {c}L100 {d}C50 {d} 50 {b} 0 {b}Z"


def lost(counts: Mapping[tuple[str, str], int]) -> list[dict[str, Any]]:
    """The lost ones by reason, the most frequent first."""
    rows = [(why, n) for (stage, why), n in counts.items() if stage == Prospect.Stage.LOST]
    return [
        {"why": why, "label": capfirst(Prospect.Why(why).label), "n": n} for why, n in sorted(rows, key=lambda row: (-row[1], row[0]))
    ]  # fmt: skip


def says(counts: Mapping[tuple[str, str], int], first_day: date | None) -> str:
    """38 prospects, 8 lost, since 20 November 2025."""
    gone = sum(row["n"] for row in lost(counts))
    alive = sum(counts.values()) - gone
    said = [ngettext("%(n)s prospect", "%(n)s prospects", alive) % {"n": words.number(alive)}]
    if gone:
        said.append(ngettext("%(n)s lost", "%(n)s lost", gone) % {"n": words.number(gone)})
    if first_day:
        said.append(_("since %(day)s") % {"day": words.day(first_day)})
    return ", ".join(said)
