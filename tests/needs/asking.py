"""What the tests of needs begin with: prices, a quote, a need, a complaint, a sample, under the contract with Orvane Polska."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

from contracts.models import Contract
from portage.core import clock
from portage.fieldwork.rules.orders import Item
from portage.needs.actions.opening import ask_need, forward_complaint
from portage.needs.actions.pricing import write_price
from portage.needs.actions.quoting import give_quote
from portage.needs.actions.sampling import send_sample
from portage.needs.models import Instruction, Matter, Sample
from portage.needs.rules.asked import Fault, Parcel, Prices, Wish
from portage.needs.rules.quoting import Offer
from portage.network.models import Customer
from tests.cast import Cast, by

DAY = datetime(2024, 4, 12, 9, 0, tzinfo=UTC)  # a Friday
TODAY = date(2024, 4, 12)
ANSWER_BY = date(2024, 4, 19)
WORDS = "Peut-on livrer 400 kg sans phtalates avant juin ?"


def asked(cast: Cast, contract: Contract, *, key: UUID | None = None, at: datetime = DAY, who=None, customer=None, text=WORDS, **over) -> Matter:  # fmt: skip
    wish = {"product": cast.products[0].pk, "quantity": Decimal(400), "unit": "kg"} | over
    return ask_need(
        contract, key=key or uuid4(), text=text, language="fr", wish=Wish(**wish), customer=customer,
        by=by(who or cast.sales_engineer), at=at,
    )  # fmt: skip


def complained(cast: Cast, contract: Contract, *, key: UUID | None = None, at: datetime = DAY, customer=None, **over) -> Matter:  # fmt: skip
    fault = {"received_on": clock.day_in(contract.time_zone, at), "product": cast.products[0].pk, "lot": "L-7"} | over
    return forward_complaint(
        contract, key=key or uuid4(), text="Deux fûts percés.", language="fr", fault=Fault(**fault), customer=customer,
        by=by(cast.sales_engineer), at=at,
    )  # fmt: skip


def priced(cast: Cast, contract: Contract, *, key: UUID | None = None, at: datetime = DAY, **over) -> Instruction:
    told = {
        "product": cast.products[0].pk, "country": "PL", "currency": "EUR", "unit": "kg", "floor": Decimal("12.50"),
        "list_price": Decimal("14.20"), "valid_from": date(2024, 4, 1),
    }  # fmt: skip
    return write_price(contract, key=key or uuid4(), prices=Prices(**told | over), by=by(cast.director), at=at)


def line(cast: Cast, price: str = "13.00", **over) -> Item:
    facts = {"product": cast.products[0].pk, "quantity": Decimal(400), "unit": "kg", "price": Decimal(price)}
    return Item(**facts | over)


def offer(**over) -> Offer:
    return Offer(**{"country": "PL", "currency": "EUR", "valid_until": date(2024, 5, 31)} | over)


def quoted(
    cast: Cast, contract: Contract, customer: Customer, *, key: UUID | None = None, items=None, ask: bool = False,
    at: datetime = DAY, **over,
) -> Matter:  # fmt: skip
    words = {"text": "Il achète déjà 2 t ailleurs.", "language": "fr"} if ask else {}
    return give_quote(
        contract, key=key or uuid4(), customer=customer, offer=offer(**over), items=items or [line(cast)], ask=ask,
        by=by(cast.sales_engineer), at=at, **words,
    )  # fmt: skip


def sent(cast: Cast, contract: Contract, *, key: UUID | None = None, at: datetime = DAY, need=None, prospect=None, **over) -> Sample:  # fmt: skip
    told = {"product": cast.products[0].pk, "lot": "L-7", "quantity": Decimal(2), "unit": "kg", "sent_on": TODAY}
    return send_sample(
        contract,
        key=key or uuid4(),
        parcel=Parcel(**told | over),
        need=need,
        prospect=prospect,
        by=by(cast.director),
        at=at,
    )
