"""Orders are recorded, answered and withdrawn. What is accepted is told to commission in the same transaction."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django_countries import countries

from contracts.actions.locking import lock, side_of
from contracts.models import Contract
from portage.catalogue.models import Product
from portage.commission.actions.telling import tell_order
from portage.core import clock, journal, references
from portage.core.journal import By
from portage.core.money import quantum
from portage.core.refusals import Forbidden, Invalid, Refused, Several
from portage.core.tongues import check_line, check_text
from portage.network.models import Customer

from ..models import ORDER_ARROWS, Incoterm, Order, OrderAnswer, OrderItem
from ..queries.reports import TOLD_OF
from ..rules import orders as rules
from ..rules.orders import Item, Terms
from ..words.refusals import REFUSALS
from . import telling_orders as telling
from .prospects import reached


@transaction.atomic
def record_order(
    contract: Contract, *, key: UUID, customer: Customer, terms: Terms, items: Sequence[Item], by: By, at: datetime
) -> Order:
    """The agent records what one of its customers orders; the principal answers within the contract's working days.

    The same `key` again is the same order; other words under it are refused. Nothing is checked against a price list: the
    principal reads the price and answers.
    """
    contract = _open(contract, by, "agent")
    said = rules.digest(str(customer.pk), terms, items)
    if known := _known(key, said, by):
        return known
    if customer.owner_id != contract.agent_id:
        raise Invalid("not_own_customer", REFUSALS["not_own_customer"], field="customer")
    _check(contract, terms, items, at)
    days = int(contract.clauses.get("answer_days", rules.ANSWER_DAYS))
    facts = {
        "customer": customer, "customer_name": customer.name, "city": customer.city, "country": customer.country, "side": "agent",
        "answer_by": rules.answer_by(terms.received_on, days),
    }  # fmt: skip
    order = _write(contract, key, said, terms, items, facts, by=by, at=at)
    journal.record("fieldwork.order_recorded", order, by=by, at=at)
    telling.order_recorded(order, contract, at=at)
    return order


@transaction.atomic
def record_direct_order(
    contract: Contract, *, key: UUID, customer_name: str, city: str, terms: Terms, items: Sequence[Item], by: By,
    at: datetime, country: str = "",
) -> Order:  # fmt: skip
    """A customer of the territory ordered from the principal itself: it declares it, accepted, and where the territory is
    exclusive the agent earns on it (Dir. 86/653 art. 7)."""
    contract = _open(contract, by, "principal")
    said = rules.digest("/".join(filter(None, (customer_name.strip(), city.strip(), country))), terms, items)
    if known := _known(key, said, by):
        return known
    if not customer_name.strip():
        raise Invalid("no_words", REFUSALS["no_words"], field="customer_name")
    if not is_country(country):
        raise Invalid("unknown_country", REFUSALS["unknown_country"], field="country")
    _check(contract, terms, items, at)
    facts = {
        "customer_name": customer_name.strip()[:160], "city": city.strip()[:100], "country": country, "side": "principal",
    }  # fmt: skip
    order = _write(contract, key, said, terms, items, facts, by=by, at=at)
    journal.record("fieldwork.order_recorded", order, by=by, at=at)
    _conclude(order, OrderAnswer.Kind.ACCEPTED, on=terms.received_on, by=by, at=at)
    _told(order, contract, on=terms.received_on, by=by, at=at)
    telling.direct_order(order, contract, at=at)
    return order


@transaction.atomic
def accept_order(order: Order, *, on: date | None = None, by: By, at: datetime) -> OrderAnswer:
    """The principal accepts: the order binds it, commission learns of it, the prospect has ordered. `on`: today, or the
    day of an acceptance that was given otherwise."""
    contract, order = _to_answer(order, by, "principal")
    on = on or clock.day_in(contract.time_zone, at)
    if not order.received_on <= on <= clock.latest_day(at):
        raise Invalid("accepted_when", REFUSALS["accepted_when"], field="on")
    answer = _conclude(order, OrderAnswer.Kind.ACCEPTED, on=on, by=by, at=at)
    _told(order, contract, on=on, by=by, at=at)
    if order.customer is not None:
        reached(contract, order.customer, "ordered", on=on, by=by, at=at)
    telling.order_answered(order, contract, at=at)
    return answer


@transaction.atomic
def refuse_order(order: Order, *, reason: str, by: By, at: datetime) -> OrderAnswer:
    """The principal refuses, and says why: the agent answers to the customer."""
    contract, order = _to_answer(order, by, "principal")
    on = clock.day_in(contract.time_zone, at)
    answer = _conclude(order, OrderAnswer.Kind.REFUSED, reason=_reason(reason), on=on, by=by, at=at)
    telling.order_answered(order, contract, at=at)
    return answer


@transaction.atomic
def withdraw_order(order: Order, *, reason: str, by: By, at: datetime) -> OrderAnswer:
    """The agent takes back an order that has no answer yet: the customer changed its mind, or it was recorded wrong."""
    contract, order = _to_answer(order, by, "agent")
    on = clock.day_in(contract.time_zone, at)
    answer = _conclude(order, OrderAnswer.Kind.WITHDRAWN, reason=_reason(reason), on=on, by=by, at=at)
    telling.order_answered(order, contract, at=at)
    return answer


# What these verbs share.

COUNTRIES = ("delivery_country", "payer_country")


def is_country(code: str) -> bool:
    """A country of ISO 3166-1, or none told."""
    return not code or code in countries


def _open(contract: Contract, by: By, side: str) -> Contract:
    """The contract, locked, when it binds now and `by` acts for that side of it."""
    contract = lock(contract)
    if side_of(contract, by) != side or (side == "agent" and by.organisation != contract.agent_id):
        raise Forbidden("not_your_side", REFUSALS["not_your_side"])
    if contract.status not in TOLD_OF:
        raise Refused("contract_over", REFUSALS["no_orders_now"])
    return contract


def _known(key: UUID, said: str, by: By) -> Order | None:
    """The order that this member recorded before under this key. Raises Refused when it said something else."""
    known = Order.objects.filter(membership=by.membership, key=key).first()
    if known is not None and known.digest != said:
        raise Refused("recorded_otherwise", REFUSALS["recorded_otherwise"], order=str(known.pk))
    return known


def _check(contract: Contract, terms: Terms, items: Sequence[Item], at: datetime) -> None:
    """Raise Several with all that is wrong with what is ordered."""
    found = [*_of_terms(contract, terms, at), *_of_items(contract, terms.currency, items)]
    if found:
        raise Several(found)


def _of_terms(contract: Contract, terms: Terms, at: datetime) -> list[Refused]:
    begun = contract.first_day is not None and terms.received_on >= contract.first_day
    wrong = (
        ("received_on", "in_the_future", terms.received_on > clock.latest_day(at)),
        ("received_on", "before_contract", not begun),
        ("wanted_on", "wanted_before", terms.wanted_on is not None and terms.wanted_on < terms.received_on),
        ("incoterm", "unknown_incoterm", bool(terms.incoterm) and terms.incoterm not in Incoterm.values),
        ("place", "place_needed", bool(terms.incoterm) != bool(terms.place.strip())),
        *((name, "unknown_country", not is_country(getattr(terms, name))) for name in COUNTRIES),
    )
    found: list[Refused] = [Invalid(code, REFUSALS[code], field=field) for field, code, is_wrong in wrong if is_wrong]
    for field, check in (("place", check_line), ("file", check_line), ("note", check_text)):
        try:
            check(getattr(terms, field))
        except ValidationError as error:
            found.append(Invalid("unseen_character", str(error.messages[0]), field=field))
    return found


def _of_items(contract: Contract, currency: str, items: Sequence[Item]) -> list[Refused]:
    if not items or len(items) > rules.MOST_ITEMS:
        return [Invalid("no_items", REFUSALS["no_items"] % {"most": rules.MOST_ITEMS}, field="items")]
    own = set(contract.product_lines.values_list("product", flat=True))
    found: list[Refused] = []
    for number, item in enumerate(items):
        found += [Invalid(code, REFUSALS[code], field="items", item=number) for code in _wrong(item, currency, own)]
    return found


def _wrong(item: Item, currency: str, own: set[UUID]) -> list[str]:
    if item.product not in own:
        return ["foreign_product"]
    sums = (item.quantity, item.price)
    if not all(one.is_finite() and 0 < one <= rules.MOST for one in sums) or rules.net(item, currency) < quantum(
        currency
    ):
        return ["not_an_amount"]
    return [] if item.unit.strip() and len(item.unit) <= 20 else ["no_unit"]


def _write(
    contract: Contract, key: UUID, said: str, terms: Terms, items: Sequence[Item], facts: dict, *, by: By, at: datetime
) -> Order:
    try:
        with transaction.atomic():
            order = Order.objects.create(
                contract=contract, reference=references.make("OR"), key=key, digest=said, membership=by.membership,
                total=rules.total(items, terms.currency), received_on=terms.received_on, wanted_on=terms.wanted_on,
                currency=terms.currency, incoterm=terms.incoterm, place=terms.place.strip(), file=terms.file.strip(),
                note=terms.note.strip(), delivery_country=terms.delivery_country, payer_country=terms.payer_country, at=at,
                **facts,
            )  # fmt: skip
    except IntegrityError:
        raise Refused("recorded_otherwise", REFUSALS["recorded_otherwise"]) from None
    OrderItem.objects.bulk_create(
        OrderItem(
            order=order, number=number, product_id=item.product, quantity=item.quantity, unit=item.unit.strip(),
            price=item.price, net=rules.net(item, terms.currency),
        )
        for number, item in enumerate(items, 1)
    )  # fmt: skip
    return order


def _to_answer(order: Order, by: By, side: str) -> tuple[Contract, Order]:
    """The contract and the order, locked in that order, when nobody has answered and `by` acts for that side."""
    contract = lock(order.contract_id)
    order = Order.objects.select_for_update(of=("self",)).select_related("customer").get(pk=order.pk)
    if side_of(contract, by) != side or (side == "agent" and by.organisation != contract.agent_id):
        raise Forbidden("not_your_side", REFUSALS["not_your_side"])
    if order.status != Order.Status.WAITING:
        raise Refused("answered", REFUSALS["answered"])
    return contract, order


def _conclude(order: Order, kind: str, *, on: date, by: By, at: datetime, reason: str = "") -> OrderAnswer:
    ORDER_ARROWS.check(order.status, kind)
    answer = OrderAnswer.objects.create(order=order, kind=kind, reason=reason, on=on, membership=by.membership, at=at)
    order.status, order.asked_at = kind, None
    order.save(update_fields=["status", "asked_at"])
    journal.record(f"fieldwork.order_{kind}", order, by=by, at=at)
    return answer


def _told(order: Order, contract: Contract, *, on: date, by: By, at: datetime) -> None:
    """Commission keeps its copy of an accepted order."""
    items = order.items.select_related("product")
    lines: dict[Product, Decimal] = rules.by_product((item.product, item.net) for item in items)
    places = {name: str(getattr(order, name)) for name in ("country", *COUNTRIES)}
    tell_order(
        contract, source=order.pk, reference=order.reference, customer=order.customer_name, city=order.city,
        currency=order.currency, lines=lines, received_on=order.received_on, accepted_on=on, direct=order.direct,
        places=places, by=by, at=at,
    )  # fmt: skip


def _reason(text: str) -> str:
    if not text.strip():
        raise Invalid("no_reason", REFUSALS["say_why"], field="reason")
    try:
        check_text(text)
    except ValidationError as error:
        raise Invalid("unseen_character", str(error.messages[0]), field="reason") from error
    return text.strip()[:2000]
