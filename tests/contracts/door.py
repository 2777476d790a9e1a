"""Going through doors as somebody, on a day: what every test of a page begins with."""

import html
import re
import time
from datetime import UTC, datetime

import pytest
from django.test import Client

from contracts.models import Approval, Contract, EndProposal, Notice, Signature, Version
from portage.core import clock
from portage.core.models import Entry
from portage.network.models import Membership
from tests.pages import browse

COUNTED = (Contract, Version, Approval, Signature, Notice, EndProposal, Entry)


def visitor(membership: Membership, *, sure: bool = False) -> Client:
    """A browser in which this member is signed in; `sure`: they have just confirmed who they are."""
    client = browse(membership)
    session = client.session
    if sure:
        session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
        session["account_authentication_methods_user"] = str(membership.person.pk)
    session.save()
    return client


def noon(day: str) -> datetime:
    return datetime.fromisoformat(day + "T12:00").replace(tzinfo=UTC)


def on(monkeypatch: pytest.MonkeyPatch, day: str) -> datetime:
    """Let the doors read that day from the clock."""
    monkeypatch.setattr(clock, "now", lambda: noon(day))
    return noon(day)


def text(response) -> str:
    """What a person reads: tags out, spaces folded, none before a comma."""
    plain = html.unescape(re.sub(r"<[^>]*>", " ", response.content.decode()))
    return re.sub(r"\s+", " ", plain).replace(" ,", ",").replace(" .", ".").replace(" :", ":").replace(" ?", "?")


def counts() -> dict[str, int]:
    """How many rows there are of everything that a denial must not change."""
    return {model.__name__: model.objects.count() for model in COUNTED}


def strangers(cast) -> dict[str, Membership]:
    """Those for whom the contract of the SME and Orvane Polska does not exist."""
    return {
        "rival SME": cast.rival_director,
        "lone SME": cast.lone_director,
        "rival group": cast.rival_manager,
        "sister subsidiary": cast.sister_manager,
    }
