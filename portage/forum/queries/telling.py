"""Whom a post concerns: who is named in it, who follows its thread, who follows its space."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from portage.network import access
from portage.network.models import Membership
from portage.network.permissions import PERMISSIONS

from ..models import Choice, Mark, Moderator, Post, SpaceMark, Thread
from ..rules.verbs import MODERATE


def choices_of(thread: Thread, members: Iterable[Membership]) -> dict[UUID, str]:
    """membership: what they chose of this thread, or of its space; nothing for who chose neither. Two queries."""
    keys = [member.pk for member in members]
    wide = SpaceMark.objects.filter(space=thread.space_id, membership__in=keys)
    own = Mark.objects.filter(thread=thread, membership__in=keys).exclude(choice="")
    return dict(wide.values_list("membership", "choice")) | dict(own.values_list("membership", "choice"))


def spoken_to(post: Post) -> list[Membership]:
    """Who is named in it, but for those who muted the thread or its space."""
    named = list(Membership.objects.filter(pk__in=post.mentions.values("membership")).select_related("person"))
    chosen = choices_of(post.thread, named)
    return [member for member in named if chosen.get(member.pk) != Choice.MUTED]


def followers(post: Post) -> QuerySet[Mark]:
    """The marks of those who follow its thread and had read what came before, or were never told of what they have not
    read: the key of the message knows (`actions.telling`). Not the author, nor who is named in it."""
    following = Mark.objects.filter(thread=post.thread_id, choice=Choice.FOLLOWING, read_to__lt=post.number)
    others = following.exclude(membership=post.membership_id)
    return others.exclude(membership__in=post.mentions.values("membership")).select_related("membership__person")


def followers_of_space(post: Post) -> list[Membership]:
    """Who follows its whole space, and has chosen nothing else for this thread."""
    following = SpaceMark.objects.filter(space=post.thread.space_id, choice=Choice.FOLLOWING)
    others = following.exclude(membership=post.membership_id).select_related("membership__person")
    own = set(Mark.objects.filter(thread=post.thread_id).exclude(choice="").values_list("membership", flat=True))
    named = set(post.mentions.values_list("membership", flat=True))
    return [mark.membership for mark in others if mark.membership_id not in own | named]


def moderators_of(thread: Thread) -> QuerySet[Membership]:
    """Who keeps order in its space: the portage managers of its group who see it, and who was named."""
    space = thread.space
    group = space.contract.group_id if space.contract else space.group_id
    by_role = Q(organisation=group, role__in=PERMISSIONS[MODERATE])
    named = Q(pk__in=Moderator.objects.filter(space=space).values("membership"))
    return access.everybody_who_sees(space).filter(by_role | named).select_related("person")
