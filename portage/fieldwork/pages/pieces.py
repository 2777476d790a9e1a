"""Small pieces that several pages of fieldwork draw."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ..models import Account
from ..words import pages as say

STEPS = len(Account.Interest) - 1


def interest(level: int | None) -> SafeString:
    """Four small bars that fill, and the word: never the bars alone."""
    if level is None:
        return format_html('<span class="quiet">{}</span>', say.interest(level))
    bars = format_html_join("", '<i class="{}"></i>', (("on" if step < level else "",) for step in range(STEPS)))
    return format_html(
        '<span class="interest"><span class="bars" aria-hidden="true">{}</span>{}</span>', bars, say.interest(level)
    )
