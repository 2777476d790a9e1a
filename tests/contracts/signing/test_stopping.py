"""Refusal, expiry and reminders: once, said to whom it concerns, and nobody bound."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.actions.signing.day import run_signing_day
from contracts.actions.signing.invitation import move_last_day
from contracts.actions.signing.stopping import refuse_to_sign
from contracts.models import NotConcluded, Revision, Signature, SigningInvitation, SigningReminder
from contracts.queries.people import acts
from contracts.rules.signing import REMIND_BEFORE, reminder_due
from portage.core.models import Message
from portage.core.refusals import Forbidden, Invalid, Refused
from tests.cast import by, sign
from tests.contracts.signing.days import here

DAYS = st.dates(date(2024, 1, 1), date(2024, 3, 1))


@given(until=DAYS, runs=st.lists(DAYS, max_size=60).map(sorted))
def test_whatever_days_it_ran_each_distance_is_told_at_most_once_and_never_late(until, runs):
    """Said a second time: a distance is told on the first run in its stretch (7 to 4, 3 to 2, 1 to 0 days before)."""
    told: dict[int, date] = {}
    for today in runs:
        days = reminder_due(until, today, frozenset(told))
        if days is not None:
            assert days not in told
            told[days] = today
    stretches = {7: range(4, 8), 3: range(2, 4), 1: range(2)}
    expected = {
        days: next((day for day in runs if (until - day).days in stretch), None) for days, stretch in stretches.items()
    }
    assert told == {days: day for days, day in expected.items() if day}
    assert set(told) <= set(REMIND_BEFORE)


@pytest.mark.django_db
def test_both_are_reminded_in_one_letter_a_day_and_who_signed_no_more(cast, contract, document, now):
    until = SigningInvitation.objects.get().last_day
    assert until == here(now) + timedelta(days=30)
    Message.objects.all().delete()
    for _ in range(2):
        run_signing_day(at=now, on=until - timedelta(days=7))
    assert sorted(m.recipient.name for m in Message.objects.all()) == ["Diane Xavier", "Marek Zielinski"]
    sign(document, cast.director, at=now)
    Message.objects.all().delete()
    run_signing_day(at=now + timedelta(days=27), on=until - timedelta(days=3))
    assert [m.recipient.name for m in Message.objects.all()] == ["Marek Zielinski"]
    assert SigningReminder.objects.count() == 2


@pytest.mark.django_db
def test_after_the_last_day_the_text_is_open_again_once_and_what_was_signed_stays_as_history(
    cast, contract, document, now
):
    sign(document, cast.director, at=now)
    until = SigningInvitation.objects.get().last_day
    assert run_signing_day(at=now, on=until)["expired"] == 0
    for _ in range(2):
        run_signing_day(at=now, on=until + timedelta(days=1))
    contract.refresh_from_db()
    stopped = NotConcluded.objects.get()
    assert (contract.status, stopped.cause) == ("negotiating", "expired")
    assert (Revision.objects.count(), Signature.objects.count()) == (2, 1)
    assert (contract.version_number, acts(contract)) == (2, [])
    with pytest.raises(Refused):
        sign(document, cast.subsidiary_manager, at=now)


@pytest.mark.django_db
def test_a_side_refuses_with_a_reason_and_the_other_is_told(cast, contract, document, now):
    sign(document, cast.director, at=now)
    Message.objects.all().delete()
    refuse_to_sign(document, reason="The territory is wrong.", by=by(cast.subsidiary_manager), at=now)
    contract.refresh_from_db()
    assert contract.status == "negotiating"
    row = NotConcluded.objects.get()
    assert (row.cause, row.side, row.reason) == ("refused", "agent", "The territory is wrong.")
    assert [m.recipient.name for m in Message.objects.all()] == ["Diane Xavier"]


@pytest.mark.django_db
def test_who_may_not_refuse_changes_nothing(cast, contract, document, now):
    """Without a reason; without an authority; after one's side has signed."""
    sign(document, cast.director, at=now)
    for who, reason, error in (
        (cast.subsidiary_manager, " ", Invalid), (cast.manager, "no", Forbidden), (cast.director, "no", Refused),
    ):  # fmt: skip
        with pytest.raises(error):
            refuse_to_sign(document, reason=reason, by=by(who), at=now)
    contract.refresh_from_db()
    assert contract.status == "awaiting_signature"
    assert not NotConcluded.objects.exists()


@pytest.mark.django_db
def test_either_side_gives_more_time_within_bounds(cast, contract, document, now):
    later = here(now) + timedelta(days=60)
    move_last_day(document, last_day=later, by=by(cast.director), at=now)
    assert run_signing_day(at=now, on=here(now) + timedelta(days=40))["expired"] == 0
    for wrong in (here(now), here(now) + timedelta(days=200)):
        with pytest.raises(Invalid):
            move_last_day(document, last_day=wrong, by=by(cast.manager), at=now)
    assert run_signing_day(at=now, on=later + timedelta(days=1))["expired"] == 1
