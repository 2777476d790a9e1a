"""`manage.py demo`: the small set, refusals, logins."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from contracts.models import Contract
from portage.home.demo import accounts, large
from portage.network.models import Organisation, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def debug(settings):
    settings.DEBUG = True


def demo(**options) -> str:
    out = StringIO()
    call_command("demo", stdout=out, **options)
    return out.getvalue()


def test_the_small_set_has_one_contract_of_each_kind(debug):
    printed = demo(size="small")
    assert sorted(Contract.objects.values_list("status", flat=True)) == ["awaiting_signature", "draft", "in_force"]
    assert sorted(Organisation.objects.values_list("kind", flat=True)) == [
        "carried_sme",
        "carried_sme",
        "carrier_group",
        "subsidiary",
        "subsidiary",
    ]
    assert "manager@rhodia.example" in printed
    assert accounts.PASSWORD in printed


def test_running_twice_refuses_and_changes_nothing(debug):
    demo(size="small")
    before = set(Contract.objects.values_list("pk", flat=True))
    with pytest.raises(CommandError, match="There is data already"):
        demo(size="small")
    assert set(Contract.objects.values_list("pk", flat=True)) == before


@pytest.mark.parametrize("size", ["small", "cases"])
@pytest.mark.parametrize("reload", [False, True])
def test_a_known_password_never_reaches_a_platform_that_is_not_a_developers(settings, size, reload):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="DEBUG=1"):
        demo(size=size, reload=reload)
    assert not Person.objects.exists()


def test_the_logins_can_be_printed_again(debug):
    demo(size="small")
    printed = demo(logins=True)
    assert "export director" in printed
    assert accounts.PASSWORD in printed


def test_where_no_demonstration_is_no_login_is_printed(debug):
    assert "No demonstration" in demo(logins=True)


def test_a_demonstration_that_fails_leaves_nothing(debug, monkeypatch):
    def refuse(**_):
        raise RuntimeError("the last step fails")

    monkeypatch.setattr("portage.home.demo.afterwards.settle", refuse)
    with pytest.raises(RuntimeError):
        demo(size="small")
    assert not Organisation.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_reload_empties_the_database_and_loads_again(debug):
    demo(size="small")
    first = set(Organisation.objects.values_list("pk", flat=True))
    demo(size="small", reload=True)
    assert Organisation.objects.count() == len(first)
    assert not first & set(Organisation.objects.values_list("pk", flat=True))
    assert Contract.objects.count() == 3


def test_the_large_set_says_that_it_verified_and_refuses_a_full_database(debug):
    printed = demo(size="large", contracts=40)
    assert "Verified" in printed
    assert "manager@wide.example" in printed
    assert Organisation.objects.filter(kind="subsidiary").count() == 110
    with pytest.raises(CommandError, match="There is data already"):
        call_command("demo", size="large", contracts=40)


def test_the_same_seed_and_day_give_the_same_large_set():
    def told() -> list:
        with transaction.atomic():
            large.load(60, subsidiaries=12, smes=8, light=10, now=datetime(2026, 11, 21, 12, 0, tzinfo=UTC))
            rows = Contract.objects.order_by("pk")
            found = list(
                rows.values_list("pk", "reference", "status", "first_day", "ends_on", "commission_rate", "agent__name")
            )
            transaction.set_rollback(True)
        return found

    assert told() == told()
