"""Customers: a list of one organisation's own, that partners never see."""

import pytest
from django.urls import reverse

from contracts.actions import versions
from portage.network.actions import add_customer
from portage.network.models import Customer
from tests.cast import AT, by, draft, make_cast
from tests.pages import answers, browse

pytestmark = pytest.mark.django_db
LIST = "/organisations/customers/"
POLIMER = {"name": "Polimer", "country": "PL", "city": "Łódź", "segment": "plastics"}


def recorded(cast):
    return add_customer(cast.poland.pk, by=by(cast.subsidiary_manager), at=AT, **POLIMER)


def test_customers_are_listed_for_their_owner_and_its_group():
    cast = make_cast()
    versions.propose(draft(cast), by=by(cast.manager), at=AT)
    customer = recorded(cast)
    for membership, rows in [
        (cast.subsidiary_manager, [customer]),
        (cast.manager, [customer]),
        (cast.director, []),
        (cast.sister_manager, []),
    ]:
        assert browse(membership).get(LIST).context["page"].rows == rows


def test_one_customer_is_absent_for_partners():
    cast = make_cast()
    versions.propose(draft(cast), by=by(cast.manager), at=AT)
    url = reverse("network:change_customer", args=[recorded(cast).pk])
    told = answers(
        url, [cast.sales_engineer, cast.auditor, cast.director, cast.sister_manager, cast.rival_manager, None]
    )
    assert told == {
        "Tomek Wilk": 200,
        "Ada Itor": 200,
        "Diane Xavier": 404,
        "Aiko Mori": 404,
        "Karl Egger": 404,
        "": 302,
    }
    assert answers(url, [cast.auditor, cast.director], method="post", data=POLIMER) == {
        "Ada Itor": 403,
        "Diane Xavier": 404,
    }


def test_a_sales_engineer_records_and_corrects_a_customer():
    cast = make_cast()
    client = browse(cast.sales_engineer)
    response = client.post(reverse("network:add_customer"), {**POLIMER, "owner": str(cast.poland.pk)})
    assert response.status_code == 302
    customer = Customer.objects.get()
    assert (customer.owner, customer.city) == (cast.poland, "Łódź")
    client.post(reverse("network:change_customer", args=[customer.pk]), {**POLIMER, "city": "Poznań"})
    customer.refresh_from_db()
    assert customer.city == "Poznań"


def test_a_portage_manager_records_for_a_subsidiary_and_never_for_a_foreign_one():
    cast = make_cast()
    url = reverse("network:add_customer")
    assert browse(cast.manager).post(url, {**POLIMER, "owner": str(cast.japan.pk)}).status_code == 302
    foreign = browse(cast.manager).post(url, {**POLIMER, "owner": str(cast.rival_subsidiary.pk)})
    assert foreign.status_code == 422
    assert Customer.objects.get().owner == cast.japan


def test_the_same_customer_twice_is_refused_beside_what_was_typed():
    cast = make_cast()
    recorded(cast)
    response = browse(cast.sales_engineer).post(
        reverse("network:add_customer"), {**POLIMER, "owner": str(cast.poland.pk)}
    )
    assert response.status_code == 422
    assert 'value="Polimer"' in response.content.decode()
    assert Customer.objects.count() == 1


def test_the_auditor_reads_and_may_not_record():
    cast = make_cast()
    assert answers(reverse("network:add_customer"), [cast.auditor], method="post", data=POLIMER) == {"Ada Itor": 403}
    assert not Customer.objects.exists()
    assert "Record the first customer" not in browse(cast.auditor).get(LIST).content.decode()
