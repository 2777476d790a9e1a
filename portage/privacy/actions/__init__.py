"""Verbs of personal data: periods of retention and their daily run, words taken out, people erased."""

from .erasing import erase_account, erase_account_of, erase_contact, erase_member
from .redacting import erase_row, redact
from .replaying import replay
from .retaining import forget_due, set_periods

__all__ = [
    "erase_account",
    "erase_account_of",
    "erase_contact",
    "erase_member",
    "erase_row",
    "forget_due",
    "redact",
    "replay",
    "set_periods",
]
