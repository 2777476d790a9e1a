"""Every address of the API says what it is to a token: its part, whether it binds; the table and the addresses agree."""

import re
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.urls.converters import UUIDConverter

from portage.core.models import Entry
from portage.network.actions import make_token
from portage.network.rules import tokens as rules
from tests.cast import AT, by, make_cast


def doors() -> dict[str, URLPattern]:
    """The addresses below /api/v1/, by name."""
    found = next(one for one in get_resolver().url_patterns if getattr(one, "namespace", "") == "api")

    def below(patterns: list) -> Iterator[URLPattern]:
        for one in patterns:
            if isinstance(one, URLPattern):
                yield one
            else:
                yield from below(one.url_patterns)

    return {str(one.name): one for one in below(found.url_patterns)}


def methods_of(door: URLPattern) -> set[str]:
    view = door.callback.cls
    return {name.upper() for name in view.http_method_names if hasattr(view, name)} - {"OPTIONS"}


def test_every_address_is_declared_and_nothing_is_that_is_gone():
    declared = set(rules.DOMAIN_OF) | rules.ANY
    assert set(doors()) - declared == set()
    assert declared - set(doors()) == set()
    assert not set(rules.DOMAIN_OF) & rules.ANY
    assert declared >= rules.BY_PEOPLE | rules.ASKED_BY_POST


def test_an_address_that_nobody_declared_opens_to_no_token():
    assert rules.refusal("new_door", "GET", rules.SCOPES) == "not_by_token"


def test_a_door_belongs_to_the_part_that_its_code_stands_in():
    for name, door in doors().items():
        if name not in rules.ANY:
            module = door.callback.cls.__module__.removeprefix("portage.").partition(".")[0]
            assert rules.DOMAIN_OF[name] == module, name


def test_what_asks_who_i_am_once_more_is_never_done_by_a_token():
    """A door that wants a recent proof binds; so do these, which want none."""
    sure = {name for name, door in doors().items() if getattr(door.callback.cls, "sure", False)}
    assert sure <= rules.BY_PEOPLE
    assert {"approve", "receipt", "propose_end", "choices", "withdraw"} <= rules.BY_PEOPLE


@pytest.mark.parametrize("way", ["read", "write"])
def test_scopes_do_what_they_say_through_every_door(db, way):
    """Nobody's token of reading passes a door to write, and what binds passes none; nothing changes."""
    cast = make_cast()
    scopes = [scope for scope in rules.SCOPES if scope.endswith(way)]
    _token, text = make_token(
        cast.manager, name="T", scopes=scopes, days=365, by=by(cast.manager), at=AT.replace(year=2026)
    )
    client = Client(headers={"Authorization": f"Bearer {text}"})
    entries = Entry.objects.count()
    for name, door in doors().items():
        for method in methods_of(door) - {"HEAD"}:
            given = {
                one: UUID(int=1) if isinstance(kind, UUIDConverter) else 1
                for one, kind in door.pattern.converters.items()
            }
            path = reverse(f"api:{name}", kwargs=given)
            answer = client.generic(method, path, "{}", content_type="application/json")
            told = answer.json()["code"] if answer.status_code >= 400 else ""
            reading = rules.reads(name, method)
            if name in rules.ANY:
                assert answer.status_code == 200, name
            elif name in rules.BY_PEOPLE and not reading:
                assert (answer.status_code, told) == (403, "not_by_token"), name
            elif reading != (way == "read"):
                assert (answer.status_code, told) == (403, "scope"), (name, method)
            else:
                assert told not in {"scope", "not_by_token"}, (name, method)
                assert answer.status_code < 500
    assert Entry.objects.count() == entries


def test_the_description_names_the_token(db):
    cast = make_cast()
    client = Client()
    client.force_login(cast.manager.person)
    told = client.get(reverse("api:schema"), {"format": "json"}).json()
    assert told["components"]["securitySchemes"]["bearerToken"]["scheme"] == "bearer"
    assert {"bearerToken": []} in told["paths"]["/api/v1/contracts/"]["get"]["security"]
    assert not re.search(r"portage_[0-9a-z]{8}_\w{40}", str(told))
