"""What a member has read, and of what they want to be told: bookkeeping of their own, of which nothing is journaled."""

from datetime import datetime

from django.db import transaction

from portage.core.journal import By
from portage.network.models import Membership

from ..models import Choice, Mark, Space, SpaceMark, Thread
from . import checking


def keep_mark(thread: Thread, membership: Membership, *, read_to: int, choice: str = "") -> None:
    """They have read so far; a device that is behind takes nothing back. `choice`: what they choose unless they chose before."""
    mark, is_new = Mark.objects.get_or_create(
        membership=membership, thread=thread, defaults={"read_to": read_to, "choice": choice}
    )
    if is_new:
        return
    Mark.objects.filter(pk=mark.pk, read_to__lt=read_to).update(read_to=read_to)
    if choice:
        Mark.objects.filter(pk=mark.pk, choice="").update(choice=choice)


@transaction.atomic
def read_to(thread: Thread, number: int, *, by: By, at: datetime) -> None:
    """The member has read the thread up to this post. A number beyond its end is its end."""
    newest = Thread.objects.values_list("posts", flat=True).get(pk=thread.pk)
    keep_mark(thread, by.membership, read_to=max(0, min(number, newest)))


@transaction.atomic
def choose(thread: Thread, choice: str, *, by: By, at: datetime) -> None:
    """Of what of this thread the member wants to be told; "" : as of its space."""
    if choice and choice not in Choice:
        raise checking.refusal("unknown_choice", "choice")
    Mark.objects.update_or_create(membership=by.membership, thread=thread, defaults={"choice": choice})


@transaction.atomic
def choose_for_space(space: Space, choice: str, *, by: By, at: datetime) -> None:
    """Of what of this space the member wants to be told."""
    if choice not in Choice:
        raise checking.refusal("unknown_choice", "choice")
    SpaceMark.objects.update_or_create(membership=by.membership, space=space, defaults={"choice": choice})


@transaction.atomic
def read_all(space: Space, *, by: By, at: datetime) -> int:
    """Everything in the space is read; how many threads were not."""
    marks = dict(Mark.objects.filter(membership=by.membership, thread__space=space).values_list("thread", "read_to"))
    behind = [one for one in Thread.objects.filter(space=space).only("pk", "posts") if marks.get(one.pk, 0) < one.posts]
    for thread in behind:
        keep_mark(thread, by.membership, read_to=thread.posts)
    return len(behind)
