"""Duties: written by what happens, told to people with their day, done once; the review file and the calendar show them."""

from datetime import date

import pytest
from django.urls import reverse

from contracts.actions import duties, ending
from contracts.actions.feed import make_feed
from contracts.actions.renewal import run_day
from contracts.models import Contract, Document, Duty, DutyEvent, Notice
from contracts.pages import review_file
from contracts.queries.page import contracts
from portage.core.refusals import Invalid, Refused
from portage.network import access
from portage.network.models import Organisation
from tests.cast import approved, by, draft, in_force, make_cast, signed_by_both
from tests.contracts.door import noon, on, strangers, text, visitor

pytestmark = pytest.mark.django_db
NOW = noon("2026-11-21")
FACTS = "The principal appointed another agent in Poland on 3 November 2026."


@pytest.fixture
def cast():
    return make_cast()


def in_country(cast, code) -> Contract:
    """A contract approved by both sides, whose agent then moves to that country before it is signed."""
    contract = approved(cast, draft(cast))
    Organisation.objects.filter(pk=cast.poland.pk).update(country=code)
    signed_by_both(cast, contract, consent=f"Agreed in {code}.")
    run_day(at=noon("2024-03-01"))
    contract.refresh_from_db()
    return contract


@pytest.fixture
def running(cast, monkeypatch) -> Contract:
    return in_force(cast, [noon("2024-03-01"), on(monkeypatch, "2026-11-21")])


def ended(contract, cast, last_day=date(2026, 12, 31)) -> Contract:
    proposal = ending.propose_end(contract, last_day=last_day, by=by(cast.director), at=NOW)
    ending.accept_end(proposal, by=by(cast.manager), at=NOW)
    run_day(at=noon("2027-01-01"))
    contract.refresh_from_db()
    return contract


def test_jordan_reminds_of_the_register_and_it_is_done_once_under_a_number(cast, monkeypatch):
    on(monkeypatch, "2024-01-15")
    contract = in_country(cast, "JO")
    duty = Duty.objects.get(contract=contract)
    assert (duty.code, duty.law, duty.day, duty.side) == ("register", "JO", date(2024, 1, 24), "agent")
    today = text(visitor(cast.subsidiary_manager).get(reverse("home:today")))
    assert "Register the contract: Arômes du Val and Orvane Polska" in today
    token = make_feed(cast.subsidiary_manager, by=by(cast.subsidiary_manager), at=noon("2024-01-15"))
    told = visitor(cast.auditor).get(reverse("contracts:feed", args=[token])).content.decode().replace("\r\n ", "")
    assert "SUMMARY:Register the contract: Arômes du Val and Orvane Polska" in told
    assert "DTSTART;VALUE=DATE:20240124" in told
    address = reverse("contracts:duty", args=[duty.pk])
    done = {"done_on": "2024-01-15", "number": "JO-2024/117"}
    assert visitor(cast.subsidiary_manager).post(address, done | {"done_on": "2024-01-16"}).status_code == 422
    assert visitor(cast.subsidiary_manager).post(address, done).status_code == 302
    assert visitor(cast.subsidiary_manager).post(address, done).status_code == 409
    page = text(visitor(cast.director).get(reverse("contracts:contract", args=[contract.pk])))
    assert "done on 15 January 2024, JO-2024/117" in page
    assert "Register the contract:" not in text(visitor(cast.subsidiary_manager).get(reverse("home:today")))
    assert DutyEvent.objects.count() == 1


def test_lebanon_names_no_delay_and_a_person_gives_the_day(cast, monkeypatch):
    on(monkeypatch, "2024-01-15")
    duty = Duty.objects.get(contract=in_country(cast, "LB"))
    assert duty.day is None
    with pytest.raises(Invalid):
        duties.date_duty(duty, day=date(2024, 3, 1), reason=" ", by=by(cast.manager), at=noon("2024-01-15"))
    duties.date_duty(
        duty, day=date(2024, 3, 1), reason="The register of Beirut", by=by(cast.manager), at=noon("2024-01-15")
    )
    page = text(visitor(cast.manager).get(reverse("contracts:calendar") + "?from=2024-01"))
    assert "Register the contract" in page
    assert "by 1 March 2024" in page


def test_a_day_that_the_law_gives_is_not_changed(cast, monkeypatch):
    on(monkeypatch, "2024-01-15")
    duty = Duty.objects.get(contract=in_country(cast, "JO"))
    with pytest.raises(Refused) as refused:
        duties.date_duty(duty, day=date(2025, 1, 1), reason="later", by=by(cast.manager), at=noon("2024-01-15"))
    assert refused.value.code == "day_by_law"
    assert not DutyEvent.objects.exists()


def test_the_end_brings_its_days_once_however_it_came(cast, running):
    contract = ended(running, cast)
    found = {duty.code: (duty.day, duty.side) for duty in Duty.objects.filter(contract=contract)}
    assert found == {
        "claim_termination_pay": (date(2027, 12, 31), "agent"),
        "non_compete_at_most": (date(2028, 12, 31), "principal"),
        "return_documents": (date(2026, 12, 31), "agent"),
    }
    duties.write_duties_of_end([contract.ending], at=NOW)
    assert Duty.objects.filter(contract=contract).count() == 3


def test_a_duty_is_read_by_its_parties_only_and_done_by_those_who_may(cast, running):
    duty = Duty.objects.get(contract=ended(running, cast), code="return_documents")
    address = reverse("contracts:duty", args=[duty.pk])
    for who in strangers(cast).values():
        assert visitor(who).get(address).status_code == 404
        assert visitor(who).post(address, {"done_on": "2027-01-02"}).status_code == 404
    assert visitor(cast.auditor).get(address).status_code == 200
    assert visitor(cast.auditor).post(address, {"done_on": "2027-01-02"}).status_code == 403
    assert not DutyEvent.objects.exists()


def test_a_serious_default_writes_its_letter_tells_the_other_side_and_loses_the_pay(cast, running):
    client = visitor(cast.director, sure=True)
    page = text(client.get(reverse("contracts:default", args=[running.pk])))
    assert "The agent's compensation Lost a serious default of the agent, stated in the letter" in page
    assert (
        client.post(reverse("contracts:default", args=[running.pk]), {"grounds": FACTS, "agree": "on"}).status_code
        == 302
    )
    notice = Notice.objects.get()
    assert (notice.serious_default, notice.grounds, notice.ends_on) == (True, FACTS, date(2026, 11, 21))
    assert "claim_termination_pay" not in set(Duty.objects.values_list("code", flat=True))
    waits = text(visitor(cast.subsidiary_manager).get(reverse("home:today")))
    assert "A notice has come" in waits
    served = reverse("contracts:served", args=[notice.pk])
    assert "Ended by the principal for serious default" in text(visitor(cast.subsidiary_manager).get(served))
    assert visitor(cast.subsidiary_manager).post(served, {"received_on": "2026-11-21"}).status_code == 302


def test_what_an_agreed_end_brings_is_shown_before_it_is_proposed(cast, running):
    sent = {"last_day": "2026-12-31", "compute": "1"}
    page = text(visitor(cast.director).post(reverse("contracts:propose_end", args=[running.pk]), sent))
    assert "The agent's compensation To be settled in the agreement" in page
    assert "The agent's claim for compensation until 31 December 2027" in page
    assert not running.end_proposals.exists()


# The review file


def file_of(contract, member, day=date(2026, 11, 21)):
    acting = access.act(member.person, member)
    return review_file.file_of(contracts().get(pk=contract.pk), acting, day)


def test_the_review_file_gathers_what_is_to_be_read_before_a_renewal(cast, running):
    page = text(visitor(cast.director).get(reverse("contracts:review_file", args=[running.pk])))
    for part in (
        "What is agreed",
        "Chain of terms",
        "Deadlines",
        "Cost of leaving",
        "Commission known",
        "Documents",
        "Journal",
    ):
        assert part in page
    assert "Last day for notice 30 November 2026" in page
    assert "Nobody has told a year's commission yet." in page


def test_a_later_part_adds_its_section_by_one_line(cast, running, monkeypatch):
    def visits(file):
        return review_file.Section("visits", "Visits", [review_file.Line("3 June", file.contract.reference)])

    monkeypatch.setattr(review_file, "SECTIONS", (*review_file.SECTIONS, visits))
    made = review_file.sections(file_of(running, cast.director))
    assert [section.key for section in made][-1] == "visits"
    assert review_file.paper(file_of(running, cast.director)).sections[-1].title == "Visits"


def test_the_review_file_is_printed_and_not_kept(cast, running, monkeypatch):
    printed = []
    monkeypatch.setattr(
        "contracts.views.review_file.render_pdf", lambda html, **how: printed.append(html) or b"%PDF-1.7"
    )
    before = Document.objects.count()
    response = visitor(cast.director).get(reverse("contracts:review_file_pdf", args=[running.pk]))
    assert response["Content-Type"] == "application/pdf"
    assert "Review file" in printed[0]
    assert "s copy" in printed[0]
    assert Document.objects.count() == before


def test_nothing_is_reviewed_before_both_sides_are_bound(cast, monkeypatch):
    on(monkeypatch, "2024-01-12")
    contract = draft(cast)
    assert visitor(cast.manager).get(reverse("contracts:review_file", args=[contract.pk])).status_code == 409
