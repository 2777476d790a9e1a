"""The agent lays something before its principal: a need from the phone, or a complaint of a customer."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from contracts.models import Contract
from portage.core import clock, journal, references
from portage.core.journal import By
from portage.core.refusals import Refused
from portage.fieldwork.models import Order
from portage.fieldwork.rules.orders import ANSWER_DAYS, answer_by
from portage.network.models import Customer

from ..models import Complaint, Matter, Need, Said
from ..rules.asked import Fault, Wish
from ..rules.quoting import digest
from ..words.refusals import REFUSALS
from . import telling
from .checking import check_all, check_customer, check_product, is_amount, line, open_contract, words

NOTHING = Wish()
PREFIX = {"need": "NE", "quote": "QU", "complaint": "CO"}


@transaction.atomic
def ask_need(
    contract: Contract, *, key: UUID, text: str, language: str, wish: Wish = NOTHING, customer: Customer | None = None,
    by: By, at: datetime,
) -> Matter:  # fmt: skip
    """The agent asks what a customer needs; the principal answers within the contract's working days.

    The same `key` again is the same need; other words under it are refused. `text` is written in `language`.
    """
    contract = open_contract(contract, by, "agent")
    said = digest("need", vars(wish), text, language, customer and customer.pk)
    if known := known_matter(key, said, by):
        return known
    today = clock.day_in(contract.time_zone, at)
    text = words(text, language)
    check_product(wish.product, contract)
    check_all(
        (
            ("quantity", "not_an_amount", wish.quantity is not None and not is_amount(wish.quantity)),
            ("price", "not_an_amount", wish.price is not None and not is_amount(wish.price)),
            ("unit", "no_unit", (wish.quantity or wish.price) is not None and not wish.unit.strip()),
            ("currency", "no_currency", wish.price is not None and not wish.currency),
            ("wanted_on", "wished_before", wish.wanted_on is not None and wish.wanted_on < today),
        )
    )
    matter = open_one("need", contract, key, said, check_customer(customer, contract), by=by, at=at)
    told = {**vars(wish), "unit": line(wish.unit, "unit", 20)}
    Need.objects.create(matter=matter, product_id=told.pop("product"), **told)
    _opened(matter, contract, text, language, by=by, at=at)
    return matter


@transaction.atomic
def forward_complaint(
    contract: Contract, *, key: UUID, text: str, language: str, fault: Fault, customer: Customer | None = None, by: By,
    at: datetime,
) -> Matter:  # fmt: skip
    """The agent forwards what a customer complains of; the principal decides within the contract's working days, counted from
    the day on which it is forwarded. The same `key` again is the same complaint."""
    contract = open_contract(contract, by, "agent")
    said = digest("complaint", vars(fault), text, language, customer and customer.pk)
    if known := known_matter(key, said, by):
        return known
    text = words(text, language)
    check_product(fault.product, contract)
    order = Order.objects.filter(pk=fault.order, contract=contract).first() if fault.order else None
    check_all(
        (
            ("received_on", "in_the_future", fault.received_on > clock.latest_day(at)),
            ("order", "foreign_order", fault.order is not None and order is None),
            ("order", "of_another_customer", _differ(order, customer)),
        )
    )
    about = check_customer(customer, contract)
    if customer is None and order is not None:
        about = {"customer": order.customer, "customer_name": order.customer_name, "city": order.city}
    matter = open_one("complaint", contract, key, said, about, by=by, at=at)
    lot = line(fault.lot, "lot", 60)
    Complaint.objects.create(
        matter=matter, order=order, product_id=fault.product, lot=lot, received_on=fault.received_on
    )
    _opened(matter, contract, text, language, by=by, at=at)
    return matter


def _differ(order: Order | None, customer: Customer | None) -> bool:
    """The order is another customer's than the one that is said to complain."""
    return order is not None and customer is not None and order.customer_id not in {None, customer.pk}


def _opened(matter: Matter, contract: Contract, text: str, language: str, *, by: By, at: datetime) -> None:
    say(matter, "opened", "agent", text, language, by=by, at=at)
    journal.record(f"needs.{matter.kind}_opened", matter, by=by, at=at)
    telling.opened(matter, contract, at=at)


# What all three have in common.


def known_matter(key: UUID, said: str, by: By) -> Matter | None:
    """What this member wrote before under this key. Raises Refused when it said something else."""
    known = Matter.objects.filter(membership=by.membership, key=key).first()
    if known is not None and known.digest != said:
        raise Refused("asked_otherwise", REFUSALS["asked_otherwise"], matter=str(known.pk))
    return known


def open_one(
    kind: str, contract: Contract, key: UUID, said: str, about: dict[str, Any], *, by: By, at: datetime,
    status: str = "waiting",
) -> Matter:  # fmt: skip
    """The row; the clock begins when it waits."""
    today = clock.day_in(contract.time_zone, at)
    days = int(contract.clauses.get("answer_days", ANSWER_DAYS))
    try:
        with transaction.atomic():
            return Matter.objects.create(
                kind=kind, contract=contract, reference=references.make(PREFIX[kind]), key=key, digest=said, status=status,
                membership=by.membership, asked_on=today, answer_by=answer_by(today, days) if status == "waiting" else None,
                at=at, **about,
            )  # fmt: skip
    except IntegrityError:
        raise Refused("asked_otherwise", REFUSALS["asked_otherwise"]) from None


def say(
    matter: Matter, kind: str, side: str, text: str, language: str, *, by: By, at: datetime, remedy: str = "",
    key: UUID | None = None,
) -> Said:  # fmt: skip
    """The next utterance of the thread. The matter's contract is locked by the caller."""
    texts = {language: text} if text else {}
    return Said.objects.create(
        matter=matter, number=matter.thread.count() + 1, kind=kind, side=side, remedy=remedy, texts=texts,
        original=language if text else "", key=key, membership=by.membership, at=at,
    )  # fmt: skip
