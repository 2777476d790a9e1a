"""Two counts a month, one above the line and one below it, to the same scale. Pure; the page gives the table beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

HALF, FOOT = 56, 18  # of the drawing's height, in pixels: each side of the line, the names below
GAP = 0.22  # of a column's width, between two bars
LEAST = 2.0  # what was done once is seen


@dataclass(frozen=True)
class Pair:
    """One column: its name ("" draws none), how much above and below the line."""

    label: str
    above: int
    below: int


def paired_bars(pairs: Sequence[Pair], says: str) -> SafeString:
    """The drawing; `says` is it in words, for who does not see it."""
    most = max((count for pair in pairs for count in (pair.above, pair.below)), default=0)
    width = 100 / max(1, len(pairs))
    columns = format_html_join(
        "", "{}", ((_column(pair, number * width, width, most),) for number, pair in enumerate(pairs))
    )
    return format_html(
        '<svg class="bars" role="img" aria-label="{}" height="{}">{}<line class="base" x1="0" x2="100%" y1="{}" y2="{}"/></svg>',
        says, 2 * HALF + FOOT, columns, HALF, HALF,
    )  # fmt: skip


def _column(pair: Pair, x: float, width: float, most: int) -> SafeString:
    bars = [_bar("above", pair.above, x, width, most), _bar("below", pair.below, x, width, most)]
    if pair.label:
        middle, foot = f"{x + width / 2:.2f}%", 2 * HALF + FOOT - 4
        bars.append(format_html('<text x="{}" y="{}" text-anchor="middle">{}</text>', middle, foot, pair.label))
    return format_html_join("", "{}", ((bar,) for bar in bars))


def _bar(css: str, count: int, x: float, width: float, most: int) -> SafeString:
    """Nothing for nothing; the largest count of both sides fills its half."""
    if not count:
        return SafeString("")
    height = max(LEAST, (HALF - 4) * count / most)
    y = HALF - height if css == "above" else HALF
    return format_html(
        '<rect class="{}" x="{}%" y="{}" width="{}%" height="{}"/>',
        css, f"{x + width * GAP / 2:.2f}", f"{y:.1f}", f"{width * (1 - GAP):.2f}", f"{height:.1f}",
    )  # fmt: skip
