"""What a token opens: one table of the API's doors. Pure.

A token never gives more than its person may do while acting for its organisation: a scope only narrows. A door that the
table does not know opens to no token.

| state of a token | meaning |
|---|---|
| `live` | it opens what its scopes say |
| `expired` | its time has passed |
| `revoked` | somebody ended it |
"""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

DOMAINS = ("network", "catalogue", "contracts", "fieldwork", "needs", "commission", "forum")
SCOPES = tuple(f"{domain}:{way}" for domain in DOMAINS for way in ("read", "write"))
LENGTHS = (30, 90, 365)  # days for which a token may be made
MOST_TOKENS = 20  # live ones of one membership
MOST_PROGRAMS = 50  # of one organisation
REMIND_DAYS = 7

READING = frozenset({"GET", "HEAD", "OPTIONS"})
DOMAIN_OF = {
    door: domain
    for domain, doors in {
        "network": """
            organisations subsidiaries smes organisation rename_organisation customers customer contacts contact roles members member
            end_membership organisation_members organisation_invitations invitation resend_invitation revoke_invitation
            candidatures candidature accept_candidature refuse_candidature keep_candidature reopen_candidature
        """,
        "catalogue": "products product share_product hs_codes",
        "contracts": """
            contracts contract checks set_products set_territory set_tasks set_commission set_duration set_law choices propose confirm withdraw
            version versions compare redline negotiation proposals answer_point comments clear keep_places approve reopen
            sign signing evidence refuse_to_sign sign_elsewhere bring_scan confirm_scan last_day_to_sign signatories end_authority
            document document_file document_check verify review_file review_file_pdf
            amendments set_effect as_it_stood extensions ask_in_writing successions answer_succession succession_file
            explain_dates notice_preview give_notice notice receipt propose_end accept_end end_for_default end_preview answer_end
            leaving exposure renewals commission_figures duties duty finish_duty date_duty
            models model publish_model model_version copy_model model_check model_preview model_compare model_uses model_rename model_archive
            working_copy working_articles working_article working_languages working_publish
        """,
        "commission": """
            statements statement accept_statement dispute_line pay_statement statement_file answer_dispute withdraw_dispute
            next_statement exchange_rates make_commission_invoice own_commission_invoice commission_invoices commission_invoice
            credit_commission_invoice contest_commission_invoice commission_invoice_file commission_invoice_xml
            billing_mandates end_billing_mandate commission_accounts
            due_periods statement_batches statement_batch batch_entries order_split withdraw_split parts part answer_part
        """,
        "fieldwork": """
            reports report correct_report sections section acknowledge_section section_remarks section_actions correct_section
            print_section action_events report_file_bytes section_file_bytes writing_reports filed_report report_file
            section_file drafts draft mirror mirrors activity prospects prospect move_prospect funnel market duplicates merge_customers
            section_file drafts draft prospects prospect move_prospect funnel market duplicates merge_customers
            companies_alike part_companies company
            orders order direct_orders accept_order refuse_order withdraw_order order_remarks order_disputes settle_order_dispute
            order_deliveries order_invoices order_payments order_credits order_lost bulk_invoices bulk_payments
        """,
        "forum": """
            forum_spaces space space_readers space_moderators space_moderator tell_space read_space space_threads contract_threads
            thread thread_posts read_thread tell_thread post post_former post_reaction flag_post rule_post post_file post_file_bytes
        """,
        "needs": """
            needs quotes complaints matter answer_matter write_on_matter withdraw_matter close_matter
            translate_said matter_file matter_file_bytes order_quote print_quote prices samples sample receive_sample sample_trials
        """,
    }.items()
    for door in doors.split()
}
# Any token: who am I, and what is there.
ANY = frozenset({"me", "schema", "docs"})
# They are sent something and keep nothing: reading.
ASKED_BY_POST = frozenset({"explain_dates", "model_check", "verify"})
# Writing through them binds, judges, or lets people in: only by a person who is there.
BY_PEOPLE = frozenset(
    """
    choices clear keep_places answer_point approve confirm withdraw sign sign_elsewhere refuse_to_sign bring_scan confirm_scan
    give_notice receipt propose_end accept_end end_for_default answer_end renewals successions answer_succession signatories end_authority
    members member end_membership organisation_members organisation_invitations resend_invitation revoke_invitation
    accept_candidature refuse_candidature accept_statement answer_dispute withdraw_dispute next_statement
    make_commission_invoice credit_commission_invoice contest_commission_invoice billing_mandates end_billing_mandate
    accept_candidature refuse_candidature merge_customers
    statement_batches order_split withdraw_split answer_part forum_spaces space space_moderators space_moderator rule_post
    accept_candidature refuse_candidature merge_customers part_companies company
    accept_candidature refuse_candidature acknowledge_section
    """.split()
)


def reads(door: str, method: str) -> bool:
    """Whether a request changes nothing."""
    return method in READING or door in ASKED_BY_POST


def refusal(door: str, method: str, scopes: Iterable[str]) -> str:
    """Why a token with these scopes does not pass: not_by_token, scope; "" when it does."""
    if door in ANY:
        return "" if reads(door, method) else "not_by_token"
    if door not in DOMAIN_OF or (door in BY_PEOPLE and not reads(door, method)):
        return "not_by_token"
    return "" if needed(door, method) in set(scopes) else "scope"


def needed(door: str, method: str) -> str:
    """The scope that a request needs."""
    return f"{DOMAIN_OF[door]}:{'read' if reads(door, method) else 'write'}"


def good_until(at: datetime, days: int, zone: str) -> datetime:
    """The end of the last day, where the organisation is: a page that names a day means that whole day."""
    there = ZoneInfo(zone)
    last = at.astimezone(there).date() + timedelta(days=days)
    return datetime.combine(last, time(23, 59, 59), tzinfo=there)


def state(token: Any, at: datetime) -> str:
    """One word, see the table above."""
    if token.revoked_at is not None:
        return "revoked"
    return "live" if at < token.expires_at else "expired"


def opens(token: Any, at: datetime) -> bool:
    """Whether it opens anything now: itself, its membership, its person and its organisation all still live."""
    membership = token.membership
    return (
        state(token, at) == "live"
        and membership.ended_at is None
        and membership.person.is_active
        and membership.organisation.archived_at is None
    )
