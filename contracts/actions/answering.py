"""What the law does not say of an end, a person does: whether compensation is owed, and how much. With the reason; for one side."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from contracts.law.pay import OPEN, End, pay_stands, window_years
from portage.core import clock, journal
from portage.core.journal import By
from portage.core.money import quantum
from portage.core.refusals import Invalid, Refused

from ..models import Choice, Contract
from ..queries.held import PAY_AMOUNT, PAY_DUE
from ..queries.law import law_of
from ..standing import end_of
from .locking import lock, side_of

DUE, NOT_DUE = "due", "not_due"
WAYS = (("notice", "principal"), ("notice", "agent"), ("default", "principal"))


@transaction.atomic
def answer_after_end(contract: Contract, *, question: str, answer: str, reason: str, by: By, at: datetime) -> Choice:
    """Record the figure or the answer that counsel gives, where the law's record has none. The newest one of a side holds.

    Only the side that gives it reads it. Refused where the law answers: a person does not outvote a record.
    """
    contract = lock(contract)
    side_of(contract, by)
    if not reason.strip():
        raise Invalid("no_reason", _("Give the reason: it stays with the contract."), field="reason")
    if question not in open_to_answers(contract, clock.day_in(contract.time_zone, at)):
        raise Refused("law_answers", _("The law's record answers this: ask for it to be corrected if it is wrong."))
    told = _amount(contract, answer) if question == PAY_AMOUNT else _yes_or_no(answer)
    made = Choice.objects.create(
        contract=contract, question=question, answer=told, reason=reason.strip(), membership=by.membership, at=at
    )
    journal.record("contracts.end_answered", contract, by=by, at=at, question=question)
    return made


def open_to_answers(contract: Contract, today: date) -> set[str]:
    """The questions on the pay that this contract's law leaves open for some way of ending it."""
    law = law_of(contract)
    ends: list[End] = [end_of(contract, kind=kind, by=by, ends_on=today) for kind, by in WAYS]
    standing = {pay_stands(law, end) for end in ends}
    found = {PAY_DUE} if OPEN in standing else set()
    if standing != {"nothing"} and window_years(law) is None:
        found.add(PAY_AMOUNT)
    return found


def _amount(contract: Contract, answer: str) -> str:
    """A figure in the contract's currency, as it is kept: 12500.00."""
    try:
        amount = Decimal(answer)
    except InvalidOperation as error:
        raise Invalid("not_a_figure", _("Type a figure."), field="answer") from error
    if not amount.is_finite() or amount < 0 or amount >= Decimal(10) ** 12:
        raise Invalid("not_a_figure", _("Type a figure."), field="answer")
    if amount != amount.quantize(quantum(contract.currency)):
        words = _("%(currency)s has no smaller unit than %(unit)s.")
        raise Invalid(
            "too_precise", words % {"currency": contract.currency, "unit": quantum(contract.currency)}, field="answer"
        )
    return str(amount)


def _yes_or_no(answer: str) -> str:
    if answer not in {DUE, NOT_DUE}:
        raise Invalid("not_an_answer", _("Answer whether it is owed."), field="answer")
    return answer
