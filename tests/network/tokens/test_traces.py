"""Reminders, the last day of use, repeated writes, limits, logs."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection

from portage.core.models import Message
from portage.core.outbox import deliver_messages
from portage.network.actions import (
    remind,
    revoke_token,
)
from portage.network.jobs import remind_of_tokens
from portage.network.keys.tokens import new_text
from tests.cast import by
from tests.network.tokens.asking import API, NOW, PRODUCT, ask, at, code, made
from tests.pages import call

pytestmark = pytest.mark.django_db


def test_a_reminder_comes_once_a_week_before(cast, boss, erp, monkeypatch):
    token, _text = made(cast.director, days=30)
    made(erp, maker=boss, days=30)
    ended_one, _text = made(cast.director, days=30)
    revoke_token(ended_one, by=by(cast.director), at=NOW)
    Message.objects.all().delete()
    assert remind(at=token.expires_at - timedelta(days=8)) == 0
    near = token.expires_at - timedelta(days=6)
    at(monkeypatch, near)
    assert remind_of_tokens.call() == 2
    assert remind_of_tokens.call() == 0
    deliver_messages.call()
    assert {tuple(letter.to) for letter in mail.outbox} == {(cast.director.person.email,), (boss.person.email,)}
    assert "expires soon" in mail.outbox[0].subject


def test_a_reminder_that_waits_is_not_sent_once_the_token_is_revoked(cast, monkeypatch):
    token, _text = made(cast.director, days=30)
    Message.objects.all().delete()
    near = token.expires_at - timedelta(days=6)
    at(monkeypatch, near)
    remind(at=near)
    revoke_token(token, by=by(cast.director), at=near)
    deliver_messages.call()
    assert mail.outbox == []


def test_its_last_day_of_use_is_written_once_a_day(cast, monkeypatch, django_assert_max_num_queries):
    token, text = made(cast.director)

    def writes() -> int:
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as asked:
            assert ask(text, "get", f"{API}/me/").status_code == 200
        return sum(not query["sql"].startswith("SELECT") for query in asked)

    assert (writes(), writes(), writes()) == (1, 0, 0)
    token.refresh_from_db()
    assert token.last_used_on == NOW.date()
    at(monkeypatch, NOW + timedelta(days=1))
    assert (writes(), writes()) == (1, 0)


def test_a_key_of_a_repeated_write_belongs_to_the_member_and_is_replayed_within_the_scopes(cast, boss):
    _token, first = made(cast.director)
    _token, second = made(cast.director)
    _token, narrow = made(cast.director, scopes=["catalogue:read"])
    _token, other = made(boss)
    key = {"Idempotency-Key": "order-0001"}

    def post(text, **more):
        return ask(text, "post", f"{API}/products/", {**PRODUCT, **more}, headers=key)

    made_id = post(first).json()["id"]
    again = post(second)
    assert (again.json()["id"], again.headers["Idempotency-Replayed"]) == (made_id, "true")
    assert code(post(second, code="T-7"))[1] == "idempotency_key_reused"
    assert code(post(narrow)) == (403, "scope")
    assert post(other, code="T-8").json()["id"] != made_id


def test_one_token_does_not_use_up_what_its_person_may_ask(cast, monkeypatch):
    """However long it goes on asking: what its own limit refuses is not counted for its person."""
    from portage.core.api.limits import AccountThrottle, TokenThrottle

    monkeypatch.setattr(TokenThrottle, "THROTTLE_RATES", {"token": "3/minute"})
    monkeypatch.setattr(AccountThrottle, "THROTTLE_RATES", {"account": "5/minute", "write": "5/minute"})
    (_one, first), (_two, second) = made(cast.director), made(cast.director)
    told = [ask(first, "get", f"{API}/me/").status_code for _ in range(10)]
    assert told == [200] * 3 + [429] * 7
    assert ask(second, "get", f"{API}/me/").status_code == 200
    assert call(cast.director, "get", f"{API}/me/").status_code == 200
    assert call(cast.director, "get", f"{API}/me/").status_code == 429


def test_wrong_tokens_from_one_address_are_slowed_down_and_right_ones_are_not(cast):
    _token, text = made(cast.director)
    told = [ask("portage_wrong", "get", f"{API}/me/").status_code for _ in range(32)]
    assert told == [401] * 30 + [429] * 2
    assert ask(text, "get", f"{API}/me/").status_code == 200
    assert ask("wrong", "get", f"{API}/me/", REMOTE_ADDR="10.9.9.9").status_code == 401


def test_logs_hide_a_token(cast):
    from portage.core.logs import masked

    _token, text = made(cast.director)
    assert text.split("_")[2] not in masked(f"asked with {text}, then again")
    assert masked(f"Authorization: Bearer {text}") == masked(f"Authorization: Bearer {new_text()[1]}")
