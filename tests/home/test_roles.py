"""Home by role: the day of a subsidiary, the evening of an SME, the month of a group's manager; each of what it sees alone."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from portage.core import clock
from portage.fieldwork.actions.drafts import keep_draft
from portage.fieldwork.actions.following import acknowledge, remark
from portage.home.parties import came
from tests.cast import by, make_cast
from tests.contracts.door import on, text
from tests.fieldwork.selling import recorded
from tests.fieldwork.visits import NOON, customer_of, filed, running
from tests.pages import browse

pytestmark = pytest.mark.django_db
TONIGHT = datetime(2024, 4, 10, 17, 40, tzinfo=UTC)


@pytest.fixture
def cast(monkeypatch):
    on(monkeypatch, "2024-04-10")
    return make_cast()


def page(member) -> str:
    return text(browse(member).get("/"))


def test_a_subsidiary_s_day_begins_with_what_is_begun_and_whom_to_write_of(cast, monkeypatch):
    contract, customer = running(cast), customer_of(cast)
    assert "Kosmetyka Wisła Toruń, Poland" in page(cast.sales_engineer)
    filed(cast, customer, contract)
    content = {"head": {"customer": str(customer.pk)}, "sections": []}
    keep_draft(uuid4(), content=content, seen=0, by=by(cast.sales_engineer), at=NOON)
    told = page(cast.sales_engineer)
    assert "Begun, not filed only you see these Kosmetyka Wisła" in told
    assert "last report on 10 April" in told
    assert "Begun, not filed" not in page(cast.subsidiary_manager)
    for member in (cast.director, cast.manager, cast.sister_manager, cast.rival_director):
        read = page(member)
        assert "Begun, not filed" not in read
        assert "Write of a customer" not in read or "Kosmetyka" not in read


def test_what_waits_on_the_other_side_stands_on_the_subsidiary_s_page_and_no_other(cast, monkeypatch):
    contract, customer = running(cast), customer_of(cast)
    assert "Your principals owe you no answer" in page(cast.sales_engineer)
    section = filed(cast, customer, contract).reports[0].sections.get()
    recorded(cast, contract, customer, received_on=date(2024, 4, 8), at=NOON)
    on(monkeypatch, "2024-04-15")
    told = page(cast.sales_engineer)
    assert "The order of Kosmetyka Wisła, at Arômes du Val EUR 5,682.00 today" in told
    assert "1 report is not acknowledged after three days" in told
    acknowledge(section, by=by(cast.director), at=clock.now())
    assert "not acknowledged" not in page(cast.sales_engineer)
    for member in (cast.director, cast.manager):
        assert "Waits on the other side" not in page(member)
    assert "The order of Kosmetyka" not in page(cast.sister_manager)


def test_an_sme_s_evening_tells_what_came_in_today_and_the_last_visits(cast, monkeypatch):
    contract, customer = running(cast), customer_of(cast)
    assert "nothing new today" in page(cast.director)
    section = filed(cast, customer, contract, at=TONIGHT).reports[0].sections.get()
    recorded(cast, contract, customer, at=TONIGHT)
    for turn in range(2):
        remark(section, text="And by when?", by=by(cast.sales_engineer), at=TONIGHT + timedelta(minutes=turn))
    told = page(cast.director)
    assert "Your agents' last visits today 1 report, 1 order, 2 answers" in told
    assert "Kosmetyka Wisła Orvane Polska · today · High interest To acknowledge" in told
    acknowledge(section, by=by(cast.director), at=TONIGHT)
    assert "High interest To acknowledge" not in page(cast.director)
    on(monkeypatch, "2024-04-11")
    assert "nothing new today" in page(cast.director)
    assert "Kosmetyka" not in page(cast.rival_director)
    assert "Your agents' last visits" not in page(cast.manager)


def test_the_gesture_and_the_month_come_after_the_page_and_can_be_reached_without_script(cast):
    contract = running(cast)
    filed(cast, customer_of(cast), contract)
    assert 'hx-get="/mirror/"' in browse(cast.director).get("/").content.decode()
    assert "Open the attention mirror" in page(cast.director)
    assert 'hx-get="/activity/"' in browse(cast.manager).get("/").content.decode()
    piece = text(browse(cast.director, **{"HX-Request": "true"}).get("/mirror/"))
    assert "One next useful gesture" in piece
    assert "<html" not in piece
    month = text(browse(cast.manager, **{"HX-Request": "true"}).get("/activity/"))
    assert "April 2024 so far Open the month Contracts in force 1 Visits 1" in month


def test_nothing_is_told_of_what_did_not_come():
    assert came({"sections": 0, "orders": 2, "answers": 0}) == "today 2 orders"
