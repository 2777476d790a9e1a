"""The page on which a report is written works without any script, by the same verb; what a device keeps holds nobody's data."""

import json
import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portage.core import clock
from portage.fieldwork.models import Account, Draft, Report, SectionFile
from portage.network.actions import add_contact
from portage.network.models import Customer
from tests.cast import AT, by, make_cast
from tests.fieldwork.sending import jpeg
from tests.fieldwork.visits import NOON, customer_of, running
from tests.pages import answers, browse

pytestmark = pytest.mark.django_db
WRITE, QUEUE, SHELL = "/reports/write/", "/reports/on-this-device/", "/reports/shell/"


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)


def typed(customer, contract, /, **over) -> dict:
    section = f"s-{contract.pk}"
    return {
        "key": str(uuid4()), "customer": str(customer.pk), "kind": "visit", "visited_on": "2024-04-10", "language": "pl",
        "place": "Toruń", "note": "They will move.", "met0-name": "A. Kowalska", "met0-function": "purchasing",
        f"{section}-interest": "3", f"{section}-needs": "400 kg a year.",
        f"{section}-seen0-name": "Nord", f"{section}-seen0-price": "14,20", f"{section}-seen0-currency": "EUR",
        f"{section}-seen1-name": "", f"{section}-act0-text": "Send 2 kg", f"{section}-act0-side": "principal",
        f"{section}-act0-when": "fortnight", "s-own-needs": "", "s-own-seen0-currency": "EUR", "s-own-act0-when": "fortnight",
    } | {name.replace("S-", f"{section}-"): one for name, one in over.items()}  # fmt: skip


def told():
    cast = make_cast()
    return cast, running(cast), customer_of(cast)


def test_a_report_is_filed_by_the_plain_form_and_by_a_second_press_not_again():
    cast, contract, customer = told()
    client, form, shelf = browse(cast.sales_engineer), typed(customer, contract), jpeg()
    for _time in range(2):
        photo = SimpleUploadedFile("shelf.jpg", shelf, "image/jpeg")
        assert client.post(WRITE, form | {f"s-{contract.pk}-photos": photo}).status_code == 302
    report = Report.objects.get()
    assert (report.place, report.note, report.met.get().name) == ("Toruń", "They will move.", "A. Kowalska")
    section = report.sections.get()
    account = section.accounts.get()
    assert (account.needs, account.interest, str(account.competitors.get().price)) == ("400 kg a year.", 3, "14.2000")
    assert [(one.text, one.side, str(one.due_on)) for one in section.actions.all()] == [
        ("Send 2 kg", "principal", "2024-04-24")
    ]
    assert SectionFile.objects.count() == 1
    assert section.reference in client.get(WRITE).content.decode()


def test_contacts_are_ticked_and_a_new_customer_is_recorded_with_its_first_report():
    cast, contract, customer = told()
    ewa = add_contact(customer, by=by(cast.sales_engineer), at=AT, name="Ewa Lis", phone="+48 1", source="visit")
    client = browse(cast.sales_engineer)
    assert "Ewa Lis" in client.get(f"{WRITE}?customer={customer.pk}").content.decode()
    client.post(WRITE, typed(customer, contract, contact=str(ewa.pk)))
    assert {one.contact for one in Report.objects.get().met.all()} == {ewa.pk, None}
    new = {"customer": "", "new_name": "Amman Soap", "new_country": "JO", "new_city": "Amman"}
    form = typed(customer, contract, **new)
    for _time in range(2):
        assert client.post(WRITE, form).status_code == 302
    assert Customer.objects.filter(name="Amman Soap", owner=cast.poland).count() == 1
    assert Report.objects.count() == 2


def test_what_is_wrong_is_said_at_its_place_and_what_was_typed_is_kept():
    cast, contract, customer = told()
    type(contract).objects.filter(pk=contract.pk).update(status="ended", ends_on="2024-04-01")
    client = browse(cast.sales_engineer)
    page = client.post(WRITE, typed(customer, contract, visited_on="2024-04-20"))
    assert page.status_code == 422
    text = page.content.decode()
    assert 'href="#id_visited_on"' in text
    assert "A section has no reader any more." in text
    assert "400 kg a year." in text
    assert "They will move." in text
    assert f'href="#s-{contract.pk}"' in text
    running_again = type(contract).objects.filter(pk=contract.pk)
    running_again.update(status="in_force", ends_on=None)
    text = client.post(WRITE, typed(customer, contract, **{"S-seen0-price": "0"})).content.decode()
    assert "A price is more than nothing" in text
    assert "400 kg a year." in text
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    "over",
    [
        {"key": "x"}, {"visited_on": "yesterday"}, {"customer": "nobody"}, {"customer": ""}, {"kind": ""}, {"S-interest": "9"},
        {"S-shown": "x"}, {"S-act0-when": "never"}, {"language": "x" * 40}, {"contact": "x", "note": "x" * 6000},
        {"customer": "", "new_name": "N", "new_country": "XX"},
    ],
)  # fmt: skip
def test_bad_input_is_refused_and_nothing_is_filed(over):
    cast, contract, customer = told()
    page = browse(cast.sales_engineer).post(WRITE, typed(customer, contract, **over))
    assert page.status_code == 422
    assert not Report.objects.exists()
    assert Customer.objects.count() == 1


def test_an_empty_section_is_not_sent_and_an_empty_report_is_none():
    cast, contract, customer = told()
    client = browse(cast.sales_engineer)
    nothing = {"S-interest": "", "S-needs": "", "S-seen0-name": "", "S-seen0-price": "", "S-act0-text": ""}
    assert client.post(WRITE, typed(customer, contract, note="", **nothing)).status_code == 422
    assert client.post(WRITE, typed(customer, contract, **nothing)).status_code == 302
    assert not Account.objects.exists()


def test_begun_reports_wait_on_the_server_for_their_author_alone():
    cast, contract, customer = told()
    form = typed(customer, contract, keep="1", edition="0")
    client = browse(cast.sales_engineer)
    assert client.post(WRITE, form).status_code == 302
    draft = Draft.objects.get()
    assert "400 kg a year." in client.get(f"{WRITE}?draft={draft.key}").content.decode()
    assert "400 kg a year." not in browse(cast.subsidiary_manager).get(f"{WRITE}?draft={draft.key}").content.decode()
    late = client.post(WRITE, form)
    assert (late.status_code, Draft.objects.get().edition) == (409, 1)
    assert client.post(WRITE, form | {"edition": "1"}).status_code == 302
    del form["keep"]
    client.post(WRITE, form)
    assert (Draft.objects.count(), Report.objects.count()) == (0, 1)


def test_who_files_reports_writes_them_and_nobody_else():
    cast, contract, customer = told()
    members = [cast.sales_engineer, cast.subsidiary_manager, cast.manager, cast.director, cast.auditor]
    for url in (WRITE, QUEUE):
        assert list(answers(url, members).values()) == [200, 200, 403, 403, 403]
        assert browse(None).get(url).status_code == 302
    assert browse(cast.director).post(WRITE, typed(customer, contract)).status_code == 403
    assert not Report.objects.exists()


def test_a_confidential_contract_is_a_section_for_who_is_named_on_it():
    cast = make_cast()
    named = [cast.manager, cast.counsel, cast.director, cast.subsidiary_manager]
    secret = running(cast, start={"confidential_to": named})
    assert f"s-{secret.pk}" in browse(cast.subsidiary_manager).get(WRITE).content.decode()
    assert f"s-{secret.pk}" not in browse(cast.sales_engineer).get(WRITE).content.decode()


def test_what_a_device_keeps_is_the_same_for_everybody_and_holds_nobodys_data():
    cast, contract, customer = told()
    pages = {re.sub(rb'nonce="[^"]+"', b"", browse(who).get(SHELL).content) for who in (cast.sales_engineer, None)}
    (kept,) = pages
    for word in (
        customer.name,
        contract.principal.name,
        cast.sales_engineer.person.name,
        "csrfmiddlewaretoken",
        "secret",
    ):
        assert word.encode() not in kept


def test_the_secret_that_locks_a_device_is_each_membership_s_own():
    cast, _contract, _customer = told()

    def secret(member, url=WRITE):
        return re.search(r'data-secrets="([0-9a-f ]+)"', browse(member).get(url).content.decode())[1]

    assert secret(cast.sales_engineer) == secret(cast.sales_engineer, QUEUE) != secret(cast.subsidiary_manager)


def test_the_worker_keeps_static_files_and_the_shell_and_removes_itself_when_turned_off(settings):
    answer = browse(None).get("/service-worker.js")
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("text/javascript", "no-cache")
    told_it = json.loads(re.search(r"const TOLD = (.*);", answer.content.decode())[1])
    assert told_it["shell"] == SHELL
    assert all(one.startswith("/static/") for one in told_it["assets"])
    settings.OFFLINE_REPORTS = False
    assert "unregister" in browse(None).get("/service-worker.js").content.decode()
    assert "cache.put" not in browse(None).get("/service-worker.js").content.decode()


def test_a_phone_is_told_what_to_install():
    answer = browse(None).get(reverse("fieldwork:manifest"))
    assert answer["Content-Type"] == "application/manifest+json"
    assert answer.json()["start_url"] == WRITE
