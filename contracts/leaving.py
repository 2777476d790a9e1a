"""What leaving costs, from a contract's rows: stay, amend, leave today, leave at term. Reads only; no words.

Each side's estimate rests on what that side knows (`queries.commission`). Nothing is filled in: what is missing is named.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from contracts.law import pay as law_pay
from contracts.law.chain import BeforeFirstDay
from contracts.law.dates import OutOfCalendar
from contracts.law.ending import Consequence, consequences, safe_posting_day
from contracts.law.notice import last_notice_day
from contracts.law.pay import DEFAULT, MUTUAL, NOTICE, End, Estimate, compensation_estimate, pay_stands, window_years
from contracts.law.records import Jurisdiction, Rule
from contracts.law.terms import Term, term
from portage.core.money import rounded
from portage.core.refusals import Refused

from .actions.notice import explain
from .models import Choice, Contract
from .queries.commission import known_of, known_of_many
from .queries.held import PAY_AMOUNT, PAY_DUE, answers, by_contract
from .queries.law import law_of
from .rules.commission import Known, Series, a_month, series
from .standing import chain_of, end_of, scale_of

STAY, AMEND, TODAY, AT_TERM = "stay", "amend", "leave_today", "leave_at_term"
WAYS = (STAY, AMEND, TODAY, AT_TERM)
POSTAL_DAYS = 10
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Held:
    """What one side holds of a contract: figures of commission by year, and what people answered where the law is silent.

    `amount`: what a person said is owed, where the law gives no figure; `due`: whether it is, where the law does not say.
    """

    known: tuple[Known, ...] = ()
    amount: Choice | None = None
    due: Choice | None = None


def held_by(contract: Contract, side: str) -> Held:
    """What that side holds: two queries."""
    told = by_contract(answers([contract], side)).get(contract.pk, {})
    return Held(tuple(known_of(contract, side)), told.get(PAY_AMOUNT), told.get(PAY_DUE))


def held_by_of_many(contracts: Collection[Contract], side: str) -> dict[UUID, Held]:
    """The same for many visible contracts, by identifier: two queries. Those of which it holds nothing are left out."""
    known, told = known_of_many(contracts, side), by_contract(answers(contracts, side))
    return {
        pk: Held(tuple(known.get(pk, ())), told.get(pk, {}).get(PAY_AMOUNT), told.get(pk, {}).get(PAY_DUE))
        for pk in {*known, *told}
    }


@dataclass(frozen=True)
class Pay:
    """The agent's compensation for one way of ending. `stands`: see `law.pay.pay_stands`; `due` or `not_due` once answered.

    `amount` is rounded; None when nothing can be computed: then `missing` names the years, or `asks` what a person is to say
    (`amount`, `due`). `theirs`: some figure is the other side's, which it shared.
    """

    stands: str
    rule: Rule | None
    currency: str
    amount: Decimal | None = None
    estimate: Estimate | None = None
    over_years: int | None = None
    missing: tuple[int, ...] = ()
    asks: tuple[str, ...] = ()
    given: Choice | None = None
    answered: Choice | None = None
    theirs: bool = False


@dataclass(frozen=True)
class Way:
    """One column. `why_not` is a code when it is not open: not_begun, ending, over, no_first_day, no_notice, notice_not_established.

    `commission`: what the average month would still earn until `ends_on`, rounded; None without a figure.
    """

    code: str
    ends_on: date | None = None
    why_not: str = ""
    next_term: Term | None = None
    last_notice_day: date | None = None
    post_by: date | None = None
    pay: Pay | None = None
    commission: Decimal | None = None
    follows: tuple[Consequence, ...] = ()
    rules: tuple[Rule, ...] = field(default=())


@dataclass(frozen=True)
class Cost:
    """The four columns, for one side that would leave, on one day."""

    by: str
    today: date
    currency: str
    ways: tuple[Way, ...]
    law: Jurisdiction

    def way(self, code: str) -> Way:
        return next(way for way in self.ways if way.code == code)


def counted_until(contract: Contract, today: date) -> tuple[date, bool]:
    """(the last day on which commission can have been earned, whether that is the contract's end)."""
    ended = contract.ends_on is not None and contract.ends_on < today
    return (contract.ends_on if ended and contract.ends_on else today), ended


def what_is_known(contract: Contract, held: Held, over_years: int, today: date) -> Series:
    """The periods that an estimate uses, and the years that are missing; nothing before the contract begins."""
    last, ended = counted_until(contract, today)
    if contract.first_day is None or contract.first_day > last:
        return Series((), ())
    return series(held.known, first_day=contract.first_day, last_day=last, over_years=over_years, ended=ended)


def pay_of(contract: Contract, law: Jurisdiction, held: Held, end: End, today: date) -> Pay:
    """The compensation for that end, as far as the law and what is known carry."""
    stands, rule = pay_stands(law, end), law.find("termination_pay")
    over_years = window_years(law)
    told: dict[str, Any] = {"rule": rule, "currency": contract.currency, "over_years": over_years}
    if stands == law_pay.NOTHING:
        return Pay(stands, amount=Decimal(0), **told)
    if stands == law_pay.LOST:
        return Pay(stands, amount=Decimal(0), **told)
    asks: tuple[str, ...] = ()
    if stands == law_pay.OPEN:
        stands, asks = (held.due.answer, ()) if held.due else (stands, ("due",))
    told |= {"answered": held.due if stands in {"due", "not_due"} else None}
    if stands == "not_due":
        return Pay(stands, amount=Decimal(0), **told)
    if over_years is None:
        given = Decimal(held.amount.answer) if held.amount else None
        return Pay(stands, amount=given, given=held.amount, asks=asks if held.amount else (*asks, "amount"), **told)
    found = what_is_known(contract, held, over_years, today)
    if not found.complete:
        return Pay(stands, missing=found.missing, asks=asks, **told)
    estimate = compensation_estimate(law, found.earned)
    amount = None if estimate.amount is None else rounded(estimate.amount, contract.currency)
    used = {period.first_day.year for period in found.earned}
    theirs = any(figure.theirs for figure in held.known if figure.year in used)
    return Pay(stands, amount=amount, estimate=estimate, asks=asks, theirs=theirs, **told)


def cost(contract: Contract, held: Held, *, by: str, today: date, law: Jurisdiction | None = None) -> Cost:
    """The four columns. `contract` is one of `queries.page.contracts()`; `by` the side that would leave."""
    law = law or law_of(contract)
    ways = tuple(make(contract, law, held, by, today) for make in (_stay, _amend, _today, _at_term))
    return Cost(by, today, contract.currency, ways, law)


def _why_not(contract: Contract) -> str:
    """Why nothing can be left: a draft that is not typed far enough, or a contract that is over."""
    if contract.first_day is None:
        return "no_first_day"
    if not contract.notice_scale and contract.nature != Contract.Nature.MORAL:
        return "no_notice"
    if contract.status in {"ended", "withdrawn"}:
        return "over"
    return ""


def _begun(contract: Contract, today: date) -> bool:
    return (
        contract.status in {"in_force", "notice_given"}
        and contract.first_day is not None
        and contract.first_day <= today
    )


def _stay(contract: Contract, law: Jurisdiction, held: Held, by: str, today: date) -> Way:
    """What opens if nobody leaves, and until when that can be prevented."""
    why_not = _why_not(contract) or ("ending" if contract.ends_on else "")
    if why_not or contract.nature != Contract.Nature.RENEWABLE:
        return Way(STAY, ends_on=contract.ends_on, why_not=why_not)
    chain = chain_of(contract)
    if chain is None:
        return Way(STAY)
    number, scale = max(contract.term_number, 1), scale_of(contract)
    last = contract.last_notice_day or last_notice_day(chain.first_day, scale, chain.last_day_of(number))
    effect = law.find("renewal_clause_effect")
    return Way(
        STAY,
        next_term=term(chain, scale, number + 1),
        last_notice_day=last,
        rules=tuple(rule for rule in (effect,) if rule and rule.value),
    )


def _amend(contract: Contract, law: Jurisdiction, held: Held, by: str, today: date) -> Way:
    """Both sides sign a change; the term and its last day stay."""
    return Way(AMEND, ends_on=contract.ends_on, why_not=_why_not(contract))


def _today(contract: Contract, law: Jurisdiction, held: Held, by: str, today: date) -> Way:
    """By agreement, today. What serious default would change is told by the words; alone, without ground, it is a breach."""
    why_not = _why_not(contract)
    if why_not or not _begun(contract, today):
        return Way(TODAY, why_not=why_not or "not_begun")
    end = end_of(contract, kind=MUTUAL, by="", ends_on=today)
    until = _end_by_notice(contract, today)[0]
    rules = tuple(rule for rule in (law.find("early_exit_of_fixed_term"), law.find("serious_default")) if rule)
    return Way(
        TODAY,
        ends_on=today,
        pay=pay_of(contract, law, held, end, today),
        commission=_earns_until(contract, held, until, today),
        follows=consequences(law, end),
        rules=rules,
    )


def _at_term(contract: Contract, law: Jurisdiction, held: Held, by: str, today: date) -> Way:
    """By a notice served today. Once an end is known there is nothing left to compute: see `known_end`."""
    why_not = _why_not(contract) or ("ending" if contract.ends_on else "")
    if why_not:
        return Way(AT_TERM, ends_on=contract.ends_on, why_not=why_not)
    ends_on, last, refused = _end_by_notice(contract, today)
    if ends_on is None:
        return Way(AT_TERM, why_not=refused)
    end = end_of(contract, kind=NOTICE, by=by, ends_on=ends_on)
    post = safe_posting_day(last, postal_days=POSTAL_DAYS) if last else None
    notice = law.find("notice_months")
    return Way(
        AT_TERM,
        ends_on=ends_on,
        last_notice_day=last,
        post_by=post if post and post >= today else None,
        pay=pay_of(contract, law, held, end, today),
        commission=_earns_until(contract, held, ends_on, today),
        follows=consequences(law, end),
        rules=tuple(rule for rule in (notice,) if rule),
    )


def _end_by_notice(contract: Contract, today: date) -> tuple[date | None, date | None, str]:
    """(the end that a notice served today brings, the last day for the same end, why there is none)."""
    if contract.ends_on:
        return contract.ends_on, None, ""
    served = max(today, contract.first_day or today)
    try:
        told = explain(contract, served_on=served)
    except Refused as refusal:
        return None, None, refusal.code
    except (BeforeFirstDay, OutOfCalendar):
        return None, None, "not_begun"
    number = told.steps[-1].params.get("refuses_renewal_of_term")
    chain = chain_of(contract)
    last = last_notice_day(chain.first_day, scale_of(contract), chain.last_day_of(number)) if chain and number else None
    return told.day, last if last and last >= today else None, ""


def _earns_until(contract: Contract, held: Held, until: date | None, today: date) -> Decimal | None:
    """The average month of the last known year, times the months from tomorrow to that day; an order of size, not a debt."""
    if until is None or until <= today or contract.first_day is None or contract.first_day > today:
        return None
    average = a_month(held.known, first_day=contract.first_day, last_day=counted_until(contract, today)[0])
    if average is None:
        return None
    months = law_pay.decimal_of(law_pay.months_of(today + ONE_DAY, until))
    return rounded(average * months, contract.currency)


def known_end(contract: Contract, notices: Sequence) -> End | None:
    """How a contract that is ending, or has ended, ends; None while no end is known."""
    if contract.ends_on is None:
        return None
    notice = next((n for n in notices if n.ends_on == contract.ends_on), None)
    if notice is None:
        return end_of(contract, kind=MUTUAL, by="", ends_on=contract.ends_on)
    kind = DEFAULT if notice.serious_default else NOTICE
    return end_of(contract, kind=kind, by=notice.side, ends_on=contract.ends_on)
