"""The statement that would be issued for a period, line by line: for the preview, and for the verb that freezes it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Min, Q

from contracts.law import records
from contracts.law.records import Correction, Jurisdiction
from contracts.models import Contract
from contracts.queries.law import corrections

from ..models import Answer, Line, Statement
from ..rules import vat
from ..rules.account import NOTHING, Accrual, Drawn, Waiting, draw
from ..rules.earning import ZERO, follow
from ..rules.periods import Deadline, Period, block_of, deadline, following, period_from
from .facts import Rates, sales, stated
from .splits import of_contract
from .terms import AsTheyStood, law_says

SECTIONS = ["earned", "adjustment", "nothing"]


@dataclass
class Draft:
    """One statement before it is issued: `lines` are rows that are not written, in their order."""

    contract: Contract
    period: Period
    currency: str
    deadline: Deadline
    vat: str
    lines: list[Line] = field(default_factory=list)

    @property
    def total(self) -> Decimal:
        return sum((line.amount for line in self.lines), ZERO)


def next_period(contract: Contract, terms: AsTheyStood) -> Period | None:
    """The period whose statement comes next; None while no order was told. Periods follow each other without a gap, from
    the month or quarter of the first order on."""
    last = Statement.objects.filter(contract=contract).order_by("-last_day").values_list("last_day", flat=True).first()
    if last is not None:
        return following(last, terms.months_on(last))
    first = of_contract(contract).aggregate(first=Min("accepted_on"))["first"]
    if first is None:
        return None
    months = terms.months_on(first)
    return period_from(max(block_of(first, months), contract.first_day or first), months)


def drafts(contract: Contract, period: Period, terms: AsTheyStood | None = None) -> list[Draft]:
    """The statements of a period: one in the contract's currency, and one in each former currency in which an order of
    that time still earns."""
    terms = terms or AsTheyStood(contract)
    told = corrections()
    law = records.jurisdiction(contract.law, told)
    drawn = account(contract, terms, period.last_day, law)
    main = terms.on(period.last_day).deal.currency
    granted = corrections_due(contract)
    currencies = {one.currency for one in drawn.accruals} | {line.dispute.line.statement.currency for line in granted}
    treatment = vat_of(contract, told)
    made = []
    for currency in [main, *sorted(currencies - {main})]:
        draft = Draft(contract, period, currency, deadline(law, period.last_day), treatment)
        draft.lines = _numbered(_lines(contract, drawn, granted, currency))
        made.append(draft)
    return made


def account(contract: Contract, terms: AsTheyStood, until: date, law: Jurisdiction) -> Drawn:
    """What is left to state, and what is awaited, at the end of a day."""
    says = law_says(law)
    followed = [
        follow(sale, terms.on(sale.accepted_on), says, ended_on=contract.ends_on, until=until)
        for sale in sales(contract, until)
    ]
    return draw(followed, stated(contract), Rates(contract), until=until)


def vat_of(contract: Contract, told: tuple[Correction, ...]) -> str:
    """The treatment of value added tax between the parties as they are registered now."""
    union = records.record_members(records.jurisdiction("EU", told))
    return vat.treatment(str(contract.principal.country), str(contract.agent.country), union)


def corrections_due(contract: Contract) -> list[Answer]:
    """What answers to disputes granted and no statement has stated yet, oldest first."""
    done = Line.objects.filter(contract=contract, kind="corrected").values_list("event", flat=True)
    upheld = Answer.objects.filter(Q(kind=Answer.Kind.UPHELD) & ~Q(amount=0), dispute__line__contract=contract)
    found = upheld.select_related("dispute__line__statement").order_by("at", "pk")
    told_already = set(done)
    return [answer for answer in found if str(answer.pk) not in told_already]


def _numbered(lines: Iterable[Line]) -> list[Line]:
    """In the order of their sections and days."""
    ordered = sorted(lines, key=lambda line: (SECTIONS.index(line.section), line.day or date.max))
    for number, line in enumerate(ordered, 1):
        line.number = number
    return ordered


def _lines(contract: Contract, drawn: Drawn, granted: Iterable[Answer], currency: str) -> list[Line]:
    accruals = [_accrued(contract, one) for one in drawn.accruals if one.currency == currency]
    waiting = [_waits(contract, one) for one in drawn.waiting if one.terms.deal.currency == currency]
    corrected = [_corrected(contract, one) for one in granted if one.dispute.line.statement.currency == currency]
    return [*accruals, *corrected, *waiting]


def _accrued(contract: Contract, one: Accrual) -> Line:
    unit, step = one.move.unit, one.move.step
    sale = unit.sale
    return Line(
        contract_id=contract.pk, section=one.section, key=one.key, unit=unit.key, event=step.key, kind=step.kind, day=step.on,
        order_id=sale.order, invoice_id=step.invoice or unit.invoice,
        product_id=sale.product, document=step.document, base=one.base, currency=sale.currency,
        exchange_id=one.exchange.key if one.exchange else None, converted=one.converted, rate=one.tier.rate,
        amount=one.amount, rule=unit.schedule.rule, up_to=one.tier.up_to, terms=unit.terms.number, scope=one.scope,
        year=one.year, counted=one.counted, why=one.why, reverses_id=one.move.undoes.pk if one.move.undoes else None,
    )  # fmt: skip


def _waits(contract: Contract, one: Waiting) -> Line:
    sale = one.sale
    return Line(
        contract_id=contract.pk, section=NOTHING, key="", unit=sale.key, event="", kind="awaited",
        order_id=sale.order, invoice_id=one.invoice, product_id=sale.product,
        base=one.base, currency=sale.currency, converted=ZERO, rate=one.tier.rate, amount=ZERO, rule=one.rule,
        up_to=one.tier.up_to, terms=one.terms.number, scope="", year=sale.accepted_on.year, counted=False, why=one.why,
        last_day=one.last_day,
    )  # fmt: skip


def _corrected(contract: Contract, answer: Answer) -> Line:
    """What an answer granted, as an accrual of its own: the disputed line's sale, and the difference."""
    line = answer.dispute.line
    return Line(
        contract_id=contract.pk, section="adjustment", key=f"answer {answer.pk}", unit=line.unit, event=str(answer.pk),
        kind="corrected", day=answer.at.date(), order=line.order, invoice=line.invoice, product_id=line.product_id,
        document=line.statement.reference, base=ZERO, currency=line.statement.currency, converted=ZERO, rate=answer.rate,
        amount=answer.amount, rule=line.rule, terms=line.terms, scope="", year=line.year, counted=False,
    )  # fmt: skip
