"""Who needs a second factor. Pure.

Whoever may sign or keeps members binds others or lets them in; a platform administrator corrects the record of law. A
password that leaked must not be enough for that. Any active membership counts, not only the one acted through: one
session opens them all.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

REQUIRED, OPTIONAL = "required", "optional"


@dataclass(frozen=True)
class Part:
    """One active membership: its role, and whether it keeps members."""

    role: str
    is_administrator: bool


def needs_second_factor(parts: Iterable[Part], *, signing: Collection[str], platform: bool) -> bool:
    """`signing` are the roles that may sign, `platform` whether the person administers the platform."""
    return platform or any(part.is_administrator or part.role in signing for part in parts)


def proved_enough(*, has_factor: bool, by_provider: bool, provider_asks: bool) -> bool:
    """A factor of one's own, or a provider that the operator says asks for one itself, used for this session."""
    return has_factor or (by_provider and provider_asks)
