"""Exclusivity: places are held once, whoever comes; each side reads of its own rows only."""

from datetime import date

import pytest

from contracts.actions import drafting, ending, exclusivity, notice, versions
from contracts.actions.renewal import run_contract
from contracts.models import Place
from portage.core.refusals import Refused
from tests.cast import AT, approved, by, cleared, concluded, draft, make_cast
from tests.contracts.door import noon

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


def held(contract) -> set[tuple[str, str, str]]:
    rows = contract.places.filter(released_at__isnull=True)
    return {(row.product.code, str(row.country), row.segment) for row in rows}


def test_the_last_approval_takes_every_place_that_is_claimed(cast):
    contract = approved(cast, draft(cast, countries=["PL", "CZ"], segments=["Cosmetics "]))
    assert held(contract) == {(code, country, "cosmetics") for code in ("AC-10", "PX-31") for country in ("PL", "CZ")}
    assert set(contract.places.values_list("last_day", "exclusive")) == {(None, True)}


@pytest.mark.parametrize("verb", [versions.reopen, drafting.withdraw])
def test_places_of_what_will_not_bind_are_free_and_their_rows_stay(cast, verb):
    contract = approved(cast, draft(cast))
    rows = Place.objects.count()
    verb(contract, by=by(cast.manager), at=noon("2024-01-11"))
    assert (held(contract), Place.objects.count()) == (set(), rows)
    assert approved(cast, draft(cast)).status == "approved"


def test_a_notice_holds_the_places_until_the_end_and_frees_what_follows(cast):
    first = concluded(cast)
    run_contract(first, at=noon("2024-03-01"))
    notice.give_notice(first, form="platform", served_on=date(2024, 6, 1), by=by(cast.director), at=noon("2024-06-01"))
    assert set(first.places.values_list("last_day", flat=True)) == {date(2025, 2, 28)}
    early = draft(cast, duration={"first_day": date(2025, 2, 28)})
    with pytest.raises(Refused, match="overlap"):
        versions.propose(early, by=by(cast.manager), at=noon("2024-06-02"))
    after = approved(cast, draft(cast, duration={"first_day": date(2025, 3, 1)}))
    assert after.status == "approved"


def test_an_end_for_serious_default_frees_the_places_the_day_after(cast):
    first = concluded(cast)
    run_contract(first, at=noon("2024-03-01"))
    ending.end_for_serious_default(
        first, grounds="Sold to our customers under another name.", by=by(cast.director), at=noon("2024-06-01")
    )
    assert set(first.places.values_list("last_day", flat=True)) == {date(2024, 6, 1)}
    assert approved(cast, draft(cast, duration={"first_day": date(2024, 6, 2)})).status == "approved"


def test_what_is_not_exclusive_stands_beside_its_like_alone(cast):
    approved(cast, draft(cast, exclusive=False))
    assert approved(cast, draft(cast, exclusive=False)).status == "approved"
    with pytest.raises(Refused, match="overlap"):
        versions.propose(draft(cast), by=by(cast.manager), at=AT)


def test_the_database_refuses_what_the_verb_did_not_look_for(cast, monkeypatch):
    approved(cast, draft(cast))
    second = draft(cast, countries=["HU"])
    versions.propose(second, by=by(cast.manager), at=AT)
    cleared(cast, second)
    second.territory_lines.update(country="PL")
    monkeypatch.setattr(exclusivity, "check_seen", lambda contract, by: None)
    monkeypatch.setattr(exclusivity, "check_confirmed", lambda contract: None)
    for member in (cast.manager, cast.counsel):
        versions.approve(second, version=1, by=by(member), at=AT)
    with pytest.raises(Refused, match="exclusivity_waits"):
        versions.approve(second, version=1, by=by(cast.director), at=AT)
    second.refresh_from_db()
    assert (second.status, held(second), second.versions.get().approvals.count()) == ("negotiating", set(), 2)
