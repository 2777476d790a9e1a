"""What an invoice says against whole numbers: lines, tax and totals, as kept and as read back from its XML."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portage.commission.documents import facturx
from portage.commission.rules import billing, invoicing
from portage.commission.rules.billing import Bill, Party, Tax

UNITS = {"EUR": 2, "JPY": 0, "JOD": 3}
SELLER = Party("Orvane Polska", "ul. Domaniewska 44", "02-672", "Warszawa", "PL", "KRS 1", "", "PL5260001246")
BUYER = Party("Arômes du Val", "1 rue de l'Essai", "69001", "Lyon", "FR", "001982416", "0002", "FR40303265045")


@dataclass
class Stated:
    """A line of a statement, as the rule takes it."""

    section: str
    product: str
    rate: Decimal
    converted: Decimal
    counted: bool
    amount: Decimal


def stated(cents: int, product: str, rate: int, places: int) -> Stated:
    amount = Decimal(cents).scaleb(-places)
    return Stated("earned" if cents > 0 else "adjustment", product, Decimal(rate).scaleb(-2), amount * 20, True, amount)


@settings(max_examples=60)
@given(
    lines=st.lists(st.tuples(st.integers(-10**9, 10**9), st.sampled_from("ABC"), st.integers(1, 9)), min_size=1, max_size=8),
    currency=st.sampled_from(list(UNITS)),
    rate=st.sampled_from([0, 20, 19, 25]),
)  # fmt: skip
def test_lines_tax_and_totals_are_those_of_whole_numbers(lines, currency, rate):
    places, total = UNITS[currency], sum(cents for cents, _product, _rate in lines)
    groups = billing.grouped(stated(*line, places) for line in lines)
    assert sum(group.amount for group in groups) == Decimal(total).scaleb(-places)
    assert all(group.amount for group in groups)
    credit = total < 0
    made = billing.bill_lines([(group.product, group.amount) for group in groups], credit=credit)
    tax = Tax("S", Decimal(rate)) if rate else Tax("AE", code="VATEX-EU-AE", reason="Reverse charge")
    net, charged, gross = billing.totals(made, tax, currency)
    finest = 10 ** max(places - 2, 0)
    units = (abs(total) * rate * 2 + 100 * finest) // (200 * finest)
    assert (net, charged) == (Decimal(abs(total)).scaleb(-places), Decimal(units).scaleb(-min(places, 2)))
    assert all(line.price > 0 and abs(line.quantity) == 1 for line in made)
    bill = Bill(
        "N-1", billing.KINDS[credit, False], date(2026, 7, 1), date(2026, 7, 31), currency, SELLER, BUYER, made, tax, net,
        charged, gross, date(2026, 4, 1), date(2026, 6, 30), "PC-1", "S-1", ("N-0", date(2026, 1, 1)) if credit else None,
    )  # fmt: skip
    assert billing.bill_from(bill.as_dict()) == bill
    said = facturx.said(facturx.read(facturx.write(bill)))
    assert (said.net, said.vat, said.gross, said.kind) == (net, charged, gross, bill.kind)
    assert said.charges == bool(rate)


@pytest.mark.parametrize(
    ("category", "seller", "buyer", "lacks"),
    [
        ("AE", {}, {}, []),
        ("AE", {"vat": ""}, {"vat": "", "city": ""}, [("principal", "city"), ("agent", "vat"), ("principal", "vat")]),
        ("O", {"vat": ""}, {"vat": ""}, []),
        ("O", {"registration": ""}, {}, [("agent", "registration")]),
        ("S", {"registration": ""}, {}, []),
        ("S", {"registration": "", "vat": "", "street": ""}, {}, [("agent", "street"), ("agent", "registration")]),
    ],
)
def test_what_an_invoice_lacks_follows_its_tax(category, seller, buyer, lacks):
    assert billing.missing(replace(SELLER, **seller), replace(BUYER, **buyer), category) == lacks


@pytest.mark.parametrize(
    ("until", "ended", "day", "holds"),
    [
        (None, None, 9, False),
        (None, None, 10, True),
        (20, None, 20, True),
        (20, None, 21, False),
        (None, 15, 14, True),
        (None, 15, 15, False),
    ],
)
def test_a_mandate_holds_from_its_first_day_to_its_last(until, ended, day, holds):
    def on(number):
        return date(2026, 7, number) if number else None

    assert invoicing.holds(on(10), on(until), on(ended), on(day)) is holds
