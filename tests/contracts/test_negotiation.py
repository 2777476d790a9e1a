"""Negotiating at a distance: one side proposes, the other answers, and each acceptance makes the next version."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.actions import drafting, negotiation, versions
from contracts.assembly import model_articles
from contracts.documents.articles import source
from contracts.models import Answer, Approval, Proposal, Version
from contracts.queries.negotiation import moves
from contracts.rules import points
from portage.core.models import Message
from portage.core.refusals import Forbidden, Invalid, Refused, Several
from tests.cast import AT, by, draft, make_cast

pytestmark = pytest.mark.django_db
BOTH = {"law": {"languages": "both"}}
COUNTED = (Proposal, Answer, Version, Approval)


@pytest.fixture
def cast():
    return make_cast()


def begun(cast, **over):
    contract = draft(cast, **over)
    versions.propose(contract, by=by(cast.manager), at=AT)
    contract.refresh_from_db()
    return contract


@pytest.fixture
def talks(cast):
    return begun(cast)


@pytest.fixture
def facing(cast):
    """In both languages."""
    return begun(cast, **BOTH)


def rows():
    return {model.__name__: model.objects.count() for model in COUNTED}


def words(contract, key, tag="fr"):
    """The article in the newest version."""
    return next(row["paragraphs"] for row in contract.versions.first().articles[tag] if row["key"] == key)


def propose(contract, who, key="commission", *, texts=None, base=None, **more):
    given = texts or {"fr": source(words(contract, key)) + "\nUne phrase de plus."}
    read = moves(contract, key) if base is None else base
    return negotiation.propose_article(contract, key=key, texts=given, base=read, by=by(who), at=AT, **more)


def terms(contract, who, rate="0.07", *, base=None, **over):
    given = {"rate": Decimal(rate), "event": "paid", "currency": "EUR", "statement_months": 3, **over}
    read = moves(contract, "terms-commission") if base is None else base
    return negotiation.propose_terms(contract, step="commission", given=given, base=read, by=by(who), at=AT)


def accept(proposal, who):
    return negotiation.accept(proposal, by=by(who), at=AT)


def refused(kind, act):
    """The refusal, after which nothing has changed."""
    before = rows()
    with pytest.raises(kind) as caught:
        act()
    assert rows() == before
    return caught.value


def test_an_accepted_article_is_the_text_of_the_next_version(cast, talks):
    proposal = propose(talks, cast.director)
    assert words(talks, "commission")[-1] != "Une phrase de plus."
    version = accept(proposal, cast.manager)
    assert (version.number, version.made_by) == (2, cast.manager.person)
    assert words(talks, "commission")[-1] == "Une phrase de plus."
    assert words(talks, "notice") == list(dict(_model(talks))["notice"])
    assert version.data["model"]["fixed_kept"] is True
    assert proposal.answer.version == version


def _model(contract, tag="fr"):
    return [(article.key, article.paragraphs) for article in model_articles(contract)[tag]]


def test_accepted_terms_are_written_and_printed_in_the_next_version(cast, talks):
    proposal = terms(talks, cast.director)
    talks.refresh_from_db()
    assert talks.commission_rate == Decimal("0.06")
    accept(proposal, cast.counsel)
    talks.refresh_from_db()
    assert (talks.commission_rate, talks.version_number, talks.status) == (Decimal("0.07"), 2, "negotiating")
    assert talks.versions.first().data["commission"]["rate"] == "0.07"


def test_terms_are_not_typed_while_a_version_is_on_the_table(cast, talks):
    tasks = {"agent": talks.agent_tasks, "principal": talks.principal_tasks}
    found = refused(Refused, lambda: drafting.set_tasks(talks, **tasks, by=by(cast.manager), at=AT))
    assert found.code == "under_negotiation"


def test_only_the_other_side_accepts_or_refuses_and_only_ones_own_withdraws(cast, talks):
    proposal = propose(talks, cast.director)
    assert refused(Refused, lambda: accept(proposal, cast.director)).code == "own_point"
    me = by(cast.manager)
    assert refused(Refused, lambda: negotiation.withdraw_proposal(proposal, by=me, at=AT)).code == "not_own_point"
    assert refused(Invalid, lambda: negotiation.refuse(proposal, reason=" ", by=me, at=AT)).code == "no_reason"
    negotiation.refuse(proposal, reason="Trop long.", by=me, at=AT)
    assert refused(Refused, lambda: accept(proposal, cast.manager)).code == "answered"
    assert talks.versions.count() == 1


def test_a_third_party_and_who_has_left_do_nothing(cast, talks):
    proposal = propose(talks, cast.director)
    assert refused(Forbidden, lambda: propose(talks, cast.rival_director)).code == "not_a_party"
    assert refused(Forbidden, lambda: accept(proposal, cast.sister_manager)).code == "not_a_party"


def test_a_counter_proposal_answers_and_opens(cast, talks):
    first = propose(talks, cast.director)
    second = propose(talks, cast.manager, texts={"fr": "Tout autre chose."})
    first = Proposal.objects.get(pk=first.pk)
    assert (first.answer.kind, second.number, second.side) == ("countered", 2, "agent")
    assert refused(Refused, lambda: accept(first, cast.manager)).code == "answered"
    assert words(talks, "commission") != ["Tout autre chose."]
    accept(second, cast.director)
    assert words(talks, "commission") == ["Tout autre chose."]


def test_ones_own_side_replaces_its_proposal(cast, talks):
    first = propose(talks, cast.manager)
    propose(talks, cast.counsel, texts={"fr": "Mieux dit."})
    assert Proposal.objects.get(pk=first.pk).answer.kind == "withdrawn"


def test_who_wrote_on_an_older_state_is_told_and_nothing_is_lost(cast, talks):
    propose(talks, cast.director)
    found = refused(Refused, lambda: propose(talks, cast.manager, base=0))
    assert (found.code, found.details["base"]) == ("moved", 1)
    assert refused(Refused, lambda: propose(talks, cast.director, base=0)).code == "moved"


def test_a_fixed_article_is_not_changed(cast, talks):
    found = refused(Refused, lambda: propose(talks, cast.manager, "confidentiality"))
    assert found.code == "fixed_article"
    assert "commented" in str(found.message)


def test_both_languages_are_proposed_together_with_as_many_paragraphs(cast, facing):
    french = source(words(facing, "commission"))
    found = refused(Several, lambda: propose(facing, cast.director, texts={"fr": french + "\nPlus."}))
    assert [one.field for one in found.refusals] == ["en"]
    texts = {"fr": french + "\nPlus.", "en": source(words(facing, "commission", "en"))}
    assert refused(Several, lambda: propose(facing, cast.director, texts=texts)).code == "paragraphs"
    accept(propose(facing, cast.director, texts={**texts, "en": texts["en"] + "\nMore."}), cast.manager)
    assert (words(facing, "commission")[-1], words(facing, "commission", "en")[-1]) == ("Plus.", "More.")


HOSTILE = {
    "{% load os %}": "stray_brace",
    "Le {{ x.__class__ }} dit.": "stray_brace",
    "Le {{ principal.secret }}.": "unknown_name",
    "Voir {{ ref.nowhere }}.": "unknown_article",
    "Objectif de {{ target.minimum|money }}.": "no_value",
    "Mot" * 700_000: "too_long",
    "Le prix est 5 \u202e% 01\u202c.": "unseen",
    "six\u200bpour cent": "unseen",
    "six\u00adpour cent": "unseen",
    "six\u3164pour cent": "unseen",
    "Ⰰ Ⰱ": "no_glyph",
    "# Autre titre": "heading",
    "Dit. <!-- caché -->": "comment",
    " \n ": "no_words",
}


def test_what_no_contract_may_say_is_refused_by_name(cast, talks):
    for text, code in HOSTILE.items():
        found = refused(Refused, lambda text=text: propose(talks, cast.director, texts={"fr": text}))
        assert found.code == code, text[:40]
        assert "\u202e" not in str(found.message)


def test_links_and_tags_are_words_and_nothing_else(cast, talks):
    text = 'Voir [ici](file:///etc/passwd) et <img src="file:///etc/passwd"> puis <script>x</script>.'
    accept(propose(talks, cast.director, texts={"fr": text}), cast.manager)
    from contracts.documents.canonical import build
    from contracts.documents.contract import contract_html
    from contracts.paperwork import articles

    version = talks.versions.first()
    html = contract_html(build(version.data), articles(version))
    assert "&lt;img src=" in html
    assert "<img" not in html
    assert "<script" not in html
    assert "href" not in html.split("</head>")[1]


def test_nobody_approves_while_a_point_is_open_and_a_new_version_asks_again(cast, talks):
    versions.approve(talks, version=1, by=by(cast.director), at=AT)
    proposal = propose(talks, cast.director)
    found = refused(Refused, lambda: versions.approve(talks, version=1, by=by(cast.manager), at=AT))
    assert (found.code, found.details["open"]) == ("points_open", 1)
    accept(proposal, cast.manager)
    assert (
        refused(Refused, lambda: versions.approve(talks, version=1, by=by(cast.manager), at=AT)).code == "other_version"
    )
    assert not talks.versions.first().approvals.exists()


def test_a_proposal_that_changes_nothing_or_says_what_they_say_is_refused(cast, talks):
    same = {"fr": source(words(talks, "commission"))}
    assert refused(Refused, lambda: propose(talks, cast.director, texts=same)).code == "nothing_changed"
    assert refused(Refused, lambda: terms(talks, cast.director, "0.06")).code == "nothing_changed"
    propose(talks, cast.director, texts={"fr": "Court."})
    found = refused(Refused, lambda: propose(talks, cast.manager, texts={"fr": "Court."}))
    assert "accept it instead" in str(found.message)


def test_terms_that_could_not_stand_are_told_to_who_proposes_them(cast, talks):
    assert refused(Several, lambda: terms(talks, cast.director, "0")).code == "nothing_earned"
    assert refused(Invalid, lambda: terms(talks, cast.director, "1.2")).code == "rate_out_of_bounds"
    lines = [{"product": None, "up_to": Decimal(1000), "rate": Decimal("0.05")}]
    assert refused(Invalid, lambda: terms(talks, cast.director, lines=lines)).code == "no_last"
    talks.refresh_from_db()
    assert (talks.commission_rate, talks.commission_lines.count()) == (Decimal("0.06"), 0)


def test_terms_do_not_replace_an_article_that_was_agreed_or_is_being_answered(cast, talks):
    exclusivity = propose(
        talks, cast.director, "exclusivity", texts={"fr": "Les parties se réservent l'une à l'autre."}
    )

    def give_up(base):
        given = {"countries": ["PL"], "segments": ["cosmetics"], "exclusive": False}
        return negotiation.propose_terms(talks, step="territory", given=given, base=base, by=by(cast.manager), at=AT)

    assert refused(Refused, lambda: give_up(0)).code == "article_negotiated"
    accept(exclusivity, cast.manager)
    assert refused(Refused, lambda: give_up(0)).code == "article_negotiated"


def test_each_side_is_told_once_and_no_word_of_the_contract_is_in_the_mail(cast, talks):
    Message.objects.all().delete()
    first, second = propose(talks, cast.director, reason="Nos marges."), terms(talks, cast.director)
    told = Message.objects.filter(kind="contracts.point")
    assert {one.recipient for one in told} == {cast.manager.person, cast.counsel.person}
    assert not any("marge" in one.text or "7%" in one.text or "phrase" in one.text for one in Message.objects.all())
    assert all(one.action == f"/contracts/{talks.pk}/negotiation/" for one in told)
    accept(first, cast.manager)
    assert {one.recipient for one in Message.objects.filter(kind="contracts.answer")} == {cast.director.person}
    assert not Message.objects.filter(kind="contracts.approval").exists()
    accept(second, cast.manager)
    asked = Message.objects.filter(kind="contracts.approval")
    assert cast.director.person in {one.recipient for one in asked}
    assert {one.action for one in asked} == {f"/contracts/{talks.pk}/versions/3/"}


MOVES = st.lists(
    st.tuples(
        st.sampled_from(["propose", "accept", "refuse", "withdraw"]),
        st.sampled_from(["director", "manager", "counsel"]),
        st.sampled_from(["commission", "notice", "law"]),
        st.integers(0, 4),
    ),
    min_size=4,
    max_size=14,
)


@given(MOVES)
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_last_version_is_the_model_with_the_accepted_words_in_whatever_order(cast, done):
    """Told a second time by a plain dictionary that only accepted words enter."""
    contract = begun(cast)
    told = dict(_model(contract))
    on_table: dict[str, tuple[str, str, Proposal]] = {}
    for verb, name, key, number in done:
        who, text = getattr(cast, name), f"Texte {number}."
        side = "principal" if name == "director" else "agent"
        try:
            if verb == "propose":
                made = propose(contract, who, key, texts={"fr": text})
                on_table[key] = (side, text, made)
            elif key in on_table:
                act = {"accept": negotiation.accept, "withdraw": negotiation.withdraw_proposal}.get(verb)
                proposal = on_table[key][2]
                if act:
                    act(proposal, by=by(who), at=AT)
                else:
                    negotiation.refuse(proposal, reason="Non.", by=by(who), at=AT)
                mine = on_table.pop(key)
                assert (mine[0] == side) == (verb == "withdraw")
                if verb == "accept":
                    told[key] = (mine[1],)
        except Refused as refusal:
            assert refusal.code in {"nothing_changed", "own_point", "not_own_point"}  # noqa: PT017
    newest = contract.versions.first()
    assert {row["key"]: tuple(row["paragraphs"]) for row in newest.articles["fr"]} == told
    assert {one.subject for one in Proposal.objects.filter(contract=contract, answer=None)} == set(on_table)
    accepted = Answer.objects.filter(proposal__contract=contract, kind="accepted").count()
    assert newest.number == 1 + accepted


def test_how_a_subject_stands():
    assert points.standing([]) == points.Standing(0, "")
    assert points.standing([("agent", False)]) == points.Standing(1, "agent")
    assert points.standing([("agent", True), ("principal", False)]) == points.Standing(3, "principal")
    assert points.standing([("agent", True)]) == points.Standing(2, "")
