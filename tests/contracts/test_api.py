"""Contracts through the API: from draft to notice, by the same verbs, seen by the same people."""

import json
from uuid import uuid4

import pytest

from contracts.actions import signature
from contracts.actions.renewal import run_day
from contracts.models import Contract, ModelVersion, Notice, Signature
from portage.core import clock
from tests.cast import AT, cleared, concluded, draft, make_cast, put_in_file
from tests.contracts.door import noon, on, visitor
from tests.pages import browse, call

pytestmark = pytest.mark.django_db
API = "/api/v1/contracts/"


def one(contract, more=""):
    return f"{API}{contract if isinstance(contract, str) else contract.pk}/{more}"


def sure(membership, method, url, data=None):
    """A request by somebody who has just proved who they are."""
    client = visitor(membership, sure=True)
    return client.generic(method.upper(), url, json.dumps(data or {}), content_type="application/json")


def typed(cast):
    """Every step of a draft, as it is sent."""
    products = [str(product.pk) for product in cast.products]
    return {
        "products": {"products": products},
        "territory": {
            "countries": ["PL"],
            "segments": ["cosmetics"],
            "exclusive": True,
            "reserved": [{"name": "Polimer", "rate": "0.02"}],
        },
        "tasks": {
            "agent": ["prospecting", "negotiation", "taking_order"],
            "principal": ["invoicing", "customs", "transport", "assistance", "collection"],
        },
        "commission": {
            "rate": "0.06",
            "event": "paid",
            "currency": "EUR",
            "statement_months": 3,
            "lines": [{"product": products[0], "rate": "0.05"}],
        },
        "duration": {"first_day": "2024-03-01", "first_months": 12, "renewal_months": 12, "notice_scale": [1, 2, 3]},
        "law": {
            "law": "FR",
            "forum": "Lyon",
            "languages": "fr",
            "model_version": str(ModelVersion.objects.get().pk),
            "clauses": {"visit_days": 7},
        },
    }


def test_a_draft_is_started_typed_step_by_step_checked_and_proposed():
    cast = make_cast()
    started = call(cast.manager, "post", API, {"principal": str(cast.sme.pk), "agent": str(cast.poland.pk)})
    assert started.status_code == 201
    pk = started.json()["id"]
    gaps = call(cast.manager, "get", one(pk, "checks/")).json()["gaps"]
    assert {"no_product", "no_territory", "no_rate", "no_first_day"} <= {gap["code"] for gap in gaps}
    early = call(cast.manager, "post", one(pk, "propose/"))
    assert early.status_code == 422
    assert {"products", "countries"} <= {error.get("field") for error in early.json()["errors"]}
    for step, sent in typed(cast).items():
        kept = call(cast.manager, "put", one(pk, f"{step}/"), sent)
        assert kept.status_code == 200, kept.json()
    agreed = kept.json()["agreed"]
    assert (agreed["commission_rate"], agreed["law"], agreed["clauses"]) == ("0.06000", "FR", {"visit_days": 7})
    assert [country["code"] for country in agreed["countries"]] == ["PL"]
    checks = call(cast.manager, "get", one(pk, "checks/")).json()
    assert (checks["gaps"], [f for f in checks["findings"] if f["severity"] == "error"], checks["overlaps"]) == (
        [],
        [],
        [],
    )
    assert call(cast.director, "get", one(pk)).status_code == 404
    proposed = call(cast.manager, "post", one(pk, "propose/")).json()
    assert (proposed["status"], proposed["version"]) == ("negotiating", 1)
    assert call(cast.director, "get", one(pk)).json()["side"] == "principal"
    version = call(cast.director, "get", one(pk, "versions/1/")).json()
    assert len(version["digest"]) == 64
    assert call(cast.director, "get", one(pk, "versions/2/")).status_code == 404


def test_a_version_is_approved_by_both_sides_and_signed_by_who_has_proved_who_they_are(monkeypatch):
    on(monkeypatch, "2024-01-12")
    cast = make_cast()
    contract = draft(cast)
    call(cast.manager, "post", one(contract, "propose/"))
    assert call(cast.manager, "post", one(contract, "approve/"), {"version": 2}).status_code == 409
    for membership in (cast.manager, cast.counsel):
        assert call(membership, "post", one(contract, "approve/"), {"version": 1}).status_code == 200
    early = call(cast.director, "post", one(contract, "approve/"), {"version": 1})
    assert (early.status_code, early.json()["code"]) == (409, "exclusivity_waits")
    cleared(cast, contract, at=AT)
    assert call(cast.director, "post", one(contract, "approve/"), {"version": 1}).status_code == 200
    contract.refresh_from_db()
    assert contract.status == "approved"
    signature.store_contract_document(contract.versions.first(), pdf=b"%PDF-1.7 stand-in", pages=5, at=AT)
    told = call(cast.director, "get", one(contract, "sign/")).json()
    asked = {"sha256": told["sha256"], "consent": told["consent"]}
    unsure = call(cast.director, "post", one(contract, "sign/"), asked)
    assert (unsure.status_code, unsure.json()["code"]) == (403, "reauthentication_required")
    assert (
        sure(cast.director, "post", one(contract, "sign/"), {**asked, "consent": "ok"}).json()["code"]
        == "other_consent"
    )
    assert sure(cast.director, "post", one(contract, "sign/"), {**asked, "sha256": "0" * 64}).status_code == 409
    assert sure(cast.manager, "post", one(contract, "sign/"), asked).status_code == 403
    for membership in (cast.director, cast.subsidiary_manager):
        signed = sure(membership, "post", one(contract, "sign/"), asked)
        assert signed.status_code == 200, signed.json()
    for act in Signature.objects.order_by("pk"):
        put_in_file(act)
    assert {act["act"] for act in signed.json()["acts"]} == {"approved", "signed"}
    assert Contract.objects.get().status in {"signed", "in_force"}


def in_force(cast):
    contract = concluded(cast)
    run_day(at=noon("2024-03-01"))
    contract.refresh_from_db()
    return contract


def test_one_contract_tells_its_next_date_with_its_explanation_and_what_i_may_do():
    cast = make_cast()
    contract = in_force(cast)
    told = call(cast.director, "get", one(contract)).json()
    assert (told["next"]["kind"], told["next"]["day"]) == ("notice", "2025-01-31")
    assert told["next"]["explanation"]["day"] == "2025-01-31"
    assert {"code", "day", "params", "rule"} == set(told["next"]["explanation"]["steps"][0])
    assert len(told["next"]["explanation"]["says"]) > 3
    assert [(term["number"], term["last_day"]) for term in told["terms"]] == [(1, "2025-02-28")]
    verbs = {verb["verb"]: verb for verb in told["verbs"]}
    assert verbs["notice"]["allowed"]
    assert (verbs["edit"]["allowed"], verbs["edit"]["reason"]) == (False, "signed_never_changes")
    assert verbs["edit"]["says"] == "A signed document never changes."
    auditor = {verb["verb"]: verb["reason"] for verb in call(cast.auditor, "get", one(contract)).json()["verbs"]}
    assert auditor["notice"] == "role"


def test_a_notice_is_previewed_given_and_received():
    cast = make_cast()
    contract = in_force(cast)
    told = call(cast.director, "get", one(contract, "notice/preview/?served_on=2024-12-10")).json()
    assert (told["ends_on"], told["refuses_renewal_of_term"]) == ("2025-02-28", 1)
    for wrong in ("2023-01-01", "nonsense", "9999-12-31"):
        assert call(cast.director, "get", one(contract, f"notice/preview/?served_on={wrong}")).status_code == 422
    letter = {"form": "letter", "sent_on": "2024-12-06", "served_on": "2024-12-10", "ends_on": "2025-02-28"}
    assert call(cast.director, "post", one(contract, "notice/"), letter).status_code == 403
    other = sure(cast.director, "post", one(contract, "notice/"), {**letter, "ends_on": "2024-12-31"})
    assert (other.status_code, other.json()["code"]) == (409, "other_end")
    assert not Notice.objects.exists()
    given = sure(cast.director, "post", one(contract, "notice/"), letter)
    assert (given.status_code, given.json()["status"], given.json()["next"]["kind"]) == (201, "notice_given", "ends")
    notice = given.json()["notices"][0]
    url = f"/api/v1/notices/{notice['id']}/"
    assert call(cast.rival_director, "get", url).status_code == 404
    assert call(cast.director, "post", f"{url}receipt/", {"received_on": "2024-12-10"}).status_code == 403
    received = call(cast.subsidiary_manager, "post", f"{url}receipt/", {"received_on": "2024-12-11"})
    assert (received.status_code, received.json()["received_on"]) == (201, "2024-12-11")
    assert call(cast.subsidiary_manager, "post", f"{url}receipt/", {"received_on": "2024-12-11"}).status_code == 409


def test_the_list_shows_what_the_portfolio_shows_with_its_filters():
    cast = make_cast()
    contract, other = in_force(cast), draft(cast, agent=cast.japan, countries=["JP"])
    for membership, seen in [
        (cast.manager, {contract.reference, other.reference}), (cast.director, {contract.reference}), (cast.subsidiary_manager, {contract.reference}),
        (cast.rival_director, set()), (cast.rival_manager, set()), (cast.former, set()),
    ]:  # fmt: skip
        assert {row["reference"] for row in call(membership, "get", API).json()["results"]} == seen
    for query, seen in [
        ("state=draft", {other.reference}),
        ("country=JP", {other.reference}),
        (f"agent={cast.poland.pk}", {contract.reference}),
        ("q=polska", {contract.reference}),
    ]:
        assert {row["reference"] for row in call(cast.manager, "get", f"{API}?{query}").json()["results"]} == seen
    row = call(cast.director, "get", API).json()["results"][0]
    assert (row["next"]["kind"], row["next"]["day"], row["countries"]) == ("notice", "2025-01-31", ["PL"])
    assert call(cast.manager, "get", f"{API}?state=nonsense").status_code == 422


def test_the_list_and_one_contract_cost_a_constant_number_of_queries(django_assert_max_num_queries):
    cast = make_cast()
    contract = in_force(cast)
    client = browse(cast.manager)
    for url, most in ((API, 12), (one(contract), 20)):
        client.get(url)
        with django_assert_max_num_queries(most):
            client.get(url)


EVERY_VERB = [
    ("get", "", None), ("get", "checks/", None), ("put", "products/", {}), ("put", "territory/", {}), ("put", "tasks/", {}), ("put", "commission/", {}),
    ("put", "duration/", {}), ("put", "law/", {}), ("post", "choices/", {}), ("post", "propose/", {}), ("post", "approve/", {"version": 1}),
    ("post", "reopen/", {}), ("post", "withdraw/", {}), ("post", "confirm/", {}), ("get", "sign/", None), ("post", "sign/", {}),
    ("get", "notice/preview/", None), ("post", "notice/", {}), ("post", "end/propose/", {}), ("post", "end/accept/", {}), ("post", "end/default/", {}),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "data"), EVERY_VERB)
def test_every_address_of_a_foreign_contract_answers_as_for_an_absent_one(method, path, data):
    cast = make_cast()
    contract = draft(cast)
    for membership in (cast.director, cast.rival_director, cast.sister_manager, cast.rival_manager):
        foreign, absent = (
            call(membership, method, one(contract, path), data),
            call(membership, method, one(str(uuid4()), path), data),
        )
        assert foreign.status_code == absent.status_code == 404
        assert {**foreign.json(), "instance": ""} == {**absent.json(), "instance": ""}
    contract.refresh_from_db()
    assert contract.status == "draft"


def test_roles_that_only_read_change_nothing():
    cast = make_cast()
    contract = draft(cast)
    for membership in (cast.auditor, cast.sales_engineer):
        for method, path, data in EVERY_VERB[2:]:
            assert call(membership, method, one(contract, path), data).status_code in {403, 409}
    contract.refresh_from_db()
    assert (contract.status, contract.version_number) == ("draft", 0)
    assert (
        call(cast.director, "post", API, {"principal": str(cast.sme.pk), "agent": str(cast.poland.pk)}).status_code
        == 403
    )


def test_a_draft_names_only_visible_parties_products_and_models():
    cast = make_cast()
    foreign = call(
        cast.rival_manager, "post", API, {"principal": str(cast.sme.pk), "agent": str(cast.rival_subsidiary.pk)}
    )
    assert (foreign.status_code, foreign.json()["errors"][0]["code"]) == (422, "does_not_exist")
    contract = draft(cast)
    for step, field in (("products", "products"), ("law", "model_version")):
        sent = typed(cast)[step]
        sent[field] = [str(uuid4())] if step == "products" else str(uuid4())
        refused = call(cast.manager, "put", one(contract, f"{step}/"), sent)
        assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "does_not_exist")
    assert (
        call(cast.manager, "put", one(contract, "law/"), {**typed(cast)["law"], "law": "ZZ"}).json()["code"]
        == "unknown_law"
    )


def test_a_confidential_draft_names_somebody_of_the_principal_and_nobody_else_sees_it():
    cast = make_cast()
    sent = {"principal": str(cast.sme.pk), "agent": str(cast.poland.pk)}
    assert (
        call(cast.manager, "post", API, {**sent, "people": [str(cast.counsel.pk)]}).json()["code"]
        == "nobody_of_principal"
    )
    assert (
        call(cast.manager, "post", API, {**sent, "people": [str(cast.rival_director.pk)]}).json()["code"]
        == "foreign_person"
    )
    made = call(cast.manager, "post", API, {**sent, "people": [str(cast.director.pk)]}).json()
    assert made.get("confidential"), made
    for membership, status in [
        (cast.manager, 200),
        (cast.director, 200),
        (cast.counsel, 404),
        (cast.subsidiary_manager, 404),
    ]:
        assert call(membership, "get", one(made["id"])).status_code == status


def test_files_are_described_and_served_to_those_who_see_the_contract():
    cast = make_cast()
    contract = in_force(cast)
    document = call(cast.director, "get", one(contract)).json()["documents"][0]
    url = f"/api/v1/documents/{document['id']}/"
    assert call(cast.director, "get", url).json()["sha256"] == document["sha256"]
    served = browse(cast.director).get(f"{url}file/")
    assert b"".join(served.streaming_content).startswith(b"%PDF-1.7 stand-in\n% signed")
    assert "attachment" in served.headers["Content-Disposition"]
    for membership in (cast.rival_director, cast.sister_manager):
        assert call(membership, "get", url).status_code == call(membership, "get", f"{url}file/").status_code == 404


def test_an_agreed_end_is_proposed_and_accepted_on_the_day_that_was_read():
    cast = make_cast()
    contract = in_force(cast)
    day = clock.day_in(contract.time_zone, clock.now()).isoformat()
    assert call(cast.manager, "post", one(contract, "end/propose/"), {"last_day": day}).status_code == 200
    assert sure(cast.manager, "post", one(contract, "end/accept/"), {"last_day": day}).json()["code"] == "own_proposal"
    assert (
        sure(cast.director, "post", one(contract, "end/accept/"), {"last_day": "2030-01-01"}).json()["code"]
        == "other_end"
    )
    assert (
        sure(cast.director, "post", one(contract, "end/accept/"), {"last_day": day}).json()["status"] == "notice_given"
    )


def test_dates_are_explained_from_figures_alone():
    cast = make_cast()
    url = "/api/v1/explain-dates/"
    told = call(cast.auditor, "post", url, {"law": "FR", "start": "2024-03-01", "served_on": "2026-12-10"}).json()
    assert (told["notice"]["ends_on"], told["notice"]["refuses_renewal_of_term"]) == ("2028-02-29", 4)
    assert [term["last_day"] for term in told["terms"]][:2] == ["2025-02-28", "2026-02-28"]
    for wrong, field in [
        ({"law": "ZZ"}, "law"),
        ({"served_on": "2020-01-01"}, "served_on"),
        ({"start": "x"}, "start"),
        ({"months": 0}, "months"),
    ]:
        refused = call(cast.auditor, "post", url, {"law": "FR", "start": "2024-03-01", **wrong})
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["field"] == field
    assert call(None, "post", url, {"law": "FR", "start": "2024-03-01"}).status_code == 401


def test_models_are_read_published_and_copied():
    cast = make_cast()
    url = "/api/v1/models/"
    assert [model["name"] for model in call(cast.director, "get", url).json()] == ["Agent contract"]
    copied = call(cast.counsel, "post", f"{url}{cast.model.pk}/copies/", {"name": "Orvane Europe"})
    assert copied.status_code == 201
    own, texts = copied.json()["id"], copied.json()["articles"]
    broken = call(
        cast.counsel,
        "post",
        f"{url}{own}/versions/",
        {"texts": {**texts, "fr": texts["fr"].replace("carrier.name", "carrier.nom")}},
    )
    assert (broken.status_code, broken.json()["errors"][0]["field"]) == (422, "fr")
    changed = {tag: text.replace("{#object .fixed}", "{#object .negotiable}") for tag, text in texts.items()}
    assert call(cast.counsel, "post", f"{url}{own}/versions/", {"texts": changed}).json()["number"] == 2
    assert call(cast.manager, "get", f"{url}{own}/versions/1/").json()["number"] == 1
    assert call(cast.manager, "post", f"{url}{own}/versions/", {"texts": changed}).status_code == 403
    for membership in (cast.rival_manager, cast.director):
        assert call(membership, "get", f"{url}{own}/").status_code == 404


def test_a_version_approved_twice_by_a_retry_is_recorded_once():
    cast = make_cast()
    contract = draft(cast)
    call(cast.manager, "post", one(contract, "propose/"))
    key = {"Idempotency-Key": "approve-001"}
    first = call(cast.manager, "post", one(contract, "approve/"), {"version": 1}, **key)
    again = call(cast.manager, "post", one(contract, "approve/"), {"version": 1}, **key)
    assert (first.status_code, again.status_code) == (200, 200)
    assert call(cast.manager, "post", one(contract, "approve/"), {"version": 1}).status_code == 409
    assert contract.versions.get().approvals.count() == 1


def test_a_legal_question_is_answered_with_its_reason():
    cast = make_cast()
    contract = draft(cast)
    asked = {"question": "renewal_choice", "answer": "stays_fixed_term", "reason": "French law, checked."}
    assert call(cast.manager, "post", one(contract, "choices/"), asked).status_code == 200
    assert (
        call(cast.manager, "post", one(contract, "choices/"), {**asked, "answer": "perhaps"}).json()["code"]
        == "unknown_answer"
    )
    assert (
        call(
            cast.manager, "post", one(contract, "choices/"), {**asked, "question": "legal_review", "answer": "cleared"}
        ).status_code
        == 403
    )
    assert contract.choices.count() == 1


def test_too_large_a_body_is_413(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    cast = make_cast()
    response = call(cast.manager, "post", API, {"principal": "x" * 2000})
    assert (response.status_code, response.json()["code"]) == (413, "too_large")
