"""Every address that answers a page stands in the table of looks, or here with why it does not."""

import re
from uuid import UUID

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from tests.e2e.table import LOOKS

ANY = str(UUID(int=1))
NUMBERS = {"model_version": "1"}
NO_PAGE = {
    "a file": {
        "commission:invoice_paper", "commission:invoice_xml", "commission:paper", "commission:sheet", "contracts:document", "contracts:draft_pdf", "contracts:evidence",
        "contracts:export", "contracts:feed", "contracts:letter_draft", "contracts:model_file", "contracts:model_pdf",
        "contracts:redline", "contracts:review_file_pdf", "contracts:succession_document", "fieldwork:export_prospects",
        "fieldwork:export_reports", "fieldwork:export_sections", "fieldwork:print_section", "fieldwork:report_file",
        "fieldwork:section_file", "privacy:contact_file", "privacy:download",
        "fieldwork:export_activity", "fieldwork:export_orders",
        "forum:file", "needs:export", "needs:file", "needs:print_quote",
    },
    "a piece of a page that is looked at": {
        "catalogue:hs_codes", "commission:batch_progress", "contracts:calendar_rows", "contracts:choices", "contracts:keep_typing",
        "contracts:tabs", "fieldwork:prospects_column", "forum:preview", "home:badges",
    },
    "only answers to a button": {
        "catalogue:share_product", "commission:accept", "commission:withdraw_split", "contracts:add_article", "contracts:answer_end", "contracts:answer_point",
        "contracts:archive_organisation", "contracts:arrange_articles", "contracts:bring_back_model",
        "contracts:clear", "contracts:comment_point", "contracts:drop_view", "contracts:end_authority",
        "contracts:keep_places", "contracts:make_feed", "contracts:model_languages", "contracts:revoke_feed",
        "contracts:save_view", "contracts:take_name_off", "core:retry_job",
        "fieldwork:acknowledge_section", "fieldwork:drop_action", "fieldwork:finish_action", "fieldwork:move_action",
        "fieldwork:section_actions", "fieldwork:section_remarks", "fieldwork:take_action",
        "fieldwork:part_companies", "fieldwork:settle_order_dispute",
        "forum:answer", "forum:choose", "forum:choose_for_space", "forum:end_moderator", "forum:lock", "forum:pin", "forum:react",
        "forum:read", "forum:read_all", "forum:reply", "network:act_for", "network:close_candidature_page", "network:open_candidature_page",
        "network:renew_candidature_page", "network:reopen_candidature", "network:resend_invitation",
        "network:revoke_invitation", "network:revoke_token", "network:use_contact", "privacy:erase_text",
        "set_language",
    },
    "leads to the step that is next": {"contracts:steps"},
    "for machines": {
        "core:health_live", "core:health_ready", "core:metrics", "fieldwork:manifest", "fieldwork:shell", "fieldwork:worker",
    },
    "only for who must have a second factor and has none; see tests/network/test_second_factor.py": {
        "network:second_factor",
    },
    "of a disputed statement, or under a mandate, which those who look do not have; see tests/commission": {
        "commission:answer", "commission:contest_invoice", "commission:dispute", "commission:end_mandate",
    },
    "reached by a key that the demonstration does not hold; see tests/contracts and tests/core": {
        "contracts:annul", "contracts:answer_succession", "contracts:confirm_scan", "contracts:moral",
        "core:mute",
    },
}  # fmt: skip
ONLY_IN_DEBUG = {"core:components"}  # the table of addresses holds it when DEBUG was on as it was made
OWN = {
    "contracts", "catalogue", "commission", "core", "fieldwork", "forum", "home", "needs", "network", "privacy", "set_language",
}  # fmt: skip


def names(resolver: URLResolver, space: str = "") -> set[str]:
    """`app:name` of every address below."""
    found: set[str] = set()
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            found.add(f"{space}:{one.name}" if space else str(one.name))
        else:
            found |= names(one, one.namespace or space)
    return found


def looked_at() -> set[str]:
    paths = (
        re.sub(r"\{(\w+)\}", lambda word: NUMBERS.get(word[1], ANY), look.path).partition("?")[0] for look in LOOKS
    )
    return {resolve(path).view_name for path in paths}


def test_every_page_is_looked_at():
    own = {name for name in names(get_resolver()) if name.partition(":")[0] in OWN}
    declared = set().union(*NO_PAGE.values())
    assert own - declared - looked_at() - ONLY_IN_DEBUG == set()


def test_nothing_is_excused_that_is_gone_or_looked_at():
    declared = set().union(*NO_PAGE.values())
    assert declared - names(get_resolver()) == set()
    assert declared & looked_at() == set()


@pytest.mark.parametrize("key", ["catalogue:products", "contracts:contract"])
def test_a_forgotten_page_would_be_noticed(key):
    assert key in looked_at()
