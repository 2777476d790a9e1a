"""Organisations: who sees which, one page each, and what its own people change."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.urls import reverse

from contracts.actions import versions
from portage.core.models import Entry
from portage.network.actions import admit_sme, archive_organisation, rename_organisation
from portage.network.models import Organisation
from tests.cast import AT, by, draft, make_cast
from tests.pages import answers, browse, same_as_absent

pytestmark = pytest.mark.django_db
LIST = "/organisations/"
NEW = {"name": "Orvane Italia", "country": "IT", "time_zone": "Europe/Rome", "language": "en", "currency": "EUR"}


def page_of(organisation, name="organisation"):
    return reverse(f"network:{name}", args=[organisation.pk])


def names_in(response):
    return {row.name for row in response.context["page"].rows}


def details(organisation, **over):
    """What the form of an organisation sends back unchanged."""
    kept = {
        name: getattr(organisation, name) or ""
        for name in ("legal_form", "registration", "street", "postcode", "city", "vat", "lei", "siren", "siret")
    }
    return {
        **kept,
        "country": str(organisation.country),
        "time_zone": organisation.time_zone,
        "language": "en",
        "currency": "EUR",
        **over,
    }


def test_each_one_lists_the_organisations_they_may_see():
    cast = make_cast()
    assert names_in(browse(cast.manager).get(LIST)) == {
        "Orvane",
        "Orvane Polska",
        "Orvane Japan",
        "Arômes du Val",
        "Essences Rivales",
    }
    assert names_in(browse(cast.subsidiary_manager).get(LIST)) == {"Orvane", "Orvane Polska"}
    assert names_in(browse(cast.director).get(LIST)) == {"Orvane", "Arômes du Val"}
    assert names_in(browse(cast.rival_manager).get(LIST)) == {"Kestrel", "Kestrel Polska", "Seule SARL"}
    assert browse(None).get(LIST).status_code == 302


def test_the_list_finds_by_former_name_kind_and_country_and_leaves_the_archived_out():
    cast = make_cast()
    rename_organisation(
        cast.poland, name="Orvane Poland", from_day=date(2020, 1, 1), reason="merger", by=by(cast.manager), at=AT
    )
    archive_organisation(cast.japan, lives=False, by=by(cast.manager), at=AT)
    client = browse(cast.manager)
    assert names_in(client.get(LIST, {"q": "Polska"})) == {"Orvane Poland"}
    assert names_in(client.get(LIST, {"kind": "carried_sme"})) == {"Arômes du Val", "Essences Rivales"}
    assert names_in(client.get(LIST, {"country": "JP"})) == set()
    assert names_in(client.get(LIST, {"country": "JP", "archived": "on"})) == {"Orvane Japan"}
    assert "Nothing answers these filters" in client.get(LIST, {"q": "zzz"}).content.decode()


def test_names_are_sorted_as_people_read_them_and_a_new_name_moves():
    """Céramiques before Corvex and zircone before Zym: databases put accents after z, and capitals before letters."""
    cast = make_cast()
    for name in ("zircone du Nord", "Corvex", "Céramiques du Lac", "Zym"):
        admit_sme(cast.group, name=name, country="FR", by=by(cast.manager), at=AT)
    read = [row.name for row in browse(cast.manager).get(LIST).context["page"].rows]
    assert [name for name in read if name[0].lower() in "cz"] == [
        "Céramiques du Lac",
        "Corvex",
        "zircone du Nord",
        "Zym",
    ]
    rename_organisation(
        cast.poland, name="Évian Sels", from_day=date(2026, 11, 1), reason="", by=by(cast.manager), at=AT
    )
    read = [row.name for row in browse(cast.manager).get(LIST).context["page"].rows]
    assert read.index("Corvex") < read.index("Évian Sels") < read.index("zircone du Nord")


def test_a_word_typed_with_script_brings_the_list_alone():
    cast = make_cast()
    fragment = browse(cast.manager, **{"HX-Request": "true"}).get(LIST, {"q": "Orv"}).content.decode()
    assert 'id="list"' in fragment
    assert "<html" not in fragment


def test_the_list_costs_the_same_with_ten_and_with_a_hundred_rows(django_assert_max_num_queries):
    cast = make_cast()
    client = browse(cast.manager)
    for number in range(60):
        admit_sme(cast.group, name=f"SME {number}", country="FR", by=by(cast.manager), at=AT)
    with django_assert_max_num_queries(12):
        response = client.get(LIST)
    assert len(response.context["page"].rows) == 40
    first = names_in(response)
    second = names_in(client.get(response.context["pager"]["next"]))
    assert not first & second
    assert client.get(LIST, {"after": "nonsense"}).status_code == 422


def test_the_page_of_an_organisation_is_seen_by_its_house_and_its_partners_only():
    cast = make_cast()
    versions.propose(draft(cast), by=by(cast.manager), at=AT)
    everybody = [
        cast.manager,
        cast.subsidiary_manager,
        cast.director,
        cast.sister_manager,
        cast.rival_director,
        cast.rival_manager,
        cast.former,
        None,
    ]
    assert answers(page_of(cast.poland), everybody) == {
        "Claire Roux": 200,
        "Marek Zielinski": 200,
        "Diane Xavier": 200,
        "Aiko Mori": 404,
        "Rene Vial": 404,
        "Karl Egger": 404,
        "Fred Ormer": 404,
        "": 302,
    }


def test_foreign_is_answered_as_absent():
    cast = make_cast()
    client = browse(cast.rival_director)
    absent = reverse("network:organisation", args=[uuid4()])
    assert same_as_absent(client, page_of(cast.sme), absent)
    assert same_as_absent(client, page_of(cast.sme, "change_organisation"), absent)


def test_people_are_shown_to_their_own_organisation_and_group_only():
    cast = make_cast()
    versions.propose(draft(cast), by=by(cast.manager), at=AT)
    for membership in (cast.manager, cast.subsidiary_manager):
        assert "Tomek Wilk" in browse(membership).get(page_of(cast.poland)).content.decode()
    partner = browse(cast.director).get(page_of(cast.poland)).content.decode()
    assert "Tomek Wilk" not in partner
    assert "Marek Zielinski" not in partner
    assert "Luc Carre" not in browse(cast.director).get(page_of(cast.group)).content.decode()
    assert "Luc Carre" in browse(cast.subsidiary_manager).get(page_of(cast.group)).content.decode()


def test_the_page_says_what_may_be_done_and_why_not():
    cast = make_cast()
    manager = browse(cast.manager).get(page_of(cast.poland))
    assert [verb["label"] for verb in manager.context["may"]][:2] == ["Change its details", "Record a new name"]
    partner = browse(cast.manager).get(page_of(cast.sme))
    assert {verb["why"] for verb in partner.context["refused"]} == {
        "Only its own people, or those of its group, may do this."
    }
    auditor = browse(cast.auditor).get(page_of(cast.poland))
    assert {verb["why"] for verb in auditor.context["refused"]} == {"Your role does not allow this."}


def test_the_page_costs_at_most_fifteen_queries(django_assert_max_num_queries):
    cast = make_cast()
    client = browse(cast.manager)
    client.get(page_of(cast.poland))
    with django_assert_max_num_queries(15):
        client.get(page_of(cast.poland))


def test_a_portage_manager_adds_a_subsidiary_and_admits_an_sme():
    cast = make_cast()
    client = browse(cast.manager)
    response = client.post(
        reverse("network:add_subsidiary"),
        {**NEW, "countries_covered": ["IT", "MT"], "sectors": ["paint"], "sales_force": "12"},
    )
    italy = Organisation.objects.get(name="Orvane Italia")
    assert response.url == page_of(italy)
    assert (italy.parent, italy.countries_covered, italy.sales_force) == (cast.group, ["IT", "MT"], 12)
    client.post(reverse("network:admit_sme"), {**NEW, "name": "Aromelia", "export_share": "42,5"})
    sme = Organisation.objects.get(name="Aromelia")
    assert (sme.kind, sme.parent, str(sme.export_share)) == ("carried_sme", None, "0.425")
    assert {"Orvane Italia", "Aromelia"} <= names_in(client.get(LIST))
    assert "Orvane Italia" not in names_in(browse(cast.subsidiary_manager).get(LIST))


@pytest.mark.parametrize("door", ["add_subsidiary", "admit_sme"])
def test_nobody_else_adds_organisations_and_nothing_changes(door):
    cast = make_cast()
    url, before = reverse(f"network:{door}"), Organisation.objects.count()
    others = [cast.counsel, cast.auditor, cast.subsidiary_manager, cast.director, cast.former, None]
    told = answers(url, others, method="post", data=NEW)
    assert set(told.values()) == {403, 302}
    assert told[""] == 302
    assert set(answers(url, others[:-1]).values()) == {403}
    assert Organisation.objects.count() == before


def test_identifiers_are_checked_and_what_was_typed_stays():
    cast = make_cast()
    client = browse(cast.director)
    wrong = details(cast.sme, siren="732 829 321", vat="12", city="Grasse")
    response = client.post(page_of(cast.sme, "change_organisation"), wrong)
    body = response.content.decode()
    assert response.status_code == 422
    assert "is not a SIREN" in body
    assert "is not a VAT number" in body
    assert 'value="Grasse"' in body
    cast.sme.refresh_from_db()
    assert cast.sme.city == "Lyon"
    right = details(cast.sme, siren="732 829 320", siret="732 829 320 00074", vat="FR 44 732829320", city="Grasse")
    assert client.post(page_of(cast.sme, "change_organisation"), right).status_code == 302
    cast.sme.refresh_from_db()
    assert (cast.sme.siren, cast.sme.siret, cast.sme.vat, cast.sme.city) == (
        "732829320",
        "73282932000074",
        "FR44732829320",
        "Grasse",
    )


def test_a_siret_of_another_company_is_refused():
    cast = make_cast()
    wrong = details(cast.sme, siren="732829320", siret="40483304800022")
    response = browse(cast.director).post(page_of(cast.sme, "change_organisation"), wrong)
    assert response.status_code == 422
    assert "is not of the company with that SIREN" in response.content.decode()


def test_partners_and_auditors_cannot_change_an_organisation():
    cast = make_cast()
    versions.propose(draft(cast), by=by(cast.manager), at=AT)
    told = answers(
        page_of(cast.poland, "change_organisation"),
        [cast.director, cast.auditor, cast.sales_engineer, cast.rival_manager, cast.sister_manager],
        method="post",
        data=details(cast.poland, city="Elsewhere"),
    )
    assert told == {"Diane Xavier": 403, "Ada Itor": 403, "Tomek Wilk": 403, "Karl Egger": 404, "Aiko Mori": 404}
    cast.poland.refresh_from_db()
    assert cast.poland.city == "Lyon"


def test_a_new_name_keeps_the_former_one_in_the_history():
    cast = make_cast()
    client, url = browse(cast.manager), page_of(cast.group, "rename_organisation")
    assert client.post(url, {"name": "Calde", "from_day": "1998-01-01", "reason": "merger"}).status_code == 302
    body = client.get(page_of(cast.group)).content.decode()
    assert "<h1>Calde</h1>" in body
    assert "Orvane" in body
    again = client.post(url, {"name": "Older", "from_day": "1990-01-01", "reason": "typed too late"})
    assert again.status_code == 409
    assert "A name is already recorded" in again.content.decode()
    assert 'value="Older"' in again.content.decode()
    assert Entry.objects.filter(kind="network.organisation_renamed").count() == 1


def test_an_archived_organisation_is_read_only():
    cast = make_cast()
    archive_organisation(cast.japan, lives=False, by=by(cast.manager), at=datetime(2024, 2, 1, tzinfo=UTC))
    client = browse(cast.manager)
    page = client.get(page_of(cast.japan))
    assert {verb["label"] for verb in page.context["may"]} <= {"Signatories", "Members and invitations", "Succession"}
    assert client.post(page_of(cast.japan, "change_organisation"), details(cast.japan, city="Osaka")).status_code == 409
    assert (
        client.post(
            page_of(cast.japan, "rename_organisation"), {"name": "X", "from_day": "2024-01-01", "reason": "x"}
        ).status_code
        == 409
    )
    cast.japan.refresh_from_db()
    assert (cast.japan.city, cast.japan.name) == ("Lyon", "Orvane Japan")
