"""Verbs of the network: the only writers of its nouns."""

from .accounts import close_sessions, reseal_second_factors, reset_second_factor, write_reset
from .invitations import accept_invitation, invite, open_account, resend_invitation, revoke_invitation
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
from .people import (
    add_member,
    add_platform_administrator,
    change_member,
    change_settings,
    drop_view,
    end_membership,
    keep_view,
)

__all__ = [
    "absorb_group",
    "accept_invitation",
    "add_customer",
    "add_member",
    "add_platform_administrator",
    "add_subsidiary",
    "admit_sme",
    "archive_organisation",
    "change_customer",
    "change_member",
    "change_organisation",
    "change_settings",
    "check_may_change",
    "close_sessions",
    "drop_view",
    "end_membership",
    "invite",
    "keep_view",
    "open_account",
    "open_group",
    "rename_organisation",
    "reseal_second_factors",
    "resend_invitation",
    "reset_second_factor",
    "revoke_invitation",
    "write_reset",
]
