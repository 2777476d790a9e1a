"""What is wrong is refused by the verb, with its code and field, and changes nothing."""

from datetime import date
from decimal import Decimal

import pytest

from contracts.actions import drafting, moral, signature, versions
from contracts.actions.notice import acknowledge_notice, annul_renewals, give_notice
from contracts.actions.renewal import run_day
from contracts.models import Approval, Contract, Document, Notice, Signature, Term, Version
from portage.core.journal import PORTAGE
from portage.core.refusals import Forbidden, Invalid, Refused, Several
from portage.core.status import WrongArrow
from tests.cast import AT, approved, by, changed, cleared, concluded, draft, make_cast
from tests.contracts.test_main_job import noon

pytestmark = pytest.mark.django_db


def codes(refusal: Refused) -> set[str]:
    return {one.code for one in refusal.refusals} if isinstance(refusal, Several) else {refusal.code}


def test_an_empty_territory_is_refused_and_the_former_one_stays():
    cast = make_cast()
    contract = draft(cast)
    with pytest.raises(Invalid) as refusal:
        drafting.set_territory(contract, countries=[], segments=[], exclusive=True, by=by(cast.manager), at=AT)
    assert (refusal.value.code, refusal.value.field) == ("no_territory", "countries")
    assert contract.territory_lines.count() == 1


@pytest.mark.parametrize("rate", ["3", "-0.01", "1.00001"])
def test_a_rate_outside_zero_and_a_hundred_percent_is_refused(rate):
    cast = make_cast()
    contract = draft(cast)
    with pytest.raises(Invalid) as refusal:
        drafting.set_commission(
            contract, rate=Decimal(rate), event="paid", currency="EUR", statement_months=3, by=by(cast.manager), at=AT
        )
    assert refusal.value.code == "rate_out_of_bounds"
    contract.refresh_from_db()
    assert contract.commission_rate == Decimal("0.06")


def test_zero_percent_everywhere_stops_the_version():
    cast = make_cast()
    contract = draft(cast, rate=Decimal(0))
    with pytest.raises(Several) as refusal:
        versions.propose(contract, by=by(cast.manager), at=AT)
    assert "nothing_earned" in codes(refusal.value)
    assert not Version.objects.exists()


def test_everything_missing_is_told_at_once_each_with_its_step():
    cast = make_cast()
    contract = drafting.start_draft(principal=cast.sme, agent=cast.poland, by=by(cast.manager), at=AT)
    with pytest.raises(Several) as refusal:
        versions.propose(contract, by=by(cast.manager), at=AT)
    steps = {one.code: one.details["step"] for one in refusal.value.refusals}
    assert steps["no_product"] == "products"
    assert steps["no_territory"] == "territory"
    assert steps["no_rate"] == "commission"
    assert steps["no_first_day"] == "duration"


def test_a_notice_shorter_than_a_binding_law_stops_the_version():
    cast = make_cast()
    contract = draft(cast, law={"law": "DE", "forum": "Landgericht Köln"}, duration={"notice_scale": [1]})
    with pytest.raises(Several) as refusal:
        versions.propose(contract, by=by(cast.manager), at=AT)
    assert "notice_shorter_than_law" in codes(refusal.value)


def test_an_overlap_with_a_binding_contract_that_one_may_see_is_refused_by_name():
    cast = make_cast()
    first = concluded(cast)
    second = draft(cast, agent=cast.japan)
    since = date(2000, 1, 1)
    signature.record_authority(cast.japan, membership=cast.sister_manager, from_day=since, by=PORTAGE, at=AT)
    with pytest.raises(Refused) as refusal:
        versions.propose(second, by=by(cast.manager), at=AT)
    assert refusal.value.code == "overlap"
    assert first.reference in str(refusal.value.message)


@pytest.mark.parametrize("apart", [{"countries": ["JP"]}, {"segments": ["food"]}])
def test_another_country_or_segment_is_no_overlap(apart):
    cast = make_cast()
    concluded(cast)
    assert versions.propose(draft(cast, **apart), by=by(cast.manager), at=AT).number == 1


def test_an_overlap_with_a_contract_of_a_rival_group_tells_that_group_nothing():
    cast = make_cast()
    concluded(cast)
    agent, group = cast.rival_subsidiary, cast.rival_group
    from portage.catalogue.actions import share_product

    for product in cast.products:
        share_product(product, with_=group, by=PORTAGE, at=AT)
    signature.record_authority(agent, membership=cast.rival_manager, from_day=date(2000, 1, 1), by=PORTAGE, at=AT)
    signs_for_us, cast.manager = cast.manager, cast.rival_manager
    other = draft(cast, agent=agent)
    version = versions.propose(other, by=by(cast.rival_manager), at=AT)
    with pytest.raises(Refused) as refusal:
        versions.approve(other, version=version.number, by=by(cast.director), at=AT)
    assert refusal.value.code == "overlap"
    versions.approve(other, version=version.number, by=by(cast.rival_manager), at=AT)
    cast.manager = signs_for_us


def test_two_people_approving_different_versions_do_not_meet():
    cast = make_cast()
    contract = draft(cast)
    versions.propose(contract, by=by(cast.manager), at=AT)
    versions.approve(contract, version=1, by=by(cast.manager), at=AT)
    changed(cast, contract)
    with pytest.raises(Refused) as refusal:
        versions.approve(contract, version=1, by=by(cast.director), at=AT)
    assert refusal.value.code == "other_version"
    assert Approval.objects.count() == 1
    contract.refresh_from_db()
    assert contract.status == "negotiating"


def test_terms_can_no_longer_be_typed_once_approved():
    cast = make_cast()
    contract = approved(cast, draft(cast))
    with pytest.raises(Refused) as refusal:
        drafting.set_territory(contract, countries=["CZ"], segments=[], exclusive=True, by=by(cast.manager), at=AT)
    assert refusal.value.code == "not_open"


def test_a_contract_is_signed_once_by_each_side_and_only_by_a_signatory():
    cast = make_cast()
    contract = approved(cast, draft(cast))
    document = signature.store_contract_document(contract.versions.first(), pdf=b"%PDF-1.7", pages=5, at=AT)
    with pytest.raises(Forbidden):
        signature.sign(document, consent="I agree.", identified_by="password", by=by(cast.manager), at=AT)
    with pytest.raises(Invalid):
        signature.sign(document, consent=" ", identified_by="password", by=by(cast.director), at=AT)
    signature.sign(document, consent="I agree.", identified_by="password", by=by(cast.director), at=AT)
    with pytest.raises(Refused) as refusal:
        signature.sign(document, consent="I agree.", identified_by="password", by=by(cast.director), at=AT)
    assert refusal.value.code == "already_signed"
    assert Signature.objects.count() == 1


def test_a_job_that_stores_the_document_twice_stores_one():
    cast = make_cast()
    contract = approved(cast, draft(cast))
    for _ in range(2):
        signature.store_contract_document(contract.versions.first(), pdf=b"%PDF-1.7", pages=5, at=AT)
    assert Document.objects.count() == 1


@pytest.mark.parametrize(
    ("served_on", "code"), [(date(2024, 6, 2), "notice_in_future"), (date(2024, 2, 29), "notice_before_contract")]
)
def test_a_letter_dated_in_the_future_or_before_the_contract_is_refused(served_on, code):
    cast = make_cast()
    contract = concluded(cast)
    run_day(at=noon("2024-03-01"))
    with pytest.raises(Invalid) as refusal:
        give_notice(contract, form="letter", served_on=served_on, by=by(cast.director), at=noon("2024-06-01"))
    assert (refusal.value.code, refusal.value.field) == (code, "served_on")
    assert not Notice.objects.exists()


def test_notice_before_signature_is_refused():
    cast = make_cast()
    with pytest.raises(Refused) as refusal:
        give_notice(draft(cast), form="platform", served_on=AT.date(), by=by(cast.director), at=AT)
    assert refusal.value.code in {"not_in_force", "not_a_party"}


def test_a_third_party_does_nothing_even_with_the_contract_in_hand():
    cast = make_cast()
    contract = concluded(cast)
    for outsider in (cast.rival_director, cast.rival_manager, cast.sister_manager):
        with pytest.raises(Forbidden):
            give_notice(contract, form="platform", served_on=AT.date(), by=by(outsider), at=noon("2024-06-01"))
    assert not Notice.objects.exists()


def test_only_the_other_side_acknowledges_a_notice_and_once():
    cast = make_cast()
    contract = concluded(cast)
    run_day(at=noon("2024-03-01"))
    notice = give_notice(
        contract, form="platform", served_on=date(2024, 6, 1), by=by(cast.director), at=noon("2024-06-01")
    )
    with pytest.raises(Forbidden):
        acknowledge_notice(notice, received_on=date(2024, 6, 1), by=by(cast.director), at=noon("2024-06-02"))
    acknowledge_notice(notice, received_on=date(2024, 6, 2), by=by(cast.subsidiary_manager), at=noon("2024-06-02"))
    with pytest.raises(Refused):
        acknowledge_notice(notice, received_on=date(2024, 6, 2), by=by(cast.subsidiary_manager), at=noon("2024-06-02"))


def test_a_letter_in_time_typed_after_the_renewal_annuls_it_once_proved():
    cast = make_cast()
    contract = concluded(cast)
    run_day(at=noon("2025-03-05"))
    notice = give_notice(
        contract,
        form="letter",
        sent_on=date(2025, 1, 20),
        served_on=date(2025, 1, 24),
        by=by(cast.director),
        at=noon("2025-03-05"),
    )
    contract.refresh_from_db()
    assert (contract.status, contract.ends_on) == ("in_force", None)
    with pytest.raises(Refused) as refusal:
        annul_renewals(notice, by=by(cast.director), at=noon("2025-03-06"))
    assert refusal.value.code == "proof_needed"
    made = annul_renewals(notice, by=by(cast.subsidiary_manager), at=noon("2025-03-06"))
    contract.refresh_from_db()
    assert [row.term.number for row in made] == [2]
    assert Term.objects.count() == 2
    assert (contract.status, contract.ends_on) == ("ended", date(2025, 2, 28))
    run_day(at=noon("2026-03-05"))
    assert Term.objects.count() == 2


def test_a_withdrawn_contract_takes_no_arrow_any_more():
    cast = make_cast()
    contract = draft(cast)
    drafting.withdraw(contract, by=by(cast.manager), at=AT)
    with pytest.raises(WrongArrow):
        drafting.withdraw(contract, by=by(cast.manager), at=AT)
    assert Contract.objects.get().status == "withdrawn"


def test_a_moral_contract_is_in_force_when_both_confirm_and_has_no_terms():
    cast = make_cast()
    contract = draft(cast, start={"nature": "moral"})
    moral.confirm_moral(contract, by=by(cast.manager), at=AT)
    cleared(cast, contract)
    moral.confirm_moral(contract, by=by(cast.director), at=AT)
    run_day(at=noon("2027-03-02"))
    contract.refresh_from_db()
    assert (contract.status, contract.term_number, contract.due_on) == ("in_force", 0, None)
    notice = give_notice(
        contract, form="platform", served_on=date(2026, 12, 10), by=by(cast.director), at=noon("2026-12-10")
    )
    assert notice.ends_on == date(2027, 3, 31)


def test_a_moral_contract_is_refused_where_the_law_wants_writing():
    cast = make_cast()
    contract = draft(cast, start={"nature": "moral"}, law={"law": "CZ", "forum": "Praha"})
    with pytest.raises(Several) as refusal:
        moral.confirm_moral(contract, by=by(cast.manager), at=AT)
    assert "moral_contract_refused" in codes(refusal.value)
