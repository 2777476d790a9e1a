"""Who may do what with a thread or a post now: one pure function for each, used by the page and by the API alike.

| refusal | meaning |
|---|---|
| `role` | the role reads, and does not write |
| `locked` | the thread takes no more posts |
| `over` | the post was taken back, or hidden by a moderator |
| `not_the_author` | only who wrote it does this |
| `not_a_moderator` | only those who keep order in the space do this |
| `own_post` | one does not report one's own post |
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

OPEN, WRITE, MODERATE = "forum.open_space", "forum.write_post", "forum.moderate_space"
MOST_TEXT = 10_000  # characters of one post: five pages; drawing the most hostile of that length takes half a second
MOST_TITLE = 160
MOST_REASON = 400
MOST_FILES = 6  # of one post
MOST_CITED = 6  # things that one post cites
MOST_A_MINUTE = 12  # posts of one member: beyond, a program or a slip of the keyboard
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Facts:
    """What decides. `is_author`: of the thread's first post, or of the post in question."""

    may_write: bool
    moderates: bool
    locked: bool
    is_author: bool = False
    is_told: bool = True
    hidden: bool = False


def why_not_in_thread(facts: Facts, verb: str) -> str:
    """Why a verb of a thread is refused; empty when it may be done."""
    if not facts.may_write:
        return "role"
    if verb == "reply":
        return "locked" if facts.locked else ""
    if verb in {"rename", "answer"}:
        return "" if facts.is_author or facts.moderates else "not_the_author"
    return "" if facts.moderates else "not_a_moderator"


def why_not_of_post(facts: Facts, verb: str) -> str:
    """Why a verb of a post is refused; empty when it may be done."""
    if not facts.may_write:
        return "role"
    if verb == "rule":
        return "" if facts.moderates else "not_a_moderator"
    if not facts.is_told:
        return "over"
    if verb in {"edit", "take_back"}:
        return "not_the_author" if not facts.is_author else "locked" if facts.locked else ""
    if verb == "flag":
        return "own_post" if facts.is_author else ""
    return ""  # react: whoever may write


def too_many(at: datetime, lately: list[datetime]) -> bool:
    """Whether who wrote at these moments (the newest first) has to wait before the next post."""
    return len(lately) >= MOST_A_MINUTE and at - lately[MOST_A_MINUTE - 1] < MINUTE
