"""Other ends: by agreement of both sides, or at once for serious default."""

from datetime import date

import pytest
from django.urls import reverse

from contracts.models import Contract, Ending, EndProposal
from portage.core.models import Message
from tests.cast import in_force, make_cast
from tests.contracts.door import counts, noon, on, strangers, text, visitor

pytestmark = pytest.mark.django_db

FACTS = "The principal appointed another agent in Poland on 3 November 2026."


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def running(cast, monkeypatch) -> Contract:
    return in_force(cast, [noon("2024-03-01"), on(monkeypatch, "2026-11-21")])


def at(verb: str, contract) -> str:
    return reverse(f"contracts:{verb}", args=[contract.pk])


def test_one_side_proposes_and_the_other_accepts(cast, running):
    sent = {"last_day": "2026-12-31", "reason": "We close the branch.", "agree": "on"}
    assert visitor(cast.subsidiary_manager).post(at("propose_end", running), sent).status_code == 302
    page = text(visitor(cast.director).get(at("accept_end", running)))
    assert "Proposed last day: 31 December 2026" in page
    assert "We close the branch." in page
    assert visitor(cast.director, sure=True).post(at("accept_end", running), {"agree": "on"}).status_code == 302
    running.refresh_from_db()
    assert (running.status, running.ends_on) == ("notice_given", date(2026, 12, 31))
    told = Message.objects.filter(kind="contracts.end", recipient=cast.subsidiary_manager.person)
    assert [one.action for one in told] == [at("contract", running)]
    page = text(visitor(cast.director).get(at("contract", running)))
    assert "Answer the proposal to end" not in page
    assert "What follows its end" in page
    assert visitor(cast.director, sure=True).post(at("accept_end", running), {"agree": "on"}).status_code == 409


def test_nobody_accepts_their_own_proposal(cast, running):
    visitor(cast.director).post(at("propose_end", running), {"last_day": "2026-12-31", "agree": "on"})
    response = visitor(cast.director, sure=True).post(at("accept_end", running), {"agree": "on"})
    assert response.status_code == 409
    assert "Your side proposed it: the other side answers." in text(response)


def test_an_agreement_cannot_end_in_the_past(cast, running):
    response = visitor(cast.director).post(
        at("propose_end", running), {"last_day": "2026-11-20", "reason": "Late", "agree": "on"}
    )
    assert response.status_code == 422
    assert "An agreement cannot end the contract in the past." in text(response)
    assert response.context["form"]["reason"].value() == "Late"
    assert not EndProposal.objects.exists()


def test_accepting_asks_who_one_is(cast, running):
    visitor(cast.subsidiary_manager).post(at("propose_end", running), {"last_day": "2026-12-31", "agree": "on"})
    response = visitor(cast.director).post(at("accept_end", running), {"agree": "on"})
    assert response.url.startswith("/accounts/reauthenticate/")
    running.refresh_from_db()
    assert running.ends_on is None


def test_a_serious_default_ends_it_at_once_with_its_facts(cast, running):
    client = visitor(cast.subsidiary_manager, sure=True)
    short = client.post(at("default", running), {"grounds": "Bad.", "agree": "on"})
    assert short.status_code == 422
    assert "State the facts of the serious default" in text(short)
    assert client.post(at("default", running), {"grounds": FACTS, "agree": "on"}).status_code == 302
    ending = Ending.objects.get()
    assert (ending.reason, ending.last_day) == ("serious_default", date(2026, 11, 21))


def test_the_facts_typed_are_kept_while_one_confirms_who_one_is(cast, running):
    client = visitor(cast.subsidiary_manager)
    assert client.post(at("default", running), {"grounds": FACTS, "agree": "on"}).url.startswith("/accounts/")
    form = client.get(at("default", running)).context["form"]
    assert (form["grounds"].value(), form["agree"].value()) == (FACTS, False)
    assert not Ending.objects.exists()


@pytest.mark.parametrize("verb", ["propose_end", "default"])
def test_those_who_may_not_change_nothing(cast, running, verb):
    before = counts()
    sent = {"last_day": "2026-12-31", "grounds": FACTS, "agree": "on"}
    assert visitor(cast.counsel, sure=True).post(at(verb, running), sent).status_code == 403
    for who in strangers(cast).values():
        assert visitor(who, sure=True).post(at(verb, running), sent).status_code == 404
    assert counts() == before
