"""Events of the forum in words; who did it stands before."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from portage.core.models import Entry

Facts = Mapping[str, Any]


def says(entry: Entry, names: Mapping[UUID, str]) -> str:
    """The verb phrase. A kind that has no sentence yet is told by its code, so that nothing is hidden."""
    say = SENTENCES.get(entry.kind)
    return say(entry.facts) if say else entry.kind


def _ruled(facts: Facts) -> str:
    told = {
        "hide": _("hid post %(number)s, and said why."),
        "show": _("showed post %(number)s again, and said why."),
        "keep": _("left post %(number)s as it is, and said why."),
    }
    return told[facts["ruling"]] % facts


SENTENCES: Mapping[str, Callable[[Facts], str]] = {
    "forum.space_opened": lambda f: _("opened the space."),
    "forum.space_changed": lambda f: _("gave the space another name, or said anew what it is for."),
    "forum.moderator_named": lambda f: _("named a moderator."),
    "forum.moderator_ended": lambda f: _("ended a moderator's part."),
    "forum.thread_started": lambda f: _("started the thread."),
    "forum.thread_renamed": lambda f: _("said better what it is about."),
    "forum.thread_pinned": lambda f: _("set it first in its space."),
    "forum.thread_unpinned": lambda f: _("set it back among the others."),
    "forum.thread_locked": lambda f: _("closed it to new posts."),
    "forum.thread_unlocked": lambda f: _("opened it to posts again."),
    "forum.thread_moved": lambda f: _("moved it to another space."),
    "forum.answer_marked": lambda f: (
        _("marked post %(answer)s as the answer.") % f if f.get("answer") else _("said that none of the posts is the answer.")
    ),
    "forum.post_written": lambda f: _("wrote post %(number)s.") % f,
    "forum.post_changed": lambda f: _("changed post %(number)s.") % f,
    "forum.post_taken_back": lambda f: _("took post %(number)s back.") % f,
    "forum.post_flagged": lambda f: _("reported post %(number)s.") % f,
    "forum.post_ruled": _ruled,
    "forum.file_attached": lambda f: _("added a photo or a document."),
}  # fmt: skip
