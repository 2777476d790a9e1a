"""The table of roles as people read it: which role may do what, with what it sees. Made from the table that `access` obeys."""

from dataclasses import dataclass
from typing import Any

from ..permissions import PERMISSIONS
from ..roles import ROLES_OF_KIND, Kind, Role
from .codes import PERMISSION_WORDS, SCOPES


@dataclass(frozen=True)
class Part:
    """The permissions on one kind of scope: for each its words and the roles that hold it, in order."""

    scope: Any
    rows: tuple[tuple[Any, tuple[Role, ...]], ...]


def table(kind: str = "") -> list[Part]:
    """One part for each kind of scope; only the roles that an organisation of this kind has, all without one."""
    roles = tuple(role for role in Role if not kind or role in ROLES_OF_KIND[Kind(kind)])
    return [
        Part(words, tuple(_row(permission, roles) for permission in PERMISSIONS if scope_of(permission) == scope))
        for scope, words in SCOPES.items()
    ]


def scope_of(permission: str) -> str:
    """The kind of scope that a permission is about: contract, model, product, customer, order…"""
    name = permission.rpartition("_")[2]
    if permission.startswith("commission."):
        return "contract"
    if permission.startswith("forum."):
        return "space"
    of_contract = dict.fromkeys(("notice", "people", "commission", "duty"), "contract")
    return {
        "authority": "organisation",
        "contact": "customer",
        "company": "customer",
        "invoice": "order",
        **of_contract,
    }.get(name, name)


def _row(permission: str, roles: tuple[Role, ...]) -> tuple[Any, tuple[Role, ...]]:
    return PERMISSION_WORDS[permission], tuple(role for role in roles if role in PERMISSIONS[permission])


def permissions_of(kind: str) -> list[dict[str, Any]]:
    """The table for programs: each permission by its name, its words, and the roles of that kind that hold it."""
    roles = tuple(role for role in Role if role in ROLES_OF_KIND[Kind(kind)])
    return [
        {"permission": name, "says": str(words), "roles": [role.value for role in held]}
        for name in PERMISSIONS
        for words, held in [_row(name, roles)]
    ]
