"""An amendment is negotiated as a contract is; what was agreed before it stands in it from its start."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from contracts.actions import amending, comments, drafting, ending, negotiation, renewal, versions
from contracts.documents.articles import source
from contracts.models import Comment, Contract, Proposal
from contracts.pages import compare
from contracts.paperwork import html_of
from contracts.queries.negotiation import moves, proposals
from portage.core.refusals import Invalid, Refused, Several
from tests.cast import AT, by, cleared, draft, make_cast, signed_by_both
from tests.contracts.amending import signed, started
from tests.contracts.door import counts, noon, on, strangers, text, visitor

pytestmark = pytest.mark.django_db
NOW = noon("2024-06-03")
JULY, AUGUST = date(2024, 7, 1), date(2024, 8, 1)
OURS = "Les deux parties se voient à Lyon chaque printemps."
LATER = "Elles se voient aussi à Varsovie chaque automne."


@pytest.fixture
def cast():
    return make_cast()


def words(version, key: str) -> str:
    return source(next(row["paragraphs"] for row in version.articles["fr"] if row["key"] == key))


def reworded(cast, contract, key: str, sentence: str, *, at) -> int:
    """The director adds a sentence to an article, the manager accepts it: the number of the version."""
    contract.refresh_from_db()
    texts = {"fr": words(contract.versions.first(), key) + "\n" + sentence}
    proposal = negotiation.propose_article(
        contract, key=key, texts=texts, base=moves(contract, key), by=by(cast.director), at=at
    )
    return negotiation.accept(proposal, by=by(cast.manager), at=at).number


def all_approve(cast, contract, *, at) -> None:
    contract.refresh_from_db()
    cleared(cast, contract, at=at)
    for member in (cast.manager, cast.counsel, cast.director):
        versions.approve(contract, version=contract.version_number, by=by(member), at=at)
    contract.refresh_from_db()


def bound(cast, *keys: str, **over) -> Contract:
    """A contract signed after these articles were reworded, in force since March."""
    contract = draft(cast, **over)
    versions.propose(contract, by=by(cast.manager), at=AT)
    for key in keys:
        reworded(cast, contract, key, OURS, at=AT)
    all_approve(cast, contract, at=AT)
    signed_by_both(cast, contract, at=AT)
    renewal.run_day(at=noon("2024-03-01"))
    contract.refresh_from_db()
    return contract


def dearer(cast, contract, rate: str, *, day: date = JULY, at=NOW) -> Contract:
    """A draft amendment of the commission only."""
    amendment = amending.start_amendment(contract, by=by(cast.manager), at=at)
    drafting.set_commission(
        amendment, rate=Decimal(rate), event="paid", currency="EUR", statement_months=3, by=by(cast.manager), at=at
    )
    amending.set_effect(amendment, effective_from=day, by=by(cast.manager), at=at)
    amendment.refresh_from_db()
    return amendment


# Words agreed before


def test_the_consolidated_text_keeps_what_was_negotiated_before_and_in_the_amendment(cast):
    contract = bound(cast, "commission")
    first = dearer(cast, contract, "0.07")
    versions.propose(first, by=by(cast.manager), at=NOW)
    assert OURS in words(first.versions.get(), "commission")
    reworded(cast, first, "reporting", LATER, at=NOW)
    all_approve(cast, first, at=NOW)
    signed_by_both(cast, first, at=NOW)
    renewal.run_day(at=noon("2024-07-01"))
    later = noon("2024-07-02")
    second = signed(cast, dearer(cast, contract, "0.08", day=AUGUST, at=later), at=later)
    renewal.run_day(at=noon("2024-08-01"))
    contract.refresh_from_db()
    now = contract.versions.get(number=contract.version_number)
    assert (contract.commission_rate, contract.version_number) == (Decimal("0.08"), 4)
    assert now.articles == second.versions.get().articles
    assert (OURS in words(now, "commission"), LATER in words(now, "reporting")) == (True, True)
    assert contract.versions.get(number=2).articles["fr"][0] == now.articles["fr"][0]
    added = re.findall("<ins>(.*?)</ins>", html_of(second.versions.get()))
    assert {re.sub(r"\s", "", one) for one in added} == {"8%"}  # the rate alone differs


def test_terms_that_choose_another_article_put_it_in_the_place_of_agreed_words(cast):
    """A draft that gives up exclusivity says so in the article too, whatever had been agreed of it."""
    contract = bound(cast, "exclusivity", "commission")
    amendment = started(cast, contract, JULY, at=NOW, countries=["PL"])
    drafting.set_territory(
        amendment, countries=["PL"], segments=["cosmetics"], exclusive=False, by=by(cast.manager), at=NOW
    )
    version = versions.propose(amendment, by=by(cast.manager), at=NOW)
    assert OURS not in words(version, "exclusivity")
    assert OURS in words(version, "commission")


def test_on_the_table_nothing_takes_the_place_of_words_agreed_before(cast):
    contract = bound(cast, "exclusivity")
    amendment = dearer(cast, contract, "0.07")
    versions.propose(amendment, by=by(cast.manager), at=NOW)
    before = counts()
    with pytest.raises(Refused, match="article_negotiated"):
        negotiation.propose_terms(
            amendment, step="territory", base=0, by=by(cast.director), at=NOW,
            given={"countries": ["PL"], "segments": ["cosmetics"], "exclusive": False},
        )  # fmt: skip
    assert (counts(), Proposal.objects.filter(contract=amendment).count()) == (before, 0)


# On the table


@pytest.fixture
def amendment(cast):
    made = dearer(cast, bound(cast), "0.07")
    versions.propose(made, by=by(cast.manager), at=NOW)
    made.refresh_from_db()
    return made


def another_day(amendment, who, day: date, **over):
    return negotiation.propose_terms(
        amendment, step="effect", given={"effective_from": day, "earlier_reason": "", **over},
        base=moves(amendment, "terms-effect"), by=by(who), at=NOW,
    )  # fmt: skip


def test_another_day_of_effect_is_proposed_accepted_and_compared_as_that_change(cast, amendment):
    proposal = another_day(amendment, cast.director, date(2024, 9, 1))
    version = negotiation.accept(proposal, by=by(cast.manager), at=NOW)
    amendment.refresh_from_db()
    assert (amendment.effective_from, version.amendment["from_day"]) == (date(2024, 9, 1), "2024-09-01")
    first = amendment.versions.get(number=1)
    told = compare.comparison(first, version, compare.authors(amendment, proposals(amendment), 1, 2))
    assert [(one.label, len(one.authors)) for one in told.terms] == [("Prise d’effet", 1)]
    paper = compare.paper(amendment, first, version, ())
    assert "<del>1er juillet 2024</del> <ins>1er septembre 2024</ins>" in paper.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("day", "over", "kind", "code"),
    [
        (JULY, {}, Refused, "nothing_changed"),
        (date(2024, 2, 1), {}, Several, "ended_term"),
        (date(2024, 6, 2), {}, Several, "before_signature"),
    ],
)
def test_a_day_that_cannot_be_is_told_to_who_proposes_it(cast, amendment, day, over, kind, code):
    with pytest.raises(kind) as refused:
        another_day(amendment, cast.director, day, **over)
    assert code in {one.code for one in getattr(refused.value, "refusals", [refused.value])}
    amendment.refresh_from_db()
    assert (amendment.effective_from, amendment.proposals.count()) == (JULY, 0)


def test_what_an_amendment_leaves_is_no_point_of_its_negotiation(cast, amendment):
    with pytest.raises(Refused, match="duration_stays"):
        negotiation.propose_terms(
            amendment, step="duration", given={"first_day": JULY}, base=0, by=by(cast.director), at=NOW
        )
    with pytest.raises(Invalid, match="unknown_article"):
        comments.comment(amendment, subject="terms-law", text="Why?", audience="both", by=by(cast.director), at=NOW)
    assert (amendment.proposals.count(), Comment.objects.count()) == (0, 0)


def test_through_the_doors_both_sides_negotiate_and_nobody_else(cast, amendment, monkeypatch):
    on(monkeypatch, "2024-06-03")
    director, manager = visitor(cast.director), visitor(cast.manager)
    page = text(director.get(reverse("contracts:contract", args=[amendment.pk])))
    assert "Negotiate" in page
    assert "Confirm exclusivity" not in page  # it claims nothing new
    table = reverse("contracts:negotiation", args=[amendment.pk])
    shown = text(director.get(table))
    assert ("Day of effect" in shown, "Duration, notice" in shown) == (True, False)
    sent = {"effective_from": "2024-09-01", "base": "0", "why": "After the holidays."}
    answer = director.post(reverse("contracts:step", args=[amendment.pk, "effect"]), sent)
    assert (answer.status_code, answer["Location"]) == (
        302,
        reverse("contracts:point", args=[amendment.pk, "terms-effect"]),
    )
    said = {"text": "Too late for us.", "audience": "both"}
    point = [amendment.pk, "terms-effect"]
    assert manager.post(reverse("contracts:comment_point", args=point), said).status_code == 302
    shown = text(manager.get(reverse("contracts:point", args=point)))
    assert ("After the holidays." in shown, "Too late for us." in shown, "septembre" in shown) == (True,) * 3
    for who in strangers(cast).values():
        assert visitor(who).get(table).status_code == 404
        assert visitor(who).post(reverse("contracts:answer_point", args=point), {}).status_code == 404
    proposal = amendment.proposals.get()
    given = {"proposal": proposal.pk, "answer": "accept"}
    assert manager.post(reverse("contracts:answer_point", args=point), given).status_code == 302
    shown = text(director.get(reverse("contracts:compare", args=[amendment.pk, 1, 2])))
    assert "Nothing changed" not in shown
    assert visitor(cast.auditor).post(reverse("contracts:step", args=[amendment.pk, "effect"]), sent).status_code == 403


def test_the_api_proposes_another_day_too(cast, amendment, monkeypatch):
    on(monkeypatch, "2024-06-03")
    director = visitor(cast.director)
    sent = {"subject": "terms-effect", "base": 0, "terms": {"effective_from": "2024-09-01"}}
    address = f"/api/v1/contracts/{amendment.pk}/proposals/"
    made = director.post(address, sent, content_type="application/json")
    assert (made.status_code, [one["code"] for one in made.json()["terms"]]) == (201, ["from_day"])
    wrong = director.post(address, {**sent, "terms": {}}, content_type="application/json")
    assert wrong.status_code in {400, 422}
    assert amendment.proposals.count() == 1


def test_once_the_contract_has_ended_the_amendment_is_only_withdrawn(cast, amendment, monkeypatch):
    contract = Contract.objects.get(pk=amendment.amends_id)
    at = on(monkeypatch, (NOW.date() + timedelta(1)).isoformat())
    ending.end_for_serious_default(contract, grounds="Sold competing goods everywhere.", by=by(cast.manager), at=at)
    with pytest.raises(Refused, match="contract_ended"):
        another_day(amendment, cast.director, date(2024, 9, 1))
    assert not amendment.proposals.exists()
    page = text(visitor(cast.director).get(reverse("contracts:contract", args=[amendment.pk])))
    assert "The contract that this amends has ended: withdraw the amendment." in page
    assert "withdraw the amendment" in text(
        visitor(cast.director).get(reverse("contracts:negotiation", args=[amendment.pk]))
    )
    drafting.withdraw(amendment, by=by(cast.director), at=at)


def test_withdrawing_an_amendment_says_that_the_contract_goes_on(cast, amendment):
    address, client = reverse("contracts:withdraw", args=[amendment.pk]), visitor(cast.director)
    assert "Withdraw the amendment" in text(client.get(reverse("contracts:contract", args=[amendment.pk])))
    page = text(client.get(address))
    assert "The contract goes on as it stands." in page
    assert "Nobody is bound" not in page
    assert client.post(address, {"agree": "on", "reason": "Another year."}).status_code == 302
    statuses = [Contract.objects.get(pk=pk).status for pk in (amendment.pk, amendment.amends_id)]
    assert statuses == ["withdrawn", "in_force"]


def test_an_amendment_that_claims_more_waits_for_both_confirmations(cast, monkeypatch):
    on(monkeypatch, "2024-06-03")
    amendment = started(cast, bound(cast), JULY, at=NOW, countries=["PL", "CZ"])
    versions.propose(amendment, by=by(cast.manager), at=NOW)
    page = text(visitor(cast.director).get(reverse("contracts:contract", args=[amendment.pk])))
    assert "Confirm exclusivity" in page
    for who in (cast.director, cast.manager):
        assert visitor(who).post(reverse("contracts:clear", args=[amendment.pk]), {"agree": "on"}).status_code == 302
