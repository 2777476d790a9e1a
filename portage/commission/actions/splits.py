"""An order is split between contracts of one principal: proposed, agreed or declined by each agent, withdrawn.

Confidentiality comes before everything: each agent's answer, mail and journal stand under its own contract and name nobody else.
The principal, the only one who may know all contracts, is the one who proposes.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from contracts.actions.locking import lock, side_of
from contracts.models import Contract
from portage.core import journal
from portage.core.journal import PORTAGE, By
from portage.core.refusals import Forbidden, Invalid, Refused
from portage.core.tongues import check_text

from ..models import Order, Share, ShareAnswer, Split, SplitOutcome
from ..queries import splits as queries
from ..rules import splits as rules
from ..words.splits import REFUSALS
from . import mailing_splits as mailing

Parts = Sequence[tuple[Contract, Decimal]]


@transaction.atomic
def propose_split(order: Order, *, rule: str, parts: Parts, by: By, at: datetime) -> Split:
    """The principal proposes who has which part of an accepted order, in percent, its own contract among them: 100 in all.

    From now on nothing more of the order is due until every agent has agreed. A proposal that an agent declined is withdrawn
    by the next one; a split that holds is not proposed anew. `rule`: places, former, shared, agreed.
    """
    order = _of_principal(order, by)
    if rule not in Split.Rule.values:
        raise Invalid("unknown_rule", REFUSALS["unknown_rule"], field="rule")
    claims = _checked(order, rule, parts, by)
    before = queries.newest(order)
    if before is not None and not hasattr(before, "outcome"):
        if not before.shares.filter(answer__agrees=False).exists():
            raise Refused("split_waits", REFUSALS["split_waits"])
        _end(before, by=by, at=at)
    elif before is not None and before.outcome.kind == SplitOutcome.Kind.HOLDS:
        raise Refused("split_holds", REFUSALS["split_holds"])
    return _write(order, rule, parts, claims, (before.number if before else 0) + 1, by, at)


@transaction.atomic
def answer_share(share: Share, *, agrees: bool, by: By, at: datetime, reason: str = "") -> ShareAnswer:
    """The agent agrees with its part, or declines it and says why: the principal alone reads the answer. Once.

    When the last one agrees the split holds: each contract earns its part at its own rate.
    """
    split = _locked(share.split)
    if side_of(share.contract, by) != "agent":
        raise Forbidden("not_the_agent", REFUSALS["not_the_agent"])
    if hasattr(split, "outcome"):
        raise Refused("split_over", REFUSALS["split_over"])
    try:
        with transaction.atomic():
            said = ShareAnswer.objects.create(
                share=share, agrees=agrees, reason="" if agrees else _reason(reason), membership=by.membership, at=at
            )
    except IntegrityError:
        raise Refused("part_answered", REFUSALS["part_answered"]) from None
    kind = "commission.part_agreed" if agrees else "commission.part_declined"
    journal.record(kind, share.contract, by=by, at=at, text={"reason": said.reason}, order=split.order.reference)
    if not split.shares.exclude(answer__agrees=True).exists():
        _hold(split, at)
    elif not agrees:
        mailing.part_declined(share, at=at)
    return said


@transaction.atomic
def withdraw_split(order: Order, *, by: By, at: datetime) -> SplitOutcome:
    """The principal takes its proposal back: the order earns under its own contract, as before."""
    order = _of_principal(order, by)
    split = queries.newest(order)
    if split is None or hasattr(split, "outcome"):
        raise Refused("no_split", REFUSALS["no_split"])
    made = _end(split, by=by, at=at)
    mailing.split_over(split, "withdrawn", at=at)
    return made


# What these verbs share.


def _of_principal(order: Order, by: By) -> Order:
    """The order, its contract locked, for somebody who acts for the principal."""
    contract = lock(order.contract_id)
    if side_of(contract, by) != "principal":
        raise Forbidden("not_the_principal", REFUSALS["not_the_principal"])
    return queries.orders().get(pk=order.pk)


def _locked(split: Split) -> Split:
    """The split as it now is. The row of the order's contract is held, though its agent is nobody's to know."""
    lock(split.order.contract_id)
    return Split.objects.select_related("outcome", "order").get(pk=split.pk)


def _checked(order: Order, rule: str, parts: Parts, by: By) -> dict[Any, str]:
    """The claim of each contract. Invalid for parts that are not of one whole, of a contract that is unseen or not of the
    principal, or where a rule that is named proposes no such thing."""
    if code := rules.wrong([percent for _contract, percent in parts]):
        raise Invalid(code, REFUSALS[code] % {"most": rules.MOST_PARTS}, field="parts")
    able = {one.pk: one for one in queries.claimants(order, by.person)}
    keys = [contract.pk for contract, _percent in parts]
    if len(set(keys)) != len(keys) or not set(keys) <= set(able):
        raise Invalid("foreign_contract", REFUSALS["foreign_contract"], field="parts")
    if order.contract_id not in keys:
        raise Invalid("own_contract_missing", REFUSALS["own_contract_missing"], field="parts")
    claims: dict[Any, str] = {order.contract_id: "recorded"}
    told = [one for one in queries.proposed(order, able.values()) if rule in {one.rule, "agreed"}]
    if rule == "agreed":
        return claims | {part.key: part.claim for one in told for part in one.parts}
    fitting = next((one for one in told if {part.key for part in one.parts} == set(keys)), None)
    if fitting is None:
        raise Invalid("rule_does_not_apply", REFUSALS["rule_does_not_apply"], field="rule")
    return claims | {part.key: part.claim for part in fitting.parts}


def _write(
    order: Order, rule: str, parts: Parts, claims: Mapping[Any, str], number: int, by: By, at: datetime
) -> Split:
    split = Split.objects.create(order=order, number=number, rule=rule, membership=by.membership, at=at)
    ordered = sorted(parts, key=lambda one: one[0].pk != order.contract_id)
    made = Share.objects.bulk_create(
        Share(split=split, contract=contract, place=place, percent=percent, claim=claims.get(contract.pk, "named"))
        for place, (contract, percent) in enumerate(ordered)
    )
    for share in made:
        facts: dict[str, Any] = {"order": order.reference, "percent": share.percent.normalize()}
        journal.record("commission.part_proposed", share.contract, by=by, at=at, **facts)
        mailing.part_proposed(share, at=at)
    return split


def _end(split: Split, *, by: By, at: datetime) -> SplitOutcome:
    made = SplitOutcome.objects.create(split=split, order=split.order, kind=SplitOutcome.Kind.WITHDRAWN, at=at)
    for share in split.shares.select_related("contract"):
        journal.record("commission.part_withdrawn", share.contract, by=by, at=at, order=split.order.reference)
    return made


def _hold(split: Split, at: datetime) -> None:
    """Every agent agreed. Nobody is named as the last: each contract's journal says only that the split holds."""
    SplitOutcome.objects.create(split=split, order=split.order, kind=SplitOutcome.Kind.HOLDS, at=at)
    for share in split.shares.select_related("contract"):
        journal.record("commission.split_holds", share.contract, by=PORTAGE, at=at, order=split.order.reference)
    mailing.split_over(split, "holds", at=at)


def _reason(text: str) -> str:
    if not text.strip():
        raise Invalid("no_reason", REFUSALS["no_reason"], field="reason")
    try:
        check_text(text)
    except ValidationError as error:
        raise Invalid("unseen_character", str(error.messages[0]), field="reason") from error
    return text.strip()[:2000]
