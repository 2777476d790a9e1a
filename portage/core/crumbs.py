"""Where a page stands: what core/_crumbs.html draws."""

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise

Words = str | Promise


def crumbs(*steps: tuple[Any, ...], here: Words) -> list[dict[str, str]]:
    """`crumbs((_("Organisations"), "network:organisations"), (name, "network:organisation", pk), here=_("Rename"))`."""
    above = [{"label": str(label), "url": reverse(name, args=list(args))} for label, name, *args in steps]
    return [*above, {"label": str(here), "url": ""}]
