"""One pure function says who may do what now, and why not the rest; the verbs themselves agree with it."""

from dataclasses import replace

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
    amends=st.booleans(),
    amended_over=st.booleans(),
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


@given(FACTS)
def test_an_amendment_is_worked_on_as_a_contract_and_binds_through_the_one_that_it_amends(facts):
    """Written a second time: what is done before signature is said alike; what is done with what binds is not said at all."""
    before = {"draft", "negotiating", "approved", "awaiting_signature"}
    if facts.amended_over or not facts.side:
        return
    own, other = (
        {said.verb: said.reason for said in verdicts(replace(facts, amends=is_one))} for is_one in (True, False)
    )
    later = {"confirm", "amend", "ask_in_writing", "extend", "annul", "acknowledge", "notice", "accept_end", "propose_end", "default"}  # fmt: skip
    assert own == {verb: reason for verb, reason in other.items() if verb not in later}
    assert not set(own) & later
    if facts.status in before and facts.nature != "moral":
        assert own == {verb: reason for verb, reason in other.items() if verb not in {"annul", "acknowledge"}}


@given(FACTS)
def test_of_an_amendment_whose_contract_has_ended_nothing_is_left_but_to_withdraw_it(facts):
    if facts.amended_over:
        assert {said.verb for said in verdicts(facts) if said.allowed} <= {"withdraw"}


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
