"""The chain of terms as segments of equal width, ready to be drawn. Pure: no clock, no table, no colour.

Terms come as objects with `number`, `first_day`, `last_day`, `last_notice_day` (or None) and a word for how the
term began; the next term, not yet open, comes apart. Long chains fold their oldest terms into one segment.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol


class Term(Protocol):
    number: int
    first_day: date
    last_day: date
    last_notice_day: date | None


@dataclass(frozen=True)
class Segment:
    """One bar. Positions are percentages of the drawing's width, as text with a dot: SVG knows no decimal comma."""

    state: str  # past, current, next
    label: str
    first_day: date
    last_day: date
    term: Term | None
    x: str
    width: str
    hatch_x: str = ""
    hatch_width: str = ""
    today_x: str = ""

    @property
    def is_today_near(self) -> bool:
        """Whether the word stands right of its line: left of it, it would leave the drawing."""
        return bool(self.today_x) and float(self.today_x) < NEAR


#: Of the width, in hundredths: less than the word "today" takes on a phone.
NEAR = 14
GAP = 0.4


def _text(value: float) -> str:
    return f"{value:.2f}"


def share(term: Term, day: date) -> float:
    """Where `day` lies in the term: 0 at its first day, 1 at the end of its last."""
    length = (term.last_day - term.first_day).days + 1
    return min(1.0, max(0.0, (day - term.first_day).days / length))


def state_of(term: Term, today: date) -> str:
    """A term is past from the day after its last day, and next until its first day comes."""
    return "past" if term.last_day < today else "next" if term.first_day > today else "current"


def segments(terms: Sequence[Term], *, upcoming: Term | None, today: date, most: int) -> list[Segment]:
    """At most `most` bars: the oldest terms folded into one, then each term, then the next term if there may be one."""
    shown = [*terms, *([upcoming] if upcoming else [])]
    folded = len(shown) - most + 1 if len(shown) > most else 0
    width = 100 / max(1, len(shown) - folded + bool(folded))
    bars = [_folded(shown[:folded], width)] if folded else []
    for place, term in enumerate(shown[folded:], start=len(bars)):
        bars.append(_bar(term, place * width, width - GAP, today))
    return bars


def _folded(terms: Sequence[Term], width: float) -> Segment:
    first, last = terms[0], terms[-1]
    label = f"{first.number}–{last.number}" if len(terms) > 1 else str(first.number)
    return Segment("past", label, first.first_day, last.last_day, None, _text(0), _text(width - GAP))


def _bar(term: Term, x: float, width: float, today: date) -> Segment:
    """The bar of one term; its notice period (a notice then comes too late) is hatched, today is marked if inside."""
    state, hatch_x, hatch_width = state_of(term, today), "", ""
    if term.last_notice_day:
        inside = share(term, term.last_notice_day)
        hatch_x, hatch_width = _text(x + width * inside), _text(width * (1 - inside))
    today_x = _text(x + width * share(term, today)) if state == "current" else ""
    return Segment(
        state,
        str(term.number),
        term.first_day,
        term.last_day,
        term,
        _text(x),
        _text(width),
        hatch_x,
        hatch_width,
        today_x,
    )
