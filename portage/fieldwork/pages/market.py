"""Market knowledge as a page shows it: the menus of places, prices drawn over time, words with where they were heard."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portage.core import words
from portage.core.words import alphabetical
from portage.network.segments import segment_name

from ..queries.market import Market, Price, Rival

Place = tuple[str, str]
HEADINGS = {
    "customs": gettext_lazy("Customs worth knowing"),
    "growth": gettext_lazy("Growth of the market"),
    "objections": gettext_lazy("Objections heard"),
    "opportunity": gettext_lazy("Opportunities noticed"),
}
WIDE, HIGH, EDGE = 120, 28, 3


@dataclass(frozen=True)
class Line:
    """A competitor's product: its prices in one currency and unit, with their drawing when there are several."""

    rival: Rival
    newest: str
    change: str
    points: str
    prices: list[Price]


def chosen(places: Sequence[Place], country: str, segment: str) -> Place | None:
    """The place asked for; else one of that country; else the last visited; None when nothing was told at all."""
    if (country, segment) in places:
        return country, segment
    return next((place for place in places if place[0] == country), places[0] if places else None)


def shown(places: Sequence[Place], place: Place, found: Market) -> dict[str, Any]:
    """What the page shows of one place; the menus offer only places of which this reader may read something."""
    country, segment = place
    countries = {code: words.country(code) for code, _segment in places}
    segments = [one for code, one in places if code == country]
    by_name = lambda pairs: sorted(pairs, key=lambda pair: alphabetical(pair[1]))  # noqa: E731
    return {
        "countries": by_name(countries.items()),
        "segments": by_name((one, name_of(one)) for one in segments),
        "country": country,
        "segment": segment,
        "says": f"{words.country(country)}, {name_of(segment)}",
        "rivals": [line for rival in found.rivals for line in lines(rival)],
        "said": [{"key": key, "heading": heading, "rows": found.said[key]} for key, heading in HEADINGS.items()],
        "more": found.more,
    }


def name_of(segment: str) -> str:
    return segment_name(segment) if segment else _("segment not known")


def lines(rival: Rival) -> list[Line]:
    """One for each currency and unit: prices in two currencies are two stories. One without prices when none was told."""
    kinds: dict[tuple[str, str], list[Price]] = {}
    for price in rival.prices:
        kinds.setdefault((price.currency, price.unit), []).append(price)
    return [_line(rival, prices) for prices in kinds.values()] or [Line(rival, "", "", "", [])]


def _line(rival: Rival, prices: list[Price]) -> Line:
    first, last = prices[0], prices[-1]
    return Line(rival, told(last), _change(first.price, last.price) if len(prices) > 1 else "", points(prices), prices)


def told(price: Price) -> str:
    """EUR 14.20 / kg."""
    amount = words.money(price.price, price.currency)
    return f"{amount} / {price.unit}" if price.unit else amount


def _change(first: Decimal, last: Decimal) -> str:
    """+4.5%, since the first price that was told."""
    share = ((last - first) / first).quantize(Decimal("0.001"))
    return f"{'+' if share > 0 else ''}{words.percent(share)}"


def points(prices: Sequence[Price]) -> str:
    """The points of a line through the prices, by day, in a drawing WIDE by HIGH; "" for a single one."""
    if len(prices) < 2:
        return ""
    first, days = prices[0].on, max(1, (prices[-1].on - prices[0].on).days)
    low, high = min(price.price for price in prices), max(price.price for price in prices)
    spread = high - low or Decimal(1)
    at = [
        (
            EDGE + (WIDE - 2 * EDGE) * (price.on - first).days / days,
            HIGH - EDGE - float((price.price - low) / spread) * (HIGH - 2 * EDGE),
        )
        for price in prices
    ]
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in at)
