"""The time spent on one contract: told by the author when they wish, read by both parties, never a part of another's."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from portage.core.refusals import Refused
from portage.fieldwork.actions.correcting import correct_section
from portage.fieldwork.models import Report
from portage.fieldwork.queries.reading import told_of
from portage.fieldwork.rules import content
from portage.fieldwork.words.pages import time_spent
from tests.cast import by, make_cast
from tests.contracts.door import text
from tests.fieldwork.visits import NOON, customer_of, filed, head, running, section_of, told
from tests.pages import browse

pytestmark = pytest.mark.django_db


def test_it_is_read_by_both_parties_and_corrected_by_addition():
    cast = make_cast()
    contract = running(cast)
    section = section_of(cast, contract, sections=[told(contract, minutes=45)])
    address = reverse("fieldwork:section", args=[section.pk])
    for member in (cast.director, cast.sales_engineer, cast.manager):
        assert "Time spent: 45 min" in text(browse(member).get(address))
    right = replace(told_of(section.accounts.get()), minutes=90)
    correct_section(section, told=right, reason="The drive counts.", seen=1, by=by(cast.sales_engineer), at=NOON)
    assert "Time spent: 45 min 1 h 30 min" in text(browse(cast.director).get(address))
    told_by_api = browse(cast.director).get(reverse("api:section", args=[section.pk])).json()
    assert [one["minutes"] for one in told_by_api["editions"]] == [45, 90]


def test_without_it_a_section_says_nothing_of_time_and_time_alone_is_a_section():
    cast = make_cast()
    contract = running(cast)
    section = section_of(cast, contract)
    assert "Time spent" not in text(browse(cast.director).get(reverse("fieldwork:section", args=[section.pk])))
    assert not content.Told(contract.pk, minutes=15).says_nothing


@pytest.mark.parametrize("minutes", [0, -5, 1441])
def test_more_than_a_day_or_less_than_a_minute_is_refused_and_nothing_is_filed(minutes):
    cast = make_cast()
    contract, customer = running(cast), customer_of(cast)
    with pytest.raises(Refused) as refused:
        filed(cast, customer, contract, sections=[told(contract, minutes=minutes)])
    assert [one.code for one in refused.value.refusals] == ["not_of_one_day"]
    assert not Report.objects.exists()
    section = filed(cast, customer, contract).reports[0].sections.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        section.accounts.create(number=2, minutes=1441, at=NOON)


def test_what_was_filed_before_time_was_asked_is_the_same_when_it_is_sent_again():
    cast = make_cast()
    customer, said = customer_of(cast), told(None)
    assert "minutes" not in content._said(said)
    assert content.digest(head(customer), [said]) != content.digest(head(customer), [replace(said, minutes=5)])


def test_a_time_is_told_in_hours_and_minutes():
    assert [time_spent(told) for told in (0, 45, 60, 65, 150)] == [
        "not said",
        "45 min",
        "1 h",
        "1 h 05 min",
        "2 h 30 min",
    ]
