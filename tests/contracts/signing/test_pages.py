"""The pages and the API of a signing: where it stands, who reads what, who is refused, a link forwarded to somebody else."""

import json

import pytest
from django.urls import reverse

from contracts.actions import signature
from contracts.actions.signing import file as signing
from contracts.models import NotConcluded, Signature
from contracts.rules import evidence as rules
from tests.cast import by, put_in_file, sign
from tests.contracts.door import strangers, text, visitor
from tests.pages import browse, call

pytestmark = pytest.mark.django_db


def at(name, contract):
    return reverse(f"contracts:{name}", args=[contract.pk])


def test_the_page_waits_for_the_file_and_then_says_it_is_there(cast, contract, document, now):
    client = browse(cast.director)
    page = text(client.get(at("signing", contract)))
    assert "Signature awaited" in page
    act = signature.sign(document, consent="I agree.", identified_by="totp", by=by(cast.director), at=now)
    piece = client.get(at("signing", contract), headers={"HX-Request": "true"})
    assert "every 2s" in piece.content.decode()
    assert "<html" not in piece.content.decode()
    put_in_file(act, at=now)
    after = client.get(at("signing", contract), headers={"HX-Request": "true"})
    assert "every 2s" not in after.content.decode()
    assert "In the file" in text(after)


def test_a_signature_that_cannot_be_put_in_the_file_is_said_with_why_and_what_is_kept(cast, contract, document, now):
    act = signature.sign(document, consent="I agree.", identified_by="totp", by=by(cast.director), at=now)
    signing.note_trouble(act, "missing", at=now)
    page = text(browse(cast.subsidiary_manager).get(at("signing", contract)))
    assert "The platform's signing key cannot be used." in page
    assert "What was signed is kept; it is tried again every ten minutes." in page


def test_who_opens_a_forwarded_link_reads_what_their_rights_say_and_signs_for_nobody(cast, contract, document):
    for who in strangers(cast).values():
        for name in ("signing", "sign", "refuse_to_sign", "sign_elsewhere", "bring_scan", "confirm_scan", "evidence"):
            assert visitor(who, sure=True).get(at(name, contract)).status_code == 404
    assert browse(cast.auditor).get(at("signing", contract)).status_code == 200
    for name in ("sign", "refuse_to_sign", "sign_elsewhere"):
        assert (
            visitor(cast.manager, sure=True).post(at(name, contract), {"agree": "on", "reason": "x"}).status_code == 403
        )
    assert not Signature.objects.exists()
    assert not NotConcluded.objects.exists()


def test_a_refusal_goes_through_its_page_and_both_sides_read_the_reason(cast, contract, document):
    client, url = visitor(cast.subsidiary_manager, sure=True), at("refuse_to_sign", contract)
    assert client.get(url).context["form"]["agree"].value() is None
    assert client.post(url, {"reason": "Wrong territory"}).status_code == 422
    client.post(url, {"reason": "Wrong territory", "agree": "on"})
    for member in (cast.director, cast.subsidiary_manager):
        assert "Wrong territory" in text(browse(member).get(at("contract", contract)))
        assert "nobody is bound by this version" in text(browse(member).get(at("signing", contract)))


def test_the_record_is_handed_out_whole_but_for_the_other_side_s_addresses(cast, contract, document, now):
    visitor(cast.director, sure=True).get(at("sign", contract))
    sign(document, cast.director, at=now)
    told = json.loads(browse(cast.subsidiary_manager).get(at("evidence", contract)).content)
    assert [row["kind"] for row in told["events"]][:5] == ["rendered", "sealed", "invited", "viewed", "consent_shown"]
    assert not any("text" in row for row in told["events"])
    own = json.loads(browse(cast.director).get(at("evidence", contract)).content)
    assert any(row.get("text", {}).get("content", {}).get("name") == "Diane Xavier" for row in own["events"])
    previous = rules.GENESIS
    for row in own["events"]:
        assert row["previous"] == previous
        previous = row["digest"]


def test_a_program_reads_where_a_signing_stands_and_a_person_refuses_by_it(cast, contract, document, now):
    sign(document, cast.director, at=now)
    one = f"/api/v1/contracts/{contract.pk}/"
    told = call(cast.manager, "get", one + "signing/").json()
    assert [(row["side"], row["state"]) for row in told["sides"]] == [("principal", "done"), ("agent", "waiting")]
    assert [row["what"] for row in told["states"]] == ["Sealed by the platform", "Signed"]
    assert call(cast.rival_director, "get", one + "signing/").status_code == 404
    refused = call(cast.subsidiary_manager, "post", one + "sign/refuse/", {"reason": "No"})
    assert (refused.status_code, refused.json()["code"]) == (403, "reauthentication_required")
