"""A carrier group holds two subsidiaries' records for one company; the subsidiaries learn nothing of it, in any way."""

from datetime import timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from portage.core.models import Entry, Message
from portage.core.refusals import Refused
from portage.fieldwork.actions.companies import part_companies, say_same_company
from portage.fieldwork.actions.merging import merge_customers
from portage.fieldwork.models import Parted, SameCompany
from portage.fieldwork.queries.companies import records_of
from portage.fieldwork.rules.companies import together
from portage.fieldwork.rules.duplicates import Record, across
from portage.network.actions import add_customer
from portage.network.models import Customer
from tests.cast import AT, by, make_cast
from tests.contracts.door import text
from tests.fieldwork.selling import accepted
from tests.fieldwork.visits import NOON, customer_of, filed, running
from tests.pages import browse, call, same_as_absent

db = pytest.mark.django_db
LATER = NOON + timedelta(days=3)
ABSENT = "00000000-0000-4000-8000-000000000000"


def two(cast) -> tuple[Customer, Customer]:
    """The record of Orvane Polska, and that of its sister."""
    facts = {"name": "KOSMETYKA WISLA S.A.", "country": "PL", "city": "Toruń"}
    return customer_of(cast), add_customer(cast.japan.pk, by=by(cast.sister_manager), at=AT, **facts)


def counted() -> list[int]:
    return [model.objects.count() for model in (SameCompany, Parted, Customer, Entry, Message)]


def refused(told, code: str) -> None:
    before = counted()
    with pytest.raises(Refused) as error:
        told()
    assert error.value.code == code
    assert counted() == before


@db
def test_the_group_reads_records_visits_and_orders_of_one_company_and_may_take_it_back():
    cast = make_cast()
    own, other = two(cast)
    contract = running(cast)
    report = filed(cast, own, contract).reports[0]
    order = accepted(cast, contract, own)
    manager, page = browse(cast.manager), reverse("fieldwork:company", args=[own.pk])
    assert "KOSMETYKA WISLA S.A." in text(manager.get("/customers/duplicates/"))
    say = reverse("fieldwork:say_same_company", args=[own.pk, other.pk])
    assert manager.post(say, {}).status_code == 422
    assert manager.post(say, {"agree": "on"}).url == page
    told = manager.get(page).content.decode()
    assert str(report.pk) in told
    assert str(order.pk) in told
    assert "KOSMETYKA WISLA S.A." in told
    twice = manager.get("/customers/duplicates/")
    assert "KOSMETYKA WISLA S.A." not in text(twice)
    assert page in twice.content.decode()
    assert manager.post(say, {"agree": "on"}).status_code == 409
    said = SameCompany.objects.get()
    assert manager.post(reverse("fieldwork:part_companies", args=[said.pk])).url == page
    assert manager.post(reverse("fieldwork:part_companies", args=[said.pk])).status_code == 409
    assert "Taken back by Claire Roux" in text(manager.get(page))
    assert records_of(cast.group, own.pk) == {own.pk}


@db
def test_a_subsidiary_reads_the_same_whether_anything_is_said_or_not():
    cast = make_cast()
    own, other = two(cast)
    company, say = (
        reverse("fieldwork:company", args=[own.pk]),
        reverse("fieldwork:say_same_company", args=[own.pk, other.pk]),
    )
    doors = ("/customers/duplicates/", "/organisations/customers/", f"/organisations/customers/{own.pk}/", company, say)
    api = (f"/api/v1/customers/{own.pk}/", f"/api/v1/customers/{own.pk}/company/", "/api/v1/customers/companies/alike/")

    def seen() -> list:
        client = browse(cast.subsidiary_manager)
        pages = [client.get(door) for door in doors]
        return [(one.status_code, text(one)) for one in pages] + [
            (one.status_code, one.content.replace(one.headers["X-Request-ID"].encode(), b""))
            for one in (call(cast.subsidiary_manager, "get", door) for door in api)
        ]

    before, mails = seen(), Message.objects.count()
    said = say_same_company(own, other, by=by(cast.manager), at=LATER)
    assert seen() == before
    assert [status for status, _told in before[3:5]] == [403, 403]
    assert Message.objects.count() == mails
    for member in (cast.subsidiary_manager, cast.sister_manager, cast.rival_manager, cast.director, cast.former):
        client = browse(member)
        part = reverse("fieldwork:part_companies", args=[said.pk])
        assert client.post(part).status_code == 404
        if member != cast.subsidiary_manager:
            assert same_as_absent(client, company, reverse("fieldwork:company", args=[ABSENT]))
    assert not Parted.objects.exists()


@db
def test_only_the_group_of_both_says_it_and_once():
    cast = make_cast()
    own, other = two(cast)
    third = customer_of(cast, "Mydlarnia Hel")
    for member in (cast.subsidiary_manager, cast.sister_manager, cast.rival_manager, cast.director):
        refused(lambda who=member: say_same_company(own, other, by=by(who), at=LATER), "not_your_group")
    refused(lambda: say_same_company(own, third, by=by(cast.manager), at=LATER), "one_owner")
    refused(lambda: say_same_company(own, own, by=by(cast.manager), at=LATER), "one_owner")
    said = say_same_company(own, other, by=by(cast.manager), at=LATER)
    refused(lambda: say_same_company(other, own, by=by(cast.manager), at=LATER), "same_company_already")
    refused(lambda: part_companies(said, by=by(cast.rival_manager), at=LATER), "not_your_group")
    auditor = browse(cast.auditor)
    assert auditor.get(reverse("fieldwork:company", args=[own.pk])).status_code == 200
    assert auditor.post(reverse("fieldwork:part_companies", args=[said.pk])).status_code == 403


@db
def test_what_was_said_of_a_record_that_is_merged_is_said_of_the_one_that_stays():
    cast = make_cast()
    own, other = two(cast)
    kept = customer_of(cast, "Kosmetyka Wisła Sp. z o.o.")
    say_same_company(own, other, by=by(cast.manager), at=LATER)
    merge_customers(kept, own, by=by(cast.subsidiary_manager), at=LATER)
    assert records_of(cast.group, other.pk) == {kept.pk, other.pk}


@db
def test_a_program_of_the_group_reads_companies_and_a_person_says_them():
    cast = make_cast()
    own, other = two(cast)
    assert len(call(cast.manager, "get", "/api/v1/customers/companies/alike/").json()) == 1
    address = f"/api/v1/customers/{own.pk}/company/"
    told = call(cast.manager, "post", address, {"other": str(other.pk)}).json()
    assert {one["customer"]["id"] for one in told["records"]} == {str(own.pk), str(other.pk)}
    assert call(cast.rival_manager, "get", address).status_code == 404
    part = f"/api/v1/customers/companies/{told['said'][0]['id']}/part/"
    assert len(call(cast.manager, "post", part).json()["records"]) == 1


def test_two_owners_are_proposed_and_one_owner_never():
    rows = [
        Record(1, "pl", "PL", "Kosmetyka Wisła"), Record(2, "jp", "PL", "KOSMETYKA WISLA SA"), Record(3, "pl", "PL", "Kosmetyka Wisla"),
        Record(4, "jp", "DE", "Kosmetyka Wisła"),
    ]  # fmt: skip
    assert [(one.pk, other.pk) for one, other in across(rows)] == [(1, 2), (2, 3)]


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=8))
def test_one_company_is_what_some_chain_joins(pairs):
    """Said a second time: repeatedly giving both ends of every pair the smaller label."""
    label = dict(enumerate(range(8)))
    for _turn in range(8):
        for one, other in pairs:
            label[one] = label[other] = min(label[one], label[other])
    for key in range(8):
        assert together(key, pairs) == {one for one in range(8) if label[one] == label[key]}
