"""A token ends at the next request, however it ended."""

from datetime import timedelta

import pytest
from django.urls import reverse

from portage.catalogue.models import Product
from portage.core.models import Entry
from portage.network.actions import (
    add_member,
    change_member,
    end_membership,
    revoke_token,
)
from portage.network.models import Organisation, Person
from tests.cast import by, concluded
from tests.network.tokens.asking import API, NOW, PRODUCT, ask, at, code, made
from tests.pages import browse

pytestmark = pytest.mark.django_db


def ended(what: str, cast, boss, token, monkeypatch) -> None:
    """End the token in one of the ways in which it ends."""
    later = NOW + timedelta(hours=1)
    at(monkeypatch, later)
    if what == "revoked":
        revoke_token(token, by=by(cast.director), at=later)
    if what == "revoked by an administrator":
        revoke_token(token, by=by(boss), at=later)
    if what == "expired":
        at(monkeypatch, token.expires_at)
    if what == "membership ended":
        end_membership(cast.director, by=by(boss), at=later, successor=boss)
    if what == "left and came back":
        end_membership(cast.director, by=by(boss), at=later, successor=boss)
        add_member(cast.sme, email=cast.director.person.email, name="", role="export_director", at=later)
    if what == "deactivated":
        Person.objects.filter(pk=cast.director.person_id).update(is_active=False)
    if what == "archived":
        Organisation.objects.filter(pk=cast.sme.pk).update(archived_at=later)


WAYS = (
    "revoked", "revoked by an administrator", "expired", "membership ended", "left and came back", "deactivated", "archived",
)  # fmt: skip


@pytest.mark.parametrize("what", WAYS)
def test_its_end_holds_from_the_next_request(cast, boss, monkeypatch, what):
    contract = concluded(cast)
    document = contract.documents.first()
    token, text = made(cast.director)
    doors = (
        ("get", f"{API}/contracts/"), ("get", f"{API}/contracts/{contract.pk}/"),
        ("get", f"{API}/documents/{document.pk}/file/"), ("post", f"{API}/products/"),
    )  # fmt: skip
    for number, (method, url) in enumerate(doors):
        answer = ask(text, method, url, {**PRODUCT, "code": f"N-{number}"} if method == "post" else None)
        assert answer.status_code in {200, 201}, url
    before = Product.objects.count()
    ended(what, cast, boss, token, monkeypatch)
    for method, url in doors:
        answer = ask(text, method, url, {**PRODUCT, "code": "N-9"} if method == "post" else None)
        assert code(answer) == (401, "invalid_token"), url
    assert Product.objects.count() == before


def test_another_role_changes_its_rights_at_the_next_request(cast, boss):
    _token, text = made(cast.director)
    assert ask(text, "post", f"{API}/products/", PRODUCT).status_code == 201
    change_member(cast.director, role="auditor", is_administrator=False, title="", by=by(boss), at=NOW)
    assert code(ask(text, "post", f"{API}/products/", {**PRODUCT, "code": "T-2"})) == (403, "role")
    change_member(
        cast.director, role="facilitator", is_administrator=False, title="", by=by(boss), at=NOW, successor=boss
    )
    assert ask(text, "get", f"{API}/products/").json()["results"] == []


def test_the_page_revokes_mine_and_an_administrator_those_of_the_organisation(cast, boss):
    token, text = made(cast.director)
    where = reverse("network:revoke_token", args=[token.pk])
    plain = add_member(cast.sme, email="plain@example.test", name="P", role="auditor", at=NOW)
    for stranger in (plain, cast.manager, cast.rival_director, cast.rival_manager, cast.former):
        assert browse(stranger).post(where).status_code == 404
    assert ask(text, "get", f"{API}/me/").status_code == 200
    assert browse(cast.director).post(where).url == reverse("network:tokens")
    assert ask(text, "get", f"{API}/me/").status_code == 401
    token, text = made(cast.director)
    where = reverse("network:revoke_token", args=[token.pk])
    assert browse(boss).get(where).status_code == 405
    back = browse(boss).post(where)
    assert back.url == reverse("network:organisation_tokens", args=[cast.sme.pk])
    assert ask(text, "get", f"{API}/me/").status_code == 401
    again = browse(boss).post(where)
    assert again.status_code == 302
    assert Entry.objects.filter(kind="network.token_revoked").count() == 2
