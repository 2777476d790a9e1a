"""Statements through their pages and the API: who sees what, who does what, what is told of a refusal."""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from portage.commission.actions import paperwork
from portage.commission.models import Acceptance, Answer, Dispute, ExchangeRate, Settlement, Statement
from portage.core.models import Message
from tests.cast import make_cast
from tests.commission.selling import Sales, noon, running
from tests.contracts.door import on, strangers, text, visitor
from tests.pages import call, same_as_absent

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def sales(cast, monkeypatch) -> Sales:
    made = Sales(cast, running(cast))
    on(monkeypatch, "2024-07-10")
    made.sold(15600, "2024-04-02", "2024-04-03", "2024-05-20", "2024-05-15")
    made.sold(50, "2024-04-02", "2024-04-03", "2024-07-20")
    return made


@pytest.fixture
def statement(sales) -> Statement:
    return sales.issue("2024-06-30", at=noon("2024-07-09"))


def at(door: str, *args) -> str:
    return reverse(f"commission:{door}", args=args)


def kept() -> list[int]:
    return [model.objects.count() for model in (Statement, Acceptance, Dispute, Answer, Settlement, ExchangeRate)]


def test_the_page_tells_each_line_its_rule_and_why_nothing_is_due(cast, statement):
    page = text(visitor(cast.subsidiary_manager).get(at("statement", statement.pk)))
    assert "1 April 2024 to 30 June 2024" in page
    assert (
        "Kosmetyka Wisła order O-1, aromatic compositions F-2 3 Apr 2024 15 May 2024 15,600.00 6% rate of the contract 936.00"
        in page
    )
    assert (
        "The customer has until 20 July 2024 to pay; commission is earned on payment, or on that day at the latest"
        in page
    )
    assert "reverse charge, articles 44 and 196 of directive 2006/112/EC" in page
    assert "Payable by 31 July 2024, the last day of the month after the period (R134-3)" in page


def test_the_preview_commits_to_nothing_and_is_issued_by_the_principal_only(cast, sales):
    address = at("preview", sales.contract.pk)
    page = text(visitor(cast.director).get(address))
    assert "EUR 936.00" in page
    assert "31 July 2024" in page
    assert not Statement.objects.exists()
    sent = {"last_day": "2024-06-30", "agree": "on"}
    for name, status in (
        ("subsidiary_manager", 403),
        ("auditor", 403),
        ("rival_director", 404),
        ("sister_manager", 404),
    ):
        assert visitor(getattr(cast, name), sure=True).post(address, sent).status_code == status
    assert visitor(cast.director).post(address, sent).status_code == 302  # to say who they are
    assert visitor(cast.director, sure=True).post(address, {"last_day": "2024-06-30"}).status_code == 422
    assert not Statement.objects.exists()
    issued = visitor(cast.director, sure=True).post(address, sent)
    assert issued.url == at("statement", Statement.objects.get().pk)
    mails = Message.objects.filter(kind="commission.statement")
    assert {mail.recipient for mail in mails} == {cast.manager.person, cast.subsidiary_manager.person}
    again = visitor(cast.director, sure=True).post(address, sent)
    assert again.status_code == 409
    assert Statement.objects.count() == 1


def test_a_stranger_gets_the_answer_of_what_does_not_exist(cast, sales, statement):
    absent = "00000000-0000-4000-8000-000000000000"
    for member in strangers(cast).values():
        client = visitor(member, sure=True)
        for door, more in (("statement", ()), ("sheet", ()), ("paper", ()), ("pay", ()), ("dispute", (1,))):
            assert same_as_absent(client, at(door, statement.pk, *more), at(door, absent, *more)), door
        assert client.get(at("preview", sales.contract.pk)).status_code == 404
        assert client.get(at("rates", sales.contract.pk)).status_code == 404
        assert statement.reference not in text(client.get(at("statements")))
        assert call(member, "get", "/api/v1/statements/").json()["count"] == 0
        assert call(member, "get", f"/api/v1/statements/{statement.pk}/").status_code == 404


def test_an_auditor_reads_and_writes_nothing(cast, sales, statement):
    client = visitor(cast.auditor, sure=True)
    before = kept()
    assert statement.reference in text(client.get(at("statements")))
    assert client.get(at("statement", statement.pk)).status_code == 200
    for door, more in (("accept", ()), ("pay", ()), ("dispute", (1,))):
        assert client.post(at(door, statement.pk, *more), {"agree": "on", "amount": "1"}).status_code == 403
    assert client.post(at("rates", sales.contract.pk), {"source": "x"}).status_code == 403
    assert kept() == before


def test_a_line_is_disputed_in_its_place_and_answered_once(cast, sales, statement):
    agent = visitor(cast.subsidiary_manager, sure=True)
    address = at("dispute", statement.pk, 1)
    assert "Dispute line 1, Kosmetyka Wisła, F-2" in text(agent.get(address))
    refused = agent.post(address, {"base": "15600", "rate": "6", "reason": "a composition"})
    assert (refused.status_code, Dispute.objects.count()) == (422, 0)
    assert agent.post(at("dispute", statement.pk, 2), {"base": "50", "rate": "9", "reason": "x"}).status_code == 409
    assert agent.get(at("dispute", statement.pk, 9)).status_code == 404
    assert agent.post(address, {"base": "15600", "rate": "8", "reason": "a composition"}).status_code == 302
    row = Dispute.objects.get()
    page = text(visitor(cast.director).get(at("statement", statement.pk)))
    assert (
        "10 July 2024: the agent expects EUR 1,248.00, difference EUR 312.00." in page or "expects EUR 1,248.00" in page
    )
    answer = {"uphold": "yes", "base": "15600", "rate": "8", "reason": ""}
    assert visitor(cast.rival_director, sure=True).post(at("answer", row.pk), answer).status_code == 404
    director = visitor(cast.director, sure=True)
    assert director.post(at("answer", row.pk), {"uphold": "no", "reason": ""}).status_code == 422
    assert director.post(at("answer", row.pk), answer).status_code == 302
    assert director.post(at("answer", row.pk), answer).status_code == 409
    assert "Upheld" in text(agent.get(at("answer", row.pk)))
    assert statement.lines.get(number=1).amount == D(936)


def test_acceptance_and_payment_by_their_sides(cast, statement):
    accept = at("accept", statement.pk)
    assert visitor(cast.director, sure=True).post(accept, {"agree": "on"}).status_code == 403
    agent = visitor(cast.subsidiary_manager, sure=True)
    assert agent.post(accept, {}).status_code == 422
    assert agent.post(accept, {"agree": "on"}).status_code == 302
    assert agent.post(accept, {"agree": "on"}).status_code == 409
    director = visitor(cast.director)
    paid = {"amount": "936.01", "paid_on": "2024-07-09"}
    assert director.post(at("pay", statement.pk), paid).status_code == 409
    assert director.post(at("pay", statement.pk), {**paid, "amount": "936"}).status_code == 302
    page = text(director.get(at("statement", statement.pk)))
    assert "Accepted" in page
    assert "EUR 936.00 paid on 9 July 2024" in page
    assert "Nothing is left to pay." in page


def test_rates_are_typed_or_come_in_a_file(cast, sales):
    address = at("rates", sales.contract.pk)
    director = visitor(cast.director)
    sent = {"currency": "PLN", "day": "2024-05-03", "rate": "0.2331", "source": "NBP"}
    assert director.post(address, sent).status_code == 302
    file = io.BytesIO(b"devise;jour;taux\nPLN;2024-05-06;0,2340\nUSD;2024-05-06;0,93\n")
    file.name = "rates.csv"
    assert director.post(address, {"file": file, "source": "NBP"}).status_code == 302
    assert {(row.currency, row.day, row.rate) for row in ExchangeRate.objects.all()} == {
        ("PLN", date(2024, 5, 3), D("0.2331")),
        ("PLN", date(2024, 5, 6), D("0.2340")),
        ("USD", date(2024, 5, 6), D("0.93")),
    }
    wrong = io.BytesIO(b"PLN,2024-05-06,0.2\nPLN,yesterday,1\n")
    wrong.name = "rates.csv"
    refused = director.post(address, {"file": wrong, "source": "NBP"})
    assert (refused.status_code, ExchangeRate.objects.count()) == (422, 3)
    assert "Line 2" in text(refused)
    assert director.post(address, {**sent, "source": "NBP"}).status_code == 302  # known already: nothing is added
    assert ExchangeRate.objects.count() == 3


def test_the_spreadsheet_holds_the_lines_and_the_total(cast, statement):
    answer = visitor(cast.subsidiary_manager).get(at("sheet", statement.pk))
    rows = list(load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active.values)
    assert [row[0] for row in rows] == ["Line", 1, 2, None]
    assert (rows[1][2], rows[1][14], rows[-1][14]) == ("Kosmetyka Wisła", 936, 936)


def test_the_paper_is_made_once_in_the_contracts_language(cast, statement):
    assert visitor(cast.director).get(at("paper", statement.pk)).status_code == 404
    made = paperwork.make_paper(str(statement.pk), at=noon("2024-07-10"))
    assert paperwork.make_paper(str(statement.pk), at=noon("2024-07-11")) is None
    answer = visitor(cast.subsidiary_manager).get(at("paper", statement.pk))
    pdf = b"".join(answer.streaming_content)
    assert pdf[:5] == b"%PDF-"
    assert b"/StructTreeRoot" in pdf
    assert (made.pages, made.sha256) == (1, made.file.blob_id)
    assert visitor(cast.rival_director).get(at("paper", statement.pk)).status_code == 404


def test_a_program_reads_previews_disputes_and_pays(cast, sales, statement):
    told = call(cast.director, "get", f"/api/v1/statements/{statement.pk}/").json()
    assert (told["total"], told["state"], told["money"], told["left"]) == ("936.000", "issued", "open", "936.000")
    assert [(line["amount"], line["why"]) for line in told["lines"]] == [("936.000", ""), ("0.000", "not_paid")]
    assert [(verb["verb"], verb["allowed"]) for verb in told["verbs"]] == [("pay", True)]
    ahead = call(cast.director, "get", f"/api/v1/contracts/{sales.contract.pk}/next-statement/").json()
    assert [(one["last_day"], one["total"]) for one in ahead] == [("2024-09-30", "3.000")]
    unsure = call(cast.subsidiary_manager, "post", f"/api/v1/statements/{statement.pk}/acceptance/", {})
    assert unsure.json()["code"] == "reauthentication_required"
    one = f"/api/v1/statements/{statement.pk}/"
    disputed = call(cast.subsidiary_manager, "post", f"{one}lines/1/dispute/", {"reason": "x", "rate": "0.08"})
    assert (disputed.status_code, disputed.json()["state"]) == (201, "disputed")
    paid = call(cast.director, "post", f"{one}payments/", {"amount": "900", "paid_on": "2024-07-09"})
    assert (paid.status_code, paid.json()["left"]) == (201, "36.000")
    assert call(cast.auditor, "post", f"{one}payments/", {"amount": "1", "paid_on": "2024-07-09"}).status_code == 403
    given = {"source": "ECB", "rates": [{"currency": "usd", "day": "2024-05-03", "rate": "0.93"}]}
    rates = f"/api/v1/contracts/{sales.contract.pk}/exchange-rates/"
    assert call(cast.director, "post", rates, given).json()[0]["into"] == "EUR"
    assert call(cast.subsidiary_manager, "post", rates, given).status_code == 403
    assert len(call(cast.subsidiary_manager, "get", rates).json()) == 1


def test_the_list_names_what_is_to_be_issued(cast, sales):
    page = text(visitor(cast.director).get(at("statements")))
    assert "1 April 2024 to 30 June 2024" in page
    assert "31 Jul 2024" in page
    sales.issue("2024-06-30", at=noon("2024-07-09"))
    page = text(visitor(cast.director).get(at("statements") + "?state=issued"))
    assert "running: preview" in page
    assert "EUR 936.00" in page
    assert (
        "1 April 2024" not in text(visitor(cast.director).get(at("statements") + "?state=accepted")).split("Search")[-1]
    )


def test_a_page_asks_a_constant_number_of_queries(cast, sales, statement, django_assert_max_num_queries):
    client = visitor(cast.director)
    client.get(at("statement", statement.pk))
    with django_assert_max_num_queries(24):
        client.get(at("statement", statement.pk))


def test_a_long_statement_is_read_page_by_page_and_printed_by_its_sums(cast, statement, monkeypatch):
    monkeypatch.setattr("portage.commission.pages.statement.MOST_LINES", 1)
    monkeypatch.setattr("portage.commission.documents.statement.MOST_PRINTED", 1)
    client = visitor(cast.subsidiary_manager)
    first, second = (text(client.get(at("statement", statement.pk) + f"?page={page}")) for page in (0, 1))
    assert "Lines 1 to 1 of 2" in first
    assert ("F-2" in first, "F-2" in second, "F-4" in second) == (True, False, True)
    assert "Commission due EUR 15,600.00 EUR 936.00" in second
    assert client.get(at("statement", statement.pk) + "?page=99x").status_code == 200
    assert paperwork.make_paper(str(statement.pk), at=noon("2024-07-10")).pages == 1
