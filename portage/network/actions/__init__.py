"""Verbs of the network: the only writers of its nouns."""

from .organisations import (
    absorb_group,
    add_customer,
    add_subsidiary,
    admit_sme,
    archive_organisation,
    change_customer,
    change_organisation,
    check_may_change,
    open_group,
    rename_organisation,
)
from .people import add_member, add_platform_administrator, change_settings, drop_view, end_membership, keep_view

__all__ = [
    "absorb_group",
    "add_customer",
    "add_member",
    "add_platform_administrator",
    "add_subsidiary",
    "admit_sme",
    "archive_organisation",
    "change_customer",
    "change_organisation",
    "change_settings",
    "check_may_change",
    "drop_view",
    "end_membership",
    "keep_view",
    "open_group",
    "rename_organisation",
]
