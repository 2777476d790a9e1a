"""Who may sign for an organisation: recorded by administrators and managers, read by the house alone."""

from datetime import date

import pytest
from django.urls import reverse

from contracts.actions import versions
from contracts.models import SigningAuthority
from portage.core.models import Entry
from portage.network.actions import add_member, end_membership
from tests.cast import AT, by, draft, make_cast
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
