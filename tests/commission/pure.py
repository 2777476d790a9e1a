"""A story as the rules take it, without a database."""

from datetime import date
from decimal import Decimal

from contracts.documents.commission import Commission, CommissionLine, Tier
from contracts.documents.data import ReservedCustomer
from portage.commission.rules.account import Drawn, Exchange, draw
from portage.commission.rules.earning import Billed, Credited, Followed, LawSays, Lost, Paid, Sale, follow
from portage.commission.rules.moves import Stated
from portage.commission.rules.terms import Terms
from tests.commission.stories import CUSTOMERS, UNITS, Bill, Sold, Story

SHARE = Decimal("0.00001")


def money(cents: int, currency: str) -> Decimal:
    return Decimal(cents).scaleb(-UNITS[currency])


def tiers(rows: list) -> tuple[Tier, ...]:
    return tuple(Tier(None if bound is None else Decimal(bound), rate * SHARE) for bound, rate in rows)


def terms_of(told: Story) -> Terms:
    own = (CommissionLine(("0",), tiers(told.own)),) if told.own else ()
    deal = Commission(told.rate * SHARE, told.currency, told.event, tiers(told.general), own)
    reserved = tuple(ReservedCustomer(name, place, rate * SHARE) for name, place, rate in told.reserved)
    return Terms(1, deal, told.exclusive, frozenset("012"), reserved)


def sales_of(told: Story) -> list[Sale]:
    return [
        Sale(
            key=f"o{number}.{product}", order=str(number), product=str(product), customer=CUSTOMERS[sold.customer][0],
            city=CUSTOMERS[sold.customer][1], currency=sold.currency, received_on=sold.received_on,
            accepted_on=sold.accepted_on, net=money(net, sold.currency), direct=sold.direct,
            invoices=tuple(
                billed(sold, bill, product, f"i{number}.{product}.{turn}")
                for turn, bill in enumerate(sold.bills)
                if product in bill.lines
            ),
        )
        for number, sold in enumerate(told.orders)
        for product, net in sold.lines.items()
    ]  # fmt: skip


def billed(sold: Sold, bill: Bill, product: int, key: str) -> Billed:
    def sum_of(cents: int) -> Decimal:
        return money(cents, sold.currency)

    numbered = list(enumerate(bill.facts))
    lost = [Lost(f"l{turn}", fact[0]) for turn, fact in numbered if fact[1] == "lost"]
    return Billed(
        key=key, invoice=key, on=bill.on, due_on=bill.due_on, base=sum_of(bill.lines[product]), total=sum_of(bill.total),
        payments=tuple(Paid(f"p{turn}", fact[0], sum_of(fact[2])) for turn, fact in numbered if fact[1] == "paid"),
        credits=tuple(
            Credited(f"c{turn}", fact[0], sum_of(fact[2].get(product, 0)), sum_of(fact[3]), fact[4])
            for turn, fact in numbered
            if fact[1] == "credit"
        ),
        lost=lost[0] if lost else None,
    )  # fmt: skip


def followed(told: Story, until: date, sales: list[Sale] | None = None) -> list[Followed]:
    law = LawSays(at_the_latest=told.lawful, may_be_lost=told.lawful)
    return [
        follow(sale, terms_of(told), law, ended_on=told.ends_on, until=until)
        for sale in (sales_of(told) if sales is None else sales)
        if sale.accepted_on <= until
    ]


def rates_of(told: Story):
    from datetime import timedelta

    def rate(currency: str, _into: str, day: date) -> Exchange | None:
        for back in range(8):
            found = told.rates.get((currency, day - timedelta(days=back)))
            if found:
                return Exchange(found, day - timedelta(days=back), Decimal(found).scaleb(-4))
        return None

    return rate


def drawn(told: Story, until: date, stated: list[Stated] = (), sales: list[Sale] | None = None) -> Drawn:
    return draw(followed(told, until, sales), stated, rates_of(told), until=until)


def frozen(account: Drawn, before: int) -> list[Stated]:
    """The accruals as lines of a statement."""
    return [
        Stated(
            before + turn, one.move.unit.key, one.move.step.key, one.move.unit.terms.number, one.year, one.scope,
            one.base, one.converted, one.currency, one.tier.rate, one.tier.up_to, one.amount, one.counted,
        )
        for turn, one in enumerate(account.accruals)
    ]  # fmt: skip
