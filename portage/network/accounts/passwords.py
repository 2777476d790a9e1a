"""What is no password though it is long: a common one with figures around it, or the same piece again and again.

Django's list holds few passwords of twelve characters: people who must type twelve take one of eight and add "2026".
This looks at what they started from.
"""

import re
from functools import cache
from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

DISGUISES = str.maketrans("@4310$5!7€", "aaeiossite")
ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890123456789",
    "qwertyuiopasdfghjklzxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
)
RUN = 5  # so many neighbours of a row count as one character


@cache
def common() -> frozenset[str]:
    """Django's list, which lies in its package."""
    return frozenset(CommonPasswordValidator().passwords)


def told(password: str) -> str:
    """What is left of it when figures and signs around it, and disguises in it, are taken away."""
    return re.sub(r"^[\W\d_]+|[\W\d_]+$", "", password.lower()).translate(DISGUISES)


def worth(password: str) -> int:
    """How many characters one had to think of: a piece that is repeated counts once, a run along a row counts one."""
    low = password.lower()
    piece = re.fullmatch(r"(.+?)\1*", low, re.DOTALL)
    low = piece[1] if piece else low
    for row in (*ROWS, *(row[::-1] for row in ROWS)):
        at = 0
        while at <= len(low) - RUN:
            if low[at : at + RUN] in row:
                end = at + RUN
                while end < len(low) and low[at : end + 1] in row:
                    end += 1
                low = low[: at + 1] + low[end:]
            at += 1
    return len(low)


class NotCommonInDisguise:
    """One of AUTH_PASSWORD_VALIDATORS."""

    LEAST = 6

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError."""
        if told(password) in common() or {password.lower().translate(DISGUISES)} & common():
            raise ValidationError(
                _(
                    "This is a common password with something around it. Take several words that have nothing in common."
                ),
                code="password_common_in_disguise",
            )
        if worth(password) < self.LEAST:
            raise ValidationError(
                _("This repeats itself, or runs along the keyboard. Take several words that have nothing in common."),
                code="password_repeats",
            )

    def get_help_text(self) -> str:
        return _("Not a common password with figures around it, nor the same piece again and again.")
