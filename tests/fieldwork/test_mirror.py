"""The attention mirror: both parties read the same, of one contract alone; a gesture is told with its reason."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from statistics import median

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from portage.catalogue.actions import change_product
from portage.core.drawings.bars import Pair, paired_bars
from portage.fieldwork.actions.following import acknowledge, ask_action, finish_action, remark
from portage.fieldwork.actions.on_orders import remark_on_order
from portage.fieldwork.actions.orders import accept_order
from portage.fieldwork.models import NextAction
from portage.fieldwork.rules import mirror as rules
from portage.fieldwork.rules.mirror import Deed, Open
from tests.cast import by, make_cast
from tests.contracts.door import on, text
from tests.fieldwork.selling import recorded
from tests.fieldwork.visits import NOON, customer_of, filed, running, told
from tests.pages import browse, call, same_as_absent

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
SIDES = [(side, kind) for side, kinds in rules.KINDS.items() for kind in kinds]
deeds = st.lists(
    st.builds(
        lambda who, back, minutes, took, in_time: Deed(*who, TODAY - timedelta(days=back), minutes, took, in_time),
        st.sampled_from(SIDES), st.integers(-3, 420), st.none() | st.integers(1, 600), st.none() | st.integers(0, 60),
        st.none() | st.booleans(),
    ),
    max_size=30,
)  # fmt: skip


@given(deeds)
def test_a_mirror_counts_what_one_counts_by_hand(done):
    found = rules.mirror(done, TODAY)
    inside = [one for one in done if (one.on.year, one.on.month) >= (2025, 12) and one.on <= TODAY]
    for side, kind in SIDES:
        assert found.of(side, kind) == len([one for one in inside if (one.side, one.kind) == (side, kind)])
    assert [(one.first.year, one.first.month) for one in found.months] == [
        (2025, 12),
        *((2026, n) for n in range(1, 12)),
    ]
    for one in found.months:
        same = [deed for deed in inside if (deed.on.year, deed.on.month) == (one.first.year, one.first.month)]
        assert (one.agent, one.principal) == tuple(
            sum(deed.side == side for deed in same) for side in ("agent", "principal")
        )
    assert found.minutes == sum(one.minutes or 0 for one in inside)
    assert found.timed == sum(one.minutes is not None for one in inside)
    verdicts = Counter(one.in_time for one in inside)
    assert (found.in_time, found.clocked) == (verdicts[True], verdicts[True] + verdicts[False])
    days = [one.took for one in inside if one.took is not None]
    assert found.took == (median(days) if days else None)


opens = st.lists(
    st.builds(lambda code, back: Open(code, TODAY - timedelta(days=back)), st.sampled_from(rules.GESTURES), st.integers(-10, 90)),
    max_size=8,
)  # fmt: skip
DUE = {  # said a second time: how many days since
    "order": lambda days: True, "question": lambda days: days in range(5, 61), "action": lambda days: days > 0,
    "section": lambda days: days >= 3, "name": lambda days: True, "silence": lambda days: days > 59,
}  # fmt: skip


@given(opens)
def test_the_gesture_is_of_the_first_kind_that_is_due_and_waits_longest(found):
    told_first = rules.gesture(found, TODAY)
    expected = None
    for code in ("order", "question", "action", "section", "name", "silence"):
        due = [one for one in found if one.code == code and DUE[code]((TODAY - one.on).days)]
        if due and expected is None:
            expected = sorted(due, key=lambda one: one.on)[0]
    assert (told_first and (told_first.code, told_first.on)) == (expected and (expected.code, expected.on))


def page(member, contract) -> str:
    return text(browse(member).get(reverse("fieldwork:mirror", args=[contract.pk])))


@pytest.fixture
def lived(monkeypatch):
    """Three visits, one of which tells its time; an order that was answered; words on both sides."""
    cast = make_cast()
    on(monkeypatch, "2024-04-26")
    contract, customer = running(cast), customer_of(cast)
    first = filed(cast, customer, contract, sections=[told(contract, minutes=90)]).reports[0].sections.get()
    for day in (11, 12):
        filed(cast, customer, contract, visited_on=date(2024, 4, day), at=NOON + timedelta(days=2))
    later = NOON + timedelta(days=3)
    acknowledge(first, by=by(cast.director), at=later)
    remark(first, text="CL-12 is free of them.", by=by(cast.director), at=later)
    remark(first, text="Thank you.", by=by(cast.sales_engineer), at=later + timedelta(hours=1))
    ask_action(first, text="Call A. Kowalska", side="agent", due_on=date(2024, 5, 3), by=by(cast.director), at=later)
    finish_action(first.actions.get(side="agent"), by=by(cast.sales_engineer), at=later)
    order = recorded(cast, contract, customer)
    remark_on_order(order, text="Which packaging?", by=by(cast.director), at=later)
    accept_order(order, by=by(cast.director), at=later)
    change_product(cast.products[0], by=by(cast.director), at=later, family="aromas and notes")
    return cast, contract, first


def test_both_parties_read_the_same_figures_and_strangers_nothing(lived):
    cast, contract, _first = lived
    spent = "Spent by Orvane Polska Visits, calls and fairs told 3 Time spent told of 1 of 3 visits 1 h 30 min"
    for member in (cast.director, cast.sales_engineer, cast.subsidiary_manager, cast.manager, cast.auditor):
        read = page(member, contract)
        assert f"{spent} Answers and comments written 1 Orders recorded 1 Promised actions done 1" in read
        assert (
            "Reports acknowledged 1 Answers and comments written 2 Orders answered 1 of 1 in time, half of them within 2 days 1"
            in read
        )
        assert "Products described, or described anew 3" in read
    address = reverse("fieldwork:mirror", args=[contract.pk])
    absent = reverse("fieldwork:mirror", args=["00000000-0000-4000-8000-000000000001"])
    for member in (cast.rival_director, cast.sister_manager, cast.former, cast.rival_manager, cast.lone_director):
        assert same_as_absent(browse(member), address, absent)


def test_the_gesture_is_the_same_on_both_sides_and_the_sme_alone_has_the_way_there(lived):
    cast, contract, first = lived
    read = page(cast.director, contract)
    assert "Answer what Orvane Polska wrote about Kosmetyka Wisła It has waited since 13 April 2024" in read
    way = f"{reverse('fieldwork:section', args=[first.pk])}#answer"
    for member, ways in ((cast.director, 1), (cast.sales_engineer, 0)):
        answer = browse(member).get(reverse("fieldwork:mirror", args=[contract.pk]))
        assert "Answer what Orvane Polska wrote" in text(answer)
        assert answer.content.decode().count(f'href="{way}"') == ways


def test_gestures_follow_one_another_as_each_is_made(lived, monkeypatch):
    cast, contract, first = lived
    now = datetime(2024, 4, 26, 9, tzinfo=UTC)

    def told_now() -> str:
        told = call(cast.director, "get", f"/api/v1/contracts/{contract.pk}/mirror/").json()["gesture"]
        return told and told["code"]

    assert told_now() == "question"
    remark(first, text="With pleasure.", by=by(cast.director), at=now)
    assert told_now() == "action"  # "Send 2 kg of CL-12" was due on 24 April
    for action in NextAction.objects.filter(side="principal"):
        finish_action(action, by=by(cast.director), at=now)
    assert told_now() == "section"
    for section in contract.sections.filter(acknowledgement__isnull=True):
        acknowledge(section, by=by(cast.director), at=now)
    assert told_now() == "name"  # nobody in Poland is told its name in Polish
    for product in cast.products:
        names = {**product.names, "pl": "kompozycje zapachowe"}
        change_product(product, by=by(cast.director), at=now, names=names)
    assert told_now() is None
    assert "Nothing waits, and both sides were heard lately" in page(cast.director, contract)
    on(monkeypatch, "2024-07-01")
    assert told_now() == "silence"
    assert "Nothing has come from Arômes du Val since 26 April 2024" in page(cast.director, contract)
    recorded(cast, contract, customer_of(cast, "Nowa"), at=now)
    assert told_now() == "order"


def test_an_sme_s_contracts_stand_together_with_one_gesture_and_nobody_else_has_such_a_page(lived):
    cast, contract, _first = lived
    read = text(browse(cast.director).get("/mirror/"))
    assert "Orvane Polska" in read
    assert "Answer what Orvane Polska wrote about Kosmetyka Wisła" in read
    assert "No contract runs yet" in text(browse(cast.rival_director).get("/mirror/"))
    for member in (cast.manager, cast.sales_engineer):
        assert browse(member).get("/mirror/").status_code == 403
        assert call(member, "get", "/api/v1/mirrors/").status_code == 403
    assert [one["contract"] for one in call(cast.director, "get", "/api/v1/mirrors/").json()] == [str(contract.pk)]
    assert call(cast.rival_director, "get", "/api/v1/mirrors/").json() == []


def test_it_costs_as_many_queries_for_many_visits_as_for_few(lived, django_assert_max_num_queries):
    cast, contract, _first = lived
    for address in (reverse("fieldwork:mirror", args=[contract.pk]), "/mirror/"):
        client = browse(cast.director)
        client.get(address)
        with django_assert_max_num_queries(24) as few:
            client.get(address)
        for day in range(1, 8):
            filed(cast, contract.sections.first().report.customer, contract, visited_on=date(2024, 4, day))
        with django_assert_max_num_queries(24) as many:
            client.get(address)
        assert len(many) == len(few)


def test_a_chart_draws_each_side_to_one_scale_and_nothing_for_nothing():
    drawn = paired_bars([Pair("Jan", 4, 1), Pair("", 0, 0)], "In words")
    assert drawn.count("<rect") == 2
    assert 'height="52.0"' in drawn
    assert 'height="13.0"' in drawn
    assert 'aria-label="In words"' in drawn
