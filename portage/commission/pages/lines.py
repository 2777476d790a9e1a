"""Lines of a statement in words: one reading for the page, the paper, the spreadsheet and the API."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from contracts.law.records import Jurisdiction
from contracts.models import Contract
from portage.core import words

from ..models import Line
from ..rules.verbs import AWAITED
from ..words.pages import ANSWERS, KINDS, LATE, NOT_PAID_UNTIL, RULES, SECTIONS, UNPAID, WHY

ZERO = Decimal(0)
Sums = Mapping[str, tuple[Decimal, Decimal]]


@dataclass(frozen=True)
class Reading:
    """What the words of a statement's lines need besides the lines."""

    contract: Contract
    law: Jurisdiction
    currency: str
    first_day: date

    def source(self, key: str) -> str:
        """ ", Dir. 86/653 art. 10" where the law's record says so."""
        rule = self.law.find(key)
        return f", {rule.source}" if rule and rule.value and rule.source else ""


@dataclass
class Row:
    """One line ready to be read. `base` and `due` are in the statement's currency, but for a base that is not converted yet."""

    line: Line
    number: int
    customer: str
    order: str
    product: str
    document: str
    document_day: date | None
    paid: str
    paid_on: date | None
    base: Decimal
    base_currency: str
    rate: Decimal
    rule: str
    due: Decimal
    says: list[str] = field(default_factory=list)
    dispute: dict[str, Any] | None = None
    may_be_disputed: bool = False
    currency: str = ""

    @property
    def base_says(self) -> str:
        """8,400.00 under the head "Base, EUR"; PLN 100.00 where it is in another currency."""
        if self.base_currency == self.currency:
            return plain(self.base, self.currency)
        return words.money(self.base, self.base_currency)

    @property
    def due_says(self) -> str:
        return plain(self.due, self.currency)


@dataclass
class Section:
    """A part of a statement: the lines that are shown, and the sums of all."""

    code: str
    title: Any
    rows: list[Row]
    currency: str
    base: Decimal
    due: Decimal

    @property
    def base_says(self) -> str:
        return plain(self.base, self.currency)

    @property
    def due_says(self) -> str:
        return plain(self.due, self.currency)


def plain(amount: Decimal, currency: str) -> str:
    """A sum as a column of one currency shows it: with its decimals, without its code."""
    said = words.money(abs(amount), currency).replace(currency, "").strip("\xa0\u202f ")
    return f"−{said}" if amount < 0 else said


def sections(lines: Iterable[Line], reading: Reading, sums: Sums) -> list[Section]:
    """The parts that have lines, in their order, with the lines that are given and the sums of all."""
    found: dict[str, list[Row]] = {}
    for line in lines:
        found.setdefault(line.section, []).append(row(line, reading))
    return [
        Section(code, title, found.get(code, []), reading.currency, *sums[code])
        for code, title in SECTIONS.items()
        if code in sums
    ]


def sums_of(lines: Iterable[Line]) -> Sums:
    """By part, the base that counts and the commission: of lines that are not written yet."""
    found: dict[str, tuple[Decimal, Decimal]] = {}
    for line in lines:
        base, due = found.get(line.section, (ZERO, ZERO))
        found[line.section] = base + (line.converted if line.counted else ZERO), due + line.amount
    return found


def row(line: Line, reading: Reading) -> Row:
    """One line in the reader's words."""
    converted = line.currency != reading.currency
    shown = line.converted if not converted or line.converted else line.base
    document, document_day = _document(line)
    return Row(
        line=line,
        number=line.number,
        customer=line.order.customer if line.order else "",
        order=line.order.reference if line.order else "",
        product=str(line.product or ""),
        document=document,
        document_day=document_day,
        paid=str(UNPAID.get(line.why, "")),
        paid_on=line.day if line.kind == "paid" else None,
        base=line.base if not converted else shown,
        base_currency=reading.currency if not converted or line.converted else line.currency,
        rate=line.rate,
        rule=_rule(line, reading),
        due=line.amount,
        says=list(_says(line, reading)),
        dispute=dispute_of(line, reading.currency),
        currency=reading.currency,
        may_be_disputed=line.why not in AWAITED and not hasattr(line, "dispute"),
    )


def _document(line: Line) -> tuple[str, date | None]:
    """The credit note that a line is about, else its invoice."""
    if line.kind == "credited":
        return line.document, line.day
    if line.invoice is None:
        return "", None
    return line.invoice.number, line.invoice.day


def _foreign(line: Line) -> str:
    """PLN 1,000.00 at 0.2331, NBP of 3 May 2024."""
    told = words.money(line.base, line.currency)
    if line.exchange is None:
        return told
    given = {"sum": told, "rate": f"{line.exchange.rate.normalize():f}", "source": line.exchange.source}
    return _("%(sum)s at %(rate)s, %(source)s of %(day)s") % {**given, "day": words.day(line.exchange.day, "short")}


def _rule(line: Line, reading: Reading) -> str:
    """annex C, all products, up to EUR 10,000.00 a year."""
    said = str(RULES.get(line.rule, ""))
    if line.up_to is not None:
        bound = {"rule": said, "bound": words.money(line.up_to, reading.currency)}
        return _("%(rule)s, up to %(bound)s a year") % bound
    return said


def _says(line: Line, reading: Reading) -> Iterable[str]:
    """What stands below a line: why nothing is due, or what an adjustment adjusts; and that it was told late."""
    if line.why == "not_paid" and line.last_day:
        yield str(NOT_PAID_UNTIL) % {"day": words.day(line.last_day), "source": reading.source("commission_earned")}
    elif line.why:
        yield str(WHY.get(line.why, line.why)) % _given(line, reading)
    elif line.kind in KINDS:
        yield str(KINDS[line.kind]) % _given(line, reading)
    elif line.day and line.day < reading.first_day:
        yield str(LATE) % {"day": words.day(line.day)}
    if line.converted and line.currency != reading.currency:
        yield _foreign(line)


def _given(line: Line, reading: Reading) -> dict[str, Any]:
    reversed_line = line.reverses
    told = line.last_day or line.day
    return {
        "currency": line.currency,
        "day": words.day(told) if told else "",
        "principal": reading.contract.principal.name,
        "source": reading.source("commission_extinguished"),
        "invoice": line.invoice.number if line.invoice else "",
        "line": reversed_line.number if reversed_line else line.number,
        "statement": reversed_line.statement.reference if reversed_line else line.document,
    }


def dispute_of(line: Line, currency: str) -> dict[str, Any] | None:
    """The dispute of a line with its answer, None without one."""
    found = getattr(line, "dispute", None)
    if found is None:
        return None
    answer = getattr(found, "answer", None)
    return {
        "row": found, "expected": found.expected, "difference": found.expected - line.amount, "answer": answer,
        "word": str(ANSWERS[answer.kind]) if answer else _("In dispute"), "state": "done" if answer else "near",
        "currency": currency,
    }  # fmt: skip


def total_base(found: Sequence[Section]) -> Decimal:
    """The base of what is due: earned, less what was taken back."""
    return sum((one.base for one in found if one.code != "nothing"), ZERO)
