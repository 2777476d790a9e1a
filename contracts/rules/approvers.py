"""Who must approve a version, for each side: the one who runs it, and counsel where the side has one."""

from collections.abc import Collection

RUNS = {
    "agent": ("portage_manager",),
    "principal": ("export_director", "managing_director"),
}


def required(side: str, roles_present: Collection[str]) -> list[frozenset[str]]:
    """Each element is a set of roles of which one must approve. `roles_present`: roles with an active member."""
    counsel = [frozenset({"legal_counsel"})] if "legal_counsel" in roles_present else []
    return [frozenset(RUNS[side]), *counsel]


def complete(side: str, roles_present: Collection[str], approved: Collection[str]) -> bool:
    """Whether the roles that have approved suffice for that side."""
    return all(wanted & set(approved) for wanted in required(side, roles_present))
