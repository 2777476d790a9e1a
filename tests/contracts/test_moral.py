"""The moral contract: declared by one side, confirmed by both, without paper and without terms."""

from datetime import date

import pytest
from django.urls import reverse

from contracts.actions import drafting
from contracts.models import Confirmation, Contract, Term
from tests.cast import AT, by, cleared, make_cast
from tests.contracts.door import counts, on, strangers, text, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def declared(cast, monkeypatch) -> Contract:
    on(monkeypatch, "2026-11-21")
    me = by(cast.manager)
    contract = drafting.start_draft(principal=cast.sme, agent=cast.poland, nature="moral", by=me, at=AT)
    drafting.set_products(contract, products=cast.products, by=me, at=AT)
    drafting.set_territory(contract, countries=["PL"], segments=["cosmetics"], exclusive=False, by=me, at=AT)
    drafting.set_duration(
        contract,
        first_day=date(2026, 6, 1),
        first_months=12,
        renewal_months=12,
        notice_scale=[1],
        notice_month_end=False,
        by=me,
        at=AT,
    )
    contract.refresh_from_db()
    return contract


def where(contract) -> str:
    return reverse("contracts:moral", args=[contract.pk])


def test_it_has_no_step_for_what_it_has_not(cast, declared):
    client = visitor(cast.manager)
    assert client.get(reverse("contracts:step", args=[declared.pk, "commission"])).status_code == 404
    fields = client.get(reverse("contracts:step", args=[declared.pk, "duration"])).context["form"].fields
    assert list(fields) == ["first_day"]
    assert client.get(reverse("contracts:review", args=[declared.pk])).url == where(declared)


def test_both_sides_confirm_and_it_is_in_force_without_terms(cast, declared):
    first = visitor(cast.manager, sure=True).post(where(declared), {"agree": "on"}, follow=True)
    assert "Your side has confirmed. The other side's confirmation is awaited." in text(first)
    page = text(visitor(cast.director, sure=True).get(where(declared)))
    assert "It waits for the confirmation of exclusivity" in page
    cleared(cast, declared)
    page = text(visitor(cast.director, sure=True).get(where(declared)))
    assert "I confirm, for Arômes du Val, this contract without paper, from 1 June 2026." in page
    second = visitor(cast.director, sure=True).post(where(declared), {"agree": "on"}, follow=True)
    assert "Both sides have confirmed: the contract binds." in text(second)
    declared.refresh_from_db()
    assert (declared.status, Term.objects.count(), Confirmation.objects.count()) == ("in_force", 0, 2)
    page = text(visitor(cast.director).get(reverse("contracts:contract", args=[declared.pk])))
    assert "Notice is possible on any day. Served today, it ends the contract on 31 December 2026" in page


def test_a_side_confirms_once_and_what_is_declared_changes_no_more(cast, declared):
    client = visitor(cast.manager, sure=True)
    client.post(where(declared), {"agree": "on"})
    assert client.post(where(declared), {"agree": "on"}).status_code == 409
    response = client.get(reverse("contracts:step", args=[declared.pk, "territory"]))
    assert response.status_code == 409


def test_where_the_law_wants_writing_it_cannot_be(cast, declared):
    drafting.set_law(
        declared, law="JO", forum="", languages="fr", prevailing="fr", model_version=None, by=by(cast.manager), at=AT
    )
    response = visitor(cast.manager, sure=True).post(where(declared), {"agree": "on"})
    assert response.status_code == 422
    assert "This law wants writing" in text(response)
    assert not Confirmation.objects.exists()


def test_those_who_may_not_change_nothing(cast, declared):
    before = counts()
    assert visitor(cast.counsel).post(where(declared), {"agree": "on"}).status_code == 403
    for who in (*strangers(cast).values(), cast.director):
        assert visitor(who).post(where(declared), {"agree": "on"}).status_code == 404
    assert counts() == before
    assert not Confirmation.objects.exists()


def test_what_binds_asks_who_i_am_once_more(cast, declared):
    client = visitor(cast.manager)
    page = text(client.get(where(declared)))
    assert "Confirm who I am" in page
    response = client.post(where(declared), {"agree": "on"})
    assert response.url.startswith(reverse("account_reauthenticate"))
    assert not Confirmation.objects.exists()


def test_it_is_declared_then_confirmed_never_drafted_then_signed(cast, declared):
    page = reverse("contracts:contract", args=[declared.pk])
    assert "Declared" in text(visitor(cast.manager).get(page))
    assert "Declared" in text(visitor(cast.manager).get(reverse("contracts:portfolio")))
    Contract.objects.filter(pk=declared.pk).update(first_day=date(2027, 3, 1))
    cleared(cast, declared)
    for member in (cast.manager, cast.director):
        visitor(member, sure=True).post(where(declared), {"agree": "on"})
    declared.refresh_from_db()
    assert declared.status == "signed"
    assert "Confirmed" in text(visitor(cast.manager).get(reverse("contracts:portfolio")))


def test_each_who_may_confirm_for_the_agent_finds_it_at_home(cast, declared):
    visitor(cast.director, sure=True).get(where(declared))
    for member in (cast.manager, cast.subsidiary_manager):
        assert "confirm" in text(visitor(member).get("/")).lower(), member.role
