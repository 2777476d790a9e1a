"""What a commission invoice says: parties, lines, tax, totals. Pure; `documents.facturx` writes it down, `actions.billing` keeps it.

Codes are those of the European standard EN 16931: the kind of document (UNTDID 1001), the category of tax (UNTDID 5305), the
reason why no tax is charged (VATEX). Sums are Decimals in the invoice's currency.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from portage.core.money import quantum, rounded

from . import vat

# Kind of document: an invoice takes money in, a credit note gives it back; each may be written by the customer (self-billed).
INVOICE, CREDIT, SELF_BILLED, SELF_BILLED_CREDIT = "380", "381", "389", "261"
CREDITS = frozenset({CREDIT, SELF_BILLED_CREDIT})
KINDS = {
    (False, False): INVOICE,
    (True, False): CREDIT,
    (False, True): SELF_BILLED,
    (True, True): SELF_BILLED_CREDIT,
}  # fmt: skip
STANDARD, EXEMPT, REVERSE, OUTSIDE = "S", "E", "AE", "O"
MOST_RATE = Decimal(30)
CENT = Decimal("0.01")  # the standard's sums are no finer (BR-DEC-09 and following)


@dataclass(frozen=True)
class Party:
    """Who sells or buys, as it was on the day of the invoice. `scheme` says what kind of number `registration` is (ISO 6523:
    0002 is a SIREN; empty: the number of its country's register)."""

    name: str
    street: str
    postcode: str
    city: str
    country: str
    registration: str
    scheme: str
    vat: str


@dataclass(frozen=True)
class Group:
    """What statement lines of one product at one rate add up to: earned in the period, or an adjustment."""

    section: str
    product: str
    rate: Decimal
    base: Decimal
    amount: Decimal


@dataclass(frozen=True)
class BillLine:
    """One line: what it is, once (`quantity` 1) or taken back (-1), and its amount."""

    name: str
    quantity: int
    price: Decimal

    @property
    def amount(self) -> Decimal:
        return self.price * self.quantity


@dataclass(frozen=True)
class Tax:
    """Category, rate in per cent, and why no tax is charged: the standard's code and words."""

    category: str
    rate: Decimal = Decimal(0)
    code: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Bill:
    """One commission invoice or credit note. `net` is the sum of the lines, `gross` what is to be paid (or given back)."""

    number: str
    kind: str
    day: date
    due_on: date
    currency: str
    seller: Party
    buyer: Party
    lines: tuple[BillLine, ...]
    tax: Tax
    net: Decimal
    vat: Decimal
    gross: Decimal
    first_day: date
    last_day: date
    contract: str
    statement: str
    preceding: tuple[str, date] | None = None
    notes: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """As it is kept: sums and days in text."""
        return {name: plain(value) for name, value in asdict(self).items()}


def plain(value: Any) -> Any:
    """Sums and days as text, everything else as it is."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value


def bill_from(told: Mapping[str, Any]) -> Bill:
    """The invoice that `as_dict` told."""
    days = {name: date.fromisoformat(told[name]) for name in ("day", "due_on", "first_day", "last_day")}
    sums = {name: Decimal(told[name]) for name in ("net", "vat", "gross")}
    lines = tuple(BillLine(row["name"], row["quantity"], Decimal(row["price"])) for row in told["lines"])
    before = told["preceding"]
    made = {
        "seller": Party(**told["seller"]), "buyer": Party(**told["buyer"]), "lines": lines,
        "tax": Tax(**{**told["tax"], "rate": Decimal(told["tax"]["rate"])}), "notes": tuple(told["notes"]),
        "preceding": (before[0], date.fromisoformat(before[1])) if before else None,
    }  # fmt: skip
    return Bill(**{one.name: told[one.name] for one in fields(Bill)} | days | sums | made)


def grouped(lines: Iterable[Any]) -> list[Group]:
    """The lines of a statement by product and rate, what was earned before what is adjusted; groups of no amount are left out.

    A line: `section`, `product` (its name), `rate`, `converted` (base), `counted`, `amount`.
    """
    found: dict[tuple[str, str, Decimal], list[Decimal]] = {}
    for line in lines:
        sums = found.setdefault((line.section, line.product, line.rate), [Decimal(0), Decimal(0)])
        sums[0] += line.converted if line.counted else 0
        sums[1] += line.amount
    order = ["earned", "adjustment", "nothing"]
    rows = [Group(*key, *sums) for key, sums in found.items() if sums[1]]
    return sorted(rows, key=lambda one: order.index(one.section))


def bill_lines(named: Iterable[tuple[str, Decimal]], *, credit: bool) -> tuple[BillLine, ...]:
    """A line for each name with its amount; on a credit note the amounts are those given back. A price is never below zero: what
    is taken back is a quantity of minus one (BR-27)."""
    turn = -1 if credit else 1
    return tuple(BillLine(name, 1 if amount * turn > 0 else -1, abs(amount)) for name, amount in named)


def totals(lines: Iterable[BillLine], tax: Tax, currency: str) -> tuple[Decimal, Decimal, Decimal]:
    """Net, tax, gross: the tax is computed once on the whole, which is of one category (BR-CO-14, 15, 17), and has two decimals
    at most, whatever the currency (BR-DEC-13)."""
    net = sum((line.amount for line in lines), Decimal(0))
    charged = rounded(net * tax.rate / 100, currency if quantum(currency) >= CENT else "EUR")
    return net, charged, net + charged


def tax_of(treatment: str, *, rate: Decimal, reason: str, words: Mapping[str, str]) -> Tax:
    """The category of the treatment (`rules.vat`): a domestic invoice has the rate and, at zero, the reason that its maker gives."""
    if treatment == vat.DOMESTIC:
        return Tax(STANDARD, rate) if rate else Tax(EXEMPT, reason=reason)
    if treatment == vat.REVERSE:
        return Tax(REVERSE, code="VATEX-EU-AE", reason=words[treatment])
    return Tax(OUTSIDE, code="VATEX-EU-O", reason=words[treatment])


def missing(seller: Party, buyer: Party, category: str) -> list[tuple[str, str]]:
    """(side, what an invoice needs and its record has not): street, city, vat, registration.

    Source: directive 2006/112/EC art. 226 (names, addresses, numbers); EN 16931 BR-S-02, BR-AE-02, BR-CO-26.
    """
    found = [
        (side, name)
        for side, party in (("agent", seller), ("principal", buyer))
        for name in ("street", "city")
        if not getattr(party, name)
    ]
    if category == REVERSE:
        return found + [(side, "vat") for side, party in (("agent", seller), ("principal", buyer)) if not party.vat]
    named = seller.registration if category == OUTSIDE else seller.registration or seller.vat
    return found if named else [*found, ("agent", "registration")]


def too_fine(amounts: Collection[Decimal]) -> bool:
    """Whether a sum has more decimals than the standard's invoice can say: a dinar has three."""
    return any(amount != amount.quantize(CENT) for amount in amounts)


def number_of(series: str, year: int, serial: int) -> str:
    """CI-2026-00001: the series, the year, the place in it."""
    return f"{series}-{year}-{serial:05d}"
