"""Samples: the principal sends one, the agent receives it and tells what came of its trials."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from contracts.actions.locking import lock, side_of
from contracts.models import Contract
from portage.core import clock, journal, references
from portage.core.journal import By
from portage.core.refusals import Forbidden, Refused
from portage.fieldwork.models import Prospect

from ..models import Matter, Sample, SampleReceipt, Trial
from ..rules import samples as rules
from ..rules.asked import Parcel
from ..rules.quoting import digest
from ..words.refusals import REFUSALS
from . import telling
from .checking import check_all, check_product, is_amount, line, open_contract, refusal, words


@transaction.atomic
def send_sample(
    contract: Contract, *, key: UUID, parcel: Parcel, need: Matter | None = None, prospect: Prospect | None = None, by: By,
    at: datetime,
) -> Sample:  # fmt: skip
    """The principal sends a sample: for a need of the contract, for one of its prospects, or for the agent alone. The same `key`
    again is the same sample."""
    contract = open_contract(contract, by, "principal")
    said = digest(vars(parcel), need and need.pk, prospect and prospect.pk)
    if known := Sample.objects.filter(membership=by.membership, key=key).first():
        if known.digest != said:
            raise Refused("asked_otherwise", REFUSALS["asked_otherwise"])
        return known
    check_product(parcel.product, contract)
    check_all(_wrong(contract, parcel, need, prospect, at))
    try:
        with transaction.atomic():
            sample = Sample.objects.create(
                contract=contract, reference=references.make("SA"), matter=need, key=key, digest=said,
                membership=by.membership, at=at, **_for_whom(need, prospect), **_sent(parcel),
            )  # fmt: skip
    except IntegrityError:
        raise Refused("asked_otherwise", REFUSALS["asked_otherwise"]) from None
    journal.record("needs.sample_sent", sample, by=by, at=at)
    telling.sampled(sample, contract, at=at)
    return sample


def _sent(parcel: Parcel) -> dict[str, Any]:
    return {
        "product_id": parcel.product, "lot": line(parcel.lot, "lot", 60), "quantity": parcel.quantity,
        "unit": line(parcel.unit, "unit", 20), "sent_on": parcel.sent_on, "carrier": line(parcel.carrier, "carrier", 160),
    }  # fmt: skip


def _wrong(contract: Contract, parcel: Parcel, need: Matter | None, prospect: Prospect | None, at: datetime) -> list:
    begun = contract.first_day is not None and parcel.sent_on >= contract.first_day
    return [
        ("need", "foreign_need", need is not None and (need.contract_id, need.kind) != (contract.pk, "need")),
        ("prospect", "foreign_prospect", prospect is not None and prospect.contract_id != contract.pk),
        ("lot", "no_lot", not parcel.lot.strip()),
        ("quantity", "not_an_amount", not is_amount(parcel.quantity)),
        ("unit", "no_unit", not parcel.unit.strip()),
        ("sent_on", "in_the_future", parcel.sent_on > clock.latest_day(at)),
        ("sent_on", "before_contract", not begun),
    ]


def _for_whom(need: Matter | None, prospect: Prospect | None) -> dict[str, Any]:
    """The customer, when there is one: of the need, else of the prospect."""
    if need is not None and need.customer_name:
        return {"customer": need.customer, "customer_name": need.customer_name}
    if prospect is not None:
        return {"customer": prospect.customer, "customer_name": prospect.customer.name}
    return {}


@transaction.atomic
def receive_sample(sample: Sample, *, on: date, by: By, at: datetime) -> SampleReceipt:
    """The agent has it. Twice is refused."""
    _contract, sample = _of_agent(sample, by)
    if code := rules.refusal_of_receipt(sample.sent_on, on, clock.latest_day(at)):
        raise refusal(code, "on")
    try:
        with transaction.atomic():
            made = SampleReceipt.objects.create(sample=sample, on=on, membership=by.membership, at=at)
    except IntegrityError:
        raise Refused("received_already", REFUSALS["received_already"]) from None
    journal.record("needs.sample_received", sample, by=by, at=at)
    return made


@transaction.atomic
def tell_trial(
    sample: Sample, *, key: UUID, on: date, result: str, by_customer: str = "", text: str = "", language: str = "", by: By,
    at: datetime,
) -> Trial:  # fmt: skip
    """The agent tells what came of a trial. What is not good is told in words. The same `key` again is the same trial."""
    contract, sample = _of_agent(sample, by)
    if known := sample.trials.filter(key=key).first():
        if (known.on, known.result, known.text) != (on, result, text.strip()):
            raise Refused("asked_otherwise", REFUSALS["asked_otherwise"])
        return known
    receipt = SampleReceipt.objects.filter(sample=sample).first()
    if code := rules.refusal_of_trial(receipt.on if receipt else None, on, clock.latest_day(at)):
        raise Refused(code, REFUSALS[code]) if code == "not_received" else refusal(code, "on")
    if result not in Trial.Result.values:
        raise refusal("unknown_result", "result")
    if text.strip() or result != Trial.Result.GOOD:
        text = words(text, language)
    made = Trial.objects.create(
        sample=sample, on=on, by_customer=line(by_customer, "by_customer", 160) or sample.customer_name, result=result,
        language=language if text.strip() else "", text=text.strip(), key=key, membership=by.membership, at=at,
    )  # fmt: skip
    journal.record("needs.sample_tried", sample, by=by, at=at, result=result)
    telling.tried(made, sample, contract, at=at)
    return made


def _of_agent(sample: Sample, by: By) -> tuple[Contract, Sample]:
    """The contract and the sample, locked, when the subsidiary itself acts."""
    contract = lock(sample.contract_id)
    if side_of(contract, by) != "agent" or by.organisation != contract.agent_id:
        raise Forbidden("not_your_side", REFUSALS["not_your_side"])
    return contract, Sample.objects.select_for_update(of=("self",)).get(pk=sample.pk)
