"""Writes that a client repeats: one effect, one answer."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from portage.core.models import Cursor, IdempotencyKey

from .test_jobs import in_threads

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.doors")]


def post(client: Client, body: dict, key: str = "key-12345"):
    return client.post(
        "/api/counted", json.dumps(body), content_type="application/json", headers={"Idempotency-Key": key}
    )


def count() -> int:
    return sum(Cursor.objects.filter(reader="counted").values_list("position", flat=True))


def test_a_repeated_request_gets_the_first_answer(client):
    first, second = post(client, {"a": 1, "b": 2}), post(client, {"b": 2, "a": 1})
    assert (first.status_code, first.json()) == (second.status_code, second.json()) == (201, {"count": 1})
    assert second["Idempotency-Replayed"] == "true"
    assert count() == 1


def test_a_key_used_for_something_else_is_refused(client):
    post(client, {"a": 1})
    response = post(client, {"a": 2})
    assert response.status_code == 422
    assert response.json()["code"] == "idempotency_key_reused"
    assert count() == 1


def test_without_a_key_each_request_counts(client):
    for _ in range(2):
        client.post("/api/counted", "{}", content_type="application/json")
    assert count() == 2


def test_a_refused_request_keeps_no_key_and_may_be_put_right(client):
    assert post(client, {"wrong": True}).status_code == 422
    assert not IdempotencyKey.objects.exists()
    assert post(client, {"wrong": False}).status_code == 201


@pytest.mark.parametrize("key", ["short", "x" * 81, "with space 123"])
def test_a_malformed_key_is_refused(client, key):
    assert post(client, {}, key).json()["code"] == "idempotency_key_malformed"
    assert count() == 0


def test_an_upload_is_compared_by_its_bytes(client):
    def upload(content: bytes):
        data = {"name": "plan", "file": SimpleUploadedFile("plan.pdf", content)}
        return client.post("/api/counted", data, headers={"Idempotency-Key": "key-12345"})

    assert upload(b"one").status_code == upload(b"one").status_code == 201
    assert upload(b"two").status_code == 422
    assert count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_several_requests_at_once_one_counts():
    answers = in_threads(lambda: post(Client(), {"a": 1}), 4)
    assert {answer.status_code for answer in answers} == {201}
    assert {answer.json()["count"] for answer in answers} == {1}
    assert count() == 1
