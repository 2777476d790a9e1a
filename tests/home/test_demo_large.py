"""The large demonstration: what was asked for, and a verification that notices a broken row."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import transaction

from contracts.models import Contract, ContractGrant, Term
from portage.core.journal import PORTAGE, record
from portage.home.demo import large
from portage.network import access
from portage.network.models import Membership

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
SIZE = {"contracts": 500, "subsidiaries": 20, "smes": 30, "light": 60, "now": NOW}


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[large.Loaded]:
    """Loaded once; each test's own changes are undone inside."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield large.load(**SIZE)
        transaction.set_rollback(True)


def seen_by(membership: Membership) -> int:
    access.act(membership.person, membership)
    return access.visible(membership.person, Contract.objects.all()).count()


def test_what_was_loaded_passes_its_own_verification(loaded):
    assert Contract.objects.count() == 500
    assert large.verify(loaded.today) == []


def test_one_manager_sees_three_in_ten_one_few_and_one_sme_five(loaded):
    assert (seen_by(loaded.wide), seen_by(loaded.light)) == (150, 60)
    assert Contract.objects.filter(principal=loaded.sme.organisation).count() == 5
    assert seen_by(loaded.sme) <= 5  # a draft is its agent's alone


def test_there_are_contracts_of_every_age_and_state(loaded):
    statuses = Counter(Contract.objects.values_list("status", flat=True))
    assert set(statuses) == {
        "draft",
        "negotiating",
        "approved",
        "awaiting_signature",
        "signed",
        "in_force",
        "notice_given",
        "ended",
        "withdrawn",
    }
    assert set(Contract.objects.values_list("nature", flat=True)) == {"renewable", "moral", "indefinite"}
    assert Term.objects.filter(number=9).exists()


def test_no_product_is_covered_twice_in_a_country_at_one_time(loaded):
    lines = Contract.objects.exclude(status__in=["withdrawn", "draft"]).values_list(
        "product_lines__product", "territory_lines__country", "first_day", "ends_on"
    )
    slots: dict = {}
    for product, country, first, ends in lines:
        slots.setdefault((product, country), []).append((first, ends))
    for spans in slots.values():
        spans.sort()
        for (_, ends), (first, _) in pairwise(spans):
            assert ends is not None
            assert ends < first


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("copies", {"last_notice_day": date(2026, 1, 1)}),
        ("copies", {"due_on": None}),
        ("copies", {"next_kind": "ends"}),
        ("terms", {"term_last_day": date(2031, 1, 1)}),
        ("terms", {"term_number": 30}),
    ],
)
def test_a_row_that_was_changed_is_noticed(loaded, name, change):
    row = Contract.objects.filter(status="in_force", nature="renewable").order_by("pk").first()
    Contract.objects.filter(pk=row.pk).update(**change)
    assert any(fault.startswith(f"{name}: {row.reference}") for fault in large.verify(loaded.today))


def test_a_term_that_leaves_a_gap_is_noticed(loaded):
    last = Term.objects.filter(contract__status="in_force").order_by("-number").first()
    Term.objects.create(
        contract=last.contract, number=last.number + 1, first_day=last.last_day + timedelta(days=2), last_day=last.last_day + timedelta(days=30),
        began="tacit", opened_at=NOW,
    )  # fmt: skip
    faults = large.verify(loaded.today)
    assert any(fault.startswith("terms:") for fault in faults)
    assert any(fault.startswith("journal: contracts.renewed") for fault in faults)


def test_a_third_party_that_sees_a_contract_is_noticed(loaded):
    contract = Contract.objects.filter(status="in_force").exclude(group=loaded.wide.organisation).first()
    access.share(contract, loaded.wide.organisation)
    assert f"grants: {contract.reference} is seen by a third party" in large.verify(loaded.today)


def test_a_party_that_does_not_see_its_contract_is_noticed(loaded):
    contract = Contract.objects.filter(status="in_force").first()
    ContractGrant.objects.filter(content_object=contract, group__circle__organisation=contract.principal).delete()
    assert f"grants: {contract.reference} has 2 grants instead of 3" in large.verify(loaded.today)


def test_a_fact_told_twice_is_noticed(loaded):
    contract = Contract.objects.filter(status="in_force").first()
    record("contracts.came_into_force", contract, by=PORTAGE, at=NOW)
    assert any("contracts.came_into_force is told" in fault for fault in large.verify(loaded.today))
