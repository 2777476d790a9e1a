"""Races in the forum: one post sent by several threads of one person, beside others that write in the same thread."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count

from .racing import NOON, cast

ROUNDS = count(1)  # each an hour after the one before: nobody has written too much in the last minute


def write_post() -> tuple[Callable, Callable]:
    """Half send one post again and again, the others one each of another person: the first stands once, and the posts are
    numbered without a gap, however many were too many for a minute."""
    from uuid import uuid4

    from portage.forum.actions.writing import reply
    from portage.forum.models import Post
    from portage.forum.rules.writing import Words
    from tests.cast import by
    from tests.forum.talking import between_agencies, started

    at = NOON + timedelta(hours=next(ROUNDS))
    if not hasattr(write_post, "space"):
        write_post.space = between_agencies(cast(), "Races", at=NOON)
    thread = started(cast(), write_post.space, who=cast().manager, at=at)
    key, turns, one, other = uuid4(), count(), by(cast().sales_engineer), by(cast().sister_manager)

    def act() -> None:
        if next(turns) % 2:
            reply(thread, words=Words(uuid4(), "Nine."), by=other, at=at)
        else:
            reply(thread, words=Words(key, "Ten."), by=one, at=at)

    def stands() -> int:
        thread.refresh_from_db()
        numbers = list(Post.objects.filter(thread=thread).order_by("number").values_list("number", flat=True))
        whole = numbers == list(range(1, thread.posts + 1))
        return Post.objects.filter(thread=thread, key=key).count() if whole else -1

    return act, stands


def start_thread_once() -> tuple[Callable, Callable]:
    """One thread sent by all of them: it stands once."""
    from uuid import uuid4

    from portage.forum.models import Thread
    from tests.forum.talking import between_agencies, started

    at, key = NOON + timedelta(hours=next(ROUNDS)), uuid4()
    if not hasattr(start_thread_once, "space"):
        start_thread_once.space = between_agencies(cast(), "Starts", at=NOON)
    space = start_thread_once.space
    before = Thread.objects.filter(space=space).count()
    return lambda: started(cast(), space, key=key, at=at), lambda: Thread.objects.filter(space=space).count() - before
