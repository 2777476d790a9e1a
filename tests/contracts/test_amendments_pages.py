"""Amendments through their doors: started, typed, read and refused; a contract with five of them counts once everywhere."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from contracts.actions import renewal, signature, versions
from contracts.models import Contract, SigningAuthority
from contracts.queries import calendar, exclusivity, map, portfolio, waiting
from portage.home import queries as home
from portage.network.actions import add_platform_administrator
from portage.privacy.queries.owned import rows_of
from tests.cast import approved, by, concluded, make_cast, second_factor, signed_by_both
from tests.contracts.amending import signed, started
from tests.contracts.door import on, text, visitor
from tests.pages import answers, browse, call
from tests.replayed import replayed

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 6, 3, 9, 0, tzinfo=UTC)
TODAY = "2025-01-15"


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def contract(cast):
    return concluded(cast, at=datetime(2024, 3, 4, 9, 0, tzinfo=UTC))


def five(cast, contract):
    """Four in effect, one open."""
    replayed(f"five amendments of {contract.pk}", lambda: _five(cast, contract))
    contract.refresh_from_db()


def _five(cast, contract):
    for number, country in enumerate(["CZ", "HU", "PL", "SK"]):
        at = datetime(2024, 6 + number, 3, 9, 0, tzinfo=UTC)
        signed(cast, started(cast, contract, at.date(), at=at, countries=[country]), at=at)
    started(cast, contract, date(2025, 9, 1), at=datetime(2025, 1, 10, 9, 0, tzinfo=UTC), countries=["PL", "CZ"])
    renewal.run_day(at=datetime(2025, 1, 14, 9, 0, tzinfo=UTC))
    contract.refresh_from_db()
    assert contract.amendments.count() == 5


def test_a_contract_with_five_amendments_counts_once_everywhere(cast, contract, monkeypatch):
    on(monkeypatch, TODAY)
    five(cast, contract)
    today = date.fromisoformat(TODAY)
    by(cast.manager)
    acting = cast.manager.person.acting
    listed = call(cast.manager, "get", "/api/v1/contracts/").json()
    assert [row["id"] for row in listed["results"]] == [str(contract.pk)]
    assert sum(portfolio.by_state(cast.manager.person).values()) == 1
    assert [one.contracts for one in map.by_country(cast.manager.person, today=today)] == [1]
    assert sum(one.count for one in calendar.together(cast.manager.person, before=date(2026, 12, 31))) == 1
    assert len(home.first_contracts(acting, at=NOW)) == 1
    assert sum(home.by_state(acting).values()) == 1
    exported = b"".join(browse(cast.manager).get("/contracts/export.csv").streaming_content).decode()
    assert exported.count("PC-") == 1
    of_party = browse(cast.manager).get(f"/contracts/of/{cast.sme.pk}/").content.decode()
    assert (
        of_party.count('class="mono"') <= 1
        or text(browse(cast.manager).get(f"/contracts/of/{cast.sme.pk}/")).count("PC-") <= 1
    )
    assert portfolio.contracts().filter(waiting.for_me(acting, today=today)).count() <= 1


def test_its_reading_of_a_day_is_the_fold_of_what_took_effect(cast, contract, monkeypatch):
    """The page and the API against the amendments themselves, folded by hand."""
    on(monkeypatch, TODAY)
    five(cast, contract)
    changes = [
        (date(2024, 6, 3), ["CZ"]),
        (date(2024, 7, 3), ["HU"]),
        (date(2024, 8, 3), ["PL"]),
        (date(2024, 9, 3), ["SK"]),
    ]
    for day in ("2024-03-01", "2024-06-02", "2024-06-03", "2024-08-02", "2024-09-02", "2024-09-03", "2030-01-01"):
        expected = ["PL"]
        for since, countries in changes:
            if since <= date.fromisoformat(day):
                expected = countries
        told = call(cast.director, "get", f"/api/v1/contracts/{contract.pk}/as-it-stood/?on={day}").json()
        assert told["data"]["territory"]["countries"] == expected
    page = text(browse(cast.director).get(f"/contracts/{contract.pk}/amendments/?day=2024-07-15"))
    assert "As it stood on 15 July 2024" in page
    assert "Hungary" in page
    assert "Amendment 4" in page


def test_an_amendment_is_started_typed_and_read_on_its_page(cast, contract, monkeypatch):
    on(monkeypatch, "2024-06-03")
    client = visitor(cast.manager, sure=True)
    begun = client.post(f"/contracts/{contract.pk}/amend/")
    amendment = contract.amendments.get()
    assert begun.url == f"/contracts/{amendment.pk}/steps/products/"
    assert client.get(f"/contracts/{amendment.pk}/steps/duration/").status_code == 404
    typed = {"effective_from": "2024-07-01", "next": "1"}
    assert client.post(f"/contracts/{amendment.pk}/steps/effect/", typed).url == f"/contracts/{amendment.pk}/review/"
    refused = client.post(f"/contracts/{amendment.pk}/steps/effect/", {**typed, "effective_from": "2024-01-01"})
    assert "a term that has ended" in text(refused)
    assert "Nothing differs from the contract" in text(client.get(f"/contracts/{amendment.pk}/review/"))
    page = text(client.get(f"/contracts/{amendment.pk}/"))
    assert "Amendment 1" in page
    assert "What it changes" in page
    assert "Give notice" not in page
    assert "demeurent inchangés" in client.get(f"/contracts/{amendment.pk}/draft/").content.decode()
    again = client.get(f"/contracts/{contract.pk}/amend/")
    assert again.status_code == 409


def test_strangers_find_nothing(cast, contract):
    amendment = started(cast, contract, date(2024, 7, 1), at=NOW, countries=["CZ"])
    for path in (
        f"/contracts/{amendment.pk}/",
        f"/contracts/{contract.pk}/amendments/",
        f"/contracts/{contract.pk}/amend/",
    ):
        assert answers(path, [cast.rival_manager, cast.rival_director]) == {"Karl Egger": 404, "Rene Vial": 404}


def test_programs_do_the_same(cast, contract, monkeypatch):
    on(monkeypatch, "2024-06-03")
    api = f"/api/v1/contracts/{contract.pk}/"
    made = call(cast.director, "post", api + "amendments/").json()
    assert (made["amends"], made["amendment_number"], made["status"]) == (str(contract.pk), 1, "draft")
    own = f"/api/v1/contracts/{made['id']}/"
    assert (
        call(cast.director, "put", own + "effect/", {"effective_from": "2024-07-01"}).json()["effective_from"]
        == "2024-07-01"
    )
    assert (
        call(
            cast.director,
            "put",
            own + "duration/",
            {"first_day": "2024-03-01", "first_months": 1, "renewal_months": 1, "notice_scale": [1]},
        ).status_code
        == 409
    )
    assert call(cast.director, "post", api + "amendments/").status_code == 409
    assert [row["id"] for row in call(cast.manager, "get", api + "amendments/").json()] == [made["id"]]


def test_extension_writing_and_succession_have_their_doors(cast, contract, monkeypatch):
    on(monkeypatch, "2024-06-03")
    client = visitor(cast.manager, sure=True)
    page = client.post(f"/contracts/{contract.pk}/extend/", {"agents": [str(cast.japan.pk)]})
    assert "Draft started" in text(page)
    draft = Contract.objects.get(extends=contract)
    assert contract.reference in text(client.get(f"/contracts/{draft.pk}/"))
    assert contract.reference not in text(browse(cast.sister_manager).get(f"/contracts/{draft.pk}/"))
    assert "Orvane Polska" in text(client.get(f"/contracts/of/{cast.poland.pk}/successions/"))
    assert answers(f"/contracts/of/{cast.poland.pk}/successions/", [cast.director, cast.rival_manager]) == {"Diane Xavier": 404, "Karl Egger": 404}  # fmt: skip
    admin = add_platform_administrator(email="root@example.test", name="Root", at=NOW)
    second_factor(admin)
    operator = Client()
    operator.force_login(admin)
    told = text(operator.get(f"/contracts/of/{cast.poland.pk}/successions/"))
    assert "None that you may see" in told
    assert contract.reference not in told
    assert client.get(f"/contracts/{contract.pk}/succession/").status_code == 404
    assert client.get(f"/contracts/{contract.pk}/writing/").status_code == 409
    assert (
        call(cast.director, "post", f"/api/v1/contracts/{contract.pk}/extensions/", {"agents": []}).status_code == 403
    )


def test_personal_data_find_amendments_with_their_contract(cast, contract):
    started(cast, contract, date(2024, 5, 1), at=NOW, countries=["CZ"], earlier="As Jan Nowak asked.")
    by(cast.director)
    assert (
        rows_of("contracts.Contract", cast.sme, cast.director.person).filter(earlier_reason__contains="Nowak").exists()
    )
    by(cast.rival_director)
    assert not rows_of("contracts.Contract", cast.rival_sme, cast.rival_director.person).exists()


def test_an_amendment_that_claims_more_goes_the_way_of_a_contract_by_its_doors(cast, contract, monkeypatch):
    on(monkeypatch, "2024-06-03")
    amendment = started(cast, contract, NOW.date(), at=NOW, countries=["PL", "CZ"])
    versions.propose(amendment, by=by(cast.manager), at=NOW)
    amendment.refresh_from_db()
    for who in (cast.manager, cast.director):
        read = text(visitor(who).get(reverse("contracts:version", args=[amendment.pk, 1])))
        assert "Amendment 1, version 1" in read
        assert read.index("What it changes") < read.index("Summary")
        assert "Confirm exclusivity" in text(visitor(who).get(reverse("contracts:contract", args=[amendment.pk])))
        assert visitor(who).post(reverse("contracts:clear", args=[amendment.pk])).status_code == 302
    assert exclusivity.cleared(amendment) == {"principal", "agent"}
    for who in (cast.manager, cast.counsel, cast.director):
        versions.approve(amendment, version=1, by=by(who), at=NOW)
    signed_by_both(cast, amendment, at=NOW)
    told = text(visitor(cast.manager).get(reverse("contracts:contract", args=[contract.pk])))
    assert "Signed by both" in told
    assert "People and approvals version 1" in told


@pytest.mark.parametrize("of_amendments", [True, False])
def test_an_amendment_waits_for_who_may_sign_amendments(cast, contract, of_amendments):
    """A power over contracts alone asks nobody to sign an amendment."""
    amendment = approved(cast, started(cast, contract, date(2024, 7, 1), at=NOW, countries=["CZ"]), at=NOW)
    signature.store_contract_document(amendment.versions.first(), pdf=b"%PDF-1.7 stand-in", pages=5, at=NOW)
    held = SigningAuthority.objects.filter(membership=cast.director)
    held.update(signs_contracts=not of_amendments, signs_amendments=of_amendments)
    by(cast.director)
    waits = waiting.waiting(cast.director.person.acting, today=NOW.date())
    assert [(one.pk, one.reason) for one in waits] == ([(amendment.pk, "sign")] if of_amendments else [])
