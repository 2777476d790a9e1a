"""How tests make a token and ask with it."""

import re
from datetime import UTC, datetime

from django.test import Client

from portage.core import clock
from portage.network.actions import make_token
from portage.network.models import ApiToken
from portage.network.rules import tokens as rules
from tests.cast import by

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
ALL = rules.SCOPES
READS = tuple(scope for scope in ALL if scope.endswith("read"))
TEXT = re.compile(r"portage_[0-9a-z]{8}_[0-9A-Za-z]{49}")
TYPED = {"name": "Monthly report", "contracts": "read", "catalogue": "", "network": "", "days": "90"}
PRODUCT = {"code": "T-1", "names": {"en": "made by a token"}, "original": "en", "hs_code": "330290"}
API = "/api/v1"


def at(monkeypatch, moment) -> None:
    monkeypatch.setattr(clock, "now", lambda: moment)


def made(membership, *, scopes=ALL, days=90, maker=None) -> tuple[ApiToken, str]:
    return make_token(membership, name="Report", scopes=scopes, days=days, by=by(maker or membership), at=NOW)


def ask(text: str, method: str, url: str, data=None, **more):
    """One request by a program that shows `text`."""
    client = Client(headers={"Authorization": f"Bearer {text}"})
    return getattr(client, method)(url, data, content_type="application/json", **more)


def code(response) -> tuple[int, str]:
    return response.status_code, response.json().get("code", "")


def making(number="01a1ff50-0000-4000-8000-000000000000", **more) -> dict:
    return {**TYPED, "number": number, **more}
