"""When a contract passes to another party: places held anew, text that binds nobody named anew, the document of the event."""

from datetime import UTC, date, datetime
from itertools import combinations
from uuid import uuid4

import pytest
from django.urls import reverse

from contracts.actions import amending, ending, exclusivity, renewal, signature, succession, versions
from contracts.models import Clearance, Contract, PartyChange, Place, Succession
from contracts.queries import changes as queries
from portage.core.journal import By
from portage.core.models import Entry, Message
from portage.core.refusals import Refused
from portage.network.actions import add_platform_administrator
from tests.cast import AT, approved, by, cleared, concluded, draft, make_cast, sign
from tests.contracts.amending import signed, started
from tests.contracts.door import noon, text, visitor

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 6, 3, 9, 0, tzinfo=UTC)
PDF = b"%PDF-1.4 extract of the register"
EVENT = {"from_day": date(2024, 6, 1), "ground": "Merger registered at Lyon, no. 12.", "proof": PDF, "at": NOW}


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def contract(cast):
    return concluded(cast, at=noon("2024-03-04"))


def platform() -> By:
    return By(add_platform_administrator(email="root@example.test", name="Root", at=NOW))


def merge(cast, **over) -> Succession:
    """Orvane Polska is merged into Orvane Japan."""
    given = {"kind": "merger", "successor": cast.japan, "by": by(cast.manager), **EVENT, **over}
    return succession.record_succession(cast.poland, **given)


def merge_principal(cast) -> Succession:
    return succession.record_succession(
        cast.sme, kind="merger", successor=cast.rival_sme, by=platform(), **{**EVENT, "ground": "Absorbed."}
    )


def held(contract) -> list[Place]:
    return list(contract.places.filter(released_at__isnull=True).order_by("pk"))


def overlapping() -> list[tuple[Place, Place]]:
    """The rule of places said a second time: no two of different contracts share product, country, segment and a day, where
    one is exclusive."""
    far, rows = date.max, Place.objects.filter(released_at__isnull=True)
    return [
        (one, two)
        for one, two in combinations(rows, 2)
        if one.stands_for != two.stands_for
        and (one.product_id, one.country) == (two.product_id, two.country)
        and (not one.segment or not two.segment or one.segment == two.segment)
        and one.first_day <= (two.last_day or far)
        and two.first_day <= (one.last_day or far)
        and (one.exclusive or two.exclusive)
    ]


def test_what_binds_holds_its_places_anew_for_the_new_party(cast, contract):
    before = held(contract)
    merge(cast)
    after = held(contract)
    assert [place.pk for place in after] == [place.pk for place in before]
    assert {(place.held_at, place.last_day) for place in after} == {(NOW, None)}
    late = draft(cast, agent=cast.japan, at=NOW, duration={"first_day": date(2025, 1, 1)})
    with pytest.raises(Refused, match="exclusivity_waits"):
        exclusivity.hold(late, at=NOW)
    assert (held(late), overlapping()) == ([], [])


def test_with_an_amendment_in_effect_each_keeps_its_days(cast, contract):
    signed(cast, started(cast, contract, date(2024, 7, 1), at=NOW, countries=["PL", "CZ"]), at=NOW)
    renewal.run_day(at=noon("2024-07-01"))
    days = list(Place.objects.order_by("pk").values_list("country", "first_day", "last_day", "released_at"))
    merge(cast, at=noon("2024-07-02"))
    assert list(Place.objects.order_by("pk").values_list("country", "first_day", "last_day", "released_at")) == days
    assert not overlapping()


@pytest.fixture
def older_without_places(cast, contract):
    """Two contracts that overlapped before places were held: the younger one binds and holds nothing."""
    kept = held(contract)
    Place.objects.all().update(released_at=NOW)
    younger = concluded(cast, at=noon("2024-03-05"))
    younger.places.update(released_at=NOW)
    Place.objects.filter(pk__in=[place.pk for place in kept]).update(released_at=None)
    return younger


def test_what_overlaps_still_passes_without_its_places_and_its_page_says_so(cast, contract, older_without_places):
    merge(cast)
    older_without_places.refresh_from_db()
    assert (older_without_places.agent, held(older_without_places), bool(held(contract))) == (cast.japan, [], True)
    page = text(visitor(cast.manager).get(reverse("contracts:contract", args=[older_without_places.pk])))
    assert "Covers the same products, countries and segments since the party changed" in page
    assert contract.reference in page


def test_what_is_free_by_then_is_taken(cast, contract, older_without_places):
    ending.end_for_serious_default(
        contract, grounds="Sold competing goods everywhere.", by=by(cast.manager), at=noon("2024-03-10")
    )
    Place.objects.filter(contract=contract).update(released_at=noon("2024-03-11"))
    merge(cast)
    assert len(held(older_without_places)) == 2
    assert not overlapping()


# What binds nobody yet


def test_a_version_on_the_table_names_the_new_party_who_confirms_exclusivity_for_itself(cast):
    contract = draft(cast)
    versions.propose(contract, by=by(cast.manager), at=AT)
    cleared(cast, contract)
    versions.approve(contract, version=1, by=by(cast.counsel), at=AT)
    merge_principal(cast)
    contract.refresh_from_db()
    present = contract.versions.first()
    assert (contract.status, present.number, present.data["principal"]["name"]) == (
        "negotiating",
        2,
        "Essences Rivales",
    )
    assert list(Clearance.objects.filter(contract=contract, version=2).values_list("side", flat=True)) == ["agent"]
    assert not present.approvals.exists()
    for member in (cast.manager, cast.counsel):
        versions.approve(contract, version=2, by=by(member), at=NOW)
    with pytest.raises(Refused, match="exclusivity_waits"):
        versions.approve(contract, version=2, by=by(cast.rival_director), at=NOW)
    assert held(contract) == []
    exclusivity.clear(contract, by=by(cast.rival_director), at=NOW)
    versions.approve(contract, version=2, by=by(cast.rival_director), at=NOW)
    assert len(held(contract)) == 2


def test_a_document_that_awaits_signature_goes_back_to_the_table(cast):
    contract = approved(cast, draft(cast))
    document = signature.store_contract_document(contract.versions.first(), pdf=b"%PDF-1.7", pages=1, at=AT)
    sign(document, cast.director)
    merge(cast)
    contract.refresh_from_db()
    document.refresh_from_db()
    assert (contract.status, contract.version_number, document.not_concluded.cause) == ("negotiating", 2, "reopened")
    assert contract.versions.first().data["agent"]["name"] == "Orvane Japan"
    assert held(contract) == []
    with pytest.raises(Refused):
        sign(document, cast.subsidiary_manager)
    told = Message.objects.filter(kind="contracts.approval", action__endswith="/versions/2/")
    assert "Diane Xavier" in told.values_list("recipient__name", flat=True)


def test_a_consent_passes_the_contract_with_its_amendments(cast, contract):
    past = signed(cast, started(cast, contract, date(2024, 6, 3), at=NOW, countries=["PL", "CZ"]), at=NOW)
    succession.record_succession(cast.poland, kind="asset_sale", successor=cast.japan, by=by(cast.manager), **EVENT)
    under_way = amending.start_amendment(contract, by=by(cast.manager), at=NOW)
    assert (PartyChange.objects.count(), queries.open_offer(past)) == (1, None)
    succession.answer_succession(queries.open_offer(contract), consent=True, by=by(cast.director), at=NOW)
    family = Contract.objects.filter(pk__in=[contract.pk, past.pk, under_way.pk])
    assert set(family.values_list("agent", flat=True)) == {cast.japan.pk}
    assert {place.held_at for place in held(past)} == {NOW}
    assert not overlapping()


# The document of the event


def test_whoever_reads_the_event_reads_its_document_and_it_is_told(cast, contract):
    made = merge(cast)
    address = reverse("contracts:succession_document", args=[made.pk])
    page = visitor(cast.auditor).get(reverse("contracts:successions", args=[cast.poland.pk])).content.decode()
    assert address in page
    for who in (cast.auditor, cast.subsidiary_manager):
        answer = visitor(who).get(address)
        assert (b"".join(answer.streaming_content), answer["Content-Disposition"]) == (
            PDF,
            'attachment; filename="ground.pdf"',
        )
    answer = visitor(cast.manager).get(f"/api/v1/successions/{made.pk}/file/")
    assert b"".join(answer.streaming_content) == PDF
    told = visitor(cast.manager).get(f"/api/v1/organisations/{cast.poland.pk}/successions/").json()
    rows = told["results"] if isinstance(told, dict) else told
    assert rows[0]["document"] == "ground.pdf"
    readings = Entry.objects.filter(kind="network.read", scope_id=cast.poland.pk)
    assert [entry.facts["door"] for entry in readings.order_by("pk")] == [
        "contracts:succession_document", "contracts:succession_document", "api:succession_file",
    ]  # fmt: skip


@pytest.mark.parametrize("way", ["contracts:succession_document", "api:succession_file"])
def test_for_others_it_is_as_if_there_were_none(cast, contract, way):
    made = merge(cast)
    before = Entry.objects.count()
    for who in (cast.director, cast.rival_director, cast.rival_manager, cast.lone_director):
        foreign, absent = (visitor(who).get(reverse(way, args=[pk])) for pk in (made.pk, uuid4()))
        assert (foreign.status_code, absent.status_code) == (404, 404)
    assert Entry.objects.count() == before
