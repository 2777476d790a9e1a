"""What the tests of the forum begin with: a space between the agencies of Orvane, a thread in it, posts."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from portage.forum.actions.spaces import open_space
from portage.forum.actions.writing import reply, start_thread
from portage.forum.models import Post, Space, Thread
from portage.forum.rules.writing import Words
from tests.cast import Cast, by

DAY = datetime(2024, 4, 12, 9, 0, tzinfo=UTC)
TITLE = "Cut to length in ten days"
TEXT = "A pump maker in Gdańsk wants it **cut to length** in ten days. Has anyone had ten?"


def words(text: str = TEXT, *, key: UUID | None = None, **more) -> Words:
    return Words(key=key or uuid4(), text=text, **more)


def between_agencies(cast: Cast, name: str = "Metallurgy", *, at: datetime = DAY) -> Space:
    return open_space(cast.group, name=name, about="Steel, tubes, wire.", by=by(cast.manager), at=at)


def started(cast: Cast, where, text: str = TEXT, *, title: str = TITLE, who=None, at: datetime = DAY, **more) -> Thread:
    said = words(text, **more)
    return start_thread(where, title=title, words=said, by=by(who or cast.sales_engineer), at=at)


def replied(
    cast: Cast, thread: Thread, text: str = "Nine days, once.", *, who=None, at: datetime = DAY, **more
) -> Post:
    return reply(thread, words=words(text, **more), by=by(who or cast.sister_manager), at=at)
