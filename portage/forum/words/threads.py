"""The words of the forum's pages."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..models import Choice

VIEWS = {
    "": _("All"),
    "unread": _("Unread"),
    "following": pgettext_lazy("threads", "Followed"),
    "open": _("Without an answer"),
}
CHOICES = [
    (Choice.FOLLOWING.value, Choice.FOLLOWING.label),
    (Choice.MENTIONS.value, Choice.MENTIONS.label),
    (Choice.MUTED.value, Choice.MUTED.label),
]
OF_SPACE = {
    "following": _("An e-mail a day when a thread is started, one for each thread that you follow."),
    "mentions": _("An e-mail when somebody speaks to you, and for the threads in which you wrote."),
    "muted": _("No e-mail of this space."),
}
CITED = {
    "product": ("packages", _("Product")),
    "contract": ("file-text", _("Agent contract")),
    "report": ("note", _("Visit report")),
}

# verb of a thread: label, icon, door, extra field
OF_THREAD = {
    "rename": (_("Say better what it is about"), "edit", "forum:rename"),
    "pin": (_("Set it first in its space"), "tag", "forum:pin"),
    "unpin": (_("Set it back among the others"), "tag", "forum:pin"),
    "lock": (_("Take no more posts"), "lock", "forum:lock"),
    "unlock": (_("Take posts again"), "lock", "forum:lock"),
    "move": (_("Move it to another space"), "arrow-right", "forum:move"),
}
