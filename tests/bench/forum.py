"""A thread of 5 000 posts and a space of 100 000, beside a thread of 50 and a space of 1 000: the whole request, in process,
template included. A page of a thread has 20 posts, with reactions, mentions, quotes and cited products.
"""

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

from portage.catalogue.models import Product
from portage.core.journal import PORTAGE
from portage.core.models import Message
from portage.forum.actions.telling import tell_people
from portage.forum.models import Citation, Mark, Mention, Post, Reaction, Space, Thread
from portage.network.actions import add_member, add_subsidiary
from portage.network.models import Membership, Person
from tests.bench.portfolio import client_of, measured
from tests.bench.portfolio_data import AT, analyze, make_world
from tests.measure import Row

SHORT, LONG, SMALL, LARGE = 60, 5_000, 1_000, 100_000
EACH = 20  # posts of the other threads of a space
GROWTH, QUERIES, MS, FOLLOWERS = 1.3, 15, 80, 1_000
AGENCIES, PEOPLE = 40, 5
TEXT = "Nine days for *forty* metres, **once**: ask the workshop first, @Person 1, and quote ten days only with their written yes.\n\n- under 8 t\n- over 8 t"


def row(name: str, value: float, unit: str, goal: float | None, n: int = 54) -> Row:
    return {"name": f"forum: {name}", "value": value, "unit": unit, "goal": goal, "n": n}


def rows() -> Iterator[Row]:
    world = make_world()
    world.add(200, light=20)
    members = _agencies(world.light)
    product = Product.objects.first()
    small, large = (_space(members, name) for name in ("Small", "Large"))
    short, long = _thread(small, members, SHORT, product), _thread(large, members, LONG, product)
    _threads(small, members, (SMALL - SHORT) // EACH)
    _threads(large, members, (LARGE - LONG) // EACH)
    analyze()
    reader = client_of(members[1])
    pages = {
        "thread": (f"/forum/threads/{short.pk}/?at=21", f"/forum/threads/{long.pk}/?at=2521", f"of {LONG} posts"),
        "space": (f"/forum/spaces/{small.pk}/", f"/forum/spaces/{large.pk}/", f"of {LARGE} posts"),
        "unread threads": (
            f"/forum/spaces/{small.pk}/?view=unread",
            f"/forum/spaces/{large.pk}/?view=unread",
            f"of {LARGE} posts",
        ),
        "forum": ("/forum/", "/forum/", "home"),
        "search": (
            f"/forum/spaces/{small.pk}/?q=workshop",
            f"/forum/spaces/{large.pk}/?q=workshop",
            f"of {LARGE} posts",
        ),
    }
    for name, (few, many, what) in pages.items():
        before, _queries = measured(reader, few)
        spent, queries = measured(reader, many)
        goal = MS if name in {"thread", "space"} else None
        yield row(f"{name} {what}", spent, "ms", goal)
        yield row(f"{name}: queries", queries, "queries", QUERIES)
        if few != many and goal:
            yield row(f"{name}: growth", round(spent / before, 2), "times", GROWTH)
    yield told(world.light, large)


def told(manager: Membership, space: Space) -> Row:
    """What the job takes that writes to a thousand followers of a thread."""
    agency = add_subsidiary(manager.organisation, name="Agency of many", country="PL", by=PORTAGE, at=AT)
    people = Person.objects.bulk_create(
        Person(email=f"f{n}@example.test", name=f"F {n}", language="en") for n in range(FOLLOWERS)
    )
    members = Membership.objects.bulk_create(
        Membership(person=one, organisation=agency, role="sales_engineer", started_at=AT) for one in people
    )
    thread = Thread.objects.create(space=space, title="T", membership=members[0], posts=2, last_at=AT, at=AT)
    post = Post.objects.create(
        thread=thread, number=2, membership=manager, key=uuid4(), digest="0" * 64, text=TEXT, at=AT
    )
    Mark.objects.bulk_create(Mark(membership=one, thread=thread, read_to=1, choice="following") for one in members)
    started = time.perf_counter()
    tell_people(post.pk, at=AT)
    spent = time.perf_counter() - started
    written = Message.objects.filter(kind="forum.thread").count()
    return row(f"{written} followers of a thread are told", round(spent, 3), "s", 1.0 if written == FOLLOWERS else 0, 1)


def _agencies(manager: Membership) -> list[Membership]:
    """The portage manager, then five people in each of forty subsidiaries."""
    found = [manager]
    for number in range(AGENCIES):
        agency = add_subsidiary(manager.organisation, name=f"Agency {number}", country="PL", by=PORTAGE, at=AT)
        found += [
            add_member(agency, email=f"p{number}.{n}@example.test", name=f"Person {number * PEOPLE + n}", role="sales_engineer", at=AT, by=PORTAGE)
            for n in range(PEOPLE)
        ]  # fmt: skip
    return found


def _space(members: list[Membership], name: str) -> Space:
    return Space.objects.create(kind="agencies", group=members[0].organisation, name=name, membership=members[0], at=AT)


def _thread(space: Space, members: list[Membership], posts: int, product: Product) -> Thread:
    """One long thread, read half, with what hangs on posts."""
    thread = Thread.objects.create(space=space, title="Ten days", membership=members[1], posts=posts, last_at=AT, at=AT)
    made = Post.objects.bulk_create([_post(thread, n, members) for n in range(1, posts + 1)], batch_size=2000)
    for one, before in zip(made[1::3], made[::3], strict=False):
        one.quotes = before
    Reaction.objects.bulk_create(
        Reaction(post=one, membership=members[n % 50], kind="useful") for n, one in enumerate(made)
    )
    Mention.objects.bulk_create(Mention(post=one, membership=members[2]) for one in made)
    Citation.objects.bulk_create(Citation(post=one, product=product) for one in made[::5])
    Mark.objects.create(membership=members[1], thread=thread, read_to=posts // 2, choice="following")
    return thread


def _threads(space: Space, members: list[Membership], number: int) -> None:
    """As many threads of twenty posts, a tenth of them read."""
    made = Thread.objects.bulk_create(
        Thread(space=space, title=f"Thread {n}", membership=members[n % len(members)], posts=EACH, at=AT, last_at=AT + timedelta(minutes=n))
        for n in range(number)
    )  # fmt: skip
    for start in range(0, number, 200):
        Post.objects.bulk_create(
            _post(thread, n, members) for thread in made[start : start + 200] for n in range(1, EACH + 1)
        )
    Mark.objects.bulk_create(Mark(membership=members[1], thread=one, read_to=EACH) for one in made[::10])


def _post(thread: Thread, number: int, members: list[Membership]) -> Any:
    author = members[number % len(members)]
    return Post(
        thread=thread, number=number, membership=author, key=uuid4(), digest="0" * 64, text=f"{number}. {TEXT}", at=AT
    )
