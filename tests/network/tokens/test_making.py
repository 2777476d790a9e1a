"""A token is made by who has just said who they are, and shown once."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.urls import reverse

from portage.core.models import Entry, EntryText
from portage.core.outbox import deliver_messages
from portage.core.refusals import Forbidden, Invalid, Refused
from portage.network.actions import (
    end_membership,
    revoke_token,
)
from portage.network.models import ApiToken
from portage.network.rules import tokens as rules
from tests.cast import by
from tests.contracts.door import visitor
from tests.network.tokens.asking import API, NOW, PRODUCT, READS, TEXT, ask, made, making
from tests.pages import browse

pytestmark = pytest.mark.django_db


def test_a_token_is_shown_once_to_who_has_just_said_who_they_are(cast):
    where = reverse("network:make_token")
    unsure = browse(cast.director).get(where).content.decode()
    assert reverse("account_reauthenticate") in unsure
    assert 'name="days"' not in unsure
    assert browse(cast.director).post(where, making()).url.startswith("/accounts/reauthenticate/")
    assert not ApiToken.objects.exists()
    client = visitor(cast.director, sure=True)
    assert client.get(where).status_code == 200
    answer = client.post(where, making())
    [text] = set(TEXT.findall(answer.content.decode()))
    assert "no-store" in answer.headers["Cache-Control"]
    token = ApiToken.objects.get()
    assert (token.scopes, token.membership) == (["contracts:read"], cast.director)
    assert token.expires_at.date() == (NOW + timedelta(days=90)).date()
    later = client.get(reverse("network:tokens")).content.decode()
    assert token.prefix in later
    assert text not in later
    assert text not in str(dict(client.session))
    assert ask(text, "get", f"{API}/contracts/").status_code == 200


def test_nothing_that_is_kept_holds_the_secret(cast):
    _token, text = made(cast.director)
    secret = text.split("_")[2]
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            assert secret not in str(cursor.fetchall()), table


def test_the_same_page_sent_twice_makes_one_token(cast):
    client = visitor(cast.director, sure=True)
    first, second = (client.post(reverse("network:make_token"), making()) for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 409)
    assert not TEXT.search(second.content.decode())
    assert ApiToken.objects.count() == 1


@pytest.mark.parametrize(
    "wrong", [{"contracts": ""}, {"days": "400"}, {"days": "x"}, {"name": " "}, {"contracts": "all"}, {"number": "1"}]
)
def test_what_cannot_be_right_is_refused(cast, wrong):
    answer = visitor(cast.director, sure=True).post(reverse("network:make_token"), making(**wrong))
    assert answer.status_code == 422
    assert not ApiToken.objects.exists()


def test_the_verb_refuses_what_a_form_would_not_send(cast, boss):
    for scopes, days, why in (
        ([], 90, "unknown_scope"),
        (["all"], 90, "unknown_scope"),
        (READS, 366, "unknown_length"),
    ):
        with pytest.raises(Invalid, match=why):
            made(cast.director, scopes=scopes, days=days)
    for maker in (boss, cast.manager):
        with pytest.raises(Forbidden, match="not_yours"):
            made(cast.director, maker=maker)
    for _ in range(rules.MOST_TOKENS):
        made(cast.director)
    with pytest.raises(Refused, match="too_many_tokens"):
        made(cast.director)
    end_membership(cast.director, by=by(boss), at=NOW, successor=boss)
    with pytest.raises(Refused, match="left"):
        made(cast.director)


def test_its_person_is_told_by_mail_without_the_token(cast):
    _token, text = made(cast.director)
    deliver_messages.call()
    [letter] = mail.outbox
    assert letter.to == [cast.director.person.email]
    assert "Report" in letter.body
    assert text not in letter.body


def test_the_journal_tells_who_made_and_revoked_it_and_by_which_token_something_was_done(cast):
    token, text = made(cast.director)
    assert ask(text, "post", f"{API}/products/", PRODUCT).status_code == 201
    revoke_token(token, by=by(cast.director), at=NOW)
    told = dict(Entry.objects.filter(at=NOW).values_list("kind", "facts"))
    assert told["network.token_made"]["token"] == str(token.pk)
    assert told["catalogue.product_added"]["by_token"] == str(token.pk)
    assert "by_token" not in told["network.token_revoked"]
    everything = str(list(Entry.objects.values())) + str(list(EntryText.objects.values()))
    assert text.split("_")[2] not in everything
    assert token.digest not in everything
