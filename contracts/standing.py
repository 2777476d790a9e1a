"""From the contract's row to the pure `Standing` and back: the copies that lists and the daily run read."""

from dataclasses import replace
from datetime import date

from contracts.law.chain import Chain
from contracts.law.notice import NoticeScale
from contracts.law.pay import End
from contracts.law.records import Jurisdiction
from contracts.law.scales import AppliedScale, applied_scale
from contracts.law.terms import Term

from .models import Contract
from .rules import due

COPIES = ["status", "term_number", "term_last_day", "last_notice_day", "ends_on", "next_day", "next_kind", "due_on"]


def chain_of(contract: Contract) -> Chain | None:
    """The chain of terms, None for a contract without terms."""
    if contract.nature != Contract.Nature.RENEWABLE:
        return None
    return Chain(contract.first_day, contract.first_months, contract.renewal_months)


def scale_of(contract: Contract) -> NoticeScale:
    """The contract's own scale of notice."""
    return NoticeScale(tuple(contract.notice_scale), contract.notice_month_end)


def applied_of(contract: Contract, law: Jurisdiction, renewal_choice: str | None) -> AppliedScale:
    """The scale that gives this contract's dates.

    Renewable: its own. It was held against the law before it was approved, and its terms tell both sides their last day
    for notice: a later correction of the law moves none of them. Indefinite or moral: the longer of its own and the
    law's on the day on which it is asked; month ends as the law says, or as agreed.
    """
    own = tuple(contract.notice_scale) if contract.nature != Contract.Nature.MORAL else None
    renewable = contract.nature == Contract.Nature.RENEWABLE
    month_end = contract.notice_month_end or (False if renewable else None)
    found = applied_scale(
        law, nature=contract.nature, agreed=own, to_month_end=month_end, renewal_choice=renewal_choice
    )
    return replace(found, scale=scale_of(contract), binding=False) if renewable else found


def end_of(contract: Contract, *, kind: str, by: str, ends_on: date) -> End:
    """An end of this contract, as the law asks about it."""
    renewable = contract.nature == Contract.Nature.RENEWABLE
    return End(kind, by, ends_on, renewable, contract.first_months if renewable else None)


def standing_of(contract: Contract) -> due.Standing:
    """Where the contract stands, from the copies in its row; no query."""
    chain = chain_of(contract)
    opened = None
    if chain and contract.term_number:
        first_day = chain.first_day_of(contract.term_number)
        opened = Term(contract.term_number, first_day, contract.term_last_day, contract.last_notice_day)
    return due.Standing(
        status=contract.status,
        first_day=contract.first_day,
        chain=chain,
        scale=scale_of(contract) if chain else None,
        term=opened,
        ends_on=contract.ends_on,
    )


def keep(contract: Contract, standing: due.Standing, today: date) -> None:
    """Write a standing into the contract's copies. The caller saves COPIES."""
    contract.status = standing.status
    if standing.term:
        contract.term_number = standing.term.number
        contract.term_last_day = standing.term.last_day
        contract.last_notice_day = standing.term.last_notice_day
    contract.ends_on = standing.ends_on
    contract.next_day, contract.next_kind = due.next_binding(standing, today)
    contract.due_on = due.due_on(standing, today)
