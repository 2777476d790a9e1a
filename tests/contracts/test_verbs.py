"""One pure function says who may do what now, and why not the rest; the verbs themselves agree with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.models.contract import ARROWS
from contracts.rules.verbs import ANSWERS, PERMISSION, Facts, verdict, verdicts
from contracts.words.pages import REASONS, VERBS
from portage.network.access import PERMISSIONS
from portage.network.roles import Role

ALL = frozenset(PERMISSIONS)
SIDES = st.sampled_from(["principal", "agent"])
FACTS = st.builds(
    Facts,
    status=st.sampled_from(ARROWS.statuses),
    nature=st.sampled_from(["renewable", "indefinite", "moral"]),
    side=st.sampled_from(["principal", "agent", ""]),
    role=st.sampled_from(Role.values),
    permissions=st.sampled_from([ALL, frozenset()]),
    approved=st.frozensets(st.sampled_from(Role.values), max_size=2),
    signed=st.frozensets(SIDES),
    signatory=st.booleans(),
    way=st.sampled_from(["advanced", "paper"]),
    scan_by=st.sampled_from(["", "principal", "agent"]),
    too_late=st.booleans(),
    noticed=st.frozensets(SIDES),
    receivable=st.booleans(),
    annullable=st.sampled_from(["", "principal", "agent"]),
    proposed_by=st.sampled_from(["", "principal", "agent"]),
    confirmed=st.frozensets(SIDES),
)


@given(FACTS)
def test_every_answer_has_words(facts):
    for said in verdicts(facts):
        assert said.verb in VERBS
        assert said.allowed or said.reason in REASONS


@given(FACTS)
def test_a_third_party_and_a_role_without_permission_may_do_nothing(facts):
    if not facts.side or not facts.permissions:
        assert not any(said.allowed for said in verdicts(facts))


@given(FACTS)
def test_what_is_ended_or_withdrawn_offers_nothing_but_to_read(facts):
    if facts.status in {"ended", "withdrawn"}:
        assert {said.verb for said in verdicts(facts)} <= {"annul", "acknowledge"}


@given(FACTS)
def test_what_binds_is_never_typed_signed_or_withdrawn(facts):
    if facts.status in {"signed", "in_force", "notice_given"}:
        for verb in (
            "edit",
            "propose",
            "approve",
            "sign",
            "refuse_sign",
            "bring_scan",
            "confirm_scan",
            "withdraw",
            "reopen",
        ):
            assert not verdict(facts, verb).allowed


@given(FACTS)
def test_a_moral_contract_is_never_proposed_nor_signed_by_its_nature(facts):
    if facts.nature == "moral":
        assert not verdict(facts, "propose").allowed


@pytest.mark.parametrize("verb", ANSWERS)
def test_every_verb_has_its_permission_in_the_table_of_roles(verb):
    assert PERMISSION[verb] in PERMISSIONS


@pytest.mark.parametrize(
    ("status", "more", "verb", "reason"),
    [
        ("negotiating", {"role": "export_director"}, "approve", ""),
        ("negotiating", {"role": "subsidiary_manager"}, "approve", "not_an_approver"),
        (
            "negotiating",
            {"role": "export_director", "approved": frozenset({"export_director"})},
            "approve",
            "already_approved",
        ),
        ("approved", {}, "sign", "document_in_the_making"),
        ("awaiting_signature", {}, "sign", "not_a_signatory"),
        ("awaiting_signature", {"signatory": True}, "sign", ""),
        ("awaiting_signature", {"signatory": True, "signed": frozenset({"principal"})}, "sign", "already_signed"),
        ("awaiting_signature", {"signed": frozenset({"agent"})}, "reopen", "signature_begun"),
        ("signed", {}, "notice", "not_begun"),
        ("in_force", {}, "notice", ""),
        ("notice_given", {"noticed": frozenset({"principal"})}, "notice", "notice_already_given"),
        ("in_force", {"proposed_by": "principal"}, "accept_end", "own_proposal"),
        ("in_force", {"proposed_by": "agent"}, "accept_end", ""),
        ("in_force", {}, "withdraw", "only_before_signature"),
        ("draft", {"nature": "moral", "confirmed": frozenset({"principal"})}, "confirm", "already_confirmed"),
        ("ended", {}, "notice", "not_now"),
    ],
)
def test_what_it_says_for_the_principal(status, more, verb, reason):
    facts = {"nature": "renewable", "side": "principal", "role": "managing_director", "permissions": ALL, **more}
    assert verdict(Facts(status=status, **facts), verb).reason == reason
