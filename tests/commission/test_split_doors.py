"""The split of an order through its pages and the API: who proposes, who answers, and what each may read of it."""

import json
from decimal import Decimal as D

import pytest
from django.urls import reverse

from portage.commission.models import Order, Share, ShareAnswer, Split, SplitOutcome
from portage.core.models import Message
from tests.cast import make_cast
from tests.commission.selling import Sales, running
from tests.commission.splitting import Two, sister
from tests.contracts.door import on, text, visitor
from tests.fieldwork.selling import accepted, invoiced
from tests.fieldwork.visits import customer_of
from tests.pages import call, same_as_absent

pytestmark = pytest.mark.django_db
ABSENT = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def two(cast, monkeypatch) -> Two:
    on(monkeypatch, "2026-11-30")
    return Two(cast)


def at(door: str, *args) -> str:
    return reverse(f"commission:{door}", args=args)


def kept() -> list[int]:
    return [model.objects.count() for model in (Split, Share, ShareAnswer, SplitOutcome)]


def test_the_principal_chooses_what_the_rules_propose_and_each_agent_answers_for_itself(two):
    cast, page = two.cast, at("split", two.order.source)
    director = visitor(cast.director, sure=True)
    told = text(director.get(page))
    assert "Several territories, equal parts: Orvane Polska 50%, Orvane Japan 50%" in told
    assert "Delivery Japan" in told
    assert director.post(page, {"choice": "0"}).status_code == 422  # the box is not ticked
    assert visitor(cast.director).post(page, {"choice": "0", "agree": "on"}).status_code == 302  # to say who they are
    assert kept() == [0, 0, 0, 0]
    assert director.post(page, {"choice": "0", "agree": "on"}).url == page
    _own, other = Share.objects.order_by("place")
    assert {one.recipient for one in Message.objects.filter(kind="commission.part")} == {
        cast.manager.person, cast.subsidiary_manager.person, cast.sister_manager.person,
    }  # fmt: skip
    sister = visitor(cast.sister_manager, sure=True)
    told = text(sister.get(at("share", other.pk)))
    assert "Your part 50%" in told
    assert "the goods are delivered in your territory" in told
    assert two.own.reference not in told
    assert "Polska" not in told
    assert sister.post(at("share", other.pk), {"agrees": "no", "reason": ""}).status_code == 422
    assert sister.post(at("share", other.pk), {"agrees": "no", "reason": "Tokyo chose it"}).status_code == 302
    assert "Tokyo chose it" in text(director.get(page))
    assert "Orvane Japan declines" in text(director.get("/"))
    assert director.post(page, {"choice": "typed", "part_0": "30", "part_1": "70", "agree": "on"}).status_code == 302
    for member, contract in ((cast.subsidiary_manager, two.own), (cast.sister_manager, two.other)):
        share = Share.objects.get(contract=contract, split__number=2)
        client = visitor(member, sure=True)
        assert "Answer for your part of the order of Kosmetyka Wisła" in text(client.get("/"))
        assert client.post(at("share", share.pk), {"agrees": "yes"}).status_code == 302
        assert client.post(at("share", share.pk), {"agrees": "yes"}).status_code == 409
    assert SplitOutcome.objects.get(split__number=2).kind == "holds"
    assert "Agreed by all" in text(director.get(page))


def test_a_stranger_and_the_other_agent_get_the_answer_of_what_does_not_exist(two):
    cast = two.cast
    split = two.propose()
    own, before = two.share(split, two.own), kept()
    for member in (cast.rival_director, cast.lone_director, cast.rival_manager, cast.sister_manager, cast.former):
        client = visitor(member, sure=True)
        assert same_as_absent(client, at("share", own.pk), at("share", ABSENT))
        assert same_as_absent(client, at("split", two.order.source), at("split", ABSENT))
        assert client.post(at("share", own.pk), {"agrees": "yes"}).status_code == 404
        assert client.post(at("withdraw_split", two.order.source)).status_code == 404
        assert call(member, "get", f"/api/v1/parts/{own.pk}/").status_code == 404
        assert call(member, "get", f"/api/v1/orders/{two.order.source}/split/").status_code == 404
    agent = visitor(cast.subsidiary_manager, sure=True)
    assert agent.get(at("split", two.order.source)).status_code == 403
    assert agent.post(at("withdraw_split", two.order.source)).status_code == 403
    assert visitor(cast.auditor, sure=True).post(at("share", own.pk), {"agrees": "yes"}).status_code == 403
    assert visitor(cast.director, sure=True).post(at("share", own.pk), {"agrees": "yes"}).status_code == 403
    assert kept() == before


def test_programs_read_what_people_read_and_people_alone_bind(two):
    cast = two.cast
    address = f"/api/v1/orders/{two.order.source}/split/"
    assert call(cast.director, "get", address).status_code == 404
    split = two.propose()
    told = call(cast.director, "get", address).json()
    assert [part["percent"] for part in told["parts"]] == ["50.0000", "50.0000"]
    own = call(cast.subsidiary_manager, "get", address).json()
    assert [part["contract"] for part in own["parts"]] == [str(two.own.pk)]
    assert str(two.other.pk) not in json.dumps(own)
    listed = call(cast.sister_manager, "get", "/api/v1/parts/").json()
    assert [part["contract"] for part in listed["results"]] == [str(two.other.pk)]
    assert "Polska" not in json.dumps(listed)
    share = two.share(split, two.other)
    sent = call(cast.sister_manager, "post", f"/api/v1/parts/{share.pk}/answer/", {"agrees": True})
    assert (sent.status_code, kept()) == (403, [1, 2, 0, 0])  # not without a recent proof of who it is


def test_the_order_shows_its_own_agent_its_part_alone(two):
    split = two.propose()
    for door in (at("shares"), at("share", two.share(split, two.own).pk), at("preview", two.own.pk)):
        told = text(visitor(two.cast.subsidiary_manager).get(door))
        assert two.order.reference in told
        assert "Japan" not in told.replace("Delivery Japan", "")
        assert two.other.reference not in told
    assert "A split of this order waits for agreement" in text(
        visitor(two.cast.sister_manager).get(at("preview", two.other.pk))
    )


def test_the_order_tells_its_own_agent_no_statement_of_the_other_contract(cast, monkeypatch):
    on(monkeypatch, "2026-11-30")
    own, customer = running(cast), customer_of(cast)
    order = accepted(cast, own, customer, delivery_country="JP")
    two = Two.__new__(Two)
    two.cast, two.own, two.other = cast, own, sister(cast)
    two.order, two.sales = Order.objects.get(source=order.pk), Sales(cast, own)
    two.agreed((D(40), D(60)), rule="agreed")
    invoice = invoiced(cast, order)
    two.sales.payment(invoice, invoice.total, "2024-06-01")
    statements = [Sales(cast, contract).issue("2024-06-30").reference for contract in (own, two.other)]
    told = text(visitor(cast.subsidiary_manager).get(reverse("fieldwork:order_commission", args=[order.pk])))
    assert statements[0] in told
    assert statements[1] not in told
    page = text(visitor(cast.subsidiary_manager).get(reverse("fieldwork:order", args=[order.pk])))
    assert "Your part the buyer is in your territory 40%" in page
    assert "60%" not in page
    director = text(visitor(cast.director).get(reverse("fieldwork:order", args=[order.pk])))
    assert "Orvane Japan delivery in its territory 60%" in director
