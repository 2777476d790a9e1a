"""Icons inlined into pages: Tabler's outline drawings, from the one file that `bin/front-end` makes."""

import json
from functools import cache

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

DRAWN = "static/vendor/icons.json"


@cache
def drawings() -> dict[str, str]:
    """Name -> what stands inside <svg>. Raises with the command to run when the file was not made."""
    path = settings.BASE_DIR / DRAWN
    if not path.is_file():
        raise FileNotFoundError(f"{DRAWN} is missing: run bin/setup (or npm ci, then bin/front-end)")
    return json.loads(path.read_text(encoding="utf-8"))


def icon(name: str, label: str = "") -> SafeString:
    """The icon `name`; hidden from screen readers unless `label` says what it stands for.

    An icon that is not in the allow-list of `bin/front-end` raises LookupError: a page never shows a hole.
    """
    if name not in drawings():
        raise LookupError(f"icon {name!r} is not in the allow-list of bin/front-end")
    inside = mark_safe(drawings()[name])  # nosec: a file that our own script made
    if label:
        return format_html('<svg class="i" viewBox="0 0 24 24" role="img" aria-label="{}">{}</svg>', label, inside)
    return format_html('<svg class="i" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', inside)
