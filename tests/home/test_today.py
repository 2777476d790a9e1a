"""The home page: what needs me first, by role, in words; then the state of what I may see and nothing else."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from contracts.actions import ending, exclusivity, moral, notice, signature, versions
from contracts.models import Contract
from portage.home import sentences
from portage.network.models import Person
from tests.cast import AT, approved, by, cleared, draft, make_cast
from tests.contracts.door import on, text
from tests.contracts.portfolio import copies, running
from tests.pages import answers, browse

pytestmark = pytest.mark.django_db
TODAY, BADGES = "/", "/badges/"


@pytest.fixture
def cast(monkeypatch):
    on(monkeypatch, "2026-11-21")
    return make_cast()


def title(membership) -> str:
    return browse(membership).get(TODAY).context["title"]


def test_the_title_counts_what_waits_and_what_binds_before_the_end_of_the_month():
    assert sentences.title(9, 4) == "Nine things wait for you, four bind before the end of the month"
    assert sentences.title(1, 1) == "One thing waits for you, one binds before the end of the month"
    assert sentences.title(12, 0) == "12 things wait for you"
    assert sentences.title(0, 0) == "Nothing waits for you today"
    assert sentences.title(53, 0, more=True) == "More than 53 things wait for you"


def test_renewals_with_the_same_last_day_are_one_thing(cast):
    copies(cast, 3)
    page = text(browse(cast.manager).get(TODAY))
    assert "One thing waits for you, one binds before the end of the month" in page
    assert "30 November in 9 days Decide on 3 renewals with the same last day" in page
    assert "Notice possible until 30 November 2026, in 9 days · 3 contracts" in page


def test_one_renewal_is_told_by_its_parties(cast):
    running(cast)
    for member in (cast.manager, cast.director, cast.subsidiary_manager):
        page = text(browse(member).get(TODAY))
        assert "Decide on the renewal: Arômes du Val and Orvane Polska" in page
        assert "without one it renews on 1 March 2027" in page
    for member in (cast.counsel, cast.auditor, cast.sales_engineer):
        assert "Decide on" not in text(browse(member).get(TODAY))


def test_a_draft_waits_for_the_manager_and_a_version_for_those_who_approve(cast):
    contract = draft(cast)
    assert "Finish the draft: Arômes du Val and Orvane Polska" in text(browse(cast.manager).get(TODAY))
    version = versions.propose(contract, by=by(cast.manager), at=AT)
    cleared(cast, contract)
    for member in (cast.manager, cast.counsel, cast.director):
        assert "Approve version 1: Arômes du Val and Orvane Polska" in text(browse(member).get(TODAY))
        versions.approve(contract, version=version.number, by=by(member), at=AT)
        assert title(member) == "Nothing waits for you today"


def test_a_document_waits_for_its_signatories_alone(cast):
    contract = approved(cast, draft(cast))
    document = signature.store_contract_document(contract.versions.first(), pdf=b"%PDF-1.7", pages=5, at=AT)
    told = {
        m.person.name: "Sign: Arômes du Val" in text(browse(m).get(TODAY))
        for m in (cast.director, cast.subsidiary_manager, cast.manager)
    }
    assert told == {"Diane Xavier": True, "Marek Zielinski": True, "Claire Roux": False}
    signature.sign(document, consent="I agree.", identified_by="password", by=by(cast.director), at=AT)
    assert title(cast.director) == "Nothing waits for you today"
    assert title(cast.subsidiary_manager) == "One thing waits for you"


def test_a_notice_that_came_waits_until_its_receipt_is_confirmed(cast, monkeypatch):
    contract = running(cast)
    at = on(monkeypatch, "2026-11-22")
    given = notice.give_notice(contract, form="platform", served_on=at.date(), by=by(cast.director), at=at)
    assert "A notice has come" in text(browse(cast.subsidiary_manager).get(TODAY))
    assert "A notice has come" not in text(browse(cast.director).get(TODAY))
    notice.acknowledge_notice(given, received_on=at.date(), by=by(cast.manager), at=at)
    assert title(cast.subsidiary_manager) == "Nothing waits for you today"


def test_a_proposal_to_end_waits_for_the_other_side_until_it_is_agreed(cast, monkeypatch):
    contract = running(cast)
    at = on(monkeypatch, "2026-12-01")
    proposal = ending.propose_end(contract, last_day=date(2027, 1, 31), by=by(cast.manager), at=at)
    assert "Answer the proposal to end" in text(browse(cast.director).get(TODAY))
    assert "Answer the proposal to end" not in text(browse(cast.manager).get(TODAY))
    ending.accept_end(proposal, by=by(cast.director), at=at)
    assert title(cast.director) == "Nothing waits for you today"


def test_a_moral_contract_waits_for_both_to_confirm(cast):
    contract = draft(cast, start={"nature": "moral"}, law={"law": "FR"})
    assert "Confirm the moral contract" in text(browse(cast.manager).get(TODAY))
    moral.confirm_moral(contract, by=by(cast.manager), at=AT)
    assert "Confirm exclusivity" in text(browse(cast.manager).get(TODAY))
    exclusivity.clear(contract, by=by(cast.manager), at=AT)
    assert title(cast.manager) == "Nothing waits for you today"
    assert "Confirm the moral contract" in text(browse(cast.director).get(TODAY))


def test_counsel_is_asked_what_the_law_leaves_open(cast):
    contract = draft(cast, law={"law": "DE"})
    page = text(browse(cast.counsel).get(TODAY))
    assert "Answer a question of law: Arômes du Val and Orvane Polska" in page
    assert "Under this law chained renewals count as an indefinite contract for notice: record a choice." in page
    answers_given = {"renewal_choice": "counts_as_indefinite", "agent_country": "checked", "local_duties": "read"}
    for question, answer in answers_given.items():
        facts = {"question": question, "answer": answer, "reason": "Read."}
        versions.record_choice(contract, **facts, by=by(cast.counsel), at=AT)
    assert "Answer a question of law" not in text(browse(cast.counsel).get(TODAY))


def test_an_auditor_reads_and_nothing_waits(cast):
    draft(cast)
    page = text(browse(cast.auditor).get(TODAY))
    assert "nothing ever waits for an auditor" in page
    assert "Draft 1" in page
    assert "New contract" not in page


def test_an_sme_sees_its_contracts_and_its_agents(cast):
    copies(cast, 2)
    copies(cast, 1, agent=cast.japan)
    page = text(browse(cast.director).get(TODAY))
    assert "Your agents Orvane Polska Poland, Czechia 2 contracts Orvane Japan Poland, Czechia 1 contract" in page
    assert "Notice until 30 Nov 2026" in page
    page = text(browse(cast.subsidiary_manager).get(TODAY))
    assert "Your principals Arômes du Val Poland, Czechia 2 contracts" in page


def test_counts_cover_only_what_i_see(cast):
    copies(cast, 2)
    copies(cast, 1, agent=cast.japan, confidential=True)
    assert "In force 3" in text(browse(cast.manager).get(TODAY))
    assert "In force 2" in text(browse(cast.subsidiary_manager).get(TODAY))
    for stranger in (cast.rival_manager, cast.rival_director, cast.lone_director):
        page = text(browse(stranger).get(TODAY))
        assert "Nothing waits for you today" in page
        assert "Arômes" not in page
        assert "No contract that you may see yet" in page


def test_whoever_belongs_nowhere_is_told_so_and_the_operator_sees_the_machines(cast):
    assert answers(TODAY, [None, cast.former]) == {"": 302, "Fred Ormer": 200}
    assert "You belong to no organisation at present" in text(browse(cast.former).get(TODAY))
    Person.objects.filter(pk=cast.former.person.pk).update(is_platform_administrator=True)
    page = browse(cast.former).get(TODAY)
    assert "No worker lives: jobs and e-mail wait" in text(page)
    assert reverse("core:jobs") in page.content.decode()


def test_the_badge_counts_what_the_page_counts(cast):
    copies(cast, 2)
    draft(cast)
    assert browse(cast.manager).get(TODAY).context["waiting"] == 2
    assert text(browse(cast.manager).get(BADGES)).strip() == "2"
    assert text(browse(cast.rival_manager).get(BADGES)).strip() == ""
    assert answers(BADGES, [cast.former, None]) == {"Fred Ormer": 204, "": 302}


@pytest.mark.parametrize(
    ("who", "most"), [("manager", 19), ("counsel", 19), ("director", 26), ("subsidiary_manager", 28)]
)
def test_queries_do_not_grow_with_what_waits(cast, django_assert_max_num_queries, who, most):
    """A party's page has its day, or its evening, beside what waits."""
    member = getattr(cast, who)
    client = browse(member)
    copies(cast, 3, next_day=["2026-11-30", "2026-12-10", None])
    client.get(TODAY)
    with django_assert_max_num_queries(most) as few:
        client.get(TODAY)
    copies(cast, 60, next_day=["2026-11-30", "2026-12-10", "2026-12-20", None])
    with django_assert_max_num_queries(most) as many:
        client.get(TODAY)
    assert len(many) == len(few)
    assert Contract.objects.count() == 63


def test_in_french_one_and_several_agree():
    with translation.override("fr"):
        told = [sentences.title(9, 4), sentences.title(1, 1), sentences.title(0, 0)]
    assert told == [
        "Neuf choses vous attendent, quatre engagent avant la fin du mois",
        "Une chose vous attend, une engage avant la fin du mois",
        "Rien ne vous attend aujourd’hui",
    ]
