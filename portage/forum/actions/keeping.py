"""What becomes of a thread and of its posts afterwards: changed, taken back, answered to in a word, kept in order."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from portage.core import journal
from portage.core.journal import By
from portage.core.refusals import Forbidden, Refused

from ..models import FormerText, Post, Reaction, Space, Thread
from ..words.refusals import REFUSALS
from . import checking, telling
from .writing import cite, speak_to


@transaction.atomic
def edit(post: Post, *, text: str, seen: int, cites: Sequence[Any] = (), by: By, at: datetime) -> Post:
    """The author changes their words; the former ones stay to be read. `seen`: how often it had been changed when they began,
    so that nobody writes over what they have not read."""
    thread, post = checking.lock_post(post)
    checking.demand_of_post(thread, post, by, "edit")
    text, before = checking.words(text), post.former.count()
    if text == post.text:
        return post
    if seen != before:
        raise Refused("changed_meanwhile", REFUSALS["changed_meanwhile"], field="text")
    FormerText.objects.create(post=post, number=before + 1, text=post.text, at=at)
    post.text, post.edited_at, post.thread = text, at, thread
    post.save(update_fields=["text", "edited_at"])
    cite(post, cites)
    speak_to(post, text)
    telling.tell(post)
    journal.record("forum.post_changed", thread, by=by, at=at, post=post.pk, number=post.number)
    return post


@transaction.atomic
def take_back(post: Post, *, by: By, at: datetime) -> Post:
    """The author takes their post back: it keeps its place, without its words."""
    thread, post = checking.lock_post(post)
    checking.demand_of_post(thread, post, by, "take_back")
    post.taken_back_at = at
    post.save(update_fields=["taken_back_at"])
    if thread.answer == post.number:
        _set(thread, answer=None)
    journal.record("forum.post_taken_back", thread, by=by, at=at, post=post.pk, number=post.number)
    return post


@transaction.atomic
def react(post: Post, kind: str, *, on: bool, by: By, at: datetime) -> None:
    """A short answer to a post, or its end. Twice is once."""
    thread, post = checking.lock_post(post)
    checking.demand_of_post(thread, post, by, "react")
    if kind not in Reaction.Kind:
        raise checking.refusal("unknown_choice", "kind")
    if on:
        Reaction.objects.get_or_create(post=post, membership=by.membership, kind=kind)
    else:
        Reaction.objects.filter(post=post, membership=by.membership, kind=kind).delete()


@transaction.atomic
def rename(thread: Thread, *, title: str, by: By, at: datetime) -> Thread:
    """Who started it, or a moderator, says better what it is about."""
    thread = checking.lock_thread(thread)
    checking.demand_in_thread(thread, by, "rename")
    return _told(thread, "forum.thread_renamed", by, at, title=checking.title(title))


@transaction.atomic
def mark_answer(thread: Thread, number: int | None, *, by: By, at: datetime) -> Thread:
    """Who started it, or a moderator, says which post is the answer; None: none is."""
    thread = checking.lock_thread(thread)
    checking.demand_in_thread(thread, by, "answer")
    if number is not None:
        found = Post.objects.filter(thread=thread, number=number).first()
        if found is None or not found.is_told:
            raise checking.refusal("no_such_post", "answer")
    return _told(thread, "forum.answer_marked", by, at, answer=number)


@transaction.atomic
def pin(thread: Thread, *, on: bool, by: By, at: datetime) -> Thread:
    """A moderator sets it first in its space, or back among the others."""
    thread = checking.lock_thread(thread)
    checking.demand_in_thread(thread, by, "pin")
    return _told(thread, "forum.thread_pinned" if on else "forum.thread_unpinned", by, at, pinned=on)


@transaction.atomic
def lock(thread: Thread, *, on: bool, by: By, at: datetime) -> Thread:
    """A moderator closes it to new posts, or opens it again."""
    thread = checking.lock_thread(thread)
    checking.demand_in_thread(thread, by, "lock")
    return _told(thread, "forum.thread_locked" if on else "forum.thread_unlocked", by, at, locked=on)


@transaction.atomic
def move(thread: Thread, *, to: Space, by: By, at: datetime) -> Thread:
    """A moderator of both moves it between two spaces of one carrier group: its readers stay the same."""
    thread = checking.lock_thread(thread)
    checking.demand_in_thread(thread, by, "move")
    if not checking.is_moderator(to, by.membership):
        raise Forbidden("not_a_moderator", REFUSALS["not_a_moderator"])
    if to.group_id is None or to.group_id != thread.space.group_id:
        raise checking.refusal("other_house", "space")
    return _told(thread, "forum.thread_moved", by, at, space=to)


def _set(thread: Thread, **values: Any) -> bool:
    """Give the thread these values; whether anything changed."""
    if all(getattr(thread, name) == value for name, value in values.items()):
        return False
    for name, value in values.items():
        setattr(thread, name, value)
    thread.save(update_fields=list(values))
    return True


def _told(thread: Thread, kind: str, by: By, at: datetime, **values: Any) -> Thread:
    """The same, with its event in the journal: once, however often it is asked for. A title is personal words."""
    if _set(thread, **values):
        told = {name: getattr(value, "pk", value) for name, value in values.items()}
        text = {"title": told.pop("title")} if "title" in told else None
        journal.record(kind, thread, by=by, at=at, text=text, **checking.told(told))
    return thread
