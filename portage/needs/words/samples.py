"""The words of samples and of price instructions."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = str | Promise
VIEWS: Mapping[str, Words] = {
    "": _("All samples"),
    "on_the_way": _("On the way"),
    "untried": _("Received, not tried"),
    "tried": _("Tried"),
}
# Of each standing its shape and its word.
STANDING: Mapping[str, tuple[str, Words]] = {
    "sent": ("waiting", _("On the way")),
    "received": ("running", _("Received, not tried")),
    "good": ("done", pgettext_lazy("trial", "Good")),
    "bad": ("refused", pgettext_lazy("trial", "Not good")),
    "open": ("open", pgettext_lazy("trial", "Inconclusive")),
}
PRICE_VIEWS: Mapping[str, Words] = {
    "": _("In force today"),
    "to_come": _("To come"),
    "all": _("All, former ones too"),
}
