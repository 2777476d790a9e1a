"""Reading and answering by the API: the same access and the same verbs as the pages."""

from datetime import timedelta
from uuid import uuid4

import pytest

from portage.fieldwork.actions.following import remark
from portage.fieldwork.models import Acknowledgement, ActionEvent, Remark
from tests.cast import by, make_cast
from tests.contracts.door import on
from tests.fieldwork.visits import NOON, customer_of, filed, running, section_of, told
from tests.pages import call

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def cast(monkeypatch):
    on(monkeypatch, "2024-04-11")
    return make_cast()


def of(section, tail: str = "") -> str:
    return f"/api/v1/sections/{section.pk}/{tail}"


def test_an_sme_reads_its_section_with_every_edition_and_no_report(cast):
    section = section_of(cast, running(cast), note="They will move.")
    remark(section, text="CL-12 is free of them.", by=by(cast.director), at=LATER)
    answer = call(cast.director, "get", of(section))
    assert answer.status_code == 200
    said = answer.json()
    assert said["head"]["customer"] == {"name": "Kosmetyka Wisła", "city": "Toruń", "country": "PL"}
    assert said["editions"][0]["competitors"][0]["price"] == "14.2000"
    assert [one["text"] for one in said["remarks"]] == ["CL-12 is free of them."]
    assert str(section.report_id) not in answer.content.decode()
    assert "They will move" not in answer.content.decode()
    for stranger in (cast.rival_director, cast.sister_manager, cast.rival_manager):
        assert call(stranger, "get", of(section)).status_code == 404


def test_the_list_of_sections_is_narrowed_as_on_the_page(cast):
    contract = running(cast)
    section = section_of(cast, contract)
    filed(cast, customer_of(cast, "Laboratorium Borowina", city="Łódź"), contract, kind="call")
    rows = call(cast.director, "get", "/api/v1/sections/?kind=call&acknowledged=no").json()["results"]
    assert [one["head"]["customer"]["name"] for one in rows] == ["Laboratorium Borowina"]
    assert call(cast.director, "get", "/api/v1/sections/?acknowledged=yes").json()["count"] == 0
    assert call(cast.director, "get", "/api/v1/sections/?kind=dinner").status_code == 422
    assert call(cast.rival_director, "get", "/api/v1/sections/").json()["count"] == 0
    assert call(cast.director, "get", f"/api/v1/sections/?q={section.reference}").json()["count"] == 1


def test_reports_are_read_by_the_subsidiary_and_its_group_with_their_sections(cast):
    contract = running(cast)
    sections = [told(contract), told(None, actions=(), needs="Solvents.")]
    report = filed(cast, customer_of(cast), contract, sections=sections, note="They will move.").reports[0]
    row = call(cast.manager, "get", "/api/v1/reports/").json()["results"][0]
    assert [one["principal"] and one["principal"]["name"] for one in row["sections"]] == ["Arômes du Val", None]
    whole = call(cast.auditor, "get", f"/api/v1/reports/{report.pk}/").json()
    assert (whole["note"], whole["sections"][1]["editions"][0]["needs"]) == ("They will move.", "Solvents.")
    assert call(cast.director, "get", "/api/v1/reports/").json()["count"] == 0
    assert call(cast.director, "get", f"/api/v1/reports/{report.pk}/").status_code == 404


def test_the_director_acknowledges_once_whatever_the_network_did(cast):
    section = section_of(cast, running(cast))
    for _turn in range(2):
        answer = call(cast.director, "post", of(section, "acknowledge/"), {}, **{"Idempotency-Key": "read-0001"})
        assert (answer.status_code, answer.json()["acknowledged"]) == (201, True)
    assert call(cast.director, "post", of(section, "acknowledge/"), {}).status_code == 409
    assert call(cast.manager, "post", of(section, "acknowledge/"), {}).status_code == 403
    assert Acknowledgement.objects.count() == 1


def test_a_remark_sent_twice_under_one_key_is_written_once(cast):
    section = section_of(cast, running(cast))
    for _turn in range(2):
        answer = call(
            cast.director, "post", of(section, "remarks/"), {"text": "Yes."}, **{"Idempotency-Key": "say-00001"}
        )
        assert answer.status_code == 201
    assert Remark.objects.count() == 1
    assert call(cast.auditor, "post", of(section, "remarks/"), {"text": "Yes."}).status_code == 403
    assert call(cast.director, "post", of(section, "remarks/"), {"text": " "}).status_code == 422
    assert Remark.objects.count() == 1


def test_actions_are_asked_for_and_followed_up(cast):
    section = section_of(cast, running(cast))
    asked = {"text": "Call A. Kowalska", "side": "agent", "due_on": "2024-04-20"}
    actions = call(cast.director, "post", of(section, "actions/"), asked).json()["actions"]
    mine = next(one for one in actions if one["side"] == "principal")
    events = f"/api/v1/actions/{mine['id']}/events/"
    moved = call(cast.director, "post", events, {"kind": "moved", "due_on": "2024-05-02"}).json()
    assert (moved["due_on"], moved["state"]) == ("2024-05-02", "open")
    assert call(cast.director, "post", events, {"kind": "moved"}).status_code == 422
    assert call(cast.director, "post", events, {"kind": "dropped"}).status_code == 422
    assert call(cast.sales_engineer, "post", events, {"kind": "done"}).status_code == 403
    assert call(cast.rival_director, "post", events, {"kind": "done"}).status_code == 404
    done = call(cast.director, "post", events, {"kind": "done"}).json()
    assert (done["state"], done["who"]) == ("done", "Diane Xavier")
    assert call(cast.director, "post", events, {"kind": "taken"}).status_code == 409
    assert ActionEvent.objects.count() == 2


def test_a_section_is_corrected_and_a_stale_correction_is_told(cast):
    section = section_of(cast, running(cast))
    words = {"needs": "500 kg a year.", "interest": 3, "reason": "The invoice.", "seen": 1}
    answer = call(cast.sales_engineer, "post", of(section, "corrections/"), words)
    assert (answer.status_code, answer.json()["number"], answer.json()["needs"]) == (201, 2, "500 kg a year.")
    stale = call(cast.sales_engineer, "post", of(section, "corrections/"), words)
    assert (stale.status_code, stale.json()["code"]) == (409, "already_corrected")
    assert call(cast.director, "post", of(section, "corrections/"), words | {"seen": 2}).status_code == 403
    assert call(cast.rival_director, "post", of(section, "corrections/"), words).status_code == 404
    assert section.accounts.count() == 2


def test_the_head_is_corrected_within_the_subsidiary_s_own_customers(cast):
    section = section_of(cast, running(cast))
    address = f"/api/v1/reports/{section.report_id}/corrections/"
    right = {"customer": str(section.report.customer_id), "kind": "call", "visited_on": "2024-04-09", "seen": 0}
    answer = call(cast.subsidiary_manager, "post", address, right)
    assert (answer.status_code, answer.json()["head"]["former"][0]["kind"]) == (201, "visit")
    assert (
        call(cast.subsidiary_manager, "post", address, right | {"seen": 1, "customer": str(uuid4())}).status_code == 422
    )
    assert call(cast.director, "post", address, right).status_code == 404
    assert section.report.corrections.count() == 1
