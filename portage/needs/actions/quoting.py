"""The agent quotes in the name of its principal: inside the instructions at once, outside of them only with its agreement."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from django.db import transaction

from contracts.models import Contract
from portage.core import clock, journal
from portage.core.journal import By
from portage.core.money import quantum
from portage.core.refusals import Invalid, Refused, Several
from portage.fieldwork.actions.orders import record_order
from portage.fieldwork.actions.prospects import reached
from portage.fieldwork.models import Incoterm, Order
from portage.fieldwork.rules import orders as sums
from portage.fieldwork.rules.orders import MOST_ITEMS, Item, Terms
from portage.network.models import Customer

from ..models import MATTER_ARROWS, Instruction, Matter, Quote, QuoteLine, QuoteOrder
from ..queries.prices import priced
from ..rules.quoting import LONGEST, Offer, digest, refusals
from ..rules.verbs import BINDING
from ..words.refusals import OUTSIDE, REFUSALS
from . import telling
from .checking import (
    check_all,
    check_customer,
    is_amount,
    line,
    open_contract,
    open_matter,
    optional_words,
    refusal,
    words,
)
from .opening import known_matter, open_one, say
from .pricing import MOST_DAYS


@transaction.atomic
def give_quote(
    contract: Contract, *, key: UUID, customer: Customer, offer: Offer, items: Sequence[Item], ask: bool = False,
    text: str = "", language: str = "", by: By, at: datetime,
) -> Matter:  # fmt: skip
    """The agent quotes. Each line stays inside the principal's instructions of today, in the customer's country; a line that is
    outside is refused with the reason, unless `ask`: then exactly this quote waits for the principal's answer, with the words
    that ask for it, and the customer has it only when the principal agreed.

    The same `key` again is the same quote.
    """
    contract = open_contract(contract, by, "agent")
    said = digest("quote", str(customer.pk), vars(offer), [vars(one) for one in items], ask, text, language)
    if known := known_matter(key, said, by):
        return known
    about, offer = check_customer(customer, contract), replace(offer, country=str(customer.country))
    today = clock.day_in(contract.time_zone, at)
    _check(contract, offer, items, today)
    told = priced(Instruction.objects.filter(contract=contract))
    why = [refusals(told, offer, item, today) for item in items]
    outside = any(why)
    if outside and not ask:
        raise Several(
            [
                Invalid(code, OUTSIDE[code], field="items", item=number)
                for number, codes in enumerate(why)
                for code in codes
            ]
        )
    asked = words(text, language) if outside or text.strip() else ""
    status = "waiting" if outside else "given"
    matter = open_one("quote", contract, key, said, about, status=status, by=by, at=at)
    _write(matter, offer, items, why, by=by, at=at)
    if asked:
        say(matter, "opened", "agent", asked, language, by=by, at=at)
    if not outside:
        reached(contract, customer, "quoted", on=today, by=by, at=at)
    journal.record("needs.quote_asked" if outside else "needs.quote_given", matter, by=by, at=at)
    telling.quoted(matter, contract, at=at)
    return matter


def _check(contract: Contract, offer: Offer, items: Sequence[Item], today: date) -> None:
    """Raise Several with what cannot be right, whatever the instructions say."""
    days = offer.payment_days
    check_all(
        (
            ("valid_until", "valid_when", not today <= offer.valid_until <= today + timedelta(days=LONGEST)),
            ("payment_days", "payment_days", days is not None and not 0 <= days <= MOST_DAYS),
            ("incoterm", "unknown_incoterm", bool(offer.incoterm) and offer.incoterm not in Incoterm.values),
            ("place", "place_needed", bool(offer.incoterm) != bool(offer.place.strip())),
            ("items", "no_lines", not 0 < len(items) <= MOST_ITEMS),
        )
    )
    own = set(contract.product_lines.values_list("product", flat=True))
    wrong = [
        refusal(code, "items", item=number)
        for number, item in enumerate(items)
        if (code := _fault(item, offer.currency, own))
    ]
    if wrong:
        raise Several(wrong)


def _fault(item: Item, currency: str, own: set[UUID]) -> str:
    if item.product not in own:
        return "foreign_product"
    if not (is_amount(item.quantity) and is_amount(item.price)):
        return "not_an_amount"
    if not quantum(currency) <= sums.net(item, currency) <= sums.MOST:
        return "not_an_amount"
    return "" if item.unit.strip() and len(item.unit) <= 20 else "no_unit"


def _write(
    matter: Matter, offer: Offer, items: Sequence[Item], why: Sequence[Sequence[str]], *, by: By, at: datetime
) -> None:
    quote = Quote.objects.create(
        matter=matter, country=offer.country, currency=offer.currency, total=sums.total(items, offer.currency),
        valid_until=offer.valid_until, payment_days=offer.payment_days, incoterm=offer.incoterm,
        place=line(offer.place, "place", 120), note=optional_words(offer.note, "note", 2000), inside=not any(why),
    )  # fmt: skip
    QuoteLine.objects.bulk_create(
        QuoteLine(
            quote=quote, number=number, product_id=item.product, quantity=item.quantity, unit=item.unit.strip(),
            price=item.price, net=sums.net(item, offer.currency), why=" ".join(codes),
        )
        for number, (item, codes) in enumerate(zip(items, why, strict=True), 1)
    )  # fmt: skip


@transaction.atomic
def order_quote(
    matter: Matter,
    *,
    received_on: date | None = None,
    wanted_on: date | None = None,
    file: str = "",
    by: By,
    at: datetime,
) -> Order:
    """The customer orders what was quoted: the order is recorded with the quote's lines, prices and delivery terms, and waits for
    the principal's answer like any other. Twice is once. It is received while the quote holds."""
    contract, matter, _side = open_matter(matter, by, "agent")
    quote = matter.quote
    if known := QuoteOrder.objects.filter(quote=quote).select_related("order").first():
        return known.order
    if matter.status not in BINDING:
        raise Refused("not_agreed", REFUSALS["not_agreed"])
    received_on = received_on or clock.day_in(contract.time_zone, at)
    if not matter.asked_on <= received_on <= quote.valid_until:
        raise refusal("out_of_time", "received_on")
    terms = Terms(
        received_on,
        quote.currency,
        wanted_on,
        quote.incoterm,
        quote.place,
        line(file, "file", 60),
        note=matter.reference,
    )
    items = [Item(one.product_id, one.quantity, one.unit, one.price) for one in quote.lines.all()]
    customer = matter.customer
    if customer is None:
        raise Refused("not_own_customer", REFUSALS["not_own_customer"])
    order = record_order(
        contract, key=uuid5(matter.pk, "order"), customer=customer, terms=terms, items=items, by=by, at=at
    )
    QuoteOrder.objects.create(quote=quote, order=order, membership=by.membership, at=at)
    MATTER_ARROWS.check(matter.status, "ordered")
    matter.status = "ordered"
    matter.save(update_fields=["status"])
    journal.record("needs.quote_ordered", matter, by=by, at=at, order=order.pk)
    return order
