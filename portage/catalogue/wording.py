"""The words of codes: why something cannot be done with a product."""

from django.utils.translation import gettext_lazy as _

REASONS = {
    "not_yours": _("Only its owner may do this."),
    "role": _("Your role does not allow this."),
    "not_offered": _("Only a product that is offered can be shared."),
}

# verb: words, icon, what follows
VERBS = {
    "change": (_("Change this product"), "edit", _("Signed contracts keep what they were signed with.")),
    "share": (_("Share it"), "send", _("With a carrier group or an agent: its people then read this page.")),
}

# Statuses as shapes: see core.shapes.STATES
SHAPES = {"draft": "draft", "offered": "done", "withdrawn": "withdrawn"}
