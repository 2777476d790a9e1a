"""Stored files: served as they were stored, to those who may see the contract."""

from hashlib import sha256

import pytest
from django.test import Client
from django.urls import reverse

from contracts import jobs
from contracts.actions import paperwork
from contracts.queries.evidence import newest
from portage.core.jobs import worker
from tests.cast import concluded, make_cast
from tests.contracts.door import strangers, visitor
from tests.pages import same_as_absent

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def document(cast):
    return concluded(cast).documents.get()


def where(document) -> str:
    return reverse("contracts:document", args=[document.pk])


def test_both_sides_download_the_same_bytes(cast, document):
    for who in (cast.manager, cast.director, cast.sales_engineer, cast.auditor):
        response = visitor(who).get(where(document))
        assert sha256(b"".join(response.streaming_content)).hexdigest() == newest(document).sha256
        assert response["Content-Disposition"].startswith("attachment")
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in response["Content-Security-Policy"]


def test_shown_in_the_page_it_still_runs_nothing(cast, document):
    response = visitor(cast.director).get(where(document) + "?view=1")
    assert response["Content-Disposition"].startswith("inline")
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]


def test_the_hash_is_the_tag_and_unchanged_bytes_are_not_sent_again(cast, document):
    client = visitor(cast.director)
    tag = f'"{newest(document).sha256}"'
    assert client.get(where(document))["ETag"] == tag
    again = client.get(where(document), headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_for_strangers_it_does_not_exist_even_when_they_know_its_hash(cast, document):
    absent = where(document).replace(str(document.pk)[:8], "00000000")
    for who in strangers(cast).values():
        assert same_as_absent(visitor(who), where(document), absent)
        answer = visitor(who).get(where(document), headers={"If-None-Match": f'"{document.sha256}"'})
        assert answer.status_code == 404
    assert Client().get(where(document)).status_code == 302


def test_who_waits_at_a_page_waits_behind_ten_certificates_at_most(monkeypatch):
    made = []
    monkeypatch.setattr(paperwork, "make_certificate", lambda pk, at: made.append(pk))
    monkeypatch.setattr(paperwork, "make_contract", lambda pk, at: made.append(pk))
    jobs.write_certificates.enqueue(list(range(25)))
    worker.Worker().drain(limit=1)
    jobs.make_contract_document.enqueue("waited for")
    worker.drain()
    assert made == [*range(10), "waited for", *range(10, 25)]
