"""What agencies said in the forum, and the parties of one contract: each post by its verb, at its time."""

import re
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from portage.catalogue.actions import share_product
from portage.core.journal import By
from portage.core.models import Message
from portage.forum.actions import keeping, order, reading
from portage.forum.actions.spaces import name_moderator, open_space
from portage.forum.actions.writing import reply, start_thread
from portage.forum.models import Post as Row
from portage.forum.models import Reaction, Thread
from portage.forum.queries.citing import cited_by
from portage.forum.rules.writing import Words
from portage.network import access

from .talked_told import CHIEF, JP, SHARED, SPACES, TALKS, Post, Talk
from .told import DIRECTORS, Told

YEAR = timedelta(days=365)
SOON = timedelta(minutes=20)


@transaction.atomic
def record_talks(told: Told, *, now: datetime) -> None:
    """The spaces, then their threads. Whom a post of the past concerns is told of it no more."""
    opened = by(told, CHIEF)
    spaces: dict[str, Any] = {
        name: open_space(told.orgs["rhodia"], name=name, about=about, by=opened, at=now - YEAR)
        for name, about in SPACES
    }
    for owner, code, agents in SHARED:
        director = told.by(owner, DIRECTORS, now)
        for agent in agents:
            share_product(told.goods[owner][code], with_=told.orgs[agent], by=director, at=now - YEAR)
    opened = by(told, CHIEF)
    name_moderator(spaces[SPACES[2][0]], membership=told.members[address(JP)], by=opened, at=now - YEAR)
    for talk in TALKS:
        where = spaces.get(talk.where) or told.contracts[talk.where]
        record(told, talk, where, now=now)
    DBTaskResult.objects.filter(task_path="portage.forum.jobs.tell_of_post").delete()
    Message.objects.filter(kind__startswith="forum.", status=Message.Status.WAITING).update(
        status=Message.Status.DROPPED
    )


def address(who: str) -> str:
    """The e-mail of a person: those of the group are named by what stands before its domain."""
    name, _, where = who.partition("@")
    if where.endswith(".example"):
        return who
    return f"{name}@{where}.rhodia.example" if where else f"{name}@rhodia.example"


def by(told: Told, who: str) -> By:
    """What a door would pass to a verb for that member."""
    membership = told.members[address(who)]
    return access.act(membership.person, membership).by()


def record(told: Told, talk: Talk, where: Any, *, now: datetime) -> None:
    """One thread, with what became of its posts."""
    at = (now - timedelta(days=talk.days)).replace(hour=8, minute=12)
    thread: Thread | None = None
    for number, post in enumerate(talk.posts, start=1):
        at = min(at + timedelta(hours=post.hours), now)
        author = by(told, post.who)
        words = said(told, author, post)
        if thread is None:
            thread = start_thread(where, title=talk.title, words=words, by=author, at=at)
        else:
            reply(thread, words=words, by=author, at=at)
        afterwards(told, thread, number, post, at=min(at + SOON, now))
    if thread is not None:
        keep_order(told, talk, thread, at=min(at + SOON, now))


def said(told: Told, author: By, post: Post) -> Words:
    """The words, with the pages and references that they name, and what of it the author sees."""
    text = re.sub(r"\{([\w-]+)\}", lambda name: named(told, name[1]), post.text)
    return Words(uuid4(), text, post.quotes, cited_by(author.person, text))


def named(told: Told, key: str) -> str:
    """The address of a product's page, or the reference of a contract."""
    if key in told.contracts:
        return told.contracts[key].reference
    product = next(goods[key] for goods in told.goods.values() if key in goods)
    return reverse("catalogue:product", args=[product.pk])


def afterwards(told: Told, thread: Thread, number: int, post: Post, *, at: datetime) -> None:
    """Reactions to the post, its words changed, the post taken back."""
    row = Row.objects.get(thread=thread, number=number)
    for kind, people in (
        (Reaction.Kind.USEFUL, post.useful),
        (Reaction.Kind.THANKS, post.thanks),
        (Reaction.Kind.SAME, post.same),
    ):
        for who in people:
            keeping.react(row, kind, on=True, by=by(told, who), at=at)
    if post.changed:
        keeping.edit(row, text=post.changed, seen=0, by=by(told, post.who), at=at)
    if post.taken_back:
        keeping.take_back(row, by=by(told, post.who), at=at)


def keep_order(told: Told, talk: Talk, thread: Thread, *, at: datetime) -> None:
    """The answer, what was set first and closed, reported and decided; the portage manager has read what is over a week old."""
    chief = by(told, CHIEF)
    if talk.answer:
        keeping.mark_answer(thread, talk.answer, by=by(told, talk.posts[0].who), at=at)
    for number, reason in (talk.flagged | talk.hidden).items():
        order.flag(Row.objects.get(thread=thread, number=number), reason=reason, by=by(told, JP), at=at)
    for number, reason in talk.hidden.items():
        order.rule(Row.objects.get(thread=thread, number=number), "hide", reason=reason, by=chief, at=at)
    if talk.pinned:
        keeping.pin(thread, on=True, by=chief, at=at)
    if talk.locked:
        keeping.lock(thread, on=True, by=chief, at=at)
    reading.read_to(thread, 2 if talk.days < 12 else len(talk.posts), by=chief, at=at)
