"""A device files a report: once, with a receipt that says so; what may not be filed is refused whole, place by place."""

from uuid import uuid4

import pytest
from django.test import Client

from portage.core import clock
from portage.fieldwork.models import Draft, Report, ReportFile, Section, SectionFile
from portage.network.actions import add_contact, add_customer
from portage.network.models import Contact, Membership
from tests.cast import AT, by, make_cast
from tests.fieldwork.sending import URL, jpeg, put_file, report, section, send
from tests.fieldwork.visits import NOON, customer_of, running
from tests.pages import call

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)


def told():
    cast = make_cast()
    return cast, running(cast), customer_of(cast)


def faults(response) -> dict[str, str]:
    return {one["field"]: one["code"] for one in response.json()["errors"]}


def test_a_report_is_answered_with_a_receipt_and_sent_again_with_the_same_one():
    cast, contract, customer = told()
    sent = report(customer, section(contract), section(None, actions=[]), author=str(cast.sales_engineer.pk))
    first = send(cast.sales_engineer, sent)
    assert first.status_code == 201
    receipt = first.json()
    filed = Report.objects.get()
    assert (receipt["key"], receipt["reports"], receipt["clock_skew_seconds"]) == (sent["key"], [str(filed.pk)], 0)
    assert {one["contract"]: one["reference"] for one in receipt["sections"]} == {
        str(contract.pk): filed.sections.get(contract=contract).reference,
        None: filed.sections.get(contract=None).reference,
    }
    again = send(cast.sales_engineer, sent | {"device_now": "2024-04-11T14:00:30+02:00"})
    assert again.status_code == 200
    assert again.json() == receipt | {"clock_skew_seconds": 86430}
    assert Report.objects.count() == 1


def test_a_receipt_that_was_missed_is_given_though_the_contact_is_erased_and_the_contract_hidden_since():
    cast = make_cast()
    named = [cast.manager, cast.counsel, cast.director, cast.sales_engineer, cast.subsidiary_manager]
    contract, customer = running(cast, start={"confidential_to": named}), customer_of(cast)
    ewa = add_contact(customer, by=by(cast.sales_engineer), at=AT, name="Ewa", phone="+48 1", source="visit")
    sent = report(customer, section(contract), head={"met": [{"name": "Ewa", "contact": str(ewa.pk)}]})
    first = send(cast.sales_engineer, sent)
    Contact.objects.all().delete()
    cast.sales_engineer.person.groups.remove(*cast.sales_engineer.person.groups.filter(circle__scope=contract.pk))
    again = send(cast.sales_engineer, sent)
    assert (again.status_code, again.json()) == (200, first.json())
    hidden = call(cast.sales_engineer, "get", f"{URL}filed/{sent['key']}/").json()
    assert (hidden["reports"], hidden["content"]) == (first.json()["reports"], {})


def test_other_words_under_the_key_of_a_filed_report_lose_neither():
    cast, contract, customer = told()
    sent = report(customer, section(contract))
    send(cast.sales_engineer, sent)
    other = send(cast.sales_engineer, sent | {"sections": [section(contract, needs="500 kg.")]})
    assert (other.status_code, other.json()["code"]) == (409, "filed_otherwise")
    filed = call(cast.sales_engineer, "get", f"{URL}filed/{sent['key']}/").json()
    assert filed["content"]["sections"][0]["needs"] == sent["sections"][0]["needs"]
    assert filed["reports"] == [str(Report.objects.get().pk)]
    for other in (cast.subsidiary_manager, cast.director):
        assert call(other, "get", f"{URL}filed/{sent['key']}/").status_code in {403, 404}


def test_what_waited_on_a_device_is_never_filed_under_the_name_of_its_next_user():
    cast, contract, customer = told()
    sent = report(customer, section(contract), author=str(cast.sales_engineer.pk))
    refused = send(cast.subsidiary_manager, sent)
    assert (refused.status_code, refused.json()["code"]) == (409, "another_author")
    assert not Report.objects.exists()
    made = send(cast.sales_engineer, sent).json()
    url = f"/api/v1/sections/{made['sections'][0]['id']}/files/{uuid4()}/"
    assert put_file(cast.subsidiary_manager, url, jpeg(), author=sent["author"]).json()["code"] == "another_author"
    assert not SectionFile.objects.exists()


def test_every_refusal_comes_at_once_with_the_section_at_fault():
    cast, contract, customer = told()
    type(contract).objects.filter(pk=contract.pk).update(status="ended", ends_on="2024-04-01")
    wrong = [section(None, needs="", interest=None, competitors=[], actions=[]), section(contract)]
    refused = send(cast.sales_engineer, report(customer, *wrong, head={"kind": "dinner"}))
    assert refused.status_code == 422
    assert faults(refused) == {"head.kind": "unknown_kind", "sections.1.contract": "ended"}
    assert not Report.objects.exists()


def test_what_is_foreign_is_refused_as_what_is_absent():
    cast, contract, _customer = told()
    theirs = add_customer(cast.japan.pk, name="Aozora", country="JP", by=by(cast.sister_manager), at=AT)
    foreign = send(cast.sister_manager, report(theirs, section(contract)))
    absent = send(cast.sister_manager, report(theirs, section(contract) | {"contract": str(uuid4())}))
    assert foreign.status_code == absent.status_code == 422
    assert faults(foreign) == faults(absent) == {"sections.0.contract": "does_not_exist"}
    of_others = send(cast.sales_engineer, report(theirs, section(contract)))
    assert faults(of_others) == {"head.customer": "does_not_exist"}
    assert not Report.objects.exists()


BAD = {
    "a day that is none": ({"head": {"visited_on": "31/02/2024"}}, "head.visited_on"),
    "tomorrow by a clock that is a day ahead": ({"head": {"visited_on": "2024-04-12"}}, "head.visited_on"),
    "no key": ({"key": "1"}, "key"),
    "a price in a currency that is none": (
        {"sections": [section(None, actions=[], competitors=[{"name": "N", "price": "1", "currency": "XXXX"}])]},
        "sections.0.competitors.0.currency",
    ),
    "a price that is no number": (
        {"sections": [section(None, actions=[], competitors=[{"name": "N", "price": "NaN", "currency": "EUR"}])]},
        "sections.0.competitors.0.price",
    ),
    "sections that are no list": ({"sections": {"0": 1}}, "sections"),
    "forty-one people": ({"head": {"met": [{"name": f"P{n}"} for n in range(41)]}}, "head.met"),
    "nothing": ({"sections": []}, "sections"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_right_is_refused_at_its_place(name):
    cast, contract, customer = told()
    over, field = BAD[name]
    sent = report(customer, section(contract), head=over.get("head"))
    refused = send(cast.sales_engineer, sent | {name: one for name, one in over.items() if name != "head"})
    assert refused.status_code == 422
    assert any(one.startswith(field) for one in faults(refused)), faults(refused)
    assert not Report.objects.exists()


def test_a_clock_that_is_a_day_wrong_is_told_and_kept_as_it_was():
    cast, contract, customer = told()
    filed = send(cast.sales_engineer, report(customer, section(contract), device_now="2024-04-09T12:00:00Z"))
    assert filed.json()["clock_skew_seconds"] == -86400
    row = Report.objects.get()
    assert (row.written_at, row.filed_at) == (NOON, NOON)


@pytest.mark.parametrize(("who", "status"), [("director", 403), ("manager", 403), ("auditor", 403), (None, 401)])
def test_who_files_nothing_is_refused(who, status):
    cast, contract, customer = told()
    member = getattr(cast, who) if who else None
    assert send(member, report(customer, section(contract))).status_code == status
    assert call(member, "get", f"{URL}writing/").status_code == status
    assert not Report.objects.exists()


def test_a_page_elsewhere_cannot_file_with_somebodys_session():
    cast, contract, customer = told()
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.sales_engineer.person)
    sent = client.post(URL, report(customer, section(contract)), content_type="application/json")
    assert sent.status_code == 403
    assert not Report.objects.exists()


def test_a_device_is_told_what_its_person_may_see_customers_visited_last_first():
    cast, contract, customer = told()
    named = [cast.manager, cast.counsel, cast.director, cast.subsidiary_manager]
    secret = running(cast, start={"confidential_to": named}, countries=["CZ"])
    other = customer_of(cast, "Borowina")
    add_customer(cast.japan.pk, name="Aozora", country="JP", by=by(cast.sister_manager), at=AT)
    add_contact(other, by=by(cast.sales_engineer), at=AT, name="Ewa", phone="+48 1", source="visit")
    send(cast.sales_engineer, report(other, section(contract)))
    needed = call(cast.sales_engineer, "get", f"{URL}writing/").json()
    assert [one["name"] for one in needed["customers"]] == ["Borowina", "Kosmetyka Wisła"]
    assert [one["name"] for one in needed["customers"][0]["contacts"]] == ["Ewa"]
    assert [one["id"] for one in needed["contracts"]] == [str(contract.pk)]
    assert needed["contracts"][0]["products"]
    seen = call(cast.subsidiary_manager, "get", f"{URL}writing/").json()
    assert {one["id"] for one in seen["contracts"]} == {str(contract.pk), str(secret.pk)}
    assert customer.name in str(seen)


def test_photos_come_after_the_report_one_by_one_and_once_each():
    cast, contract, customer = told()
    made = send(cast.sales_engineer, report(customer, section(contract), section(None, actions=[]))).json()
    ids = {one["contract"]: one["id"] for one in made["sections"]}
    key = uuid4()
    for _time in range(2):
        for url in (
            f"/api/v1/sections/{ids[str(contract.pk)]}/files/{key}/",
            f"/api/v1/sections/{ids[None]}/files/{key}/",
            f"/api/v1/reports/{made['reports'][0]}/files/{key}/",
        ):
            kept = put_file(cast.sales_engineer, url, jpeg(), author=str(cast.sales_engineer.pk))
            assert (kept.status_code, kept.json()["key"]) == (200, str(key))
    assert (SectionFile.objects.count(), ReportFile.objects.count()) == (2, 1)


def test_a_photo_of_twelve_megabytes_is_kept_small_and_the_forty_first_is_refused():
    cast, contract, customer = told()
    made = send(cast.sales_engineer, report(customer, section(contract))).json()
    url = f"/api/v1/sections/{made['sections'][0]['id']}/files/"
    heavy = jpeg() + b"\0" * 12_000_000  # what a camera writes beside the picture is not kept
    kept = put_file(cast.sales_engineer, f"{url}{uuid4()}/", heavy)
    assert (kept.status_code, kept.json()["size"] < 10_000) == (200, True)
    for _number in range(39):
        assert put_file(cast.sales_engineer, f"{url}{uuid4()}/", jpeg()).status_code == 200
    more = put_file(cast.sales_engineer, f"{url}{uuid4()}/", jpeg())
    assert (more.status_code, more.json()["code"]) == (409, "too_many_files")
    assert SectionFile.objects.count() == 40


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "file_empty"), (b"MZ program", "file_wrong_type"), (b"\xff\xd8" + b"\0" * 20_971_520, "file_too_large")],
)
def test_what_is_no_photo_is_refused(content, code):
    cast, contract, customer = told()
    made = send(cast.sales_engineer, report(customer, section(contract))).json()
    refused = put_file(cast.sales_engineer, f"/api/v1/sections/{made['sections'][0]['id']}/files/{uuid4()}/", content)
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert not SectionFile.objects.exists()


def test_a_photo_for_a_section_that_is_foreign_finds_nothing():
    cast, contract, customer = told()
    made = send(cast.sales_engineer, report(customer, section(contract))).json()
    for pk in (made["sections"][0]["id"], uuid4()):
        url = f"/api/v1/sections/{pk}/files/{uuid4()}/"
        assert put_file(cast.sister_manager, url, jpeg()).status_code == 404
    assert put_file(cast.director, url.replace(str(pk), made["sections"][0]["id"]), jpeg()).status_code == 403
    assert not SectionFile.objects.exists()


def test_a_draft_is_its_authors_alone_and_of_two_texts_neither_covers_the_other():
    cast = make_cast()
    url = f"/api/v1/report-drafts/{uuid4()}/"

    def put(member: Membership, edition: int, words: str):
        return call(member, "put", url, {"edition": edition, "content": {"needs": words}})

    assert put(cast.sales_engineer, 0, "phone").json()["edition"] == 1
    assert put(cast.sales_engineer, 1, "office").json()["edition"] == 2
    late = put(cast.sales_engineer, 1, "phone again")
    assert (late.status_code, late.json()["code"]) == (409, "draft_changed")
    assert call(cast.sales_engineer, "get", url).json()["content"] == {"needs": "office"}
    assert call(cast.subsidiary_manager, "get", url).status_code == 404
    assert call(cast.subsidiary_manager, "delete", url).status_code == 404
    assert put(cast.director, 0, "x").status_code == 403
    assert len(call(cast.sales_engineer, "get", "/api/v1/report-drafts/").json()) == 1
    assert call(cast.sales_engineer, "delete", url).status_code == 204
    assert not Draft.objects.exists()


def test_the_same_key_sent_under_an_idempotency_key_changes_nothing_either():
    cast, contract, customer = told()
    sent = report(customer, section(contract))
    once = send(cast.sales_engineer, sent, **{"Idempotency-Key": f"report-{sent['key']}"})
    assert once.status_code == 201
    again = send(cast.sales_engineer, sent, **{"Idempotency-Key": f"report-{sent['key']}"})
    assert again.json()["reports"] == once.json()["reports"]
    assert Section.objects.count() == 1
