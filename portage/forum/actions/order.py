"""Order in a space: a reader reports a post, a moderator decides with a reason. The decision stays to be read."""

from datetime import datetime

from django.db import transaction

from portage.core import journal
from portage.core.journal import By
from portage.core.refusals import Refused

from ..models import Flag, Post, Ruling
from ..rules.verbs import MOST_REASON
from ..words.refusals import REFUSALS
from . import checking, telling


@transaction.atomic
def flag(post: Post, *, reason: str, by: By, at: datetime) -> Flag:
    """A reader says why a post should not stand there. The post stays as it is until a moderator has decided."""
    thread, post = checking.lock_post(post)
    checking.demand_of_post(thread, post, by, "flag")
    if Flag.objects.filter(post=post, membership=by.membership, settled=False).exists():
        raise Refused("flagged_already", REFUSALS["flagged_already"])
    made = Flag.objects.create(
        post=post, membership=by.membership, reason=checking.reason(reason, MOST_REASON), at=at
    )  # fmt: skip
    journal.record("forum.post_flagged", thread, by=by, at=at, post=post.pk, number=post.number)
    telling.tell_moderators(made, thread, at=at)
    return made


@transaction.atomic
def rule(post: Post, kind: str, *, reason: str, by: By, at: datetime) -> Ruling:
    """A moderator hides a post, shows it again, or leaves it as it is, and says why. What readers reported is settled by it."""
    thread, post = checking.lock_post(post)
    checking.demand_of_post(thread, post, by, "rule")
    if kind not in Ruling.Kind:
        raise checking.refusal("unknown_ruling", "kind")
    if (kind == Ruling.Kind.SHOW) == (post.hidden_at is None) and kind != Ruling.Kind.KEEP:
        raise Refused("same_ruling", REFUSALS["same_ruling"], field="kind")
    made = Ruling.objects.create(
        post=post, membership=by.membership, kind=kind, reason=checking.reason(reason, MOST_REASON), at=at
    )  # fmt: skip
    if kind != Ruling.Kind.KEEP:
        post.hidden_at = at if kind == Ruling.Kind.HIDE else None
        post.save(update_fields=["hidden_at"])
    Flag.objects.filter(post=post, settled=False).update(settled=True)
    journal.record("forum.post_ruled", thread, by=by, at=at, post=post.pk, number=post.number, ruling=kind)
    return made
