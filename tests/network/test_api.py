"""The network through the API: the same visibility and the same refusals as through the pages."""

from uuid import uuid4

import pytest
from django.test import Client

from contracts.actions import versions
from portage.core.models import Entry, IdempotencyKey
from portage.network.actions import add_customer, add_member
from portage.network.models import Customer, Organisation
from tests.cast import AT, by, draft, make_cast
from tests.pages import browse, call

pytestmark = pytest.mark.django_db
API = "/api/v1"
ITALY = {"name": "Orvane Italia", "country": "IT", "time_zone": "Europe/Rome", "language": "en", "currency": "EUR"}


def names(response):
    return {row["name"] for row in response.json()["results"]}


def test_me_tells_who_i_am_and_what_my_role_gives():
    cast = make_cast()
    me = call(cast.director, "get", f"{API}/me/").json()
    assert (me["name"], me["acting"]["organisation"]["name"], me["acting"]["role"]) == (
        "Diane Xavier",
        "Arômes du Val",
        "export_director",
    )
    assert "catalogue.share_product" in me["permissions"]
    assert "contracts.draft_contract" not in me["permissions"]
    assert call(cast.former, "get", f"{API}/me/").json()["acting"] is None


def test_who_is_not_signed_in_is_told_so_as_a_problem():
    make_cast()
    for path in ("me", "organisations", "customers", "products", "models", "contracts"):
        response = call(None, "get", f"{API}/{path}/")
        assert response.status_code == 401
        assert response.headers["Content-Type"] == "application/problem+json"
        assert response.json()["code"] == "not_authenticated"


def test_lists_show_what_the_pages_show():
    cast = make_cast()
    for membership in (cast.manager, cast.subsidiary_manager, cast.director, cast.rival_manager):
        page = {row.name for row in browse(membership).get("/organisations/").context["page"].rows}
        assert names(call(membership, "get", f"{API}/organisations/")) == page
    assert call(cast.former, "get", f"{API}/organisations/").json()["results"] == []


def test_one_organisation_is_absent_for_who_may_not_see_it_in_the_same_words():
    cast = make_cast()
    versions.propose(draft(cast), by=by(cast.manager), at=AT)
    url, absent = f"{API}/organisations/{cast.poland.pk}/", f"{API}/organisations/{uuid4()}/"
    own, partner = call(cast.subsidiary_manager, "get", url).json(), call(cast.director, "get", url).json()
    assert {person["name"] for person in own["people"]} == {"Marek Zielinski", "Tomek Wilk"}
    assert partner["people"] is None
    assert {verb["reason"] for verb in partner["verbs"]} == {"not_yours"}
    for method in ("get", "patch"):
        foreign, missing = call(cast.rival_director, method, url, {}), call(cast.rival_director, method, absent, {})
        assert foreign.status_code == missing.status_code == 404
        assert {**foreign.json(), "instance": ""} == {**missing.json(), "instance": ""}


def test_a_manager_adds_changes_and_renames_an_organisation():
    cast = make_cast()
    made = call(cast.manager, "post", f"{API}/organisations/subsidiaries/", ITALY)
    assert made.status_code == 201
    url = f"{API}/organisations/{made.json()['id']}/"
    changed = call(cast.manager, "patch", url, {"city": "Milano", "countries_covered": ["IT"], "siren": "732 829 320"})
    assert (changed.json()["city"], changed.json()["siren"], changed.json()["name"]) == (
        "Milano",
        "732829320",
        "Orvane Italia",
    )
    renamed = call(
        cast.manager, "post", f"{url}names/", {"name": "Orvane Sud", "from_day": "2024-02-01", "reason": "merger"}
    )
    assert [name["from_day"] for name in renamed.json()["names"]] == [None, "2024-02-01"]
    assert (
        call(cast.manager, "post", f"{API}/organisations/smes/", {**ITALY, "name": "Sme"}).json()["kind"]
        == "carried_sme"
    )


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"country": "ZZ"}, "country"), ({"siren": "123456789"}, "siren"), ({"currency": "XXXX"}, "currency"), ({"time_zone": "Mars"}, "time_zone"),
     ({"siren": "732829320", "siret": "40483304800022"}, "siret"), ({"export_share": "2"}, None), ({"name": ""}, "name"), ({"countries_covered": ["ZZ"]}, None)],
)  # fmt: skip
def test_what_cannot_be_right_is_told_with_its_field_and_nothing_is_made(wrong, field):
    cast = make_cast()
    before = Organisation.objects.count()
    response = call(cast.manager, "post", f"{API}/organisations/subsidiaries/", {**ITALY, **wrong})
    assert response.status_code == 422
    assert response.json()["errors"]
    if field:
        assert field in {error.get("field") for error in response.json()["errors"]}
    assert Organisation.objects.count() == before


def test_roles_that_may_not_are_refused_and_nothing_changes():
    cast = make_cast()
    entries = Entry.objects.count()
    for membership in (cast.auditor, cast.counsel, cast.director, cast.subsidiary_manager, cast.former):
        refused = call(membership, "post", f"{API}/organisations/subsidiaries/", ITALY)
        assert refused.status_code == 403
    assert call(cast.auditor, "patch", f"{API}/organisations/{cast.poland.pk}/", {"city": "X"}).status_code == 403
    assert (
        call(cast.manager, "patch", f"{API}/organisations/{cast.sme.pk}/", {"city": "X"}).json()["code"] == "not_yours"
    )
    assert Entry.objects.count() == entries


def test_customers_are_recorded_listed_and_corrected_and_partners_see_none():
    cast = make_cast()
    versions.propose(draft(cast), by=by(cast.manager), at=AT)
    made = call(
        cast.sales_engineer, "post", f"{API}/customers/", {"name": "Polimer", "country": "PL", "segment": "plastics"}
    ).json()
    assert made["owner"]["id"] == str(cast.poland.pk)
    url = f"{API}/customers/{made['id']}/"
    assert call(cast.sales_engineer, "patch", url, {"city": "Łódź"}).json()["city"] == "Łódź"
    assert names(call(cast.manager, "get", f"{API}/customers/", None)) == {"Polimer"}
    for membership in (cast.director, cast.sister_manager, cast.rival_manager):
        assert call(membership, "get", url).status_code == 404
        assert names(call(membership, "get", f"{API}/customers/")) == set()


def test_a_related_thing_that_i_do_not_see_is_the_same_as_one_that_does_not_exist():
    cast = make_cast()
    customer = {"name": "Polimer", "country": "PL"}
    foreign = call(cast.manager, "post", f"{API}/customers/", {**customer, "owner": str(cast.rival_subsidiary.pk)})
    absent = call(cast.manager, "post", f"{API}/customers/", {**customer, "owner": str(uuid4())})
    told = [
        response.json()["errors"][0]["detail"].replace(str(cast.rival_subsidiary.pk), "X")
        for response in (foreign, absent)
    ]
    assert foreign.status_code == absent.status_code == 422
    assert told[0].split("“")[0].split('"')[0] == told[1].split("“")[0].split('"')[0]
    partner = call(cast.manager, "post", f"{API}/customers/", {**customer, "owner": str(cast.sme.pk)})
    assert (partner.status_code, partner.json()["code"]) == (403, "not_yours")
    assert not Customer.objects.exists()


def test_a_repeated_request_with_the_same_key_changes_nothing_more():
    cast = make_cast()
    customer, key = {"name": "Polimer", "country": "PL"}, {"Idempotency-Key": "retry-0001"}
    first = call(cast.sales_engineer, "post", f"{API}/customers/", customer, **key)
    again = call(cast.sales_engineer, "post", f"{API}/customers/", customer, **key)
    other = call(cast.sales_engineer, "post", f"{API}/customers/", {**customer, "name": "Other"}, **key)
    assert (first.status_code, again.status_code, again.headers["Idempotency-Replayed"]) == (201, 201, "true")
    assert first.json() == again.json()
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert Customer.objects.count() == 1
    twice = call(cast.sales_engineer, "post", f"{API}/customers/", customer)
    assert twice.status_code == 422
    assert IdempotencyKey.objects.count() == 1


def test_pages_follow_each_other_and_wrong_addresses_are_told():
    cast = make_cast()
    for number in range(7):
        add_customer(cast.poland.pk, name=f"C{number}", country="PL", by=by(cast.subsidiary_manager), at=AT)
    first = call(cast.manager, "get", f"{API}/customers/?size=3&sort=-name").json()
    assert [row["name"] for row in first["results"]] == ["C6", "C5", "C4"]
    assert (first["count"], first["count_is_capped"], first["previous"]) == (7, False, None)
    second = call(cast.manager, "get", first["next"].removeprefix("http://testserver")).json()
    assert [row["name"] for row in second["results"]] == ["C3", "C2", "C1"]
    for wrong in ("size=0", "size=x", "size=201", "after=nonsense", "country=ZZ"):
        assert call(cast.manager, "get", f"{API}/customers/?{wrong}").status_code == 422


def test_a_list_costs_the_same_whatever_its_rows(django_assert_max_num_queries):
    cast = make_cast()
    for number in range(50):
        add_customer(cast.poland.pk, name=f"C{number}", country="PL", by=by(cast.subsidiary_manager), at=AT)
    client = browse(cast.manager)
    client.get(f"{API}/customers/")
    with django_assert_max_num_queries(12):
        client.get(f"{API}/customers/")


def test_writes_of_a_browser_need_its_token():
    cast = make_cast()
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.manager.person)
    refused = client.post(f"{API}/organisations/subsidiaries/", ITALY, content_type="application/json")
    assert refused.status_code == 403
    assert not Organisation.objects.filter(name=ITALY["name"]).exists()


def test_a_colleagues_key_opens_nothing():
    cast = make_cast()
    customer, key = {"name": "Polimer", "country": "PL"}, {"Idempotency-Key": "retry-0001"}
    assert call(cast.sales_engineer, "post", f"{API}/customers/", customer, **key).status_code == 201
    colleague = add_member(cast.poland, email="x@orvane.example", name="X", role="auditor", at=AT)
    answer = call(colleague, "post", f"{API}/customers/", customer, **key)
    assert answer.status_code == 403
    assert "Idempotency-Replayed" not in answer.headers
    assert Customer.objects.count() == 1


def test_json_that_is_nested_without_end_is_a_wrong_request():
    cast = make_cast()
    client = browse(cast.director)
    body = '{"name": ' + "[" * 50_000 + "]" * 50_000 + "}"
    response = client.post(f"{API}/customers/", body, content_type="application/json")
    assert response.status_code == 400
