"""E-mail of the forum. It is written by a job, after the post; each person is told once of one thing, and asked again at the
moment of sending whether they still may read it, still have not, and still want to know."""

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Model
from django.urls import reverse
from django.utils import translation

from portage.core import outbox
from portage.core.models import Message
from portage.network import access
from portage.network.models import Membership
from portage.network.queries import active_memberships

from ..jobs import tell_of_post
from ..models import Choice, Flag, Mark, Post, Thread
from ..queries import telling as queries
from ..words.mail import SUBJECTS

CHECK = "portage.forum.actions.telling.may_read"


def tell(post: Post) -> None:
    """Those whom it concerns shall be told, after the transaction."""
    tell_of_post.enqueue(str(post.pk))


def tell_people(pk: UUID, *, at: datetime) -> None:
    """What the job does: those whom the post names, who follow its thread, and of a new thread who follow its space."""
    with_all = "thread__space__contract", "membership__person", "membership__organisation"
    post = Post.objects.select_related(*with_all).get(pk=pk)
    where, author = address_of(post), post.membership
    if not post.is_told:
        return
    about = {"who": author.person.name, "organisation": author.organisation.name}
    _tell(queries.spoken_to(post), post, "mention", f"mention:{post.pk}", where, at, **about)
    read = {mark.membership: mark.read_to for mark in queries.followers(post)}
    _tell(read, post, "thread", lambda member: f"thread:{post.thread_id}:{read[member]}", where, at)
    if post.number == 1:
        day = at.date().isoformat()
        _tell(queries.followers_of_space(post), post, "space", f"space:{post.thread.space_id}:{day}", where, at)


def tell_moderators(flag: Flag, thread: Thread, *, at: datetime) -> None:
    """Those who keep order: a post was reported."""
    post = flag.post
    others = [member for member in queries.moderators_of(thread) if member.pk != flag.membership_id]
    _tell(others, post, "flag", f"flag:{flag.pk}", address_of(post), at)


def address_of(post: Post) -> str:
    """The page of its thread, at the post."""
    return f"{reverse('forum:thread', args=[post.thread_id])}?at={post.number}#post-{post.number}"


def may_read(message: Message) -> bool:
    """Asked again just before sending: the recipient still sees the thread in one of their memberships, the post still stands,
    and, of a thread that they follow, they have not read it or muted it meanwhile."""
    person = message.recipient
    post = Post.objects.filter(pk__in=[message.scope_id]).select_related("thread").first()
    if person is None or post is None or not (post.is_told or message.kind == "forum.flag"):
        return False
    for membership in active_memberships(person):
        access.act(person, membership)
        if access.visible(person, Post.objects.filter(pk=post.pk)).exists():
            return message.kind == "forum.flag" or wants(membership, post)
    return False


def wants(membership: Membership, post: Post) -> bool:
    """Whether they have not read it, and have not muted its thread or its space."""
    chosen = queries.choices_of(post.thread, [membership]).get(membership.pk, "")
    mark = Mark.objects.filter(membership=membership, thread=post.thread_id).first()
    return chosen != Choice.MUTED and (mark is None or mark.read_to < post.number)


def _tell(
    people: Iterable[Membership], row: Model, kind: str, key: str | Callable[[Membership], str], where: str, at: datetime,
    **facts: str,
) -> None:  # fmt: skip
    """One message for each person, however many of their memberships it concerns."""
    named = {member.person: key if isinstance(key, str) else key(member) for member in people}

    def words(language: str) -> tuple[str, str]:
        with translation.override(language):
            subject, text = (str(said) % facts if facts else str(said) for said in SUBJECTS[kind])
        return subject, text

    outbox.send_all(
        named, key=lambda person: f"forum:{named[person]}:{person.pk}", words=words, kind=f"forum.{kind}", at=at, action=where,
        about=row, check=CHECK,
    )  # fmt: skip
