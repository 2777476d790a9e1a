"""Leaving through the API: the same figures, refusals and secrets as on the pages."""

import json

import pytest

from contracts.models import CommissionFigure, Duty, Notice
from tests.cast import in_force, make_cast
from tests.contracts.door import noon, on, visitor
from tests.pages import call

pytestmark = pytest.mark.django_db
API = "/api/v1/contracts/"


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def running(cast, monkeypatch):
    return in_force(cast, [noon("2024-03-01"), on(monkeypatch, "2026-11-21")])


def one(contract, more=""):
    return f"{API}{contract.pk}/{more}"


def test_a_program_tells_figures_and_reads_the_four_ways(cast, running):
    for year, amount in ((2024, "20000"), (2025, "40000")):
        sent = {"year": year, "amount": amount, "source": "ledger"}
        assert call(cast.director, "post", one(running, "commission-figures/"), sent).status_code == 201
    told = call(cast.director, "get", one(running, "leaving/")).json()
    ways = {way["way"]: way for way in told["ways"]}
    assert list(ways) == ["stay", "amend", "leave_today", "leave_at_term"]
    at_term = ways["leave_at_term"]
    assert (at_term["ends_on"], at_term["last_notice_day"]) == ("2027-02-28", "2026-11-30")
    pay = at_term["compensation"]
    assert (pay["stands"], pay["amount"], pay["months"], pay["is_cap"]) == ("due", "65454.550", "22.0000", False)
    agents = {way["way"]: way for way in call(cast.director, "get", one(running, "leaving/?by=agent")).json()["ways"]}
    assert agents["leave_at_term"]["compensation"]["stands"] == "lost_unless"
    theirs = call(cast.subsidiary_manager, "get", one(running, "leaving/?by=principal")).json()["ways"][3][
        "compensation"
    ]
    assert (theirs["amount"], theirs["missing_years"]) == (None, [2024, 2025])
    assert call(cast.subsidiary_manager, "get", one(running, "commission-figures/")).json() == []
    exposed = call(cast.director, "get", "/api/v1/exposure/").json()
    assert exposed["known"] == [{"currency": "EUR", "amount": "65454.550", "contracts": 1}]
    refused = call(
        cast.director, "post", one(running, "commission-figures/"), {"year": 2026, "amount": "1", "source": "x"}
    )
    assert (refused.status_code, refused.json()["code"]) == (422, "until_needed")
    assert call(cast.rival_director, "get", one(running, "leaving/")).status_code == 404
    assert CommissionFigure.objects.count() == 2


def test_what_an_end_brings_and_when_to_post_is_told_before(cast, running):
    told = call(cast.director, "get", one(running, "end/preview/?kind=default&last_day=2026-11-21")).json()
    assert (told["by"], told["compensation"]["stands"]) == ("principal", "lost")
    assert call(cast.director, "get", one(running, "end/preview/?kind=whim")).status_code == 422
    preview = call(cast.director, "get", one(running, "notice/preview/")).json()
    assert (preview["last_notice_day"], preview["post_by"]) == ("2026-11-30", None)


def test_many_renewals_are_decided_each_by_itself_with_a_proof_of_who_one_is(cast, running):
    address = "/api/v1/renewals/2026-11-30/"
    rows = call(cast.manager, "get", address).json()
    assert [(row["reference"], row["decision"], row["ends_on"]) for row in rows] == [
        (running.reference, "open", "2027-02-28")
    ]
    wish = {"contract": str(running.pk), "decision": "notice", "ends_on": "2027-02-28"}
    unsure = call(cast.manager, "post", address, {"decisions": [wish]})
    assert (unsure.status_code, unsure.json()["code"]) == (403, "reauthentication_required")
    client = visitor(cast.manager, sure=True)
    for _time in range(2):
        done = client.post(address, json.dumps({"decisions": [wish]}), content_type="application/json").json()
        assert (done[0]["done"], done[0]["code"]) == (True, "")
    other = visitor(cast.rival_manager, sure=True)
    assert other.post(address, json.dumps({"decisions": [wish]}), content_type="application/json").json() == []
    assert Notice.objects.count() == 1


def test_duties_and_the_review_file_are_told(cast, running):
    duty = Duty.objects.create(
        contract=running, code="register", side="agent", law="LB", from_day="2024-03-01", at=noon("2024-03-01")
    )
    dated = call(
        cast.manager,
        "post",
        f"/api/v1/duties/{duty.pk}/date/",
        {"day": "2026-12-24", "reason": "The register says so."},
    )
    assert (dated.status_code, dated.json()["by_day"]) == (201, "2026-12-24")
    done = call(cast.manager, "post", f"/api/v1/duties/{duty.pk}/done/", {"done_on": "2026-11-20", "number": "7"})
    assert (done.status_code, done.json()["is_done"]) == (201, True)
    assert call(cast.manager, "post", f"/api/v1/duties/{duty.pk}/done/", {"done_on": "2026-11-20"}).status_code == 409
    assert call(cast.rival_manager, "get", f"/api/v1/duties/{duty.pk}/").status_code == 404
    assert [row["code"] for row in call(cast.director, "get", one(running, "duties/")).json()] == ["register"]
    keys = [section["key"] for section in call(cast.director, "get", one(running, "review-file/")).json()]
    assert keys == ["terms", "chain", "deadlines", "leaving", "commission", "documents", "journal"]
