"""States as a shape that fills while a thing advances, then a word; colour comes last and never alone."""

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

RING = '<circle cx="7" cy="7" r="5.5" class="line"/>'
DASHED = '<circle cx="7" cy="7" r="5.5" class="line" stroke-dasharray="2.2 2.1"/>'
DISC = '<circle cx="7" cy="7" r="6.25" class="full"/>'
CROSS = '<path d="M5 5l4 4M9 5l-4 4" class="line"/>'

# shape, tone (a class of the style sheet)
SHAPES = {
    "dashed": DASHED,
    "ring": RING,
    "half": RING + '<path d="M7 3.5a3.5 3.5 0 0 1 0 7z" class="full"/>',
    "most": RING + '<path d="M7 3.5a3.5 3.5 0 1 1-3.5 3.5H7z" class="full"/>',
    "dot": RING + '<circle cx="7" cy="7" r="3.2" class="full"/>',
    "disc": DISC,
    "check": DISC + '<path d="M4.3 7.2l1.9 1.9 3.6-3.9" class="cut"/>',
    "minus": DISC + '<path d="M4 7h6" class="cut"/>',
    "mark": DISC + '<path d="M7 3.6v4M7 9.4v1" class="cut"/>',
    "stop": DISC + '<path d="M5 5l4 4M9 5l-4 4" class="cut"/>',
    "cross": RING + CROSS,
    "gone": DASHED + CROSS,
}

# The life of a contract, then what any other thing needs.
STATES: dict[str, tuple[str, str, str | Promise]] = {
    "draft": ("dashed", "quiet", _("Draft")),
    "negotiating": ("half", "ink", _("Negotiating")),
    "approved": ("most", "ink", _("Approved")),
    "awaiting_signature": ("dot", "amber", _("Awaiting signature")),
    "signed": ("disc", "tide", _("Signed")),
    "in_force": ("check", "tide", _("In force")),
    "notice_given": ("minus", "ink", _("Notice given")),
    "ended": ("cross", "quiet", _("Ended")),
    "withdrawn": ("gone", "quiet", _("Withdrawn")),
    "in_effect": ("check", "ink", _("In effect")),
    "fallen": ("gone", "rust", _("Fallen")),
    "done": ("check", "tide", _("Done")),
    "open": ("ring", "amber", _("Open")),
    "waiting": ("dot", "amber", _("Waiting")),
    "running": ("half", "ink", _("Running")),
    "near": ("mark", "amber", _("Near")),
    "late": ("mark", "rust", _("Late")),
    "refused": ("stop", "rust", _("Refused")),
    "none": ("dashed", "quiet", _("Not yet")),
}


def state(code: str, word: str = "") -> SafeString:
    """The shape of `code` (see STATES) and a word: `word` when given, else its usual one."""
    shape, tone, usual = STATES[code]
    drawing = mark_safe(SHAPES[shape])  # nosec: constants above
    return format_html(
        '<span class="state {}"><svg viewBox="0 0 14 14" aria-hidden="true">{}</svg>{}</span>',
        tone,
        drawing,
        word or usual,
    )
