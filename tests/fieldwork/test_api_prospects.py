"""Prospects by the API: the same people, the same refusals, the same figures as on the pages."""

import pytest

from portage.fieldwork.models import Prospect, StageMove
from portage.network.models import Customer
from tests.cast import make_cast
from tests.fieldwork.visits import customer_of, filed, running
from tests.pages import call

pytestmark = pytest.mark.django_db
ALL, MARKET, TWICE = "/api/v1/prospects/", "/api/v1/market/", "/api/v1/customers/duplicates/"


def test_a_program_adds_moves_and_reads_prospects():
    cast = make_cast()
    contract, customer = running(cast), customer_of(cast)
    new = {"contract": str(contract.pk), "customer": str(customer.pk), "stage": "contacted"}
    made = call(cast.sales_engineer, "post", ALL, new)
    assert made.status_code == 201, made.content
    one = f"{ALL}{made.json()['id']}/"
    moved = call(cast.sales_engineer, "post", f"{one}moves/", {"stage": "lost", "why_lost": "price", "seen": 1})
    assert [move["stage"] for move in moved.json()["moves"]] == ["contacted", "lost"]
    again = call(cast.sales_engineer, "post", f"{one}moves/", {"stage": "trial", "seen": 1})
    assert (again.status_code, again.json()["code"]) == (409, "moved_meanwhile")
    assert call(cast.director, "get", one).json()["why_lost"] == "price"
    funnel = call(cast.director, "get", f"/api/v1/contracts/{contract.pk}/funnel/").json()
    assert [step["reached"] for step in funnel["steps"][:3]] == [1, 1, 0]
    assert funnel["lost"] == {"price": 1}


def test_others_are_answered_as_for_what_does_not_exist_and_readers_change_nothing():
    cast = make_cast()
    contract, customer = running(cast), customer_of(cast)
    filed(cast, customer, contract)
    prospect, before = Prospect.objects.get(), StageMove.objects.count()
    for member, status in ((cast.director, 403), (cast.auditor, 403), (cast.manager, 403), (cast.rival_director, 404), (cast.sister_manager, 404)):  # fmt: skip
        answer = call(member, "post", f"{ALL}{prospect.pk}/moves/", {"stage": "trial", "seen": 1})
        assert answer.status_code == status, member.person.name
        new = {"contract": str(contract.pk), "customer": str(customer.pk)}
        assert call(member, "post", ALL, new).status_code in {403, 422}
        assert call(member, "get", f"{ALL}{prospect.pk}/").status_code == (200 if status == 403 else 404)
    assert call(cast.rival_director, "get", ALL).json()["count"] == 0
    assert call(cast.director, "get", ALL).json()["results"][0]["interest"] == 3
    assert StageMove.objects.count() == before


def test_the_market_and_the_proposals_are_what_each_one_may_read():
    cast = make_cast()
    kept, gone = customer_of(cast), customer_of(cast, "KOSMETYKA WISLA SA")
    filed(cast, kept, running(cast))
    market = call(cast.director, "get", MARKET).json()
    assert (market["country"], market["segment"], market["competitors"][0]["prices"][0]["price"]) == (
        "PL",
        "cosmetics",
        "14.2000",
    )
    assert call(cast.rival_director, "get", f"{MARKET}?country=PL&segment=cosmetics").json()["places"] == []
    pair = call(cast.manager, "get", TWICE).json()[0]
    assert (pair["kept"]["customer"]["id"], pair["gone"]["customer"]["id"]) == (str(kept.pk), str(gone.pk))
    assert call(cast.director, "get", TWICE).json() == []
    merge = f"/api/v1/customers/{kept.pk}/merge/"
    assert call(cast.sales_engineer, "post", merge, {"gone": str(gone.pk)}).status_code == 403
    assert call(cast.director, "post", merge, {"gone": str(gone.pk)}).status_code == 404
    assert call(cast.subsidiary_manager, "post", merge, {"gone": str(gone.pk)}).status_code == 200
    assert list(Customer.objects.values_list("pk", flat=True)) == [kept.pk]
