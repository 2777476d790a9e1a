"""Commission invoices through their pages and the API: who sees what, who does what, what accountants get."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from portage.commission.actions import answering, paperwork, paying
from portage.commission.models import CommissionInvoice, Contest, Mandate, MandateEnd, Statement
from portage.core.models import Message
from tests.cast import Cast, by, make_cast
from tests.commission.invoiced import numbered
from tests.commission.selling import Sales, noon, running
from tests.contracts.door import on, strangers, text, visitor
from tests.pages import call, same_as_absent
from tests.replayed import replayed

pytestmark = pytest.mark.django_db
ABSENT = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def statement(cast, monkeypatch) -> Statement:
    """EUR 936.00 for the second quarter of 2024, accepted by the agent; today is 10 July 2024."""

    def made():
        sales = Sales(cast, running(cast))
        sales.sold(15600, "2024-04-02", "2024-04-03", "2024-05-20", "2024-05-15")
        issued = sales.issue("2024-06-30", at=noon("2024-07-09"))
        answering.accept_statement(issued, by=by(cast.subsidiary_manager), at=noon("2024-07-10"))
        return issued

    found = replayed("accepted statement", made)
    numbered(cast)
    on(monkeypatch, "2024-07-10")
    return found


def at(door: str, *args) -> str:
    return reverse(f"commission:{door}", args=args)


def kept() -> list[int]:
    return [model.objects.count() for model in (CommissionInvoice, Mandate, MandateEnd, Contest)]


def test_the_statement_leads_its_agent_to_the_invoice(cast, statement):
    agent, address = visitor(cast.subsidiary_manager, sure=True), at("make_invoice", statement.pk)
    assert "Make the invoice" in text(agent.get(at("statement", statement.pk)))
    page = text(agent.get(address))
    assert "PL5260001246" in page
    assert "EUR 936.00" in page
    assert "Reverse charge" in page or "Autoliquidation" in page
    assert agent.post(address, {}).status_code == 422
    assert visitor(cast.subsidiary_manager).post(address, {"agree": "on"}).status_code == 302  # to say who they are
    assert kept() == [0] * 4
    made = agent.post(address, {"agree": "on"})
    row = CommissionInvoice.objects.get()
    assert made.url == at("invoice", row.pk)
    assert agent.post(address, {"agree": "on"}).status_code == 409
    assert Message.objects.get(kind="commission.invoice").recipient == cast.director.person
    assert row.number in text(visitor(cast.director).get(at("statement", statement.pk)))
    assert row.number in text(visitor(cast.auditor).get(at("invoices")))
    assert agent.get(at("invoice_paper", row.pk)).status_code == 404
    paperwork.make_invoice_paper(str(row.pk), at=noon("2024-07-10"))
    assert b"".join(agent.get(at("invoice_paper", row.pk)).streaming_content)[:5] == b"%PDF-"
    xml = agent.get(at("invoice_xml", row.pk))
    assert b"CrossIndustryInvoice" in b"".join(xml.streaming_content)


def test_a_stranger_gets_the_answer_of_what_does_not_exist_and_a_reader_writes_nothing(cast, statement):
    visitor(cast.subsidiary_manager, sure=True).post(at("make_invoice", statement.pk), {"agree": "on"})
    row, before = CommissionInvoice.objects.get(), kept()
    doors = ("invoice", "credit_invoice", "contest_invoice", "invoice_paper", "invoice_xml")
    for member in strangers(cast).values():
        client = visitor(member, sure=True)
        for door in doors:
            assert same_as_absent(client, at(door, row.pk), at(door, ABSENT)), door
        assert client.get(at("mandate", statement.contract_id)).status_code == 404
        assert row.number not in text(client.get(at("invoices")))
        assert call(member, "get", f"/api/v1/commission-invoices/{row.pk}/").status_code == 404
    reader = visitor(cast.auditor, sure=True)
    assert reader.get(at("invoice", row.pk)).status_code == 200
    for address in (at("credit_invoice", row.pk), at("contest_invoice", row.pk), at("mandate", row.contract_id)):
        assert reader.post(address, {"agree": "on", "reason": "x"}).status_code == 403
    assert kept() == before


def test_the_principal_reads_why_it_cannot_write_the_invoice_until_a_mandate_is_given(cast, statement):
    director, agent = visitor(cast.director, sure=True), visitor(cast.subsidiary_manager, sure=True)
    assert "The agent has given no mandate" in text(director.get(at("statement", statement.pk)))
    assert director.post(at("make_invoice", statement.pk), {"agree": "on"}).status_code == 409
    address, given = at("mandate", statement.contract_id), {"from_day": "2024-07-10", "contest_days": "10"}
    assert "The agent gives this mandate." in text(director.get(address))
    assert director.post(address, {**given, "agree": "on"}).status_code == 403
    assert agent.post(address, given).status_code == 422
    assert agent.post(address, {**given, "agree": "on"}).status_code == 302
    assert "10 days to contest an invoice" in text(director.get(address))
    assert "its mandate" in text(director.get(at("make_invoice", statement.pk)))
    assert director.post(at("make_invoice", statement.pk), {"agree": "on"}).status_code == 302
    row = CommissionInvoice.objects.get()
    assert agent.post(at("contest_invoice", row.pk), {"reason": "the rate"}).status_code == 302
    assert "the rate" in text(director.get(at("invoice", row.pk)))
    assert director.post(at("credit_invoice", row.pk), {"agree": "on"}).status_code == 302
    assert director.post(at("end_mandate", row.contract_id), {"from_day": "2024-07-10"}).status_code == 302
    assert kept() == [2, 1, 1, 1]


def test_the_agents_own_invoice_is_brought_with_its_reason_when_it_is_refused(cast, statement):
    agent, address = visitor(cast.subsidiary_manager), at("bring_invoice", statement.pk)
    refused = agent.post(address, {"file": SimpleUploadedFile("f.pdf", b"no pdf")})
    assert (refused.status_code, kept()) == (422, [0] * 4)
    assert "This is not a PDF." in text(refused)
    assert agent.post(address, {"number": "2024/7"}).status_code == 422
    assert agent.post(address, {"number": "2024/7", "day": "2024-07-10"}).status_code == 302
    assert "Recorded by the agent, without its file." in text(
        agent.get(at("invoice", CommissionInvoice.objects.get().pk))
    )


def test_accountants_get_the_period_of_their_own_side(cast, statement):
    visitor(cast.subsidiary_manager, sure=True).post(at("make_invoice", statement.pk), {"agree": "on"})
    paid = {"amount": statement.total, "paid_on": date(2024, 7, 10), "note": "=cmd|' /C calc'!A0"}
    paying.record_payment(statement, **paid, by=by(cast.director), at=noon("2024-07-10"))
    address = at("accounts")
    assert visitor(cast.director).get(address + "?first_day=2024-07-10&last_day=2024-07-01&as=csv").status_code == 422
    period = "?first_day=2024-07-01&last_day=2024-07-31"
    book = load_workbook(
        io.BytesIO(b"".join(visitor(cast.director).get(f"{address}{period}&as=xlsx").streaming_content))
    )
    rows = list(book.active.values)[1:]
    assert [(row[1], row[3], row[4]) for row in rows] == [
        ("Statement", "Cost", "Orvane Polska"),
        ("Commission invoice", "Cost", "Orvane Polska"),
        ("Payment", "Cost", "Orvane Polska"),
    ]
    assert [(row[11], row[14], row[15], row[16]) for row in rows] == [
        (936, None, None, None), (936, 0, 936, None), (None, None, None, 936),
    ]  # fmt: skip
    assert rows[2][19].startswith("'=cmd")
    lines = b"".join(visitor(cast.subsidiary_manager).get(f"{address}{period}&as=csv").streaming_content).decode()
    assert lines.count("Income") == 3
    for member in (cast.rival_director, cast.sister_manager):
        told = b"".join(visitor(member).get(f"{address}{period}&as=csv").streaming_content).decode()
        assert len(told.splitlines()) == 1


def test_a_program_makes_reads_and_takes_back_an_invoice(cast, statement):
    one = f"/api/v1/statements/{statement.pk}/"
    unsure = call(cast.subsidiary_manager, "post", f"{one}invoice/", {})
    assert unsure.json()["code"] == "reauthentication_required"
    own = call(cast.subsidiary_manager, "post", f"{one}own-invoice/", {"number": "ERP-7", "day": "2024-07-10"})
    assert (own.status_code, own.json()["origin"], own.json()["gross"]) == (201, "own", "936.000")
    assert call(cast.director, "post", f"{one}own-invoice/", {"number": "E", "day": "2024-07-10"}).status_code == 403
    told = call(cast.director, "get", "/api/v1/commission-invoices/").json()
    assert [row["number"] for row in told["results"]] == ["ERP-7"]
    mandates = f"/api/v1/contracts/{statement.contract_id}/billing-mandates/"
    assert call(cast.director, "get", mandates).json() == []
    told = call(cast.director, "get", "/api/v1/commission-accounts/?first_day=2024-07-01&last_day=2024-07-31")
    assert b"ERP-7" in b"".join(told.streaming_content)
