"""Access that ended is over at the next request: every way it ends, through every channel by which things leave."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from contracts.actions import signature, versions
from contracts.actions.feed import make_feed
from contracts.models import Contract
from portage.core import clock
from portage.core.models import Message
from portage.core.outbox import deliver_messages
from portage.network import access
from portage.network.actions import add_member, end_membership
from portage.network.models import Membership
from tests.cast import AT, Cast, approved, by, concluded, draft, make_cast
from tests.contracts.portfolio import running
from tests.pages import browse

pytestmark = pytest.mark.django_db


def leaves(cast: Cast, contract: Contract, who: Membership) -> None:
    heir = add_member(
        who.organisation, email="heir@example.test", name="Heir", role=who.role, at=AT, is_administrator=True
    )
    end_membership(who, by=by(heir), at=AT, successor=heir)


def is_suspended(cast: Cast, contract: Contract, who: Membership) -> None:
    who.person.is_active = False
    who.person.save()


def sees_it_no_more(cast: Cast, contract: Contract, who: Membership) -> None:
    access.unshare(contract, who.organisation)


def is_taken_off(cast: Cast, contract: Contract, who: Membership) -> None:
    """As of a confidential contract."""
    access.unshare(contract, who.organisation)
    access.take_name_off(contract, who)


ENDS = [leaves, is_suspended, sees_it_no_more, is_taken_off]
ends = pytest.mark.parametrize("end", ENDS, ids=[one.__name__ for one in ENDS])


@pytest.fixture
def cast():
    return make_cast()


def told(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def channels(contract: Contract) -> dict[str, str]:
    document = contract.documents.get(kind="contract")
    return {
        "page": reverse("contracts:contract", args=[contract.pk]),
        "list": reverse("contracts:portfolio"),
        "piece of a page": reverse("contracts:of_organisation", args=[contract.agent_id]),
        "journal": reverse("contracts:journal", args=[contract.pk]),
        "journal as a file": reverse("contracts:journal", args=[contract.pk]) + "?as=csv",
        "file": reverse("contracts:document", args=[document.pk]),
        "export": reverse("contracts:export", args=["csv"]),
        "API": f"/api/v1/contracts/{contract.pk}/",
        "list of the API": "/api/v1/contracts/",
        "file by the API": f"/api/v1/documents/{document.pk}/file/",
    }


@ends
def test_every_door_is_closed_at_the_next_request_of_an_open_session(cast, end: Callable, monkeypatch):
    contract = concluded(cast)
    client, open_to = browse(cast.director), channels(contract)
    names = (contract.reference.encode(), b"stand-in", cast.poland.name.encode())
    before = {name: client.get(path) for name, path in open_to.items()}
    assert {name: response.status_code for name, response in before.items()} == dict.fromkeys(open_to, 200)
    read = {name: told(response) for name, response in before.items()}
    assert [name for name, body in read.items() if not any(word in body for word in names)] == []
    end(cast, contract, cast.director)
    for name, path in open_to.items():
        response = client.get(path)
        body = told(response)
        assert contract.reference.encode() not in body, name
        assert b"stand-in" not in body, name
        assert response.status_code in {200, 302, 401, 403, 404}, name
        if "list" not in name and name not in {"piece of a page", "export"}:
            assert response.status_code != 200, name


@ends
def test_nothing_is_written_by_an_open_page(cast, end: Callable):
    contract = draft(cast)
    versions.propose(contract, by=by(cast.manager), at=AT)
    client, url = browse(cast.director), reverse("contracts:version", args=[contract.pk, 1])
    assert client.get(url).status_code == 200
    end(cast, contract, cast.director)
    answers = [
        client.post(url, {"agree": "on"}).status_code,
        client.post(f"/api/v1/contracts/{contract.pk}/approve/", {"version": 1}).status_code,
    ]
    assert set(answers) <= {302, 401, 403, 404}
    contract.refresh_from_db()
    assert (contract.status, contract.versions.get().approvals.count()) == ("negotiating", 0)


@ends
def test_a_file_that_is_being_made_stops(cast, end: Callable):
    """The answer has begun; the next piece asks again."""
    contract = concluded(cast)
    begun = browse(cast.director).get(reverse("contracts:export", args=["csv"]))
    end(cast, contract, cast.director)
    assert contract.reference.encode() not in told(begun)


@ends
def test_mail_that_waits_is_not_sent(cast, end: Callable):
    contract = approved(cast, draft(cast))
    signature.store_contract_document(contract.versions.first(), pdf=b"%PDF-1.7 stand-in", pages=5, at=AT)
    waiting = Message.objects.filter(recipient=cast.director.person, status="waiting")
    assert waiting.exists()
    end(cast, contract, cast.director)
    deliver_messages.call()
    assert cast.director.person.email not in [to for letter in mail.outbox for to in letter.to]
    assert not waiting.exists()


@ends
def test_the_calendar_of_a_program_is_empty_or_gone(cast, end: Callable, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: AT.replace(year=2026, month=11, day=21))
    contract = running(cast)
    key = make_feed(cast.director, by=by(cast.director), at=AT)
    path = reverse("contracts:feed", args=[key])
    assert cast.poland.name in Client().get(path).content.decode()
    end(cast, contract, cast.director)
    after = Client().get(path)
    assert cast.poland.name not in after.content.decode()
    assert after.status_code in {200, 404}


def test_a_role_that_changed_holds_at_the_next_request(cast):
    contract = draft(cast)
    client, url = browse(cast.manager), reverse("contracts:step", args=[contract.pk, "law"])
    assert client.get(url).status_code == 200
    cast.manager.role = "auditor"
    cast.manager.save()
    assert client.get(url).status_code == 403
    assert client.post(url, {"law": "BE"}).status_code == 403
    contract.refresh_from_db()
    assert contract.law == "FR"


def test_a_session_that_was_closed_elsewhere_is_over(cast):
    first, second = browse(cast.director), browse(cast.director)
    assert first.get("/").status_code == 200
    second.get("/")
    from django.contrib.sessions.models import Session

    Session.objects.filter(session_key=first.session.session_key).delete()
    assert first.get("/").status_code == 302
    assert second.get("/").status_code == 200
