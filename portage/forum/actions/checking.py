"""What the verbs of the forum check first: the row as it now is, who acts, and whether what was typed can be right."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from portage.core.journal import By
from portage.core.refusals import Forbidden, Invalid, Refused
from portage.core.tongues import can_be_seen, check_line, check_text
from portage.network.access import Acting
from portage.network.models import Membership
from portage.network.permissions import PERMISSIONS

from ..models import Moderator, Post, Space, Thread
from ..rules.verbs import MODERATE, MOST_TEXT, MOST_TITLE, WRITE, Facts, why_not_in_thread, why_not_of_post
from ..words.refusals import REFUSALS

# The role, or who one is to the space, says no: the same refusal whatever else is so.
FORBIDDEN = {"role", "not_a_moderator", "not_the_author"}


def refusal(code: str, field: str = "", **facts: Any) -> Invalid:
    """What cannot be right, in its words."""
    return Invalid(code, REFUSALS[code] % facts if facts else REFUSALS[code], field=field)


def lock_thread(thread: Thread) -> Thread:
    """The thread's row as it now is, held until the transaction ends: its posts are numbered one after the other."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("lock_thread() needs a transaction")
    held = Thread.objects.select_for_update(of=("self",)).select_related("space__contract", "membership")
    return held.get(pk=thread.pk)


def lock_author(by: By) -> None:
    """Two sendings of one person wait for each other, so that the second finds what the first one wrote. Before any thread."""
    Membership.objects.select_for_update(of=("self",), no_key=True).get(pk=by.membership.pk)


def lock_post(post: Post) -> tuple[Thread, Post]:
    """(its thread, the post) as they now are, held in that order."""
    thread = lock_thread(Thread(pk=post.thread_id))
    return thread, Post.objects.select_for_update(of=("self",)).get(pk=post.pk)


def is_moderator(space: Space, membership: Any) -> bool:
    """Whether this member keeps order there: a portage manager of its group, or who was named."""
    return is_by_role(space, membership) or Moderator.objects.filter(space=space, membership=membership).exists()


def is_by_role(space: Space, membership: Any) -> bool:
    """Whether they keep order there without being named."""
    group = space.contract.group_id if space.contract else space.group_id
    return membership.organisation_id == group and membership.role in PERMISSIONS[MODERATE]


def facts_of(thread: Thread, acting: Acting | By, *, moderates: bool, post: Post | None = None) -> Facts:
    """What decides which verbs a member has in a thread, or on one of its posts."""
    member: Any = acting.membership
    of = post or thread
    return Facts(
        may_write=member.role in PERMISSIONS[WRITE],
        moderates=moderates,
        locked=thread.locked,
        is_author=of.membership_id == member.pk,
        is_told=post is None or post.is_told,
        hidden=post is not None and post.hidden_at is not None,
    )


def demand_in_thread(thread: Thread, by: By, verb: str) -> None:
    """Raise Forbidden or Refused unless `by` may do this in the thread now."""
    _demand(why_not_in_thread(facts_of(thread, by, moderates=is_moderator(thread.space, by.membership)), verb))


def demand_of_post(thread: Thread, post: Post, by: By, verb: str) -> None:
    """Raise Forbidden or Refused unless `by` may do this with the post now."""
    facts = facts_of(thread, by, moderates=is_moderator(thread.space, by.membership), post=post)
    _demand(why_not_of_post(facts, verb))


def _demand(reason: str) -> None:
    if reason:
        raise (Forbidden if reason in FORBIDDEN else Refused)(reason, REFUSALS[reason])


def title(text: str) -> str:
    """One line that says what the thread is about. Raises Invalid."""
    return _line(text, "title", "no_title", MOST_TITLE)


def name(text: str) -> str:
    """The name of a space. Raises Invalid."""
    return _line(text, "name", "no_name", 80)


def about(text: str) -> str:
    """What a space is for, in one line; it may be empty. Raises Invalid."""
    _seen(check_line, text, "about")
    if len(text) > 300:
        raise refusal("too_many_characters", "about", most=300)
    return text.strip()


def reason(text: str, most: int) -> str:
    """Why. Raises Invalid for nothing, or for too much."""
    return _text(text, "reason", "no_reason", most)


def words(text: str) -> str:
    """What a post says. Raises Invalid."""
    return _text(text, "text", "no_words", MOST_TEXT)


def _line(text: str, field: str, empty: str, most: int) -> str:
    _seen(check_line, text, field)
    if not can_be_seen(text.strip()):
        raise refusal(empty, field)
    if len(text.strip()) > most:
        raise refusal("too_many_characters", field, most=most)
    return text.strip()


def _text(text: str, field: str, empty: str, most: int) -> str:
    if not text.strip():
        raise refusal(empty, field)
    if len(text) > most:
        raise refusal("too_many_characters", field, most=most)
    _seen(check_text, text, field)
    return text.replace("\r\n", "\n").strip()


def _seen(check: Callable[[str], None], text: str, field: str) -> None:
    try:
        check(text)
    except ValidationError as error:
        raise Invalid("unseen_character", str(error.messages[0]), field=field) from error


def told(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Only what is said: facts that are empty stand in no journal."""
    return {key: value for key, value in facts.items() if value not in (None, "", [], ())}
