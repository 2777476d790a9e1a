"""Log lines: who and which request, never a secret nor a personal word."""

import json
import logging

import pytest
from django.db import IntegrityError

from portage.core import logs


def line(message: str, *arguments: object, error: BaseException | None = None, **extra: object) -> dict:
    record = logging.LogRecord("portage.test", logging.INFO, __file__, 1, message, arguments, None)
    record.__dict__.update(extra)
    if error:
        record.exc_info = (type(error), error, error.__traceback__)
    return json.loads(logs.JsonLines().format(record))


def test_a_line_says_which_request_and_for_whom():
    tokens = [variable.set(name) for name, variable in logs.CONTEXT.items()]
    try:
        told = line("hello")
    finally:
        for token, variable in zip(tokens, logs.CONTEXT.values(), strict=True):
            variable.reset(token)
    assert (
        told.items() >= {"request_id": "request_id", "job_id": "job_id", "acting": "acting", "message": "hello"}.items()
    )


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("mail to Anna.Ferrand+x@atelier.example failed", "mail to <e-mail> failed"),
        ("password=hunter22&x=1", "password=<hidden>&x=1"),
        ("Authorization: Bearer abc.def", "Authorization: <hidden>"),
        ("postgres://portage:s3cret@db/portage", "postgres://portage:<hidden>@db/portage"),
        ("Not Found: /accounts/password/reset/key/3-cxyz12-9f8e7d6c5b4a39281706f5e4d3c2b1a0ff/", "Not Found: /accounts/password/reset/key/<key>/"),
        ("contract 018f6f3e-7d2a-7c3b-9a4d-1c2b3a4d5e6f", "contract 018f6f3e-7d2a-7c3b-9a4d-1c2b3a4d5e6f"),
    ],
)  # fmt: skip
def test_secrets_and_addresses_are_masked(said, told):
    assert line(said)["message"] == told
    assert line("x", extra_field=said)["extra_field"] == told


def test_an_error_of_the_database_is_told_without_the_row_that_it_quotes():
    told = line("failed", error=IntegrityError("Key (email)=(anna@atelier.example, Anna Ferrand) already exists"))
    assert told["error"]["type"].endswith("IntegrityError")
    assert "Anna" not in json.dumps(told)


def test_text_lines_hold_the_same():
    record = logging.LogRecord("portage.test", logging.INFO, __file__, 1, "mail to a@b.example", (), None)
    assert logs.Text().format(record).endswith("INFO    portage.test: mail to <e-mail>")


def test_configuring_twice_writes_each_line_once():
    root, before = logging.getLogger(), list(logging.getLogger().handlers)
    try:
        logs.configure({"level": "INFO", "format": "json"})
        logs.configure({"level": "INFO", "format": "json"})
        assert sum(type(handler) is logging.StreamHandler for handler in root.handlers) == 1
    finally:
        root.handlers = before
