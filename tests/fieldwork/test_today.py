"""What visit reports ask of each person stands on their page of today, late things first, and nowhere else's."""

from datetime import date, timedelta

import pytest

from portage.core import clock
from portage.fieldwork.actions.following import acknowledge, ask_action, finish_action, move_action, remark
from tests.cast import by, make_cast
from tests.contracts.door import on, text
from tests.fieldwork.visits import NOON, customer_of, filed, running, section_of
from tests.pages import browse

pytestmark = pytest.mark.django_db
TODAY = "/"
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def cast(monkeypatch):
    on(monkeypatch, "2024-04-26")
    return make_cast()


def page(member) -> str:
    return text(browse(member).get(TODAY))


def test_a_report_waits_for_the_sme_s_directors_until_it_is_acknowledged(cast):
    contract = running(cast)
    section = section_of(cast, contract)
    assert "Read a visit report: Kosmetyka Wisła" in page(cast.director)
    filed(cast, customer_of(cast, "Laboratorium Borowina", city="Łódź"), contract)
    assert "Read 2 visit reports" in page(cast.director)
    acknowledge(section, by=by(cast.director), at=LATER)
    assert "Read a visit report: Laboratorium Borowina" in page(cast.director)
    for member in (cast.manager, cast.sales_engineer, cast.rival_director):
        assert "Read a visit report" not in page(member)


def test_what_is_asked_of_a_side_stands_on_its_page_by_its_newest_day_until_it_is_done(cast):
    contract = running(cast)
    section = section_of(cast, contract)
    me = by(cast.director)
    ask_action(section, text="Call A. Kowalska", side="agent", due_on=date(2024, 5, 3), by=me, at=LATER)
    own = section.actions.get(side="principal")
    director = page(cast.director)
    assert "24 April 2 days ago Send 2 kg of CL-12 Asked of you after a visit to Kosmetyka Wisła" in director
    assert "Call A. Kowalska" not in director
    assert "Call A. Kowalska" in page(cast.sales_engineer)
    assert "Call A. Kowalska" in page(cast.subsidiary_manager)
    assert "Call A. Kowalska" not in page(cast.manager)
    move_action(own, due_on=date(2024, 5, 2), by=me, at=LATER)
    assert "2 May in 6 days Send 2 kg of CL-12" in page(cast.director)
    finish_action(own, by=by(cast.director), at=LATER)
    assert "Send 2 kg of CL-12" not in page(cast.director)


def test_a_sales_engineer_is_asked_what_stands_in_their_own_reports(cast):
    contract = running(cast)
    section = section_of(cast, contract, who=cast.subsidiary_manager)
    ask_action(section, text="Call A. Kowalska", side="agent", due_on=date(2024, 5, 3), by=by(cast.director), at=LATER)
    assert "Call A. Kowalska" in page(cast.subsidiary_manager)
    assert "Call A. Kowalska" not in page(cast.sales_engineer)


def test_an_answer_waits_until_it_is_answered_and_two_weeks_at_most(cast, monkeypatch):
    section = section_of(cast, running(cast))
    remark(section, text="CL-12 is free of them.", by=by(cast.director), at=clock.now() - timedelta(days=2))
    assert "An answer on a visit report: Kosmetyka Wisła" in page(cast.sales_engineer)
    assert "An answer on a visit report" not in page(cast.director)
    remark(section, text="Thank you.", by=by(cast.sales_engineer), at=clock.now())
    assert "An answer on a visit report" not in page(cast.sales_engineer)
    assert "An answer on a visit report" in page(cast.director)
    on(monkeypatch, "2024-05-20")
    assert "An answer on a visit report" not in page(cast.director)


def test_it_costs_as_many_queries_for_twenty_reports_as_for_one(cast, django_assert_max_num_queries):
    contract, customer = running(cast), customer_of(cast)
    filed(cast, customer, contract)
    client = browse(cast.director)
    client.get(TODAY)
    with django_assert_max_num_queries(40) as first:
        client.get(TODAY)
    for day in range(1, 7):
        filed(cast, customer, contract, visited_on=date(2024, 4, day))
    with django_assert_max_num_queries(40) as then:
        client.get(TODAY)
    assert len(then) == len(first)
