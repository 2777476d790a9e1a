"""The API as a whole: its description, its page to read it offline, its limits, and no fault under random requests."""

import json
import os
import re
from collections import Counter

import pytest
import schemathesis
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection
from hypothesis import HealthCheck, Phase, given, settings

from contracts.actions.renewal import run_day
from portage.core.api.limits import AccountThrottle, WriteThrottle
from tests.cast import concluded, draft, make_cast
from tests.contracts.test_main_job import noon
from tests.pages import browse, call

pytestmark = pytest.mark.django_db
TOKEN = "t" * 32
BOUNDED = settings(
    max_examples=int(os.environ.get("API_EXAMPLES", "4")), deadline=None, database=None, derandomize=True,
    phases=[Phase.generate], suppress_health_check=list(HealthCheck),
)  # fmt: skip
SCHEMA, DOCS = "/api/v1/schema/", "/api/v1/docs/"


def test_the_description_is_made_without_a_warning(tmp_path):
    call_command("spectacular", validate=True, fail_on_warn=True, lang="en", file=str(tmp_path / "schema.yml"))


def test_the_description_is_the_same_in_every_language():
    """Programs are made from it: its names must not follow who asks."""
    cast = make_cast()
    asked = []
    for language in ("en", "fr"):
        cast.auditor.person.language = language
        cast.auditor.person.save(update_fields=["language"])
        asked.append(browse(cast.auditor).get(SCHEMA).content)
    assert asked[0] == asked[1]
    assert b"Event that earns the commission" in asked[0]


def test_the_description_and_its_page_are_for_who_is_signed_in():
    cast = make_cast()
    for url in (SCHEMA, DOCS):
        assert call(None, "get", url).status_code == 401
        assert browse(cast.auditor).get(url).status_code == 200


def test_the_page_reads_offline_and_runs_no_inline_script():
    cast = make_cast()
    client = browse(cast.auditor)
    page = client.get(DOCS)
    body = page.content.decode()
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    assert not re.search(r"<script(?![^>]*\bsrc=)", body)
    assert "<style" not in body
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", body)
    script = client.get(re.search(r'src="([^"]*script=[^"]*)"', body)[1])
    assert script.headers["Content-Type"].startswith("application/javascript")


def test_too_many_requests_are_told_to_wait(monkeypatch):
    cast = make_cast()
    monkeypatch.setattr(AccountThrottle, "rate", "3/minute", raising=False)
    answers = [call(cast.manager, "get", "/api/v1/me/") for _number in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert call(cast.director, "get", "/api/v1/me/").status_code == 200


def test_nonsense_is_told_as_a_problem():
    cast = make_cast()
    client = browse(cast.manager)
    for body, kind in [
        ("{", "application/json"),
        ("[]", "application/json"),
        ("x", "text/plain"),
        ('{"name": "\\u0000"}', "application/json"),
    ]:
        response = client.post("/api/v1/organisations/subsidiaries/", body, content_type=kind)
        assert 400 <= response.status_code < 500
        assert json.loads(response.content)["status"] == response.status_code
    assert client.get("/api/v1/nothing/").json()["code"] == "not_found"
    assert client.delete("/api/v1/me/").status_code == 405


@pytest.fixture
def one_connection():
    """Requests of a real server end with closing stale connections; here they share the test's."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.slow
@pytest.mark.usefixtures("one_connection")
@pytest.mark.parametrize("who", ["director" if connection.vendor == "sqlite" else "manager"])
def test_random_requests_bring_no_fault_of_ours(who, monkeypatch):
    """Bounded: a few requests, fit and unfit, for each operation, in this process. The count of 5xx must be 0. Each database
    is asked by another person: it is long."""
    monkeypatch.setattr(AccountThrottle, "allow_request", lambda *_given: True)
    monkeypatch.setattr(WriteThrottle, "allow_request", lambda *_given: True)
    cast = make_cast()
    known = things(cast)
    application = signed_in(getattr(cast, who))
    schema = schemathesis.openapi.from_wsgi(f"{SCHEMA}?format=json", application)
    answered: Counter = Counter()
    for found in schema.get_all_operations():
        attempts(found.ok(), known, answered)
    assert {kind for kind in answered if kind >= 500} == set()
    assert {200, 403, 404, 409, 422} <= set(answered)


def things(cast):
    """Identifiers that exist, by the first word of an address."""
    contract, other = concluded(cast), draft(cast)
    run_day(at=noon("2024-03-01"))
    return {
        "contracts": [contract.pk, other.pk],
        "organisations": [cast.poland.pk, cast.sme.pk],
        "products": [product.pk for product in cast.products],
        "models": [cast.model.pk],
        "documents": list(contract.documents.values_list("pk", flat=True)),
    }


def signed_in(membership):
    """The application as this member's browser reaches it: with their session and its token."""
    cookie = f"sessionid={browse(membership).cookies['sessionid'].value}; csrftoken={TOKEN}"
    application = get_wsgi_application()
    return lambda environ, start: application({**environ, "HTTP_COOKIE": cookie, "HTTP_X_CSRFTOKEN": TOKEN}, start)


def attempts(operation, known, answered):
    """Some requests of one operation; half of them about something that exists, so that verbs are reached."""
    kept = known.get(operation.path.split("/")[3])

    @BOUNDED
    @given(case=operation.as_strategy())
    def attempt(case):
        if kept and "id" in (case.path_parameters or {}) and len(repr(case.body)) % 2 == 0:
            case.path_parameters["id"] = str(kept[len(repr(case.body)) % len(kept)])
        response = case.call()
        answered[response.status_code] += 1
        assert response.status_code < 500, (case.method, case.formatted_path, case.body, response.text[:500])

    attempt()
