"""What mail of the forum says: (subject, text) by occasion. It names a thread to nobody who has not opened it."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise
SUBJECTS: Mapping[str, tuple[Words, Words]] = {
    "mention": (
        _("%(who)s speaks to you in the forum"),
        _("%(who)s, %(organisation)s, has named you in a post. The thread opens at it."),
    ),
    "thread": (
        _("New posts in a thread that you follow"),
        _("There is something new in a thread that you follow. Until you have read it, no other message comes about it."),
    ),
    "space": (
        _("New threads in a space that you follow"),
        _("A new thread was started in a space that you follow. One message a day tells of all of them."),
    ),
    "flag": (
        _("A reader reports a post"),
        _("A reader says that a post should not stand in a space in which you keep order. The post stays until you decide."),
    ),
}  # fmt: skip
