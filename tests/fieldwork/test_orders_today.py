"""What Today tells of orders: to the SME those to answer, late ones first; to the subsidiary its questions and answers."""

from datetime import date, timedelta

import pytest

from portage.core import clock
from portage.fieldwork.actions.on_orders import remark_on_order
from portage.fieldwork.actions.orders import refuse_order
from portage.home.queries import ORDERS
from tests.cast import by, make_cast
from tests.every_address import client_of
from tests.fieldwork.selling import DAY, recorded
from tests.fieldwork.visits import customer_of, running

pytestmark = pytest.mark.django_db


def today_of(who) -> str:
    return client_of(who).get("/").content.decode()


def test_an_sme_reads_the_orders_to_answer_late_ones_first_and_a_stranger_none():
    cast = make_cast()
    contract, customer, now = running(cast), customer_of(cast), clock.now()
    today = clock.day_in("Europe/Paris", now)
    recorded(cast, contract, customer_of(cast, "Nowa"), received_on=today, at=now)
    recorded(cast, contract, customer)
    told = today_of(cast.director)
    assert 0 < told.index("Answer the order of Kosmetyka Wisła") < told.index("Answer the order of Nowa")
    assert "18 April" in told
    assert "Answer the order" not in today_of(cast.rival_director)
    assert "Answer the order" not in today_of(cast.sales_engineer)


def test_more_orders_than_are_shown_are_told_in_one_line():
    cast = make_cast()
    contract, customer = running(cast), customer_of(cast)
    for turn in range(ORDERS + 1):
        recorded(cast, contract, customer, received_on=date(2024, 4, 11) - timedelta(days=turn))
    told = today_of(cast.director)
    assert told.count("<b>Answer the order of") == ORDERS
    assert "More orders wait" in told


def test_the_subsidiary_reads_what_it_is_asked_and_what_was_answered():
    cast = make_cast()
    contract, now = running(cast), clock.now()
    asked, refused = (recorded(cast, contract, customer_of(cast, name)) for name in ("Asked", "Refused"))
    remark_on_order(asked, text="Which packaging?", by=by(cast.director), at=DAY)
    refuse_order(refused, reason="No stock.", by=by(cast.director), at=now)
    told = today_of(cast.sales_engineer)
    assert "Answer a question on the order of Asked" in told
    assert "Refused: the order of Refused" in told
    assert "the order of" not in today_of(cast.sister_manager)
