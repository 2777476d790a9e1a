"""Who may sign for an organisation: recorded by administrators and managers, read by the house alone."""

from datetime import date

import pytest
from django.urls import reverse

from contracts.actions import signature, versions
from contracts.actions.authority import end_authority
from contracts.models import Signature, SigningAuthority
from contracts.queries.powers import covers
from portage.core.models import Entry
from portage.core.refusals import Forbidden
from portage.network.actions import add_member, end_membership
from tests.cast import AT, approved, by, draft, make_cast
from tests.pages import answers, browse

pytestmark = pytest.mark.django_db


def page_of(organisation, name="signatories"):
    return reverse(f"contracts:{name}", args=[organisation.pk])


def test_signatories_are_read_by_the_organisation_and_its_group_not_by_partners():
    cast = make_cast()
    versions.propose(draft(cast), by=by(cast.manager), at=AT)
    everybody = [
        cast.subsidiary_manager,
        cast.sales_engineer,
        cast.manager,
        cast.auditor,
        cast.director,
        cast.sister_manager,
        cast.rival_manager,
        None,
    ]
    assert list(answers(page_of(cast.poland), everybody).values()) == [200, 200, 200, 200, 404, 404, 404, 302]


def test_a_manager_records_a_signatory_of_the_organisation_or_of_its_group():
    cast = make_cast()
    client = browse(cast.subsidiary_manager)
    given = {"membership": str(cast.sales_engineer.pk), "from_day": "2024-02-01", "until_day": "2024-12-31"}
    assert client.post(page_of(cast.poland), given).status_code == 302
    made = SigningAuthority.objects.get(membership=cast.sales_engineer)
    assert (made.organisation, made.from_day, made.until_day) == (cast.poland, date(2024, 2, 1), date(2024, 12, 31))
    assert (
        browse(cast.manager)
        .post(page_of(cast.poland), {"membership": str(cast.manager.pk), "from_day": "2024-02-01"})
        .status_code
        == 302
    )
    assert Entry.objects.filter(kind="contracts.authority_recorded", actor__isnull=False).count() == 2


def test_an_administrator_without_that_role_records_too():
    cast = make_cast()
    keeper = add_member(cast.sme, email="k@example.test", name="Keeper", role="auditor", is_administrator=True, at=AT)
    assert (
        browse(keeper)
        .post(page_of(cast.sme), {"membership": str(cast.director.pk), "from_day": "2024-02-01"})
        .status_code
        == 302
    )


def test_others_read_why_not_and_change_nothing():
    cast = make_cast()
    before = SigningAuthority.objects.count()
    given = {"membership": str(cast.sales_engineer.pk), "from_day": "2024-02-01"}
    for membership in (cast.sales_engineer, cast.auditor):
        client = browse(membership)
        assert "Administrators and managers record who may sign." in client.get(page_of(cast.poland)).content.decode()
        assert client.post(page_of(cast.poland), given).status_code == 403
    assert browse(cast.director).post(page_of(cast.poland), given).status_code == 404
    assert SigningAuthority.objects.count() == before


def test_a_stranger_and_reversed_days_are_refused_and_what_was_typed_stays():
    cast = make_cast()
    client = browse(cast.manager)
    stranger = client.post(page_of(cast.poland), {"membership": str(cast.director.pk), "from_day": "2024-02-01"})
    assert stranger.status_code == 422
    assert "Diane" not in stranger.content.decode()
    reversed_days = client.post(
        page_of(cast.poland), {"membership": str(cast.manager.pk), "from_day": "2024-02-01", "until_day": "2024-01-01"}
    )
    assert reversed_days.status_code == 422
    assert "The last day comes before the first." in reversed_days.content.decode()
    assert 'value="2024-01-01"' in reversed_days.content.decode()


def test_an_authority_is_ended_by_a_day_and_stays_in_the_list():
    cast = make_cast()
    held = SigningAuthority.objects.get(organisation=cast.poland)
    url = page_of(cast.poland, "end_authority")
    assert browse(cast.auditor).post(url, {"authority": held.pk, "until_day": "2024-06-30"}).status_code == 403
    early = browse(cast.manager).post(url, {"authority": held.pk, "until_day": "1999-01-01"})
    assert early.status_code == 422
    assert "The last day comes before the first." in early.content.decode()
    assert browse(cast.manager).post(url, {"authority": held.pk, "until_day": "2024-06-30"}).status_code == 302
    held.refresh_from_db()
    assert held.until_day == date(2024, 6, 30)
    assert "Marek Zielinski" in browse(cast.manager).get(page_of(cast.poland)).content.decode()


@pytest.mark.parametrize("authority", ["", "x", "0", "\x00"])
def test_an_authority_of_another_organisation_is_absent(authority):
    cast = make_cast()
    url = page_of(cast.poland, "end_authority")
    foreign = SigningAuthority.objects.get(organisation=cast.sme).pk
    for pk in (authority, foreign):
        assert browse(cast.manager).post(url, {"authority": pk, "until_day": "2024-06-30"}).status_code == 404
    assert not SigningAuthority.objects.filter(until_day__isnull=False).exists()


def test_who_has_left_signs_no_more_and_cannot_be_recorded():
    cast = make_cast()
    end_membership(cast.subsidiary_manager, by=by(cast.manager), at=AT, successor=cast.sales_engineer)
    client = browse(cast.manager)
    assert "Ended" in client.get(page_of(cast.poland)).content.decode()
    assert (
        client.post(
            page_of(cast.poland), {"membership": str(cast.subsidiary_manager.pk), "from_day": "2024-02-01"}
        ).status_code
        == 422
    )


def to_sign(cast):
    """A document that awaits the director's signature."""
    contract = approved(cast, draft(cast))
    return signature.store_contract_document(contract.versions.first(), pdf=b"%PDF-1.7", pages=5, at=AT)


def refused(cast, document) -> str:
    """Why the director may not sign; nothing is signed."""
    with pytest.raises(Forbidden) as refusal:
        signature.sign(document, consent="I agree.", identified_by="password", by=by(cast.director), at=AT)
    assert not Signature.objects.exists()
    return refusal.value.code


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        ({"jointly": True}, "joint_signature"),
        ({"signs_contracts": False}, "not_for_this"),
        ({"until_day": date(2024, 1, 9)}, "not_a_signatory"),
        ({"from_day": date(2024, 1, 11)}, "not_a_signatory"),
    ],
)
def test_an_authority_is_asked_at_the_moment_of_signing(limits, code):
    cast = make_cast()
    document = to_sign(cast)
    SigningAuthority.objects.filter(organisation=cast.sme).update(**limits)
    assert refused(cast, document) == code


def test_an_authority_or_a_membership_that_ended_since_the_page_was_opened_signs_nothing():
    cast = make_cast()
    document = to_sign(cast)
    held = SigningAuthority.objects.get(organisation=cast.sme)
    end_authority(held, until_day=date(2024, 1, 9), by=by(cast.director), at=AT)
    assert refused(cast, document) == "not_a_signatory"
    SigningAuthority.objects.filter(pk=held.pk).update(until_day=None)
    cast.director.ended_at = AT
    cast.director.save()
    assert refused(cast, document) == "not_a_signatory"


def test_who_signs_only_with_another_does_not_make_a_contract_ready_to_propose():
    cast = make_cast()
    SigningAuthority.objects.filter(organisation=cast.sme).update(jointly=True)
    with pytest.raises(Exception, match="no_principal_signatory"):
        versions.propose(draft(cast), by=by(cast.manager), at=AT)


def test_limits_are_recorded_by_page_and_by_the_api_and_read_there():
    cast = make_cast()
    given = {
        "membership": str(cast.sales_engineer.pk),
        "from_day": "2024-02-01",
        "signs": "amendments",
        "jointly": "on",
    }
    power = {"source": "Power of attorney, 3 January 2024"}
    client = browse(cast.manager)
    assert client.post(page_of(cast.poland), given | power).status_code == 302
    made = SigningAuthority.objects.get(membership=cast.sales_engineer)
    assert (made.signs_contracts, made.signs_amendments, made.jointly, made.source) == (
        False,
        True,
        True,
        power["source"],
    )
    page = client.get(page_of(cast.poland)).content.decode()
    assert "amendments only, only together with another person: on paper" in page
    url = reverse("api:signatories", args=[cast.poland.pk])
    sent = {"membership": str(cast.manager.pk), "from_day": "2024-02-01", "signs_amendments": False}
    told = client.post(url, sent, content_type="application/json")
    assert told.status_code == 201, told.content
    assert sorted(row["name"] for row in told.json()["authorities"]) == ["Claire Roux", "Marek Zielinski", "Tomek Wilk"]
    nothing = client.post(url, sent | {"signs_contracts": False}, content_type="application/json")
    assert (nothing.status_code, nothing.json()["code"]) == (422, "signs_nothing")
    end = reverse("api:end_authority", args=[cast.poland.pk])
    ended = client.post(end, {"authority": str(made.pk), "until_day": "2024-03-01"}, content_type="application/json")
    assert ended.status_code == 200
    assert browse(cast.director).get(url).status_code == 404


def test_an_amendment_asks_for_the_authority_to_amend():
    class Amendment:
        amends_id = 1

    assert covers(SigningAuthority(signs_contracts=False), Amendment())
    assert not covers(SigningAuthority(signs_amendments=False), Amendment())
