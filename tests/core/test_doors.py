"""What surrounds every door: ids, the browser's limits, refusals told, a clean 503."""

import gzip
import json
import logging

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError
from django.test import Client

from portage.core.refusals.refused import back
from portage.core.refusals.typed import typed

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.doors")]


@pytest.fixture
def browser(client):
    """A client that receives what a browser would, even when our code fails."""
    client.raise_request_exception = False
    return client


def test_each_answer_carries_an_id_of_our_own(client):
    first, second = (client.get("/plain/fine", headers={"X-Request-ID": "from-outside"}) for _ in range(2))
    assert len(first["X-Request-ID"]) == 36
    assert first["X-Request-ID"] != second["X-Request-ID"]


@pytest.mark.parametrize(
    ("given", "kept"), [("abc-12345", True), ("short", False), ("new\nline12345", False), ("x" * 41, False)]
)
def test_an_id_from_a_trusted_proxy_is_kept_when_well_formed(client, settings, given, kept):
    settings.TRUST_REQUEST_ID = True
    assert (client.get("/plain/fine", headers={"X-Request-ID": given})["X-Request-ID"] == given) is kept


@pytest.mark.parametrize(
    "path", ["/plain/fine", "/plain/absent", "/plain/broken", "/plain/full", "/api/absent", "/health/live", "/no/such"]
)
def test_every_answer_limits_the_browser(browser, path):
    response = browser.get(path)
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert response["Permissions-Policy"].startswith("camera=()")
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_words_are_sent_compressed_and_their_length_says_nothing(client):
    asked = [client.get("/plain/long", headers={"Accept-Encoding": "gzip"}) for _ in range(20)]
    assert all(answer["Content-Encoding"] == "gzip" for answer in asked)
    assert all(gzip.decompress(answer.content) == b"long " * 100 for answer in asked)
    assert len({len(answer.content) for answer in asked}) > 1
    assert "Content-Encoding" not in client.get("/plain/long")
    assert "Content-Encoding" not in client.get("/plain/file", headers={"Accept-Encoding": "gzip"})


def test_a_nonce_is_new_each_time_and_only_where_asked(client):
    one, two = client.get("/plain/nonce"), client.get("/plain/nonce")
    assert one.content != two.content
    assert f"script-src 'self' 'nonce-{one.content.decode()}'" in one["Content-Security-Policy"]
    assert "nonce" not in client.get("/plain/fine")["Content-Security-Policy"]


def test_a_refusal_is_a_page_with_what_is_wrong_and_what_was_kept(client):
    data = {"note": "A long text that took an hour", "password": "hunter22", "csrfmiddlewaretoken": "x"}
    response = client.post("/plain/refused", data, headers={"Referer": "http://testserver/contracts/1"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "The notice came too late." in page
    assert "art. L134-11" in page
    assert "A long text that took an hour" in page
    assert "hunter22" not in page
    assert 'href="http://testserver/contracts/1"' in page


def test_the_way_back_never_leads_elsewhere(rf):
    assert back(rf.get("/", headers={"Referer": "https://evil.example/"})) == "/"
    assert back(rf.get("/", headers={"Referer": "javascript:alert(1)"})) == "/"


def test_what_must_stay_secret_is_not_repeated(rf):
    request = rf.post("/", {"code": "123456", "new_password": "x", "postcode": "69001", "empty": " "})
    assert typed(request) == [("postcode", "69001")]


def test_a_refusal_to_htmx_is_a_fragment_for_its_region(client):
    response = client.post("/plain/refused", headers={"HX-Request": "true"})
    assert response.status_code == 409
    assert response["HX-Retarget"] == "#refusal"
    assert b"<html" not in response.content
    assert b"too late" in response.content


@pytest.mark.parametrize("kind", ["plain", "api"])
@pytest.mark.parametrize(("what", "status"), [("refused", 409), ("forbidden", 403), ("several", 422), ("locked", 503), ("full", 503), ("broken", 500), ("absent", 404), ("denied", 403)])  # fmt: skip
def test_each_error_has_its_status_on_pages_and_in_the_api(browser, kind, what, status):
    response = browser.get(f"/{kind}/{what}")
    assert response.status_code == status
    assert b"anna@" not in response.content
    assert b"secret reason" not in response.content
    assert b"PC-1" not in response.content
    if status == 503:
        assert response["Retry-After"] == "10"


def problem(response) -> dict:
    assert response["Content-Type"] == "application/problem+json"
    return json.loads(response.content)


def test_a_problem_has_the_members_of_the_standard(browser):
    told = problem(browser.get("/api/refused"))
    assert told.items() >= {
        "type": "urn:portage:problem:too_late", "title": "Conflict", "status": 409,
        "detail": "The notice came too late.", "code": "too_late",
    }.items()  # fmt: skip
    assert told["instance"].startswith("urn:portage:request:")
    assert told["errors"] == [{"code": "too_late", "detail": "The notice came too late.", "rule": "art. L134-11"}]


def test_problems_name_the_field_at_fault(browser):
    several = problem(browser.get("/api/several"))["errors"]
    assert [error["field"] for error in several] == ["rate", "first_day"]
    nested = problem(browser.get("/api/invalid"))
    assert nested["status"] == 422
    assert nested["errors"] == [{"code": "invalid", "detail": "A number is required.", "field": "lines.0.amount"}]


def test_absent_in_the_api_is_one_answer(browser):
    told = [problem(browser.get(path)) for path in ("/api/absent", "/api/no/such/path")]
    for one in told:
        one.pop("instance")
    assert told[0] == told[1]


def test_a_malformed_body_is_a_problem_and_not_a_fault(browser):
    response = browser.post("/api/counted", "{broken", content_type="application/json")
    assert problem(response)["code"] == "parse_error"


def test_a_database_that_is_away_under_a_middleware_is_a_503(browser, person, monkeypatch):
    """The session is read before any view: such errors are answered by the handler of 500."""
    browser.force_login(person)

    def gone(self):
        raise OperationalError("connection refused")

    monkeypatch.setattr(SessionStore, "load", gone)
    response = browser.get("/plain/fine")
    assert response.status_code == 503
    assert response["Retry-After"] == "10"
    assert Client().get("/health/live").status_code == 200


def test_the_access_line_names_door_status_and_person_not_the_address(client, person, caplog):
    client.force_login(person)
    with caplog.at_level("INFO", logger="portage.access"):
        client.get("/plain/refused?key=secret")
    [record] = [record for record in caplog.records if record.name == "portage.access"]
    assert record.getMessage().endswith(" 409")
    assert "secret" not in record.getMessage()
    assert "/plain" not in record.getMessage()


@pytest.mark.parametrize("what", ["locked", "full", "broken"])
def test_what_was_typed_is_shown_when_it_could_not_be_recorded(browser, what):
    page = browser.post(f"/plain/{what}", {"note": "An hour's <b>work</b>", "password": "hunter22"}).content.decode()
    assert "An hour&#x27;s &lt;b&gt;work&lt;/b&gt;" in page
    assert "hunter22" not in page


def test_a_body_too_big_to_be_read_is_refused_plainly(settings, caplog):
    """It is somebody's mistake, not a fault of ours: told as 413, and no error in the log."""
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = "x" * 32
    response = client.post("/plain/fine", {"note": "x" * 100})
    assert response.status_code == 413
    assert b"too large to be read" in response.content
    assert not [record for record in caplog.records if record.levelno > logging.WARNING]


def test_a_post_without_a_token_is_told_kindly():
    client = Client(enforce_csrf_checks=True)
    response = client.post("/plain/fine")
    assert response.status_code == 403
    assert b"opened too long ago" in response.content
