"""The list of needs, quotes and complaints as a file: the rows of the page, in its order."""

from typing import Any

from django.utils.translation import gettext as _

from ..words import matters as said
from .matters import tag


def header() -> list[Any]:
    return [
        _("Reference"), _("Kind"), _("Customer"), _("City"), _("Contract"), _("Principal"), _("Agent"), _("Asked"),
        _("Answer by"), _("Status"), _("What is asked"),
    ]  # fmt: skip


def row(matter: Any) -> list[Any]:
    """One of them: days as such, its words in the reader's language where somebody translated them."""
    contract = matter.contract
    text = matter.opening.text_in(tag())[0] if matter.opening else ""
    return [
        matter.reference, str(said.KINDS[matter.kind]), matter.customer_name, matter.city, contract.reference,
        contract.principal.name, contract.agent.name, matter.asked_on, matter.answer_by, str(matter.get_status_display()), text,
    ]  # fmt: skip
