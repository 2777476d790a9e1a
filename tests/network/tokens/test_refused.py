"""What is no token, or no more, opens nothing: one answer for all."""

import pytest
from django.test import Client

from portage.network.actions import (
    revoke_token,
)
from portage.network.keys.tokens import is_ours, new_text
from tests.cast import by
from tests.network.tokens.asking import API, NOW, PRODUCT, READS, ask, at, made
from tests.pages import browse

pytestmark = pytest.mark.django_db


def bad_texts(text: str) -> dict[str, str]:
    another = "portage_" + new_text()[1].split("_", 1)[1]
    return {
        "empty": "", "word": "x", "no checksum": text[:-6], "typing error": text[:-1] + ("a" if text[-1] != "a" else "b"),
        "unknown": another, "two": f"{text} {text}", "long": "portage_" + "a" * 5000, "not ascii": "portage_é",
    }  # fmt: skip


def test_every_token_that_opens_nothing_has_the_same_answer(cast, boss, monkeypatch, settings):
    token, text = made(cast.director)
    revoked, revoked_text = made(cast.director)
    revoke_token(revoked, by=by(cast.director), at=NOW)
    bad = [one.encode().decode("latin-1") for one in (*bad_texts(text).values(), revoked_text)]
    told = [ask(one, "get", f"{API}/contracts/") for one in bad]
    at(monkeypatch, token.expires_at)
    told.append(ask(text, "get", f"{API}/contracts/"))
    for one in told:
        assert one.status_code == 401
        assert one.headers["WWW-Authenticate"] == "Bearer"
        assert one.headers["Content-Type"] == "application/problem+json"
    assert len({str({**one.json(), "instance": ""}) for one in told}) == 1
    assert told[0].json()["code"] == "invalid_token"


def test_a_typing_error_asks_the_database_nothing(cast, django_assert_num_queries):
    _token, text = made(cast.director)
    with django_assert_num_queries(0):
        ask(text[:-1] + "-", "get", f"{API}/contracts/")
        ask("portage_" + "a" * 58, "get", f"{API}/contracts/")
    assert is_ours(text)


def test_a_cookie_sent_along_is_not_read_and_none_is_set(cast):
    _token, text = made(cast.rival_director, scopes=READS)
    client = browse(cast.director)
    sessions = client.session.session_key
    told = client.get(f"{API}/me/", headers={"Authorization": f"bearer {text}"})
    assert told.json()["name"] == cast.rival_director.person.name
    wrong = client.get(f"{API}/me/", headers={"Authorization": "Bearer wrong"})
    assert wrong.status_code == 401
    assert not told.cookies
    assert not wrong.cookies
    assert client.session.session_key == sessions
    broken = Client(headers={"Authorization": f"Bearer {text}"})
    broken.cookies["sessionid"] = "x" * 32
    assert not broken.get(f"{API}/me/").cookies


def test_a_token_asks_for_no_csrf_token_and_a_session_still_does(cast):
    _token, text = made(cast.director)
    strict = Client(enforce_csrf_checks=True, headers={"Authorization": f"Bearer {text}"})
    assert strict.post(f"{API}/products/", PRODUCT, content_type="application/json").status_code == 201
    signed_in = Client(enforce_csrf_checks=True)
    signed_in.force_login(cast.director.person)
    answer = signed_in.post(f"{API}/products/", {**PRODUCT, "code": "T-2"}, content_type="application/json")
    assert answer.status_code == 403


def test_a_token_opens_no_page(cast):
    _token, text = made(cast.director)
    for page in ("/", "/contracts/", "/settings/tokens/"):
        assert ask(text, "get", page).status_code == 302
