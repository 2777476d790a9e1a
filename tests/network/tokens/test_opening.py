"""A token opens what its person sees, as far as its scopes go, and nothing that binds."""

import re

import pytest
from django.test import Client

from contracts.models import Contract
from portage.catalogue.models import Product
from portage.core.models import Entry
from portage.core.refusals import Forbidden
from portage.network.actions import (
    add_member,
    add_program,
    end_membership,
    invite,
    make_token,
    revoke_token,
)
from tests.cast import by, concluded
from tests.network.tokens.asking import ALL, API, NOW, PRODUCT, READS, ask, code, made
from tests.pages import call, same_as_absent

pytestmark = pytest.mark.django_db


def test_it_sees_what_its_person_sees_and_nothing_more(cast):
    contract = concluded(cast)
    for member in (
        cast.director,
        cast.manager,
        cast.sales_engineer,
        cast.auditor,
        cast.rival_director,
        cast.rival_manager,
    ):
        _token, text = made(member, scopes=READS)
        for url in ("contracts", "organisations", "products", "customers", "models", f"contracts/{contract.pk}"):
            page, told = call(member, "get", f"{API}/{url}/"), ask(text, "get", f"{API}/{url}/")
            bodies = [re.sub(r'"instance": "[^"]*"', "", one.content.decode()) for one in (page, told)]
            assert (told.status_code, bodies[1]) == (page.status_code, bodies[0]), (member, url)


def test_a_foreign_thing_is_absent_for_a_token_too(cast):
    contract = concluded(cast)
    _token, text = made(cast.rival_director)
    client = Client(headers={"Authorization": f"Bearer {text}"})
    for url in (f"contracts/{contract.pk}", f"organisations/{cast.sme.pk}", f"products/{cast.products[0].pk}"):
        absent = re.sub(r"[0-9a-f-]{36}", "01a1ff50-0000-7000-8000-000000000000", url)
        assert same_as_absent(client, f"{API}/{url}/", f"{API}/{absent}/"), url


def test_a_scope_opens_its_part_and_no_other(cast):
    _token, text = made(cast.director, scopes=["catalogue:read"])
    assert ask(text, "get", f"{API}/products/").status_code == 200
    for method, url in (
        ("get", "contracts"),
        ("get", "organisations"),
        ("post", "products"),
        ("post", "explain-dates"),
    ):
        assert code(ask(text, method, f"{API}/{url}/", {})) == (403, "scope"), url
    _token, writes = made(cast.director, scopes=["catalogue:write"])
    assert ask(writes, "post", f"{API}/products/", PRODUCT).status_code == 201
    assert code(ask(writes, "get", f"{API}/products/")) == (403, "scope")
    for opened in ("me", "schema"):
        assert ask(text, "get", f"{API}/{opened}/").status_code == 200


def test_a_scope_gives_nothing_that_the_role_does_not(cast):
    _token, text = made(cast.auditor)
    before = Product.objects.count()
    assert code(ask(text, "post", f"{API}/products/", PRODUCT)) == (403, "role")
    assert Product.objects.count() == before


def test_the_answer_to_a_missing_scope_is_the_same_for_what_exists_and_what_does_not(cast):
    contract = concluded(cast)
    _token, text = made(cast.rival_director, scopes=["catalogue:read"])
    told = [
        {**ask(text, "get", f"{API}/contracts/{pk}/").json(), "instance": ""} for pk in (contract.pk, cast.director.pk)
    ]
    assert told[0] == told[1]


@pytest.mark.parametrize(
    "verb",
    [
        "approve",
        "sign",
        "sign/refuse",
        "sign/elsewhere",
        "sign/paper",
        "sign/paper/confirm",
        "confirm",
        "notice",
        "end/propose",
        "end/accept",
        "end/default",
        "withdraw",
        "choices",
    ],
)
def test_what_binds_is_never_done_by_a_token(cast, verb):
    contract = concluded(cast)
    before = Entry.objects.count(), Contract.objects.values().get(pk=contract.pk)
    for member in (cast.director, cast.manager, cast.subsidiary_manager):
        _token, text = made(member)
        entries = Entry.objects.count()
        assert code(ask(text, "post", f"{API}/contracts/{contract.pk}/{verb}/", {})) == (403, "not_by_token")
        assert Entry.objects.count() == entries
    assert Contract.objects.values().get(pk=contract.pk) == before[1]


def test_members_are_read_but_never_kept_by_a_token(cast, boss):
    _token, text = made(boss)
    assert ask(text, "get", f"{API}/members/").status_code == 200
    asked = invite(cast.sme, email="x@example.test", role="auditor", by=by(boss), at=NOW)
    for method, url in (
        ("post", f"organisations/{cast.sme.pk}/invitations"), ("post", f"invitations/{asked.pk}/resend"),
        ("post", f"invitations/{asked.pk}/revoke"), ("patch", f"members/{cast.director.pk}"),
        ("post", f"members/{cast.director.pk}/end"),
    ):  # fmt: skip
        assert code(ask(text, method, f"{API}/{url}/", {})) == (403, "not_by_token"), url
    cast.director.refresh_from_db()
    asked.refresh_from_db()
    assert (cast.director.ended_at, asked.round, asked.revoked_at) == (None, 1, None)


def test_the_verbs_that_keep_members_refuse_a_token_themselves(cast, boss):
    token, _text = made(boss)
    from portage.network import access

    by_token = access.act(boss.person, boss, token=token).by()
    for verb in (
        lambda: invite(cast.sme, email="y@example.test", role="auditor", by=by_token, at=NOW),
        lambda: end_membership(cast.director, by=by_token, at=NOW, successor=boss),
        lambda: make_token(boss, name="More", scopes=ALL, days=30, by=by_token, at=NOW),
        lambda: revoke_token(token, by=by_token, at=NOW),
        lambda: add_program(cast.sme, name="P", role="auditor", by=by_token, at=NOW),
    ):
        with pytest.raises(Forbidden, match="not_by_token"):
            verb()


def test_me_tells_the_token_and_no_other_organisation(cast):
    add_member(cast.lone_sme, email=cast.director.person.email, name="", role="export_director", at=NOW)
    token, text = made(cast.director, scopes=["catalogue:read"])
    me = ask(text, "get", f"{API}/me/")
    assert cast.lone_sme.name not in me.content.decode()
    assert me.json()["token"]["scopes"] == ["catalogue:read"]
    assert me.json()["token"]["prefix"] == token.prefix
    assert me.json()["acting"]["organisation"]["name"] == cast.sme.name
    by_session = call(cast.director, "get", f"{API}/me/").json()
    assert (len(by_session["memberships"]), by_session["token"]) == (2, None)
