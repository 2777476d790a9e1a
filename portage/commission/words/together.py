"""Statements issued together, in words: how an entry stands, and why one was refused."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

# state: the code of its shape, the word
STATES: Mapping[str, tuple[str, Words]] = {
    "waiting": ("waiting", _("To come")),
    "issued": ("done", _("Issued")),
    "refused": ("near", _("Not issued here")),
}
REFUSALS: Mapping[str, Words] = {
    "no_right": _("Who asked may not issue this statement any more."),
    "already_issued": _("It was issued meanwhile."),
    "nothing_told": _("No order was told under this contract."),
    "earlier_first": _("An earlier period comes first: see its preview."),
    "not_a_period": _("The period ends on another day under the terms of that time: see its preview."),
    "period_runs": _("The period is not over yet where the contract is kept."),
    "failed": _("It could not be computed. Those who run the platform find why in its log."),
}
OTHER = _("It was refused: issue it from its preview, which says why.")


def why(code: str) -> Words:
    """Why there is no statement; "" when there is one."""
    return REFUSALS.get(code, OTHER) if code else ""
