"""The page of one contract: what it says, to whom, in how many queries."""

import pytest
from django.test import Client
from django.urls import reverse

from contracts.actions.ending import propose_end
from contracts.actions.notice import give_notice
from contracts.models import Contract
from tests.cast import by, concluded, draft, in_force, make_cast
from tests.contracts.door import noon, on, strangers, text, visitor
from tests.pages import same_as_absent

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


def address(contract) -> str:
    return reverse("contracts:contract", args=[contract.pk])


def running(cast, day: str = "2026-11-21") -> Contract:
    return in_force(cast, [noon("2024-03-01"), noon(day)])


def test_the_page_tells_the_date_that_binds_with_its_rule_and_computation(cast, monkeypatch):
    on(monkeypatch, "2026-11-21")
    contract = running(cast)
    page = text(visitor(cast.manager).get(address(contract)))
    assert "Notice can prevent the renewal until 30 November 2026, in 9 days" in page
    assert "term 4 opens on 1 March 2027 and runs to 29 February 2028" in page
    assert "article L134-11 of the French Commercial Code (checked" in page
    assert "3 months earlier: 30 November 2026" in page
    assert "Change the text A signed document never changes." in page


def test_both_sides_read_the_page_in_their_own_language(cast, monkeypatch):
    on(monkeypatch, "2026-11-21")
    contract = running(cast)
    cast.director.person.language = "fr"
    cast.director.person.save()
    assert 'datetime="2026-11-30">30 novembre 2026' in visitor(cast.director).get(address(contract)).content.decode()
    assert "30 November 2026" in text(visitor(cast.subsidiary_manager).get(address(contract)))


def test_nobody_else_learns_that_the_contract_exists(cast):
    contract = concluded(cast)
    absent = address(contract).replace(str(contract.pk)[:8], "00000000")
    for who in strangers(cast).values():
        assert same_as_absent(visitor(who), address(contract), absent)
    assert Client().get(address(contract)).url.startswith("/accounts/login/")


def test_a_person_who_left_sees_nothing(cast):
    contract = concluded(cast)
    assert visitor(cast.former).get(address(contract)).status_code == 404


def test_the_other_side_does_not_see_a_draft(cast):
    contract = draft(cast)
    assert visitor(cast.director).get(address(contract)).status_code == 404
    assert visitor(cast.manager).get(address(contract)).status_code == 200


def test_an_auditor_reads_and_is_told_why_every_verb_is_refused(cast, monkeypatch):
    on(monkeypatch, "2026-11-21")
    page = text(visitor(cast.auditor).get(address(running(cast))))
    assert "Nothing waits for you here" in page
    assert "Give notice Your role does not give it." in page


@pytest.mark.parametrize("stage", ["draft", "negotiating", "awaiting_signature", "in_force", "notice_given"])
def test_fifteen_queries_at_most_in_every_state(cast, monkeypatch, django_assert_max_num_queries, stage):
    on(monkeypatch, "2026-11-21")
    contract = STAGES[stage](cast)
    client = visitor(cast.manager)
    client.get(address(contract))
    with django_assert_max_num_queries(15):
        assert client.get(address(contract)).status_code == 200


def _negotiating(cast) -> Contract:
    from contracts.actions import versions

    contract = draft(cast)
    versions.propose(contract, by=by(cast.manager), at=noon("2024-01-11"))
    return contract


def _awaiting(cast) -> Contract:
    from contracts.actions import signature
    from tests.cast import approved

    contract = approved(cast, draft(cast))
    signature.store_contract_document(
        contract.versions.first(), pdf=b"%PDF-1.7 stand-in", pages=5, at=noon("2024-01-11")
    )
    return contract


def _noticed(cast) -> Contract:
    contract = running(cast)
    give_notice(contract, form="platform", served_on=None, by=by(cast.director), at=noon("2026-11-21"))
    propose_end(contract, last_day=noon("2026-12-31").date(), by=by(cast.director), at=noon("2026-11-21"))
    return contract


STAGES = {
    "draft": draft,
    "negotiating": _negotiating,
    "awaiting_signature": _awaiting,
    "in_force": running,
    "notice_given": _noticed,
}


def test_the_journal_tells_the_whole_life_in_words(cast, monkeypatch):
    on(monkeypatch, "2026-11-21")
    contract = running(cast)
    page = text(visitor(cast.director).get(reverse("contracts:journal", args=[contract.pk])))
    assert "Claire Roux, Orvane started the draft." in page
    assert "Diane Xavier, Arômes du Val signed for the principal." in page
    assert "Portage opened term 3, 1 March 2026 to 28 February 2027: no notice was served in time." in page
    assert "contracts." not in page
    assert visitor(cast.rival_director).get(reverse("contracts:journal", args=[contract.pk])).status_code == 404


def test_withdrawing_asks_first_and_keeps_the_draft_readable(cast):
    contract = draft(cast)
    where = reverse("contracts:withdraw", args=[contract.pk])
    client = visitor(cast.manager)
    assert client.post(where, {"reason": "no"}).status_code == 422
    assert Contract.objects.get().status == "draft"
    assert client.post(where, {"reason": "Other plans", "agree": "on"}, follow=True).status_code == 200
    assert Contract.objects.get().status == "withdrawn"
    assert "withdrew the contract. Other plans" in text(client.get(address(contract)))
    assert visitor(cast.sales_engineer).post(where, {"agree": "on"}).status_code == 403


def test_what_is_signed_cannot_be_withdrawn_or_reopened(cast):
    contract = concluded(cast)
    for verb in ("withdraw", "reopen"):
        response = visitor(cast.manager).post(reverse(f"contracts:{verb}", args=[contract.pk]), {"agree": "on"})
        assert response.status_code == 409
    assert "Only before signature" in text(visitor(cast.manager).get(reverse("contracts:withdraw", args=[contract.pk])))
