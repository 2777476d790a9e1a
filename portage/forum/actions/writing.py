"""A thread is started, and posts are written in it: each once, in its place, however often it is sent."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from contracts.models import Contract
from portage.catalogue.models import Product
from portage.core import journal
from portage.core.journal import By
from portage.core.refusals import Refused
from portage.fieldwork.models import Report

from ..models import Choice, Citation, Mention, Post, Space, Thread
from ..queries.readers import readers_of
from ..rules import mentions
from ..rules.verbs import MOST_A_MINUTE, MOST_CITED, too_many
from ..rules.writing import Words, digest
from ..words.refusals import REFUSALS
from . import checking, telling
from .reading import keep_mark
from .spaces import space_of

CITED: dict[type, str] = {Product: "product", Contract: "contract", Report: "report"}


@transaction.atomic
def start_thread(where: Space | Contract, *, title: str, words: Words, by: By, at: datetime) -> Thread:
    """Somebody who reads the space begins a subject there, with its first post. In a contract's space that nobody has used
    yet, the space is opened with it. The same `words.key` again is the same thread."""
    checking.lock_author(by)
    space = where if isinstance(where, Space) else space_of(where, by=by, at=at)
    said = digest(words, str(space.pk), title.strip())
    if known := _known(words.key, said, by):
        return known.thread
    _wait(by, at)
    thread = Thread.objects.create(
        space=space, title=checking.title(title), membership=by.membership, last_at=at, at=at
    )  # fmt: skip
    checking.demand_in_thread(thread, by, "reply")
    post = _written(thread, words, said, by=by, at=at)
    journal.record("forum.thread_started", thread, by=by, at=at, post=post.pk)
    return thread


@transaction.atomic
def reply(thread: Thread, *, words: Words, by: By, at: datetime) -> Post:
    """The next post of a thread. The same `words.key` again is the same post; other words under it are refused."""
    checking.lock_author(by)
    thread = checking.lock_thread(thread)
    said = digest(words, str(thread.pk))
    if known := _known(words.key, said, by):
        return known
    checking.demand_in_thread(thread, by, "reply")
    _wait(by, at)
    post = _written(thread, words, said, by=by, at=at)
    journal.record("forum.post_written", thread, by=by, at=at, post=post.pk, number=post.number)
    return post


def _known(key: UUID, said: str, by: By) -> Post | None:
    """What this member wrote before under this key. Raises Refused when it said something else."""
    known = Post.objects.filter(membership=by.membership, key=key).select_related("thread__space__contract").first()
    if known is not None and known.digest != said:
        raise Refused("written_otherwise", REFUSALS["written_otherwise"], post=str(known.pk))
    return known


def _wait(by: By, at: datetime) -> None:
    """Raise Refused for who has written more in the last minute than people do."""
    lately = Post.objects.filter(membership=by.membership).order_by("-at").values_list("at", flat=True)
    if too_many(at, list(lately[:MOST_A_MINUTE])):
        raise Refused("too_many_posts", REFUSALS["too_many_posts"] % {"most": MOST_A_MINUTE}, field="text")


def _written(thread: Thread, words: Words, said: str, *, by: By, at: datetime) -> Post:
    """The row with all that hangs on it; who reads the space is told by a job."""
    text = checking.words(words.text)
    number = thread.posts + 1
    post = Post.objects.create(
        thread=thread, number=number, membership=by.membership, key=words.key, digest=said, text=text, at=at,
        quotes=_quoted(thread, words.quotes),
    )  # fmt: skip
    cite(post, words.cites)
    speak_to(post, text)
    thread.posts, thread.last_at = number, at
    thread.save(update_fields=["posts", "last_at"])
    keep_mark(thread, by.membership, read_to=number, choice=Choice.FOLLOWING)
    telling.tell(post)
    return post


def _quoted(thread: Thread, number: int | None) -> Post | None:
    """The post of this thread that is quoted, when its words are still shown."""
    if number is None:
        return None
    found = Post.objects.filter(thread=thread, number=number).first()
    if found is None or not found.is_told:
        raise checking.refusal("foreign_quote", "quotes")
    return found


def cite(post: Post, things: Sequence[Any]) -> None:
    """Keep what the author cites; the door has fetched each as something that they see. What was cited before stays so."""
    once = list({(type(thing), thing.pk): thing for thing in things}.values())
    if len(once) > MOST_CITED:
        raise checking.refusal("too_many_cited", "text", most=MOST_CITED)
    rows = [Citation(post=post, **{CITED[type(thing)]: thing}) for thing in once]
    Citation.objects.bulk_create(rows, ignore_conflicts=True)


def speak_to(post: Post, text: str) -> None:
    """Keep whom the words speak to, of those who read the space now. Who was spoken to before stays so."""
    if "@" not in text:
        return
    found = mentions.spoken_to(text, readers_of(post.thread.space))
    if len(found) > mentions.MOST:
        raise checking.refusal("too_many_mentioned", "text", most=mentions.MOST)
    rows = [Mention(post=post, membership_id=key) for key in found if key != post.membership_id]
    Mention.objects.bulk_create(rows, ignore_conflicts=True)
