"""Statements of random sales by the verbs themselves against the second formulation, for `make prove`; and at once.

Facts are told in the quarter of their day, each quarter is issued once it is over, and its total is held against what the
oracle says of its days.
"""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random
from typing import Any
from unittest import mock
from uuid import UUID

from django.db import connections

from contracts.models import CommissionLine, Contract, ProductLine, ReservedCustomer
from portage.catalogue.models import Product
from portage.commission.actions import issuing, rates, telling
from portage.commission.models import Line, Order, Statement
from portage.commission.rules.periods import Period, following, period_from
from portage.commission.rules.tiers import Part, tier_at
from portage.core.journal import PORTAGE
from portage.core.refusals import Refused
from tests.cast import Cast, make_cast
from tests.commission.oracle import accruals
from tests.commission.pure import SHARE, money
from tests.commission.stories import CUSTOMERS, FIRST, Story, story

NAME = "commission: quarters that differ by a cent"
SEED = 1903
AT = datetime(2030, 1, 2, 12, tzinfo=UTC)
END = date(2027, 3, 31)


class World:
    """The cast with three products, and a contract for each story."""

    def __init__(self) -> None:
        self.cast: Cast = make_cast()
        self.products = [
            Product.objects.create(owner=self.cast.sme, code=f"P{number}", names={"fr": f"produit {number}"})
            for number in range(3)
        ]
        self.made = 0

    def contract(self, told: Story) -> Contract:
        """A moral contract in force on these terms: what it says stands in its rows."""
        cast, self.made = self.cast, self.made + 1
        row = Contract.objects.create(
            reference=f"PC-{self.made}", principal=cast.sme, agent=cast.poland, group=cast.group, nature="moral",
            status="ended" if told.ends_on else "in_force", created_at=AT, first_day=FIRST, ends_on=told.ends_on,
            law="FR" if told.lawful else "JP", exclusive=told.exclusive, commission_rate=told.rate * SHARE,
            commission_event=told.event, currency=told.currency, statement_months=3,
        )  # fmt: skip
        ProductLine.objects.bulk_create(ProductLine(contract=row, product=one) for one in self.products)
        ReservedCustomer.objects.bulk_create(
            ReservedCustomer(contract=row, name=name, place=place, rate=rate * SHARE)
            for name, place, rate in told.reserved
        )
        for product, tiers in ((None, told.general), (self.products[0], told.own)):
            CommissionLine.objects.bulk_create(
                CommissionLine(contract=row, product=product, up_to=bound, rate=rate * SHARE) for bound, rate in tiers
            )
        by_pair = {(currency, day): Decimal(rate).scaleb(-4) for (currency, day), rate in told.rates.items()}
        if by_pair:
            given = [(currency, day, rate) for (currency, day), rate in by_pair.items()]
            rates.tell_rates(row, rates=given, source="a bank", by=PORTAGE, at=AT)
        return row


def happenings(world: World, contract: Contract, told: Story) -> list[tuple[date, Callable[[], Any]]]:
    """(day, what tells it) of every fact, in the order of the story."""
    found: list[tuple[date, Callable[[], Any]]] = []
    kept: dict[Any, Any] = {}
    for number, sold in enumerate(told.orders):

        def sums(lines, currency=sold.currency):
            return {world.products[product]: money(cents, currency) for product, cents in lines.items()}

        def order(number=number, sold=sold, sums=sums):
            kept[number] = telling.tell_order(
                contract, source=UUID(int=number), reference=f"O-{number}", customer=CUSTOMERS[sold.customer][0],
                city=CUSTOMERS[sold.customer][1], currency=sold.currency, lines=sums(sold.lines),
                received_on=sold.received_on, accepted_on=sold.accepted_on, direct=sold.direct, by=PORTAGE, at=AT,
            )  # fmt: skip

        found.append((sold.accepted_on, order))
        for turn, bill in enumerate(sold.bills):

            def invoice(at=(number, turn), sold=sold, bill=bill, sums=sums):
                kept[at] = telling.tell_invoice(
                    kept[at[0]], source=UUID(int=at[1]), number=f"F-{at[1]}", day=bill.on, due_on=bill.due_on,
                    currency=sold.currency, lines=sums(bill.lines), total=money(bill.total, sold.currency), by=PORTAGE,
                    at=AT,
                )  # fmt: skip

            found.append((bill.on, invoice))
            found += [
                (fact[0], lambda fact=fact, at=(number, turn), place=place, sold=sold, sums=sums: tell(
                    kept[at], fact, place, sold.currency, sums
                ))
                for place, fact in enumerate(bill.facts)
            ]  # fmt: skip
    return found


def tell(invoice, fact: tuple, place: int, currency: str, sums) -> None:
    """One payment, credit note or loss."""
    common: dict[str, Any] = {"source": UUID(int=place), "by": PORTAGE, "at": AT}
    if fact[1] == "paid":
        telling.tell_payment(invoice, amount=money(fact[2], currency), paid_on=fact[0], **common)
    elif fact[1] == "credit":
        telling.tell_credit(
            invoice, number=f"AV-{place}", day=fact[0], lines=sums(fact[2]), total=money(fact[3], currency),
            cause="customer" if fact[4] else "principal", **common,
        )  # fmt: skip
    else:
        telling.tell_lost(invoice, day=fact[0], proof="a court", **common)


def quarters_wrong(world: World, told: Story, most: int) -> tuple[int, int]:
    """(quarters that differ, quarters issued) of one story."""
    contract, expected = world.contract(told), accruals(told)
    waiting = happenings(world, contract, told)
    wrong = done = 0
    for period in quarters(min(sold.accepted_on for sold in told.orders)):
        waiting = told_until(waiting, period.last_day)
        (made,) = issuing.issue_statement(contract, last_day=period.last_day, by=PORTAGE, at=AT)
        due = money(sum(cents for day, cents in expected if day_in(day, period)), told.currency)
        lines = sum(Line.objects.filter(statement=made).values_list("amount", flat=True), Decimal(0))
        wrong += not made.total == lines == due
        done += 1
        if done == most:
            return wrong, done
    whole = sum(Statement.objects.filter(contract=contract).values_list("total", flat=True), Decimal(0))
    wrong += whole != money(sum(cents for _day, cents in expected), told.currency)
    return wrong, done


def quarters(first: date) -> Iterator[Period]:
    period = period_from(date(first.year, (first.month - 1) // 3 * 3 + 1, 1), 3)
    while period.last_day <= END:
        yield period
        period = following(period.last_day, 3)


def day_in(day: date, period: Period) -> bool:
    return period.first_day <= day <= period.last_day


def told_until(waiting: list, day: date) -> list:
    """Tell what has happened by that day, in its order; what is left."""
    for _when, telling_it in sorted((row for row in waiting if row[0] <= day), key=lambda row: row[0]):
        telling_it()
    return [row for row in waiting if row[0] > day]


def rows(fast: bool) -> Iterator[dict]:
    world, chance = World(), Random(SEED)
    count = 30 if fast else 2000
    wrong = done = 0
    while done < count:
        found = quarters_wrong(world, story(chance.randint, orders=5), count - done)
        wrong, done = wrong + found[0], done + found[1]
    yield {"name": NAME, "value": wrong, "unit": f"of {done} quarters", "goal": 0}
    rounds, threads = (2, 4) if fast else (50, 16)
    wrong = sum(not issued_once(world, threads) for _ in range(rounds))
    yield {"name": f"{NAME.split(':')[0]}: one period issued by many at once, twice or with an error", "value": wrong,
           "unit": f"of {rounds} rounds of {threads}", "goal": 0}  # fmt: skip


def issued_once(world: World, threads: int) -> bool:
    """Many issue the same period in the same instant: one statement, the others are told."""
    told = story(Random(7).randint, orders=3)
    contract = world.contract(told)
    told_until(happenings(world, contract, told), END)
    first = Order.objects.filter(contract=contract).earliest("accepted_on").accepted_on
    period = next(quarters(first))
    ready, won, errors = threading.Barrier(threads), [], []

    def issue() -> None:
        try:
            ready.wait()
            won.append(issuing.issue_statement(contract, last_day=period.last_day, by=PORTAGE, at=AT))
        except Refused as refused:
            errors.append(refused.code)
        except Exception as error:
            errors.append(repr(error))
        finally:
            connections.close_all()

    workers = [threading.Thread(target=issue) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return len(won) == 1 and set(errors) == {"already_issued"} and contract.statements.count() == 1


def control(fast: bool) -> Iterator[dict]:
    """Tiers whose bound is looked at only before a sum is added, and money taken back as if nothing had been stated."""
    world = World()
    with mock.patch("portage.commission.rules.account.parts", not_cut):
        yield {"name": f"{NAME} (sums not cut)", "value": first_wrong(world), "unit": "found", "goal": 0}
    with mock.patch("portage.commission.queries.account.stated", return_value=[]):
        yield {"name": f"{NAME} (statements forgotten)", "value": first_wrong(world), "unit": "found", "goal": 0}


def not_cut(tiers, before, amount):
    return [Part(tier_at(tiers, before), amount)]


def first_wrong(world: World, stories: int = 30) -> int:
    """1 as soon as a quarter differs, or is refused as stated twice."""
    chance = Random(SEED)
    for _turn in range(stories):
        try:
            if quarters_wrong(world, story(chance.randint, orders=5), 20)[0]:
                return 1
        except Refused:
            return 1
    return 0
