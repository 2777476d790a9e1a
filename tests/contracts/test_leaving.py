"""What leaving costs: figures each side tells, the four ways, what a person says where the law is silent, exposure."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from contracts.actions import commission
from contracts.actions.renewal import run_day
from contracts.leaving import cost, held_by
from contracts.models import Choice, CommissionFigure, Contract
from portage.core.refusals import Forbidden, Invalid
from tests.cast import by, concluded, draft, in_force, make_cast
from tests.contracts.door import counts, noon, on, strangers, text, visitor

pytestmark = pytest.mark.django_db
NOW = noon("2026-11-21")


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def running(cast, monkeypatch) -> Contract:
    """In force since 1 March 2024, today 21 November 2026: term 3 of 12 months, French law."""
    return in_force(cast, [noon("2024-03-01"), on(monkeypatch, "2026-11-21")])


def at(door: str, contract, *more) -> str:
    return reverse(f"contracts:{door}", args=[contract.pk, *more])


def tell(contract, member, year, amount, **more):
    told = {"year": year, "amount": Decimal(amount), "source": "statements", "by": by(member), "at": NOW, **more}
    return commission.tell_commission(contract, **told)


def test_the_page_computes_on_the_years_that_a_side_told(cast, running):
    client = visitor(cast.director)
    for year, amount in ((2024, "20000"), (2025, "40000")):
        sent = {"year": year, "amount": amount, "source": "accounts of the year"}
        assert client.post(at("commission", running), sent).status_code == 302
    page = text(client.get(at("leaving", running)))
    # 22 months known: 60 000 / 22 x 24
    assert "EUR 65,454.55" in page
    assert "Notice served today ends it on 28 February 2027." in page
    assert "the whole duration, shorter than 2 years, known from 1 March 2024 to 31 December 2025" in page
    assert "Owed also when the contract is not renewed." in page
    assert "Notice can prevent it until 30 November 2026." in page
    notice = text(visitor(cast.director).get(at("notice", running)))
    assert "The agent's compensation EUR 65,454.55" in notice


def test_a_missing_year_is_named_and_nothing_is_filled_in(cast, running):
    tell(running, cast.director, 2025, "40000")
    page = text(visitor(cast.director).get(at("leaving", running)))
    assert "The commission of 2024 is missing: nothing can be computed without it." in page
    assert "EUR 80,000.00" not in page


def test_each_side_reads_its_own_figures_unless_they_are_shared(cast, running):
    tell(running, cast.director, 2024, "20000", source="our books")
    tell(running, cast.director, 2025, "40000", source="our forecast", shared=True)
    mine = text(visitor(cast.director).get(at("commission", running)))
    theirs = text(visitor(cast.subsidiary_manager).get(at("commission", running)))
    assert "our books" in mine
    assert "our forecast" in theirs
    assert "our books" not in theirs
    journal = text(visitor(cast.subsidiary_manager).get(at("journal", running)))
    assert "told the commission of 2025 to both sides" in journal
    assert "told the commission of 2024" not in journal
    assert "told the commission of 2024" in text(visitor(cast.director).get(at("journal", running)))
    assert [known.year for known in held_by(running, "agent").known] == [2025]
    assert held_by(running, "").known == ()


def test_a_correction_is_a_new_row_and_the_newest_holds(cast, running):
    tell(running, cast.manager, 2025, "40000")
    tell(running, cast.manager, 2025, "41000.50")
    assert [known.amount for known in held_by(running, "agent").known] == [Decimal("41000.50")]
    assert CommissionFigure.objects.count() == 2


def test_what_one_side_shared_stays_read_though_it_tells_another_figure_for_itself(cast, running):
    tell(running, cast.director, 2025, "40000", shared=True)
    tell(running, cast.director, 2025, "45000")
    assert [known.amount for known in held_by(running, "agent").known] == [Decimal(40000)]
    tell(running, cast.manager, 2025, "39000")
    assert [known.amount for known in held_by(running, "agent").known] == [Decimal(39000)]


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"year": 2023}, "year"),
        ({"year": 2027}, "year"),
        ({"year": 2026}, "until"),
        ({"year": 2026, "until": date(2026, 11, 22)}, "until"),
        ({"amount": Decimal("-1")}, "amount"),
        ({"amount": Decimal("1.005")}, "amount"),
        ({"amount": Decimal("NaN")}, "amount"),
        ({"source": "  "}, "source"),
    ],
)
def test_a_figure_that_cannot_be_is_refused_beside_its_field(cast, running, told, field):
    given = {"year": 2025, "amount": Decimal(1), "source": "accounts", **told}
    with pytest.raises(Invalid) as refused:
        commission.tell_commission(running, **given, by=by(cast.director), at=NOW)
    assert refused.value.field == field
    assert not CommissionFigure.objects.exists()


def test_the_running_year_counts_up_to_its_day(cast, running):
    for year, amount, until in ((2024, 20000, None), (2025, 24000, None), (2026, 22000, date(2026, 10, 31))):
        tell(running, cast.director, year, amount, until=until)
    way = cost(running, held_by(running, "principal"), by="principal", today=date(2026, 11, 21)).way("leave_at_term")
    # ten months of 2026, twelve of 2025, two of the ten of 2024
    assert way.pay.amount == Decimal("50000.00")
    # the average month of the last twelve, 26 000 / 12, until 28 February: nine days of November and three months
    assert way.commission == Decimal("7150.00")


def test_strangers_learn_nothing_and_readers_tell_nothing(cast, running):
    before = counts() | {"figures": CommissionFigure.objects.count()}
    sent = {"year": "2025", "amount": "1", "source": "x"}
    for door in ("leaving", "commission", "review_file", "review_file_pdf"):
        for who in strangers(cast).values():
            assert visitor(who).get(at(door, running)).status_code == 404
    assert visitor(cast.rival_director).post(at("commission", running), sent).status_code == 404
    assert visitor(cast.auditor).post(at("commission", running), sent).status_code == 403
    assert visitor(cast.sales_engineer).post(at("answer_end", running, "pay_due"), {}).status_code == 403
    assert counts() | {"figures": CommissionFigure.objects.count()} == before
    with pytest.raises(Forbidden):
        tell(running, cast.rival_director, 2025, "1")


def test_where_the_law_is_silent_a_person_says_with_a_reason(cast, monkeypatch):
    contract = concluded(cast)
    run_day(at=noon("2024-03-01"))
    run_day(at=on(monkeypatch, "2026-11-21"))
    Contract.objects.filter(pk=contract.pk).update(law="LB")
    contract.refresh_from_db()
    client = visitor(cast.counsel)
    page = text(client.get(at("leaving", contract)))
    assert "Say what is owed" in page
    short = client.post(at("answer_end", contract, "pay_amount"), {"amount-answer": "12500", "amount-reason": ""})
    assert short.status_code == 422
    given = {"amount-answer": "12500", "amount-reason": "Opinion of counsel in Beirut."}
    assert client.post(at("answer_end", contract, "pay_amount"), given).status_code == 302
    assert Choice.objects.get(question="pay_amount").answer == "12500"
    assert "EUR 12,500.00" in text(client.get(at("leaving", contract)))
    other = text(visitor(cast.director).get(at("leaving", contract)))
    assert "12,500" not in other
    assert "answered what the law leaves open" not in text(visitor(cast.director).get(at("journal", contract)))


def test_nobody_outvotes_what_the_law_says(cast, running):
    sent = {"amount-answer": "1", "amount-reason": "We would like less."}
    response = visitor(cast.counsel).post(at("answer_end", running, "pay_amount"), sent)
    assert response.status_code == 409
    assert "The law's record answers this" in text(response)
    assert not Choice.objects.filter(question="pay_amount").exists()


def test_before_signing_the_formula_stands_without_figure(cast, monkeypatch):
    on(monkeypatch, "2024-01-12")
    contract = draft(cast)
    page = text(visitor(cast.manager).get(at("review", contract)))
    assert "What leaving would cost" in page
    assert "Owed also when the contract is not renewed." in page
    whole = text(visitor(cast.manager).get(at("leaving", contract)))
    assert "until it is signed, it can be withdrawn and nothing is owed" in whole


def test_a_draft_that_is_half_typed_still_has_its_review(cast, monkeypatch):
    on(monkeypatch, "2024-01-12")
    contract = draft(cast)
    Contract.objects.filter(pk=contract.pk).update(first_day=None)
    for door in ("review", "leaving"):
        assert "not typed yet" in text(visitor(cast.manager).get(at(door, contract)))


def test_the_exposure_adds_what_is_known_by_currency_and_counts_the_rest(cast, running):
    for year, amount in ((2024, "20000"), (2025, "40000")):
        tell(running, cast.manager, year, amount)
    page = text(visitor(cast.manager).get(reverse("contracts:exposure")))
    assert "EUR EUR 65,454.55 1" in page
    assert "Contracts in force that you may see 1" in page
    other = text(visitor(cast.director).get(reverse("contracts:exposure")))
    assert "Nothing is known yet" in other
    assert "65,454" not in other
    assert "Contracts in force that you may see 0" in text(
        visitor(cast.rival_director).get(reverse("contracts:exposure"))
    )
