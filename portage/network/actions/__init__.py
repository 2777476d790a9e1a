"""Verbs of the network: the only writers of its nouns."""

from .contacts import add_contact, change_contact, remove_contact, use_contact
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
    "add_contact",
    "add_customer",
    "add_member",
    "add_platform_administrator",
    "add_subsidiary",
    "admit_sme",
    "archive_organisation",
    "change_contact",
    "change_customer",
    "change_member",
    "change_organisation",
    "change_settings",
    "check_may_change",
    "drop_view",
    "end_membership",
    "invite",
    "keep_view",
    "open_account",
    "open_group",
    "remove_contact",
    "rename_organisation",
    "resend_invitation",
    "revoke_invitation",
    "use_contact",
]
