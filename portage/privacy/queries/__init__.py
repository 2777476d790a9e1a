"""Named reads of personal data."""

from .members import former_members, held_of

__all__ = ["former_members", "held_of"]
