"""Spaces, threads and posts: what a door starts from before `access` narrows it, and what of them is new to one member."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from contracts.models import Contract
from portage.core.journal import reading
from portage.core.models import Entry
from portage.network import access
from portage.network.access import Acting
from portage.network.models import Membership, Person

from ..models import Choice, Flag, Mark, Mention, Moderator, Post, PostFile, Reaction, Space, SpaceMark, Thread

VIEWS = ("unread", "following", "open")
ORDERS = {"last": ("-pinned", "-last_at", "-pk")}
MOST_NEW = 99  # counted; beyond, the page says "99+"
SIZE = 20  # posts of one page


def spaces() -> QuerySet[Space]:
    return Space.objects.select_related("group", "contract__principal", "contract__agent")


def contracts() -> QuerySet[Contract]:
    """Contracts, each of which has a space or may open one; amendments are talked of with what they amend."""
    return Contract.objects.filter(amends__isnull=True).select_related("principal", "agent", "group")


def space_on(contract: Contract) -> Space:
    """The space of a contract; one that is not kept yet where nothing was said."""
    found = Space.objects.filter(contract=contract).first() or Space(kind=Space.Kind.CONTRACT)
    found.contract = contract
    return found


def space_by_key(person: Person, key: UUID) -> Space | None:
    """The space of this key that this person reads; None for any other."""
    return access.visible(person, spaces()).filter(pk=key).first()


def threads_in(space: Space, person: Person) -> QuerySet[Thread]:
    """The threads of a space that this person reads; none of one that is not kept yet."""
    return access.visible(person, threads()).filter(space=space.pk) if space.at else Thread.objects.none()


def chosen_for(space: Space, membership: Membership) -> str:
    """Of what of this space the member wants to be told."""
    kept = SpaceMark.objects.filter(membership=membership, space=space.pk).first()
    return kept.choice if kept else Choice.MENTIONS.value


def threads() -> QuerySet[Thread]:
    """Threads with what a line of the list says of them."""
    return Thread.objects.select_related("space__contract", "membership__person", "membership__organisation")


def one() -> QuerySet[Thread]:
    """Threads with what the page of one of them says."""
    return threads().select_related("space__group", "space__contract__principal", "space__contract__agent")


def posts() -> QuerySet[Post]:
    return Post.objects.select_related(
        "thread__space__contract", "membership__person", "membership__organisation", "quotes__membership__person"
    )


def files() -> QuerySet[PostFile]:
    """Files of posts whose words are shown, for a door that is given one."""
    told = PostFile.objects.filter(post__hidden_at__isnull=True, post__taken_back_at__isnull=True)
    return told.select_related("file__blob", "post__thread__space__contract")


# What is new to one member. What was said before they came is not.


def is_new_to(membership: Membership) -> Q:
    """A thread with a post that this member has not read: their mark is behind it, or there is none and it came after them."""
    marks = Mark.objects.filter(membership=membership, thread=OuterRef("pk"))
    return (Exists(marks.filter(read_to__lt=OuterRef("posts")))) | (
        ~Exists(marks) & Q(last_at__gt=membership.started_at)
    )


def in_view(found: QuerySet[Thread], view: str, membership: Membership) -> QuerySet[Thread]:
    """Unread, followed, or without an answer; all of them without a view."""
    if view == "unread":
        return found.filter(is_new_to(membership))
    if view == "following":
        return found.filter(
            Exists(Mark.objects.filter(membership=membership, thread=OuterRef("pk"), choice=Choice.FOLLOWING))
        )
    return found.filter(answer__isnull=True, locked=False) if view == "open" else found


def home(acting: Acting) -> list[Any]:
    """The spaces that this member reads, those between agencies first, each with `new` (threads, at most MOST_NEW + 1), `last`
    (its newest thread) and `count`. Two queries for each space: there are a few."""
    found = access.visible(acting.person, spaces()).annotate(
        newest=Subquery(Thread.objects.filter(space=OuterRef("pk")).order_by("-last_at").values("pk")[:1]),
        last_at=Subquery(Thread.objects.filter(space=OuterRef("pk")).order_by("-last_at").values("last_at")[:1]),
    )
    rows = list(found.order_by("kind", F("last_at").desc(nulls_last=True), "name", "pk")[:200])
    newest = threads().in_bulk([row.newest for row in rows if row.newest])
    counts = news(acting.membership, [row.pk for row in rows])
    for row in rows:
        row.last, row.new = newest.get(row.newest), counts.get(row.pk, 0)  # type: ignore[attr-defined]
    return rows


def news(membership: Membership, spaces: Sequence[Any]) -> dict[Any, int]:
    """space: threads with something new to this member. One query."""
    new = Thread.objects.filter(space__in=spaces).filter(is_new_to(membership)).order_by()
    return dict(new.values_list("space").annotate(n=Count("pk")))


def waiting(acting: Acting) -> int:
    """Threads that this member follows, or in which they are spoken to, with something that they have not read; at most
    MOST_NEW + 1. One query."""
    mark = Mark.objects.filter(membership=acting.membership, thread=OuterRef("pk"))
    read = Coalesce(Subquery(mark.values("read_to")[:1]), 0)
    spoken = Mention.objects.filter(
        membership=acting.membership, post__thread=OuterRef("pk"), post__number__gt=OuterRef("read")
    )
    found = access.visible(acting.person, Thread.objects.annotate(read=read)).filter(posts__gt=F("read"))
    asked = found.filter(Exists(mark.filter(choice=Choice.FOLLOWING)) | Exists(spoken)).exclude(
        Exists(mark.filter(choice=Choice.MUTED))
    )
    return asked.order_by().values("pk")[: MOST_NEW + 1].count()


def for_member(membership: Membership) -> QuerySet[Thread]:
    """Threads with what the page of one of them says, and what this member did there: `read` and `chosen` (None without a
    mark), `named` (a moderator)."""
    mark = Mark.objects.filter(membership=membership, thread=OuterRef("pk"))
    named = Moderator.objects.filter(membership=membership, space=OuterRef("space"))
    return one().annotate(
        read=Subquery(mark.values("read_to")[:1]), chosen=Subquery(mark.values("choice")[:1]), named=Exists(named)
    )


def read_to(thread: Any, membership: Membership) -> int:
    """The number of the newest post that the member has read (`read`, None without a mark); what was said before they came is
    not new."""
    if thread.read is not None:
        return int(thread.read)
    return 0 if thread.last_at > membership.started_at else int(thread.posts)


def with_news(rows: Sequence[Any], membership: Membership) -> Sequence[Any]:
    """The same threads, each with `unread` (posts) of this member, and `newest`, its last post. Two queries."""
    marks = dict(Mark.objects.filter(membership=membership, thread__in=rows).values_list("thread", "read_to"))
    last = Post.objects.filter(thread__in=rows, number=F("thread__posts")).select_related("membership__person")
    newest = {post.thread_id: post for post in last}
    for row in rows:
        row.read, row.newest = marks.get(row.pk), newest.get(row.pk)
        row.unread = row.posts - read_to(row, membership)
    return rows


# What a page says of a post and of who wrote it: people and organisations have many columns more.
NAMED = ("role", "person__name", "organisation__name")
SHOWN = (
    "thread", "number", "text", "at", "edited_at", "hidden_at", "taken_back_at", *(f"membership__{name}" for name in NAMED),
    "quotes__number", "quotes__text", "quotes__hidden_at", "quotes__taken_back_at", "quotes__membership__person__name",
)  # fmt: skip


def page_of(thread: Thread, first: int, *, moderates: bool) -> list[Post]:
    """The posts of one page, from number `first` on, each with its files, reactions, whom it speaks to, and for who keeps order
    `open_flags`. Four queries, or five."""
    found = Post.objects.filter(thread=thread, number__gte=first, number__lt=first + SIZE).order_by("number")
    told = found.select_related(
        "membership__person", "membership__organisation", "quotes__membership__person"
    ).only(*SHOWN)  # fmt: skip
    named = Mention.objects.select_related("membership__person", "membership__organisation").only(
        "post", *(f"membership__{name}" for name in NAMED)
    )  # fmt: skip
    beside = [
        Prefetch("files", queryset=PostFile.objects.select_related("file__blob")), Prefetch("mentions", queryset=named),
        Prefetch("reactions", queryset=Reaction.objects.order_by("pk")),
    ]  # fmt: skip
    if moderates:
        beside.append(Prefetch("flags", queryset=Flag.objects.filter(settled=False), to_attr="open_flags"))
    rows = list(told.prefetch_related(*beside))
    for row in rows:
        row.thread = thread
    return rows


def speaking_to(acting: Acting, most: int) -> list[Post]:
    """Posts that speak to this member and that they have not read, the newest first; not of what they muted. One query."""
    mark = Mark.objects.filter(membership=acting.membership, thread=OuterRef("thread"))
    quiet = SpaceMark.objects.filter(membership=acting.membership, space=OuterRef("thread__space"), choice=Choice.MUTED)
    named = Post.objects.filter(mentions__membership=acting.membership, hidden_at=None, taken_back_at=None)
    unread = access.visible(acting.person, named).exclude(Exists(mark.filter(read_to__gte=OuterRef("number"))))
    wanted = unread.exclude(Exists(mark.filter(choice=Choice.MUTED))).exclude(Exists(quiet))
    return list(wanted.select_related("thread", "membership__person").order_by("-at", "-pk")[:most])


# What every reader is told of a thread's history: what stands in its posts anyway is not told twice, who reported one is told
# to nobody.
TOLD = (
    "thread_renamed", "thread_pinned", "thread_unpinned", "thread_locked", "thread_unlocked", "thread_moved", "answer_marked",
    "post_taken_back", "post_ruled",
)  # fmt: skip
MOST_ENTRIES = 12


def entries_of(thread: Thread) -> list[Entry]:
    """What was done with the thread lately, the newest first. One query."""
    return list(reading.of_scope(thread).filter(kind__in=[f"forum.{kind}" for kind in TOLD])[:MOST_ENTRIES])
