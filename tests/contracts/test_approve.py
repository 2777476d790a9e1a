"""One version: read whole, approved exactly, overtaken by the next."""

import pytest
from django.urls import reverse

from contracts.actions import versions
from contracts.models import Approval
from tests.cast import by, changed, cleared, draft, make_cast
from tests.contracts.door import counts, noon, strangers, text, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def proposed(cast):
    contract = draft(cast)
    versions.propose(contract, by=by(cast.manager), at=noon("2024-01-11"))
    contract.refresh_from_db()
    return contract


def version(contract, number: int = 1) -> str:
    return reverse("contracts:version", args=[contract.pk, number])


def test_the_articles_are_read_with_their_values(cast, proposed):
    page = text(visitor(cast.director).get(version(proposed)))
    assert "1. Objet" in page
    assert "tribunal de commerce de Lyon" in page
    assert "6%" in page
    assert "Legal counsel Orvane Not yet" in page


def test_the_box_is_never_ticked_beforehand_and_must_be(cast, proposed):
    client = visitor(cast.director)
    assert client.get(version(proposed)).context["form"]["agree"].value() is None
    assert client.post(version(proposed), {"version": "1"}).status_code == 422
    assert not Approval.objects.exists()


def test_the_last_approval_makes_the_contract_approved(cast, proposed):
    cleared(cast, proposed)
    for who in (cast.manager, cast.counsel, cast.director):
        assert visitor(who).post(version(proposed), {"version": "1", "agree": "on"}).status_code == 302
    proposed.refresh_from_db()
    assert proposed.status == "approved"
    page = text(visitor(cast.director).get(reverse("contracts:contract", args=[proposed.pk])))
    assert "Sign the document The document is being made." in page


def test_a_version_overtaken_meanwhile_is_not_approved(cast, proposed):
    changed(cast, proposed, at=noon("2024-01-12"))
    response = visitor(cast.director).post(version(proposed, 1), {"version": "1", "agree": "on"})
    assert response.status_code == 409
    assert "Version 1 is no longer the one on the table" in text(response)
    assert "This version is overtaken" in text(response)
    assert not Approval.objects.exists()


def test_two_people_never_approve_different_versions_as_one(cast, proposed):
    visitor(cast.director).post(version(proposed), {"version": "1", "agree": "on"})
    changed(cast, proposed, at=noon("2024-01-12"))
    for who in (cast.manager, cast.counsel):
        visitor(who).post(version(proposed, 2), {"version": "2", "agree": "on"})
    proposed.refresh_from_db()
    assert proposed.status == "negotiating"


def test_an_old_version_shows_what_was_frozen_then(cast, proposed):
    changed(cast, proposed, at=noon("2024-01-12"), forum="tribunal de commerce de Nantes")
    page = text(visitor(cast.director).get(version(proposed, 1)))
    assert "tribunal de commerce de Lyon" in page
    assert "Nantes" not in page
    assert "Nantes" in text(visitor(cast.director).get(version(proposed, 2)))


def test_who_may_not_approve_is_told_so_and_changes_nothing(cast, proposed):
    before = counts()
    assert visitor(cast.subsidiary_manager).get(version(proposed)).status_code == 200
    assert visitor(cast.subsidiary_manager).post(version(proposed), {"version": "1", "agree": "on"}).status_code == 403
    for who in strangers(cast).values():
        assert visitor(who).get(version(proposed)).status_code == 404
        assert visitor(who).post(version(proposed), {"version": "1", "agree": "on"}).status_code == 404
    assert visitor(cast.director).get(version(proposed, 7)).status_code == 404
    assert counts() == before


def test_the_same_person_approves_once(cast, proposed):
    client = visitor(cast.director)
    client.post(version(proposed), {"version": "1", "agree": "on"})
    response = client.post(version(proposed), {"version": "1", "agree": "on"})
    assert (response.status_code, Approval.objects.count()) == (409, 1)
