"""Who may do what with an organisation: a pure function, for the page and for the verbs alike.

| refusal | meaning |
|---|---|
| `archived` | put aside: read-only |
| `not_yours` | seen as a partner, not one's own nor one's group's |
| `role` | the role does not give it |
"""

from dataclasses import dataclass
from uuid import UUID

from ..roles import Kind

PERMISSION = {
    "change": "network.change_organisation",
    "rename": "network.change_organisation",
    "archive": "network.change_organisation",
}
ARCHIVABLE = {Kind.SUBSIDIARY, Kind.CARRIED_SME}


@dataclass(frozen=True)
class Facts:
    """What decides: the organisation (its kind, its own or its group's identifier) and who asks."""

    kind: str
    owners: frozenset[UUID | None]
    archived: bool
    mine: UUID
    permissions: frozenset[str]


def refusal(facts: Facts, verb: str) -> str:
    """Why `verb` is refused, "" when it is allowed."""
    if facts.archived:
        return "archived"
    if facts.mine not in facts.owners:
        return "not_yours"
    return "" if PERMISSION[verb] in facts.permissions else "role"


def verdicts(facts: Facts) -> dict[str, str]:
    """Every verb that means something for this kind, with its refusal."""
    verbs = [verb for verb in PERMISSION if verb != "archive" or facts.kind in ARCHIVABLE]
    return {verb: refusal(facts, verb) for verb in verbs}


def one_house(mine: UUID, parent: UUID | None, other: UUID, other_parent: UUID | None) -> bool:
    """Whether two organisations are one, or a group and its own: their people know each other."""
    return other == mine or other_parent == mine or (parent is not None and other == parent)
