"""E-mail: written with the fact, sent at least once under one id, to who may still read."""

from datetime import timedelta

import pytest
from django.core import mail, signing
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from portage.core import clock, outbox
from portage.core.jobs.worker import drain
from portage.core.models import Message, Muted

from .test_jobs import in_threads

pytestmark = pytest.mark.django_db
ALLOWED = {"yes": True}


def may_read(message: Message) -> bool:
    assert message.scope_id
    return ALLOWED["yes"]


def send(recipient, key: str = "notice-1", **other) -> None:
    told = {
        "kind": "contracts.notice", "subject": "Un préavis vous attend", "text": "Un contrat attend votre lecture.",
        "action": "/contracts/1/", "at": clock.now(), "key": key,
    }  # fmt: skip
    outbox.send(recipient, **told | other)


def test_a_message_leaves_in_text_and_html_with_one_link_in_the_reader_s_language(person):
    send(person)
    drain()
    [letter] = mail.outbox
    message = Message.objects.get()
    assert message.status == "sent"
    assert letter.to == ["anna@atelier.example"]
    assert letter.extra_headers["Message-ID"] == f"<{message.pk}@localhost>"
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter.extra_headers["Content-Language"] == "fr"
    [(html, media_type)] = [tuple(part) for part in letter.alternatives]
    assert media_type == "text/html"
    for body in (letter.body, html):
        assert body.count("http://localhost:8000/contracts/1/") == 1
        assert "Un contrat attend votre lecture." in body


def test_the_same_key_is_the_same_message(person):
    send(person), send(person)
    drain()
    assert len(mail.outbox) == 1


def test_a_message_vanishes_with_its_fact(person):
    with transaction.atomic():
        send(person)
        transaction.set_rollback(True)
    assert not Message.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_who_lost_access_between_writing_and_sending_receives_nothing(person, monkeypatch):
    send(person, about=person, check=f"{__name__}.may_read")
    monkeypatch.setitem(ALLOWED, "yes", False)
    drain()
    assert mail.outbox == []
    assert Message.objects.get().status == "dropped"


def test_who_may_still_read_receives_it(person):
    send(person, about=person, check=f"{__name__}.may_read")
    drain()
    assert len(mail.outbox) == 1


def test_a_closed_account_receives_nothing(person):
    send(person)
    person.is_active = False
    person.save()
    drain()
    assert mail.outbox == []


class Broken:
    """A mail server that refuses `times` times."""

    def __init__(self, times: int) -> None:
        self.left = times
        self.ids: list[str] = []

    def send_messages(self, letters) -> int:
        self.ids += [letter.extra_headers["Message-ID"] for letter in letters]
        self.left -= 1
        if self.left >= 0:
            raise ConnectionRefusedError("mail server of anna@atelier.example")
        return len(letters)


def come_back(monkeypatch, times: int) -> Broken:
    server = Broken(times)
    monkeypatch.setattr(outbox, "get_connection", lambda: server)
    return server


def test_a_refused_message_waits_and_is_sent_later_under_the_same_id(person, monkeypatch):
    server = come_back(monkeypatch, 2)
    send(person)
    for _ in range(3):
        outbox.deliver_messages.call()
        waiting = Message.objects.get()
        if waiting.status == "waiting":
            assert waiting.not_before > clock.now() + timedelta(seconds=4)
        Message.objects.update(not_before=clock.now())
    assert Message.objects.get().status == "sent"
    assert len(server.ids) == 3
    assert len(set(server.ids)) == 1


def test_after_its_tries_a_message_is_kept_as_failed_with_a_reason_without_names(person, monkeypatch):
    come_back(monkeypatch, 99)
    send(person)
    for _ in range(outbox.ATTEMPTS + 2):
        outbox.deliver_messages.call()
        Message.objects.update(not_before=clock.now())
    message = Message.objects.get()
    assert (message.status, message.attempts) == ("failed", outbox.ATTEMPTS)
    assert "ConnectionRefusedError" in message.error
    assert "anna@" not in message.error


def test_a_worker_killed_while_sending_leaves_the_message_to_the_next(person, monkeypatch):
    send(person)

    def killed(message, connection):
        raise SystemExit

    monkeypatch.setattr(outbox, "compose", killed)
    with pytest.raises(SystemExit):
        outbox.deliver_messages.call()
    monkeypatch.undo()
    outbox.deliver_messages.call()
    assert mail.outbox == []
    Message.objects.update(not_before=clock.now())
    outbox.deliver_messages.call()
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_message_once(person):
    for number in range(20):
        send(person, key=str(number))
    in_threads(outbox.deliver_messages.call, 2)
    assert len(mail.outbox) == 20
    assert len({letter.extra_headers["Message-ID"] for letter in mail.outbox}) == 20


def link_of(person) -> str:
    send(person)
    drain()
    return mail.outbox[-1].extra_headers["List-Unsubscribe"].strip("<>").removeprefix("http://localhost:8000")


def test_one_click_mutes_a_kind_for_one_person(person, operator, client):
    link = link_of(person)
    assert client.get(link).status_code == 200
    assert not Muted.objects.exists()
    assert client.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    send(person, key="notice-2"), send(person, key="other-1", kind="contracts.other"), send(operator, key="notice-3")
    drain()
    assert sorted(Message.objects.values_list("key", "status")) == [
        ("notice-1", "sent"), ("notice-2", "dropped"), ("notice-3", "sent"), ("other-1", "sent"),
    ]  # fmt: skip


def test_an_altered_link_is_absent_and_mutes_nothing(person, client):
    other = signing.dumps([str(person.pk), "contracts.notice"], salt="another use")
    for link in (link_of(person)[:-3] + "x/", f"/mail/mute/{other}/"):
        assert client.post(link).status_code == 404
    assert not Muted.objects.exists()


def test_mail_about_the_account_itself_cannot_be_muted(person):
    outbox.mute(person.pk, "account.reset", at=clock.now())
    send(person, kind="account.reset")
    drain()
    [letter] = mail.outbox
    assert "List-Unsubscribe" not in letter.extra_headers
