"""Contacts at customers: kept by those who keep the customer, absent for everybody else, erased whole."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from contracts.actions import versions
from portage.core.models import Entry, EntryText
from portage.core.refusals import Forbidden, Invalid, Refused
from portage.network.actions import add_contact, add_customer, remove_contact
from portage.network.models import Contact
from tests.cast import AT, by, draft, make_cast
from tests.pages import answers, browse, call, same_as_absent

pytestmark = pytest.mark.django_db
EWA = {
    "name": "Ewa Lisowska",
    "function": "purchasing",
    "email": "Ewa@Polimer.example",
    "phone": "+48 22 555 01 17",
    "language": "pl",
    "source": "fair",
    "source_says": "Plastpol",
    "note": "Likes samples.",
}


def told(cast):
    """(the customer of Orvane Polska, a contact there)."""
    customer = add_customer(cast.poland.pk, name="Polimer", country="PL", by=by(cast.subsidiary_manager), at=AT)
    return customer, add_contact(customer, by=by(cast.subsidiary_manager), at=AT, **EWA)


def test_a_sales_engineer_records_corrects_and_removes_a_contact():
    cast = make_cast()
    customer = add_customer(cast.poland.pk, name="Polimer", country="PL", by=by(cast.subsidiary_manager), at=AT)
    client = browse(cast.sales_engineer)
    assert client.post(reverse("network:add_contact", args=[customer.pk]), EWA).status_code == 302
    contact = Contact.objects.get()
    assert (contact.email, contact.recorded_by) == ("ewa@polimer.example", cast.sales_engineer)
    page = client.get(reverse("network:change_customer", args=[customer.pk])).content.decode()
    assert "Ewa Lisowska" in page
    assert "Met at a fair" in page
    client.post(reverse("network:change_contact", args=[contact.pk]), {**EWA, "function": "director"})
    contact.refresh_from_db()
    assert contact.function == "director"
    remove = reverse("network:remove_contact", args=[contact.pk])
    assert client.post(remove, {}).status_code == 422
    assert Contact.objects.exists()
    assert client.post(remove, {"agree": "on"}).status_code == 302
    assert not Contact.objects.exists()


def test_the_journal_names_no_contact():
    cast = make_cast()
    _customer, contact = told(cast)
    remove_contact(contact, by=by(cast.manager), at=AT)
    entries = Entry.objects.filter(kind__startswith="network.contact_")
    assert [entry.kind for entry in entries.order_by("pk")] == ["network.contact_added", "network.contact_removed"]
    kept = str([*entries.values(), *EntryText.objects.filter(entry__in=entries).values()])
    assert not any(word in kept.lower() for word in ("ewa", "lisowska", "polimer", "555", "samples"))


def test_contacts_are_absent_for_smes_sisters_and_rivals():
    cast = make_cast()
    versions.propose(draft(cast), by=by(cast.manager), at=AT)
    customer, contact = told(cast)
    strangers = [cast.director, cast.sister_manager, cast.rival_manager, cast.rival_director, cast.former]
    for name in ("change_contact", "remove_contact"):
        assert set(answers(reverse(f"network:{name}", args=[contact.pk]), strangers).values()) == {404}
    assert set(answers(reverse("network:add_contact", args=[customer.pk]), strangers, method="post").values()) == {404}
    assert set(answers(reverse("network:use_contact", args=[contact.pk]), strangers, method="post").values()) == {404}
    for stranger in strangers[:4]:
        for method in ("get", "patch", "delete"):
            assert call(stranger, method, f"/api/v1/contacts/{contact.pk}/", EWA).status_code in {403, 404}
    absent = reverse("network:change_contact", args=[cast.sme.pk])
    assert same_as_absent(browse(cast.director), reverse("network:change_contact", args=[contact.pk]), absent)
    contact.refresh_from_db()
    assert contact.name == "Ewa Lisowska"


def test_the_auditor_reads_and_changes_nothing():
    cast = make_cast()
    customer, contact = told(cast)
    page = browse(cast.auditor).get(reverse("network:change_contact", args=[contact.pk]))
    assert "Likes samples." in page.content.decode()
    assert "<textarea" not in page.content.decode()
    assert (
        "In touch today"
        not in browse(cast.auditor).get(reverse("network:change_customer", args=[customer.pk])).content.decode()
    )
    for name in ("change_contact", "use_contact", "remove_contact"):
        url = reverse(f"network:{name}", args=[contact.pk])
        assert answers(url, [cast.auditor], method="post", data={**EWA, "agree": "on"}) == {"Ada Itor": 403}
    assert call(cast.auditor, "delete", f"/api/v1/contacts/{contact.pk}/").status_code == 403
    assert Contact.objects.count() == 1


def test_one_address_once_a_customer_and_told_beside_the_field():
    cast = make_cast()
    customer, _contact = told(cast)
    response = browse(cast.sales_engineer).post(
        reverse("network:add_contact", args=[customer.pk]), {**EWA, "name": "E. L.", "email": "EWA@polimer.example"}
    )
    assert response.status_code == 409
    assert "has that address already" in response.content.decode()
    other = add_customer(cast.japan.pk, name="Polimer", country="JP", by=by(cast.sister_manager), at=AT)
    assert add_contact(other, by=by(cast.sister_manager), at=AT, **EWA)
    with pytest.raises(IntegrityError):
        Contact.objects.create(
            customer=customer, name="x", email="ewa@polimer.example", source="fair", recorded_at=AT, used_on=AT.date()
        )


def test_who_cannot_be_reached_is_no_contact_and_the_source_is_asked():
    cast = make_cast()
    customer, _contact = told(cast)
    with pytest.raises(Invalid):
        add_contact(customer, name="Jan", source="visit", by=by(cast.manager), at=AT)
    page = browse(cast.sales_engineer).post(
        reverse("network:add_contact", args=[customer.pk]), {"name": "Jan", "phone": "1"}
    )
    assert page.status_code == 422
    assert Contact.objects.count() == 1


def test_an_sme_keeps_no_contacts_and_nobody_keeps_those_of_others():
    cast = make_cast()
    own = add_customer(cast.sme.pk, name="Own", country="FR", by=by(cast.director), at=AT)
    assert answers(reverse("network:add_contact", args=[own.pk]), [cast.director], method="post", data=EWA) == {
        "Diane Xavier": 403
    }
    with pytest.raises(Refused):
        add_contact(own, by=by(cast.director), at=AT, **EWA)
    customer, contact = told(cast)
    with pytest.raises(Forbidden):
        add_contact(customer, by=by(cast.rival_manager), at=AT, **{**EWA, "email": "a@b.example"})
    with pytest.raises(Forbidden):
        remove_contact(contact, by=by(cast.sister_manager), at=AT)
    assert (
        "Contacts" not in browse(cast.director).get(reverse("network:change_customer", args=[own.pk])).content.decode()
    )


def test_in_touch_today_begins_the_time_anew():
    cast = make_cast()
    _customer, contact = told(cast)
    assert browse(cast.sales_engineer).post(reverse("network:use_contact", args=[contact.pk])).status_code == 302
    contact.refresh_from_db()
    assert contact.used_on > AT.date()


def test_the_api_records_lists_corrects_and_erases():
    cast = make_cast()
    customer, contact = told(cast)
    url = f"/api/v1/customers/{customer.pk}/contacts/"
    sent = {"name": "Jan Kot", "phone": "555", "source": "visit"}
    made = call(cast.sales_engineer, "post", url, sent, **{"Idempotency-Key": "jan-kot-0001"})
    assert made.status_code == 201
    assert [row["name"] for row in call(cast.auditor, "get", url).json()["results"]] == ["Ewa Lisowska", "Jan Kot"]
    assert call(cast.manager, "patch", f"/api/v1/contacts/{contact.pk}/", {"phone": "1"}).json()["phone"] == "1"
    assert call(cast.manager, "delete", f"/api/v1/contacts/{made.json()['id']}/").status_code == 204
    again = call(cast.sales_engineer, "post", url, sent, **{"Idempotency-Key": "jan-kot-0001"})
    assert "Jan" not in again.content.decode()
    assert Contact.objects.get() == contact
