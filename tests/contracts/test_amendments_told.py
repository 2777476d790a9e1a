"""What a signed amendment brings about: duties of the law, once; both parties hear that it took effect or fell, once."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from contracts.actions import duties, ending, renewal, signature, taking_effect
from contracts.actions.telling import may_read
from contracts.models import Contract, Duty, Effect
from portage.core.models import Entry, Message
from portage.core.refusals import Refused
from portage.network.models import Organisation
from tests.cast import approved, by, concluded, make_cast, signed_by_both
from tests.contracts.amending import signed, started
from tests.contracts.door import noon, on, text, visitor

pytestmark = pytest.mark.django_db
NOW = noon("2024-06-03")
JULY = date(2024, 7, 1)
FACTS = "Sold competing goods all over the territory."
BOTH_SIDES = ["Claire Roux", "Diane Xavier", "Luc Carre", "Marek Zielinski"]


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def contract(cast):
    return concluded(cast, at=noon("2024-03-04"))


def told() -> list[str]:
    return sorted(Message.objects.filter(kind="contracts.amended").values_list("recipient__name", flat=True))


def owed(contract) -> list[tuple]:
    found = Duty.objects.filter(contract=contract, code="register_change").order_by("from_day", "law")
    return list(found.values_list("law", "from_day", "day"))


def run(*days: date) -> None:
    for day in days:
        renewal.run_day(at=noon(day.isoformat()))


# What each law wants, said by hand: whether a change is to be registered, and within how many days.
WANTED = [
    ("IQ", "FR", {"IQ": 60}), ("JO", "FR", {"JO": None}), ("LB", "FR", {"LB": None}), ("PL", "FR", {}), ("DE", "FR", {}),
    ("IQ", "LB", {"IQ": 60, "LB": None}), ("LB", "LB", {"LB": None}),
]  # fmt: skip


@pytest.mark.parametrize(("country", "law", "wanted"), WANTED)
@pytest.mark.parametrize("becomes", ["in_effect", "fallen"])
def test_a_change_is_registered_once_counted_from_its_signature(cast, contract, country, law, wanted, becomes):
    Organisation.objects.filter(pk=cast.poland.pk).update(country=country)
    amendment = approved(cast, started(cast, contract, JULY, at=NOW, countries=["CZ"]), at=NOW)
    Contract.objects.filter(pk__in=[contract.pk, amendment.pk]).update(law=law)
    assert owed(contract) == []
    signed_by_both(cast, amendment, at=NOW)
    expected = [(code, NOW.date(), days and NOW.date() + timedelta(days)) for code, days in sorted(wanted.items())]
    assert owed(contract) == expected
    if becomes == "fallen":
        ending.end_for_serious_default(contract, grounds=FACTS, by=by(cast.manager), at=noon("2024-06-20"))
    run(date(2024, 7, 1), date(2024, 7, 1), date(2024, 7, 9))
    duties.write_duties([(contract, "changed", NOW.date())], at=noon("2024-07-10"))
    amendment.refresh_from_db()
    assert (amendment.status, owed(contract)) == (becomes, expected)
    assert not Duty.objects.filter(contract=amendment).exists()


def test_signing_that_fails_halfway_writes_no_duty(cast, contract, monkeypatch):
    Organisation.objects.filter(pk=cast.poland.pk).update(country="IQ")
    amendment = started(cast, contract, JULY, at=NOW, countries=["CZ"])
    monkeypatch.setattr(taking_effect, "take_effect", lambda *_, **__: (_ for _ in ()).throw(MemoryError))
    with pytest.raises(MemoryError):
        signed(cast, amendment, at=NOW)
    assert owed(contract) == []


def test_both_sides_hear_once_that_an_amendment_took_effect(cast, contract):
    signed(cast, started(cast, contract, JULY, at=NOW, countries=["PL", "CZ"]), at=NOW)
    run(JULY - timedelta(1))
    assert told() == []
    run(JULY, JULY, date(2024, 7, 2))
    assert told() == BOTH_SIDES
    message = Message.objects.filter(kind="contracts.amended", recipient=cast.director.person).get()
    assert message.action == reverse("contracts:amendments", args=[contract.pk])
    for secret in ("Orvane", "Arômes", "Czech", "1 July"):
        assert secret not in message.subject + message.text


def test_both_sides_hear_once_that_an_amendment_fell(cast, contract):
    signed(cast, started(cast, contract, date(2024, 9, 1), at=NOW, countries=["CZ"]), at=NOW)
    ending.end_for_serious_default(contract, grounds=FACTS, by=by(cast.manager), at=noon("2024-06-20"))
    run(date(2024, 9, 10), date(2024, 9, 10))
    assert told() == BOTH_SIDES
    assert "fallen" in Message.objects.filter(kind="contracts.amended").first().subject
    assert Entry.objects.filter(kind="contracts.amendment_fell", scope_id=contract.pk).count() == 1


def test_of_a_confidential_contract_only_those_named_hear_and_read(cast, monkeypatch):
    named = {"confidential_to": [cast.manager, cast.counsel, cast.subsidiary_manager, cast.director]}
    secret = concluded(cast, start=named)
    on(monkeypatch, "2024-07-02")
    signed(cast, started(cast, secret, JULY, at=NOW, countries=["CZ"]), at=NOW)
    run(JULY)
    assert told() == BOTH_SIDES
    assert all(may_read(message) for message in Message.objects.filter(kind="contracts.amended"))
    assert "Changed in the last two weeks" in text(visitor(cast.director).get(reverse("home:today")))
    for outside in (cast.auditor, cast.rival_director, cast.sister_manager):
        assert "Changed in the last two weeks" not in text(visitor(outside).get(reverse("home:today")))


@pytest.mark.parametrize(
    ("day", "says"), [("2024-06-30", False), ("2024-07-01", True), ("2024-07-15", True), ("2024-07-16", False)]
)
def test_today_tells_it_for_two_weeks(cast, contract, monkeypatch, day, says):
    signed(cast, started(cast, contract, JULY, at=NOW, countries=["CZ"]), at=NOW)
    run(min(JULY, datetime.fromisoformat(day).date()))
    on(monkeypatch, day)
    page = text(visitor(cast.director).get(reverse("home:today")))
    assert ("Amendment 1: Arômes du Val and Orvane Polska In effect since 1 July 2024" in page) is says


def test_a_second_signature_of_the_same_side_changes_nothing(cast, contract):
    Organisation.objects.filter(pk=cast.poland.pk).update(country="IQ")
    amendment = signed(cast, started(cast, contract, date(2024, 6, 3), at=NOW, countries=["CZ"]), at=NOW)
    with pytest.raises(Refused):
        signature.sign(
            amendment.documents.get(kind="contract"), consent="I agree.", identified_by="password",
            by=by(cast.director), at=NOW,
        )  # fmt: skip
    assert (len(owed(contract)), Effect.objects.count(), told()) == (1, 1, BOTH_SIDES)
