"""The words of codes: why something cannot be done with an organisation."""

from django.utils.translation import gettext_lazy as _

REASONS = {
    "archived": _("It is archived: it can be read, not changed."),
    "not_yours": _("Only its own people, or those of its group, may do this."),
    "role": _("Your role does not allow this."),
}

# verb: words, icon, what follows
VERBS = {
    "change": (
        _("Change its details"),
        "edit",
        _("Address, identifiers, languages. Signed contracts keep what they were signed with."),
    ),
    "rename": (_("Record a new name"), "tag", _("From a day on; history keeps the old name.")),
    "archive": (_("Archive"), "archive", _("It stays readable; nothing new can be begun with it.")),
}
