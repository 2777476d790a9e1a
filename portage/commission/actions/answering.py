"""After a statement: it is accepted, its lines are disputed and answered, what is due is paid. It never changes itself."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from contracts.actions.locking import lock, side_of
from contracts.models import Contract
from portage.core import journal
from portage.core.journal import By
from portage.core.money import rounded
from portage.core.refusals import Forbidden, Invalid, Refused

from ..models import Acceptance, Answer, Dispute, Line, Statement
from ..rules.verbs import AWAITED
from . import mailing
from .checks import check_sum

ZERO = Decimal(0)
SAME = _("This gives the commission of the line: there is no difference.")


@transaction.atomic
def accept_statement(statement: Statement, *, by: By, at: datetime) -> Acceptance:
    """The agent accepts every line but those in dispute. Once; after it, no other line is disputed."""
    contract = _of_side(statement.contract_id, by, "agent")
    if Acceptance.objects.filter(statement=statement).exists():
        raise Refused("already_accepted", _("This statement is already accepted."))
    row = Acceptance.objects.create(statement=statement, membership=by.membership, at=at)
    disputed = Dispute.objects.filter(line__statement=statement).count()
    journal.record(
        "commission.statement_accepted", contract, by=by, at=at, statement=statement.reference, disputed=disputed
    )  # fmt: skip
    return row


@transaction.atomic
def dispute_line(
    line: Line, *, reason: str, by: By, at: datetime, base: Decimal | None = None, rate: Decimal | None = None
) -> Dispute:
    """The agent disputes one line: why, and the base (in the statement's currency) or the rate that it expects.

    Refused for what is only awaited, for a line that was accepted or disputed already, and where nothing else is expected.
    """
    contract = _of_side(line.contract_id, by, "agent")
    statement = line.statement
    if line.why in AWAITED:
        raise Refused("awaited", _("This is awaited, not refused: it will stand in a later statement by itself."))
    if Dispute.objects.filter(line=line).exists():
        raise Refused("already_disputed", _("This line is already in dispute."))
    if Acceptance.objects.filter(statement=statement).exists():
        raise Refused("already_accepted", _("This statement is already accepted."))
    if not reason.strip():
        raise Invalid("no_reason", _("Say why: the principal answers your words."), field="reason")
    base = line.converted if base is None else base
    rate = line.rate if rate is None else rate
    expected = _worth(base, rate, statement.currency)
    if expected == line.amount:
        raise Invalid("expects_the_same", SAME, field="base")
    row = Dispute.objects.create(
        line=line, base=base, rate=rate, expected=expected, reason=reason.strip(), membership=by.membership, at=at
    )
    facts = {"statement": statement.reference, "line": line.number}
    journal.record("commission.line_disputed", contract, by=by, at=at, text={"reason": reason.strip()}, **facts)
    mailing.line_disputed(row, by=by, at=at)
    return row


@transaction.atomic
def answer_dispute(
    dispute: Dispute,
    *,
    uphold: bool,
    by: By,
    at: datetime,
    reason: str = "",
    base: Decimal | None = None,
    rate: Decimal | None = None,
) -> Answer:
    """The principal answers: it upholds the dispute, as expected or with another base or rate, or refuses it with a reason.

    What is upheld is an accrual of the next statement; the disputed one stays as it is.
    """
    line = dispute.line
    contract = _of_side(line.contract_id, by, "principal")
    _check_open(dispute)
    if not uphold:
        if not reason.strip():
            raise Invalid("no_reason", _("Give the reason: a refusal is explained."), field="reason")
        return _answer(dispute, contract, Answer.Kind.REFUSED, (line.converted, line.rate, ZERO), reason, by, at)
    base, rate = dispute.base if base is None else base, dispute.rate if rate is None else rate
    amount = _worth(base, rate, line.statement.currency) - line.amount
    if amount == 0:
        raise Invalid("expects_the_same", SAME, field="base")
    return _answer(dispute, contract, Answer.Kind.UPHELD, (base, rate, amount), reason, by, at)


@transaction.atomic
def withdraw_dispute(dispute: Dispute, *, by: By, at: datetime, reason: str = "") -> Answer:
    """The agent no longer disputes the line."""
    contract = _of_side(dispute.line.contract_id, by, "agent")
    _check_open(dispute)
    line = dispute.line
    return _answer(dispute, contract, Answer.Kind.WITHDRAWN, (line.converted, line.rate, ZERO), reason, by, at)


def _answer(
    dispute: Dispute,
    contract: Contract,
    kind: str,
    granted: tuple[Decimal, Decimal, Decimal],
    reason: str,
    by: By,
    at: datetime,
) -> Answer:
    base, rate, amount = granted
    row = Answer.objects.create(
        dispute=dispute, kind=kind, base=base, rate=rate, amount=amount, reason=reason.strip(),
        membership=by.membership, at=at,
    )  # fmt: skip
    facts = {"statement": dispute.line.statement.reference, "line": dispute.line.number, "answer": kind}
    journal.record("commission.dispute_answered", contract, by=by, at=at, text={"reason": reason.strip()}, **facts)
    mailing.dispute_answered(row, by=by, at=at)
    return row


def _check_open(dispute: Dispute) -> None:
    if Answer.objects.filter(dispute=dispute).exists():
        raise Refused("already_answered", _("This dispute is already closed."))


def _worth(base: Decimal, rate: Decimal, currency: str) -> Decimal:
    """The commission of a base at a rate; Invalid for what can be neither."""
    if not rate.is_finite() or not 0 <= rate <= 1 or rate != rate.quantize(Decimal("0.00001")):
        raise Invalid("rate_out_of_bounds", _("A commission rate lies between 0 % and 100 %."), field="rate")
    if base.is_finite() and base != 0:
        check_sum(abs(base), currency, field="base")
    elif base != 0:
        raise Invalid("not_a_sum", _("Give an amount above zero."), field="base")
    return rounded(base * rate, currency)


def _of_side(contract_id: object, by: By, side: str) -> Contract:
    """The locked contract, for somebody who acts for that side."""
    contract = lock(contract_id)  # type: ignore[arg-type]
    if side_of(contract, by) != side:
        words = {
            "agent": _("The agent answers a statement: it is paid by it."),
            "principal": _("The principal answers the disputes of its statements."),
        }
        raise Forbidden(f"not_the_{side}", words[side])
    return contract
