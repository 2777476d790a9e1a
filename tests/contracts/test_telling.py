"""E-mail to whom something awaits: who is told, once, and nothing that stands behind the login."""

from datetime import date

import pytest
from django.urls import reverse

from contracts.actions import drafting, signature, versions
from contracts.actions.ending import propose_end
from contracts.actions.moral import confirm_moral
from contracts.actions.notice import give_notice
from contracts.actions.renewal import run_day
from contracts.actions.telling import may_read
from portage.core.models import Message
from portage.network.actions import end_membership
from tests.cast import AT, approved, by, cleared, concluded, draft, make_cast
from tests.contracts.door import noon

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


def told(kind: str) -> list[str]:
    return sorted(Message.objects.filter(kind=kind).values_list("recipient__name", flat=True))


def test_a_version_tells_the_approvers_of_both_sides_but_not_who_proposed_it(cast):
    contract = draft(cast)
    versions.propose(contract, by=by(cast.manager), at=AT)
    assert told("contracts.approval") == ["Diane Xavier", "Luc Carre"]
    message = Message.objects.filter(recipient=cast.director.person).get()
    assert message.action == reverse("contracts:version", args=[contract.pk, 1])
    for secret in ("Orvane", "Arômes", "aromatic", "6 %", "Lyon"):
        assert secret not in message.subject + message.text


def test_a_refused_proposal_tells_nobody(cast):
    contract = drafting.start_draft(principal=cast.sme, agent=cast.poland, by=by(cast.manager), at=AT)
    with pytest.raises(versions.Several):
        versions.propose(contract, by=by(cast.manager), at=AT)
    assert not Message.objects.exists()


def test_the_document_tells_both_signatories_once_however_often_the_job_runs(cast):
    contract = approved(cast, draft(cast))
    for _ in range(2):
        signature.store_contract_document(contract.versions.first(), pdf=b"%PDF-1.7 stand-in", pages=5, at=AT)
    assert told("contracts.signature") == ["Diane Xavier", "Marek Zielinski"]


def test_a_notice_tells_the_other_side_only(cast):
    contract = concluded(cast)
    run_day(at=noon("2024-03-01"))
    give_notice(contract, form="platform", served_on=date(2024, 6, 3), by=by(cast.director), at=noon("2024-06-03"))
    assert told("contracts.notice") == ["Claire Roux", "Marek Zielinski"]


def test_a_proposal_to_end_tells_the_other_side_each_time(cast):
    contract = concluded(cast)
    run_day(at=noon("2024-03-01"))
    for day in (date(2024, 9, 30), date(2024, 10, 31)):
        propose_end(contract, last_day=day, by=by(cast.subsidiary_manager), at=noon("2024-06-03"))
    assert told("contracts.end") == ["Diane Xavier", "Diane Xavier"]


def test_a_moral_contract_tells_the_side_that_has_not_confirmed(cast):
    me = by(cast.manager)
    contract = drafting.start_draft(principal=cast.sme, agent=cast.poland, nature="moral", by=me, at=AT)
    drafting.set_products(contract, products=cast.products, by=me, at=AT)
    drafting.set_territory(contract, countries=["PL"], segments=[], exclusive=False, by=me, at=AT)
    terms = {"first_months": 12, "renewal_months": 12, "notice_scale": [1], "notice_month_end": False}
    drafting.set_duration(contract, first_day=date(2024, 3, 1), **terms, by=me, at=AT)
    confirm_moral(contract, by=me, at=AT)
    cleared(cast, contract)
    confirm_moral(contract, by=by(cast.director), at=AT)
    assert told("contracts.moral") == ["Diane Xavier"]


def test_a_confidential_contract_tells_only_those_named_on_it(cast):
    named = [cast.manager, cast.counsel, cast.director]
    contract = draft(cast, start={"confidential_to": named})
    versions.propose(contract, by=by(cast.counsel), at=AT)
    assert told("contracts.approval") == ["Claire Roux", "Diane Xavier"]
    cleared(cast, contract)
    for who in named:
        versions.approve(contract, version=1, by=by(who), at=AT)
    signature.store_contract_document(contract.versions.first(), pdf=b"%PDF-1.7 stand-in", pages=5, at=AT)
    assert told("contracts.signature") == ["Diane Xavier"]


def test_who_left_meanwhile_receives_nothing(cast):
    versions.propose(draft(cast), by=by(cast.manager), at=AT)
    message = Message.objects.get(recipient=cast.counsel.person)
    assert may_read(message)
    end_membership(cast.counsel, by=by(cast.manager), at=noon("2024-01-12"), successor=cast.manager)
    assert not may_read(Message.objects.get(pk=message.pk))


def test_each_reads_it_in_their_own_language(cast):
    cast.director.person.language = "fr"
    cast.director.person.save()
    versions.propose(draft(cast), by=by(cast.manager), at=AT)
    assert Message.objects.get(recipient=cast.director.person).language == "fr"
    assert Message.objects.get(recipient=cast.counsel.person).language == "en"
