"""What Today asks about commission: of each side what is its own to do, until it is done; of nobody else anything."""

import pytest
from django.urls import reverse

from portage.commission.actions import answering, mandates
from tests.cast import by, make_cast
from tests.commission.invoiced import invoiced
from tests.commission.selling import Sales, noon, running
from tests.contracts.door import on, text, visitor

pytestmark = pytest.mark.django_db
AT = noon("2024-07-10")


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def sales(cast, monkeypatch) -> Sales:
    made = Sales(cast, running(cast))
    on(monkeypatch, "2024-07-10")
    made.sold(15600, "2024-04-02", "2024-04-03", "2024-05-20", "2024-05-15")
    return made


def today(member) -> str:
    return text(visitor(member).get("/"))


def test_the_principal_reads_what_is_to_be_issued_then_disputed_then_paid(cast, sales):
    assert "Issue 1 commission statement" in today(cast.director)
    statement = sales.issue("2024-06-30", at=AT)
    told = today(cast.director)
    assert "commission statement" not in told
    line = statement.lines.get(number=1)
    dispute = answering.dispute_line(line, rate=line.rate * 2, reason="8 %", by=by(cast.subsidiary_manager), at=AT)
    assert "Answer a dispute of commission: Orvane Polska" in today(cast.director)
    answering.answer_dispute(dispute, uphold=False, reason="6 %", by=by(cast.director), at=AT)
    answering.accept_statement(statement, by=by(cast.subsidiary_manager), at=AT)
    assert "dispute of commission" not in today(cast.director)
    assert statement.due_on.isoformat() == "2024-07-31"


def test_what_is_to_be_paid_is_told_a_fortnight_before_its_day(cast, sales, monkeypatch):
    statement = sales.issue("2024-06-30", at=AT)
    answering.accept_statement(statement, by=by(cast.subsidiary_manager), at=AT)
    assert "Pay the commission" not in today(cast.director)
    on(monkeypatch, "2024-07-17")
    assert "Pay the commission of Orvane Polska" in today(cast.director)


def test_the_agent_reads_what_is_to_be_accepted_then_invoiced(cast, sales):
    assert "Accept or dispute" not in today(cast.subsidiary_manager)
    statement = sales.issue("2024-06-30", at=AT)
    told = today(cast.subsidiary_manager)
    assert f"Accept or dispute: statement of {cast.sme.name}" in told
    assert "Invoice your commission" not in told
    answering.accept_statement(statement, by=by(cast.subsidiary_manager), at=AT)
    told = today(cast.subsidiary_manager)
    assert "Accept or dispute" not in told
    assert f"Invoice your commission: {cast.sme.name}" in told
    assert (
        reverse("commission:statement", args=[statement.pk])
        in visitor(cast.subsidiary_manager).get("/").content.decode()
    )


def test_an_invoiced_statement_waits_for_nobody_of_the_agent(cast, sales):
    statement = sales.issue("2024-06-30", at=AT)
    invoiced(cast, statement, at=AT)
    assert "Invoice your commission" not in today(cast.subsidiary_manager)


def test_under_a_mandate_the_principal_is_asked_for_the_invoice_and_its_agent_is_not(cast, sales):
    statement = sales.issue("2024-06-30", at=AT)
    answering.accept_statement(statement, by=by(cast.subsidiary_manager), at=AT)
    mandates.give_mandate(sales.contract, from_day=AT.date(), contest_days=10, by=by(cast.subsidiary_manager), at=AT)
    assert "Invoice your commission" not in today(cast.subsidiary_manager)
    assert "Write the agent's commission invoice: Orvane Polska" in today(cast.director)


def test_what_the_agent_disputes_waits_for_the_principal_alone(cast, sales):
    line = sales.issue("2024-06-30", at=AT).lines.get(number=1)
    answering.dispute_line(line, rate=line.rate * 2, reason="8 %", by=by(cast.subsidiary_manager), at=AT)
    assert "Accept or dispute" not in today(cast.subsidiary_manager)


def test_a_statement_of_nothing_is_told_to_the_agent_for_a_month(cast, sales, monkeypatch):
    sales.issue("2024-06-30", at=AT)
    empty = sales.issue("2024-09-30", at=noon("2024-10-05"))
    assert empty.total == 0
    answered = sales.contract.statements.exclude(pk=empty.pk).get()
    answering.accept_statement(answered, by=by(cast.subsidiary_manager), at=noon("2024-10-05"))
    for day, told in (("2024-10-06", True), ("2024-12-01", False)):
        on(monkeypatch, day)
        assert ("Accept or dispute" in today(cast.subsidiary_manager)) is told


def test_who_has_no_part_in_it_reads_nothing_of_it(cast, sales):
    sales.issue("2024-06-30", at=AT)
    for member in (cast.sales_engineer, cast.sister_manager, cast.rival_director, cast.lone_director, cast.auditor):
        told = today(member)
        assert "statement of" not in told
        assert "commission statement" not in told
