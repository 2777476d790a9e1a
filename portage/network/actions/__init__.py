"""Verbs of the network: the only writers of its nouns."""

from .accounts import close_sessions, reseal_second_factors, reset_second_factor, write_reset
from .answers import accept_candidature, keep_candidature, refuse_candidature, reopen_candidature
from .candidature_pages import (
    close_candidature_page,
    open_candidature_page,
    renew_candidature_page,
    write_candidature_page,
)
from .candidatures import apply, confirm_candidature, erase_candidature, sweep_candidatures, withdraw_candidature
from .contacts import add_contact, change_contact, hand_contacts, remove_contact, use_contact
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
    drop_merged_customer,
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
from .token_mail import remind
from .tokens import add_program, make_token, note_use, revoke_token

__all__ = [
    "absorb_group",
    "accept_candidature",
    "accept_invitation",
    "add_contact",
    "add_customer",
    "add_member",
    "add_platform_administrator",
    "add_program",
    "add_subsidiary",
    "admit_sme",
    "apply",
    "archive_organisation",
    "change_contact",
    "change_customer",
    "change_member",
    "change_organisation",
    "change_settings",
    "check_may_change",
    "close_candidature_page",
    "close_sessions",
    "confirm_candidature",
    "drop_merged_customer",
    "drop_view",
    "end_membership",
    "erase_candidature",
    "hand_contacts",
    "invite",
    "keep_candidature",
    "keep_view",
    "make_token",
    "note_use",
    "open_account",
    "open_candidature_page",
    "open_group",
    "refuse_candidature",
    "remind",
    "remove_contact",
    "rename_organisation",
    "renew_candidature_page",
    "reopen_candidature",
    "reseal_second_factors",
    "resend_invitation",
    "reset_second_factor",
    "revoke_invitation",
    "revoke_token",
    "sweep_candidatures",
    "use_contact",
    "withdraw_candidature",
    "write_candidature_page",
    "write_reset",
]
