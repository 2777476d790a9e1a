"""Tokens and programs when several act in the same moment: the database decides, one wins."""

import threading
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import connection

from portage.core.models import Entry, Message
from portage.core.refusals import Refused
from portage.network.actions import add_program, make_token, remind, revoke_token
from portage.network.models import ApiToken, Membership
from tests.cast import by, make_cast

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def at_once(act, count: int = 4) -> list[str]:
    """What each of `count` threads had from the same act: done, or the code of the refusal."""
    gate, told = threading.Barrier(count), []

    def run() -> None:
        gate.wait()
        try:
            act()
            told.append("done")
        except Refused as refusal:
            told.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(told)


def test_one_page_sent_by_many_clicks_makes_one_token():
    cast, number = make_cast(), uuid4()
    me = by(cast.director)
    told = at_once(
        lambda: make_token(cast.director, name="T", scopes=["contracts:read"], days=30, by=me, at=NOW, number=number)
    )
    assert told == ["already_made"] * 3 + ["done"]
    assert ApiToken.objects.count() == 1


def test_the_last_free_place_is_taken_once():
    cast = make_cast()
    me = by(cast.director)

    def make() -> None:
        make_token(cast.director, name="T", scopes=["contracts:read"], days=30, by=me, at=NOW)

    for _ in range(19):
        make()
    assert at_once(make) == ["done"] + ["too_many_tokens"] * 3
    assert ApiToken.objects.count() == 20


def test_one_name_is_given_to_one_program_and_one_end_is_told_once():
    cast = make_cast()
    me = by(cast.director)
    told = at_once(lambda: add_program(cast.sme, name="ERP", role="auditor", by=me, at=NOW))
    assert told == ["done"] + ["name_taken"] * 3
    assert Membership.objects.filter(is_program=True).count() == 1
    token, _text = make_token(cast.director, name="T", scopes=["contracts:read"], days=30, by=me, at=NOW)
    assert at_once(lambda: revoke_token(token, by=me, at=NOW)) == ["done"] * 4
    assert Entry.objects.filter(kind="network.token_revoked").count() == 1


def test_a_reminder_of_two_runs_at_once_is_written_once():
    cast = make_cast()
    token, _text = make_token(cast.director, name="T", scopes=["contracts:read"], days=30, by=by(cast.director), at=NOW)
    Message.objects.all().delete()
    near = token.expires_at.replace(day=token.expires_at.day - 3)
    assert at_once(lambda: remind(at=near)) == ["done"] * 4
    assert Message.objects.count() == 1
