"""Annexes of the agent contract: A products, B territory and reserved customers, C commission schedule, D tasks."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

from django.utils.safestring import SafeString

from . import words
from .blocks import Column, Facing, Text, facts, grid, heading, kept, note
from .commission import CommissionLine, Tier
from .data import ContractData, Product
from .phrases import say
from .values import places, segments

_TEXT_WIDTH = 174.0
_SHARES = (("task", 0.5), ("party", 0.19), ("flow", 0.31))


def annexes(data: ContractData) -> list[SafeString]:
    """The four annexes, in order, each whole on its page when it fits on one."""
    return [kept(part) for part in (_products(data), _territory(data), _commission(data), _tasks(data))]


def _both(key: str, tags: Sequence[str]) -> Facing:
    return {tag: say(key, tag) for tag in tags}


def name_of(product: Product, tags: Sequence[str]) -> Facing:
    """The product's name by language; where it was not translated, the name it has."""
    return {tag: product.names.get(tag) or next(iter(product.names.values())) for tag in tags}


def _products(data: ContractData) -> list[SafeString]:
    tags = data.language.tags
    shared = [Column(_both("hs_code", tags), 24), Column(_both("sheet", tags), 34)]
    own = [Column(_both("product_line", tags), (_TEXT_WIDTH - 58) / len(tags))]
    rows = [([name_of(product, tags)], [product.hs_code, product.sheet]) for product in data.products]
    return [heading(_both("annex_a", tags), tags), grid(own, shared, rows, tags)]


def _territory(data: ContractData) -> list[SafeString]:
    tags = data.language.tags
    named = [f"{customer.name}, {customer.place}" for customer in data.territory.reserved]
    rows: list[tuple[Facing, Facing, Facing | None]] = [
        (_both("countries", tags), {tag: _countries(data, tag) for tag in tags}, None),
        (_both("segments", tags), {tag: words.first_upper(words.join(segments(data, tag), tag)) for tag in tags}, None),
        (_both("reserved", tags), {tag: words.BETWEEN[tag].join(named) or say("none", tag) for tag in tags}, None),
    ]
    return [heading(_both("annex_b", tags), tags), facts(rows, tags)]


def _countries(data: ContractData, tag: str) -> str:
    regions = data.territory.regions
    return words.BETWEEN[tag].join(
        name if regions.get(code) else f"{name} ({code}), {say('all_regions', tag)}"
        for code, name in zip(data.territory.countries, places(data, tag), strict=True)
    )


def _commission(data: ContractData) -> list[SafeString]:
    """One row a line of products, one column a bracket of yearly sales; reserved customers last, by rate."""
    tags, deal = data.language.tags, data.commission
    general = deal.tiers or (Tier(None, deal.rate),)
    bounds = _bounds([general, *(line.tiers for line in deal.lines)])
    own = [Column(_both("sales", tags), (_TEXT_WIDTH - 26 * len(bounds)) / len(tags))]
    shared = [Column(header, 26, numeric=True) for header in _brackets(bounds, deal.currency, tags)]
    lines = [*deal.lines, CommissionLine((), general)]
    rows: list[tuple[list[Facing], list[Text]]] = [
        ([_covered(line, data)], [words.percent(_rate(line.tiers, bound), tags[0]) for bound in bounds])
        for line in lines
    ]
    rows += _reserved(data, len(bounds))
    tail = [note(_both("tier_note", tags), tags)] if len(bounds) > 1 else []
    if data.target is not None:
        target = {
            tag: f"{say('target', tag)}{words.COLON[tag]}{words.money((data.target, deal.currency), tag)}"
            for tag in tags
        }
        tail.append(note(target, tags))
    return [heading(_both("annex_c", tags), tags), grid(own, shared, rows, tags), *tail]


def _bounds(schedules: Sequence[Sequence[Tier]]) -> list[Decimal | None]:
    """Every bound that some line uses, ascending, and None for what lies beyond."""
    return [*sorted({tier.up_to for tiers in schedules for tier in tiers if tier.up_to is not None}), None]


def _brackets(bounds: Sequence[Decimal | None], currency: str, tags: Sequence[str]) -> list[Facing]:
    if len(bounds) == 1:
        return [_both("rate", tags)]
    return [
        _both("beyond", tags)
        if bound is None
        else {tag: say("up_to", tag, words.money((bound, currency), tag)) for tag in tags}
        for bound in bounds
    ]


def _rate(tiers: Sequence[Tier], bound: Decimal | None) -> Decimal:
    """The rate of the part of sales that ends at `bound`: that of the first tier that reaches as far."""
    for tier in tiers:
        if tier.up_to is None or (bound is not None and bound <= tier.up_to):
            return tier.rate
    raise ValueError("a commission schedule must end with a tier without bound")


def _covered(line: CommissionLine, data: ContractData) -> Facing:
    """Which products a row covers; the row without keys is for all the others."""
    tags, names = data.language.tags, {product.key: product for product in data.products}
    if not line.products:
        return _both("other_products" if data.commission.lines else "every_product", tags)
    return {tag: words.first_upper(", ".join(name_of(names[key], tags)[tag] for key in line.products)) for tag in tags}


def _reserved(data: ContractData, columns: int) -> list[tuple[list[Facing], list[Text]]]:
    tags, customers = data.language.tags, sorted(data.territory.reserved, key=lambda customer: customer.rate)
    return [
        (
            [{tag: f"{say('reserved', tag)}{words.COLON[tag]}{words.BETWEEN[tag].join(names)}" for tag in tags}],
            [words.percent(rate, tags[0])] * columns,
        )
        for rate, group in groupby(customers, key=lambda customer: customer.rate)
        for names in [[customer.name for customer in group]]
    ]


def _tasks(data: ContractData) -> list[SafeString]:
    """Who does what, and what flows: information before the sale, goods too after it (Bueno Merino 2007, table I)."""
    tags = data.language.tags
    sides = [("agent", "flow_before", data.agent_tasks), ("principal", "flow_after", data.principal_tasks)]
    width = _TEXT_WIDTH / len(tags)
    own = [Column(_both(key, tags), width * part) for key, part in _SHARES]
    rows: list[tuple[list[Facing], list[Text]]] = [
        ([{tag: _task(task, tag) for tag in tags}, _both(f"side_{side}", tags), _both(flow, tags)], [])
        for side, flow, tasks in sides
        for task in tasks
    ]
    return [heading(_both("annex_d", tags), tags), grid(own, [], rows, tags)]


def _task(task: str, tag: str) -> str:
    """Without its article, with a capital: a list of tasks, not a sentence."""
    text = say(task, tag, table="task")
    for article in ("la ", "le ", "les ", "l’") if tag == "fr" else ():
        if text.startswith(article):
            text = text[len(article) :]
            break
    return words.first_upper(text)
