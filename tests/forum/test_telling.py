"""Whom a post concerns is told once, and not at all once they have read it, muted it, or may not read it any more."""

from datetime import timedelta

import pytest
from django.core import mail

from portage.core import clock, outbox
from portage.core.journal import PORTAGE
from portage.core.models import Message
from portage.forum.actions import keeping, order, reading
from portage.forum.actions.telling import may_read, tell_people
from portage.forum.models import Choice
from portage.network.actions import end_membership
from tests.cast import by, make_cast
from tests.fieldwork.visits import running
from tests.forum.talking import DAY, between_agencies, replied, started

pytestmark = pytest.mark.django_db


@pytest.fixture
def there():
    cast = make_cast()
    return cast, between_agencies(cast)


def told(post, *, at=DAY) -> set[tuple[str, str]]:
    """(kind, first name) of the messages that the job writes for a post, run twice."""
    before = set(Message.objects.values_list("pk", flat=True))
    for _time in range(2):
        tell_people(post.pk, at=at)
    found = Message.objects.exclude(pk__in=before).select_related("recipient")
    return {(one.kind.removeprefix("forum."), one.recipient.name.split()[0]) for one in found}


def newest(thread):
    return thread.messages.last()


def test_who_is_named_and_who_follows_are_told_once_and_the_author_is_not(there):
    cast, space = there
    thread = started(cast, space, "@Aiko Mori, ten days?")
    assert told(newest(thread)) == {("mention", "Aiko")}
    replied(cast, thread, "Nine.")
    assert told(newest(thread)) == {("thread", "Tomek")}
    replied(cast, thread, "@Tomek Wilk, eight.", who=cast.manager)
    assert told(newest(thread)) == {("mention", "Tomek"), ("thread", "Aiko")}


def test_a_thread_is_told_once_until_it_is_read(there):
    cast, space = there
    thread = started(cast, space)
    assert told(replied(cast, thread)) == {("thread", "Tomek")}
    assert told(replied(cast, thread, "Or ten.")) == set()
    reading.read_to(thread, 3, by=by(cast.sales_engineer), at=DAY)
    assert told(replied(cast, thread, "Or eleven.")) == {("thread", "Tomek")}


def test_who_follows_a_space_is_told_of_new_threads_once_a_day(there):
    cast, space = there
    reading.choose_for_space(space, Choice.FOLLOWING, by=by(cast.counsel), at=DAY)
    assert told(newest(started(cast, space))) == {("space", "Luc")}
    assert told(newest(started(cast, space, title="Two"))) == set()
    tomorrow = DAY + timedelta(days=1)
    third = started(cast, space, title="Three", at=tomorrow)
    assert told(newest(third), at=tomorrow) == {("space", "Luc")}
    assert told(replied(cast, third)) == {("thread", "Tomek")}


@pytest.mark.parametrize("wide", [True, False])
def test_who_muted_the_thread_or_its_space_is_told_nothing(there, wide):
    cast, space = there
    thread = started(cast, space)
    mine = by(cast.sales_engineer)
    reading.choose(thread, "" if wide else Choice.MUTED, by=mine, at=DAY)
    if wide:
        reading.choose_for_space(space, Choice.MUTED, by=mine, at=DAY)
    assert told(replied(cast, thread, "@Tomek Wilk?")) == set()


def test_asked_again_before_sending(there):
    cast, space = there
    thread = started(cast, space, "@Aiko Mori, ten days?")
    tell_people(newest(thread).pk, at=DAY)
    message = Message.objects.get(kind="forum.mention")
    assert may_read(message)
    reading.read_to(thread, 1, by=by(cast.sister_manager), at=DAY)
    assert not may_read(message)
    replied(cast, thread, "@Aiko Mori?", who=cast.manager)
    tell_people(newest(thread).pk, at=DAY)
    second = Message.objects.exclude(pk=message.pk).get(kind="forum.mention")
    assert may_read(second)
    keeping.take_back(newest(thread), by=by(cast.manager), at=DAY)
    assert not may_read(second)


def test_nobody_is_told_who_left_meanwhile(there):
    cast, _space = there
    contract = running(cast)
    thread = started(cast, contract, "@Tomek Wilk, @Diane Xavier: when?", who=cast.manager)
    tell_people(newest(thread).pk, at=DAY)
    first, second = Message.objects.filter(kind="forum.mention").order_by("recipient__name")
    assert may_read(first)
    end_membership(cast.sales_engineer, by=PORTAGE, at=clock.now(), successor=cast.subsidiary_manager)
    assert not may_read(second)
    outbox.deliver_messages.func()
    sent = [one for one in mail.outbox if "speaks to you" in one.subject]
    assert [one.to for one in sent] == [[cast.director.person.email]]
    assert contract.reference not in sent[0].body
    assert "when?" not in sent[0].body


def test_moderators_are_told_of_a_report_by_others(there):
    cast, space = there
    post = replied(cast, started(cast, space))
    made = order.flag(post, reason="It names a customer", by=by(cast.sales_engineer), at=DAY)
    message = Message.objects.get(kind="forum.flag")
    assert message.recipient == cast.manager.person
    assert may_read(message)
    assert "customer" not in message.text
    assert made.settled is False
