"""Named reads of fieldwork."""

from . import reports, writing

__all__ = ["reports", "writing"]
