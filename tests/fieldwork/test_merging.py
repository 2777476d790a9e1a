"""Two records of one customer become one: nothing that was said is lost, and nobody learns what they may not see."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from portage.core.refusals import Forbidden, Refused, Several
from portage.fieldwork.actions.correcting import correct_head
from portage.fieldwork.actions.filing import file_report
from portage.fieldwork.actions.merging import merge_customers
from portage.fieldwork.actions.prospects import add_prospect, move_prospect
from portage.fieldwork.models import HeadCorrection, MergedCustomer, Prospect, Report
from portage.network.actions import add_contact, add_customer
from portage.network.models import Contact, Customer
from tests.cast import AT, by, make_cast
from tests.fieldwork.visits import NOON, customer_of, filed, head, running, told
from tests.replayed import every_row

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=3)
# What points to a customer, and what the merge does with it: a new one must be handed over too.
HANDED = {
    "Contact",
    "Report",
    "HeadCorrection",
    "Order",
    "Prospect",
    "MergedCustomer",
    "CustomerGrant",
    "Matter",
    "Sample",
    "SameCompany",
}


def two(cast) -> tuple[Customer, Customer]:
    return customer_of(cast), customer_of(cast, "KOSMETYKA WISLA SA")


def test_everything_that_points_to_a_customer_is_handed_over():
    pointing = [one for one in Customer._meta.get_fields(include_hidden=True) if one.auto_created and not one.concrete]
    assert {one.related_model.__name__ for one in pointing} == HANDED


def test_what_hung_on_the_one_that_goes_hangs_on_the_one_that_stays():
    cast = make_cast()
    contract, (kept, gone) = running(cast), two(cast)
    me = by(cast.subsidiary_manager)
    report = filed(cast, gone, contract).reports[0]
    correct_head(
        report, customer=gone, kind="call", visited_on=date(2024, 4, 9), place="Toruń", seen=0, by=me, at=LATER
    )
    same = {"email": "ewa@wisla.example", "source": "visit", "by": me, "at": AT}
    first = add_contact(kept, name="Ewa Lis", note="Speaks French.", **same)
    add_contact(gone, name="E. Lis", function="purchasing", note="Prefers mail.", **same)
    add_contact(gone, name="Jan Kot", phone="1", source="visit", by=me, at=AT)
    merge_customers(kept, gone, by=me, at=LATER)
    assert set(Report.objects.values_list("customer", flat=True)) == {kept.pk}
    assert HeadCorrection.objects.get().customer == kept
    assert Prospect.objects.get().customer == kept
    assert set(kept.contacts.values_list("name", flat=True)) == {"Ewa Lis", "Jan Kot"}
    first.refresh_from_db()
    assert (first.function, first.note) == ("purchasing", "Speaks French.\nPrefers mail.")
    assert not Customer.objects.filter(pk=gone.pk).exists()
    assert MergedCustomer.objects.get().name == "KOSMETYKA WISLA SA"


def test_two_prospects_of_one_contract_become_one_at_the_further_stage():
    cast = make_cast()
    contract, (kept, gone), me = running(cast), two(cast), by(cast.subsidiary_manager)
    one = add_prospect(contract, customer=kept, stage="identified", by=me, at=NOON)
    other = add_prospect(contract, customer=gone, stage="contacted", by=me, at=NOON + timedelta(days=1))
    move_prospect(one, stage="quoted", seen=1, by=me, at=NOON + timedelta(days=2))
    move_prospect(other, stage="trial", seen=1, note="2 kg", by=me, at=NOON + timedelta(days=3))
    merge_customers(kept, gone, by=me, at=NOON + timedelta(days=9))
    prospect = Prospect.objects.get()
    assert (prospect.pk, prospect.customer, prospect.stage, prospect.moves_made) == (one.pk, kept, "quoted", 5)
    assert list(prospect.moves.values_list("number", "stage")) == [
        (1, "identified"), (2, "contacted"), (3, "quoted"), (4, "trial"), (5, "quoted"),
    ]  # fmt: skip
    with pytest.raises(Refused, match="moved_meanwhile"):  # a page that was open before is told
        move_prospect(prospect, stage="ordered", seen=2, by=me, at=LATER)


def test_lost_is_taken_over_only_when_both_are_lost():
    cast = make_cast()
    contract, (kept, gone), me = running(cast), two(cast), by(cast.subsidiary_manager)
    for customer, days in ((kept, 0), (gone, 1)):
        prospect = add_prospect(contract, customer=customer, stage="visited", by=me, at=NOON + timedelta(days=days))
        move_prospect(prospect, stage="lost", why_lost="price", seen=1, by=me, at=NOON + timedelta(days=2))
    merge_customers(kept, gone, by=me, at=LATER)
    assert list(Prospect.objects.values_list("stage", "why_lost", "moves_made")) == [("lost", "price", 4)]


def test_a_report_written_offline_about_the_record_that_is_gone_is_filed_under_the_one_that_stays():
    cast = make_cast()
    contract, (kept, gone) = running(cast), two(cast)
    last = customer_of(cast, "Kosmetyka Wisła Sp. z o.o.")
    merge_customers(kept, gone, by=by(cast.subsidiary_manager), at=LATER)
    merge_customers(last, kept, by=by(cast.subsidiary_manager), at=LATER)
    sent = {
        "head": replace(head(last), customer=gone.pk),
        "sections": [told(contract)],
        "contracts": {contract.pk: contract},
    }
    assert file_report(uuid4(), **sent, by=by(cast.sales_engineer), at=LATER).reports[0].customer == last
    with pytest.raises((Several, Forbidden)):  # of no other house
        file_report(uuid4(), **sent, by=by(cast.sister_manager), at=LATER)


@pytest.mark.parametrize(
    ("who", "over", "code"),
    [
        ("director", {}, "not_yours"),
        ("sister_manager", {}, "not_yours"),
        ("rival_manager", {}, "not_yours"),
        ("manager", {"gone": "japan"}, "two_owners"),
        ("manager", {"gone": "same"}, "same_record"),
    ],
)
def test_what_may_not_be_merged_stays_two(who, over, code):
    cast = make_cast()
    kept, gone = two(cast)
    if over.get("gone") == "japan":
        gone = add_customer(cast.japan.pk, name="Kosmetyka Wisła", country="PL", by=by(cast.sister_manager), at=AT)
    if over.get("gone") == "same":
        gone = kept
    acting, before = by(getattr(cast, who)), every_row()[0]
    with pytest.raises((Forbidden, Refused), match=code):
        merge_customers(kept, gone, by=acting, at=LATER)
    assert every_row()[0] == before


def test_the_same_merge_twice_is_told():
    cast = make_cast()
    kept, gone = two(cast)
    merge_customers(kept, gone, by=by(cast.manager), at=LATER)
    with pytest.raises(Refused, match="same_record"):
        merge_customers(kept, gone, by=by(cast.manager), at=LATER)
    assert Contact.objects.count() == 0
    assert MergedCustomer.objects.count() == 1
