"""Known, unknown, closed, without a password: from outside every address is answered alike, by the same work."""

import re
from datetime import timedelta
from unittest import mock

import pytest
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.contrib.auth import hashers
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from portage.core.jobs.worker import drain
from portage.core.models import Message
from portage.network.models import Person
from tests.answers import hashes, plain
from tests.cast import PASSWORD, make_cast
from tests.pages import browse

pytestmark = pytest.mark.django_db
UNKNOWN = "nobody@example.test"


@pytest.fixture
def addresses() -> dict[str, str]:
    """One address of each sort."""
    cast = make_cast()
    known, closed, bare, second = (cast.director, cast.rival_director, cast.lone_director, cast.auditor)
    Person.objects.filter(pk=closed.person_id).update(is_active=False)
    Person.objects.filter(pk=bare.person_id).update(password="")
    Person.objects.filter(pk=cast.manager.person_id).update(password=hashers.make_password(None))
    EmailAddress.objects.create(user=known.person, email=known.person.email, verified=True, primary=True)
    EmailAddress.objects.create(user=second.person, email="other@example.test", verified=True)
    return {
        "unknown": UNKNOWN,
        "known": known.person.email,
        "closed": closed.person.email,
        "no password yet": bare.person.email,
        "no password": cast.manager.person.email,
        "second address": "other@example.test",
    }


def asked(path: str, address: str, **typed: str) -> tuple:
    """(status, where to, body, hashes, jobs, mails) of one try from a new browser."""
    cache.clear()
    jobs, waiting = DBTaskResult.objects.count(), Message.objects.count()
    client = Client()
    with hashes() as counted:
        answer = client.post(path, {**typed, "login" if "login" in path else "email": address})
    jobs, waiting = DBTaskResult.objects.count() - jobs, Message.objects.count() - waiting
    return (
        answer.status_code,
        answer.headers.get("Location", ""),
        plain(answer.content, address),
        len(counted),
        jobs,
        waiting,
    )


def test_a_wrong_password_is_answered_alike_whomever_the_address_names(addresses):
    told = {
        name: asked("/accounts/login/", address, password="not the password") for name, address in addresses.items()
    }
    assert {answer[0] for answer in told.values()} == {200}
    assert "not correct" in told["known"][2]
    assert len(set(told.values())) == 1, {name: answer[:2] + answer[3:] for name, answer in told.items()}
    assert told["known"][3] == 1


def test_the_right_password_of_a_closed_account_is_answered_as_a_wrong_one(addresses):
    closed = asked("/accounts/login/", addresses["closed"], password=PASSWORD)
    assert closed == asked("/accounts/login/", UNKNOWN, password=PASSWORD)


def test_an_address_that_others_claim_without_proof_costs_one_hash_too(addresses):
    for claimed in (addresses["known"], UNKNOWN):
        EmailAddress.objects.create(user=Person.objects.get(name="Ada Itor"), email=claimed, verified=False)
    told = {address: asked("/accounts/login/", address, password="x y z") for address in (addresses["known"], UNKNOWN)}
    assert len(set(told.values())) == 1


def test_a_forgotten_password_is_answered_alike_and_looks_nobody_up(addresses):
    told = {name: asked("/accounts/password/reset/", address) for name, address in addresses.items()}
    assert set(told.values()) == {(302, "/accounts/password/reset/done/", "", 0, 1, 0)}
    assert Client().get("/accounts/password/reset/done/").status_code == 200


def test_the_letter_tells_the_owner_what_is_so(addresses, settings):
    for name in ("known", "unknown", "closed", "second address"):
        asked("/accounts/password/reset/", addresses[name])
    drain()
    told = {letter.to[0]: letter for letter in mail.outbox}
    assert set(told) == {addresses[name] for name in ("known", "unknown", "closed", "second address")}
    for name in ("known", "second address"):
        assert re.search(r"/accounts/password/reset/key/\S+/", told[addresses[name]].body)
    for name in ("unknown", "closed"):
        assert "no account" in told[addresses[name]].body
        assert "/key/" not in told[addresses[name]].body
    kept = Message.objects.filter(kind__startswith="account.")
    assert not [message for message in kept if message.action or "/key/" in message.text + message.html]


def test_the_link_opens_once_for_two_hours_and_closes_every_session(addresses, settings):
    person = Person.objects.get(email=addresses["known"])
    session = browse(person.memberships.get())
    assert session.get("/settings/").status_code == 200
    asked("/accounts/password/reset/", addresses["known"])
    drain()
    link = re.search(r"https?://[^/]+(/accounts/password/reset/key/\S+)", mail.outbox[-1].body)[1]
    browser = Client()
    typed = {"password1": "sept lanternes sous la pluie", "password2": "sept lanternes sous la pluie"}
    where = browser.get(link, follow=True).redirect_chain[-1][0]
    assert browser.post(where, typed).status_code == 302
    assert session.get("/settings/").status_code == 302
    again = Client().get(link)
    assert again.status_code == 410
    assert "opens nothing any more" in again.content.decode()


def test_the_link_of_an_address_is_gone_once_it_was_followed(addresses):
    address = EmailAddress.objects.filter(verified=True).first()
    EmailAddress.objects.filter(pk=address.pk).update(verified=False)
    address.refresh_from_db()
    link = reverse("account_confirm_email", args=[EmailConfirmationHMAC.create(address).key])
    assert Client().get(link).status_code == 200
    assert Client().post(link).status_code == 302
    for over in (link, reverse("account_confirm_email", args=["x"])):
        answer = Client().get(over)
        assert answer.status_code == 410
        assert "confirms no address any more" in answer.content.decode()


@pytest.mark.parametrize(("hours", "opens"), [(1.9, True), (2.1, False)])
def test_a_forgotten_password_has_two_hours_a_first_key_days(addresses, hours, opens):
    from allauth.account.forms import default_token_generator as keys

    person = Person.objects.get(email=addresses["known"])
    bare = Person.objects.get(email=addresses["no password yet"])
    made = {who.pk: keys.make_token(who) for who in (person, bare)}
    later = keys._now() + timedelta(hours=hours)
    with mock.patch.object(type(keys), "_now", return_value=later):
        assert keys.check_token(person, made[person.pk]) is opens
        assert keys.check_token(bare, made[bare.pk])


def test_a_letter_whose_link_opens_nothing_more_is_not_sent(addresses):
    from portage.core import clock
    from portage.network.actions import write_reset

    write_reset(addresses["known"], language="en", once="1", at=clock.now())
    person = Person.objects.get(email=addresses["known"])
    person.set_password("bouilloires de cuivre 42")
    person.save()
    drain()
    assert mail.outbox == []
    assert Message.objects.get(kind="account.reset").status == "dropped"


def test_an_invitation_is_answered_alike_for_a_known_and_an_unknown_address(addresses):
    cast_boss = Person.objects.get(email=addresses["known"]).memberships.get()
    told = []
    for address in (UNKNOWN, "luc.carre@example.test"):
        waiting, jobs = Message.objects.count(), DBTaskResult.objects.count()
        with hashes() as counted:
            answer = browse(cast_boss).post(
                reverse("network:invite", args=[cast_boss.organisation_id]),
                {"email": address, "role": "auditor", "language": "en", "title": ""},
                follow=True,
            )
        DBTaskResult.objects.all().delete()
        told.append((answer.status_code, answer.redirect_chain, len(counted), Message.objects.count() - waiting, jobs))
    assert told[0][:4] == told[1][:4]
    assert told[0][3] == 1


def test_an_address_of_somebody_else_is_added_as_one_of_nobody(addresses):
    told = []
    member = Person.objects.get(name="Luc Carre").memberships.get()
    EmailAddress.objects.create(user=member.person, email=member.person.email, verified=True, primary=True)
    for address in (addresses["known"], "diana.nobody@example.test"):  # they stand at the same place of the list
        cache.clear()
        client = browse(member)
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
        client.post("/accounts/email/", {"email": address, "action_add": ""})
        page = client.get("/accounts/email/").content
        assert EmailAddress.objects.filter(user=member.person, verified=False).delete()[0] == 1
        told.append((plain(page, address), Message.objects.filter(address=address).count()))
    assert told[0] == told[1]
    assert told[0][1] == 1
