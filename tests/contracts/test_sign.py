"""Signing: who I am once more, the words of the consent, then both sides are bound."""

import pytest
from django.urls import reverse

from contracts.actions import signature
from contracts.models import Signature
from tests.cast import approved, by, draft, make_cast, put_in_file
from tests.contracts.door import counts, noon, on, strangers, text, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture(autouse=True)
def in_january(monkeypatch):
    """While the invitation to sign lasts."""
    on(monkeypatch, "2024-01-12")


@pytest.fixture
def ready(cast):
    contract = approved(cast, draft(cast))
    signature.store_contract_document(
        contract.versions.first(), pdf=b"%PDF-1.7 stand-in", pages=5, at=noon("2024-01-11")
    )
    contract.refresh_from_db()
    return contract


def where(contract) -> str:
    return reverse("contracts:sign", args=[contract.pk])


def agreed(contract) -> dict[str, str]:
    return {"agree": "on", "sha256": contract.documents.get().sha256}


def test_nobody_signs_without_confirming_who_they_are(cast, ready):
    client = visitor(cast.director)
    page = client.get(where(ready))
    assert "Confirm who I am" in text(page)
    response = client.post(where(ready), agreed(ready))
    assert response.url.startswith("/accounts/reauthenticate/?next=")
    assert not Signature.objects.exists()


def test_the_password_typed_again_opens_the_signature(cast, ready):
    from tests.cast import PASSWORD

    client = visitor(cast.director)
    answer = client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": where(ready)})
    assert answer.url == where(ready)
    assert client.post(where(ready), agreed(ready)).status_code == 302
    assert Signature.objects.get().identified_by == "password"


def test_both_sign_and_the_contract_is_bound_once_both_stand_in_the_file(cast, ready, monkeypatch):
    on(monkeypatch, "2024-02-01")
    page = text(visitor(cast.director, sure=True).get(where(ready)))
    assert "Je le signe au nom de la partie que je représente." in page
    first = visitor(cast.director, sure=True).post(where(ready), agreed(ready), follow=True)
    assert "Your signature is recorded. It is being put in the file." in text(first)
    put_in_file(Signature.objects.get(), at=noon("2024-02-01"))
    second = visitor(cast.subsidiary_manager, sure=True).post(where(ready), agreed(ready), follow=True)
    assert "Being put in the file" in text(second)
    ready.refresh_from_db()
    assert (ready.status, Signature.objects.count()) == ("awaiting_signature", 2)
    put_in_file(Signature.objects.get(side="agent"), at=noon("2024-02-01"))
    ready.refresh_from_db()
    assert ready.status == "signed"
    kept = Signature.objects.first()
    assert kept.consent.startswith("«")
    assert kept.identified_by == "password"


def test_the_box_is_not_ticked_and_must_be(cast, ready):
    client = visitor(cast.director, sure=True)
    assert client.get(where(ready)).context["form"]["agree"].value() is None
    assert client.post(where(ready), {"sha256": agreed(ready)["sha256"]}).status_code == 422
    assert not Signature.objects.exists()


def test_only_the_document_that_was_read_is_signed(cast, ready):
    response = visitor(cast.director, sure=True).post(where(ready), {"agree": "on", "sha256": "0" * 64})
    assert response.status_code == 409
    assert "Another document awaits signature now" in text(response)
    assert not Signature.objects.exists()


def test_a_side_signs_once(cast, ready):
    client = visitor(cast.director, sure=True)
    client.post(where(ready), agreed(ready))
    response = client.post(where(ready), agreed(ready))
    assert (response.status_code, Signature.objects.count()) == (409, 1)
    assert "Your side has signed." in text(response)


def test_those_who_may_not_sign_are_told_and_change_nothing(cast, ready):
    before = counts()
    for who, status in ((cast.manager, 403), (cast.auditor, 403), (cast.sales_engineer, 403)):
        assert visitor(who, sure=True).post(where(ready), agreed(ready)).status_code == status
    for who in strangers(cast).values():
        assert visitor(who, sure=True).get(where(ready)).status_code in {403, 404}
        assert visitor(who, sure=True).post(where(ready), agreed(ready)).status_code in {403, 404}
    assert counts() == before


def test_strangers_are_answered_as_if_it_did_not_exist(cast, ready):
    for who in strangers(cast).values():
        assert visitor(who, sure=True).get(where(ready)).status_code == 404


def test_a_signed_document_cannot_be_reopened(cast, ready):
    visitor(cast.director, sure=True).post(where(ready), agreed(ready))
    response = visitor(cast.manager).post(reverse("contracts:reopen", args=[ready.pk]), {"agree": "on"})
    assert response.status_code == 409
    assert "A party has already signed" in text(response)


def test_before_anybody_has_signed_the_text_is_reopened(cast, ready):
    visitor(cast.manager).post(reverse("contracts:reopen", args=[ready.pk]), {"agree": "on"})
    ready.refresh_from_db()
    assert (ready.status, ready.version_number) == ("negotiating", 2)
    assert visitor(cast.director, sure=True).post(where(ready), agreed(ready)).status_code == 409
    assert by(cast.director).person == cast.director.person
