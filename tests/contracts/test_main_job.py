"""The main job: two parties, a draft, a version that both approve, two signatures, in force, renewed, ended."""

from datetime import UTC, date, datetime

import pytest

from contracts.actions.notice import give_notice
from contracts.actions.renewal import run_day
from contracts.models import Contract, Ending, Term
from tests.cast import by, concluded, make_cast

pytestmark = pytest.mark.django_db


def noon(day: str) -> datetime:
    return datetime.fromisoformat(day + "T12:00").replace(tzinfo=UTC)


def test_a_contract_goes_from_draft_to_force_and_renews_itself():
    cast = make_cast()
    contract = concluded(cast)
    assert contract.status == "signed"
    run_day(at=noon("2024-03-01"))
    contract.refresh_from_db()
    assert (contract.status, contract.term_last_day) == ("in_force", date(2025, 2, 28))
    assert contract.last_notice_day == date(2025, 1, 31)
    run_day(at=noon("2025-02-28"))
    assert Term.objects.count() == 1
    run_day(at=noon("2025-03-01"))
    run_day(at=noon("2025-03-01"))
    assert list(Term.objects.values_list("number", "first_day", "last_day", "began")) == [
        (1, date(2024, 3, 1), date(2025, 2, 28), "initial"),
        (2, date(2025, 3, 1), date(2026, 2, 28), "tacit"),
    ]


def test_a_timely_notice_ends_the_contract_on_the_last_day_of_its_term():
    cast = make_cast()
    contract = concluded(cast)
    run_day(at=noon("2024-03-01"))
    notice = give_notice(
        contract, form="platform", served_on=date(2025, 1, 31), by=by(cast.director), at=noon("2025-01-31")
    )
    assert (notice.ends_on, notice.refuses_renewal_of_term) == (date(2025, 2, 28), 1)
    run_day(at=noon("2025-03-20"))
    contract = Contract.objects.get()
    assert (contract.status, Term.objects.count()) == ("ended", 1)
    assert Ending.objects.get().last_day == date(2025, 2, 28)


def test_a_late_notice_lets_one_more_term_open_and_ends_it():
    cast = make_cast()
    contract = concluded(cast)
    run_day(at=noon("2026-12-10"))
    notice = give_notice(
        contract, form="platform", served_on=date(2026, 12, 10), by=by(cast.director), at=noon("2026-12-10")
    )
    assert (notice.ends_on, notice.refuses_renewal_of_term) == (date(2028, 2, 29), 4)
    run_day(at=noon("2028-03-01"))
    assert Term.objects.count() == 4
    assert Contract.objects.get().status == "ended"
