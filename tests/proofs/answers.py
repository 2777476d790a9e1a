"""Who has an account is told to nobody: status, body, password hashes and time of logins, resets and invitations.

Each door is asked in turn with an address that has an account and with one that has none, `TRIES` times each, so that a
machine that slows down slows both. Passwords are hashed as in production. The gap is between the medians, in percent.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any
from unittest import mock

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse

from portage.network.models import Person
from tests.answers import hashes, plain
from tests.cast import make_cast
from tests.every_address import client_of
from tests.measure import Row
from tests.proofs.matrix import collected

TRIES, FAST_TRIES, CONTROL_TRIES = 200, 8, 5
GAP_PERCENT = 10
UNKNOWN = "nobody.at.all@example.test"
Ask = Callable[[str], HttpResponse]


def world() -> tuple[Any, dict[str, str]]:
    """The cast with production's hashes, and an address of each sort of account."""
    from django.conf import settings

    collected(settings.VAR_DIR)
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        cast = make_cast()
    encoded = make_password("correct horse battery staple")
    Person.objects.update(password=encoded)
    known, closed, bare = cast.director.person, cast.rival_director.person, cast.lone_director.person
    EmailAddress.objects.create(user=known, email=known.email, verified=True, primary=True)
    Person.objects.filter(pk=closed.pk).update(is_active=False)
    Person.objects.filter(pk=bare.pk).update(password="")
    return cast, {"known": known.email, "closed": closed.email, "without a password": bare.email}


def log_in(address: str) -> HttpResponse:
    return Client().post("/accounts/login/", {"login": address, "password": "not the password"})


def reset(address: str) -> HttpResponse:
    return Client().post("/accounts/password/reset/", {"email": address})


def invite(cast: Any) -> Ask:
    """An administrator invites; what they see. It is undone each time: an organisation invites fifty a day."""
    client, path = client_of(cast.manager), reverse("network:invite", args=[cast.group.pk])

    def ask(address: str) -> HttpResponse:
        with transaction.atomic():
            answer = client.post(path, {"email": address, "role": "auditor", "language": "en", "title": ""})
            transaction.set_rollback(True)
        return answer

    return ask


def told(ask: Ask, address: str) -> tuple:
    """Status, where to, body and number of hashes of one answer."""
    cache.clear()
    with hashes() as counted:
        answer = ask(address)
    return answer.status_code, answer.headers.get("Location", ""), plain(answer.content, address), len(counted)


def spent(ask: Ask, address: str) -> float:
    """Milliseconds of one answer."""
    cache.clear()
    began = time.perf_counter()
    ask(address)
    return (time.perf_counter() - began) * 1000


def gap(ask: Ask, known: str, tries: int) -> float:
    """Percent between the medians of both, asked in turn; which comes first changes every time."""
    spent(ask, known), spent(ask, UNKNOWN)
    times: dict[str, list[float]] = {known: [], UNKNOWN: []}
    for number in range(tries):
        for address in (known, UNKNOWN) if number % 2 else (UNKNOWN, known):
            times[address].append(spent(ask, address))
    one, other = (statistics.median(found) for found in times.values())
    return 100 * abs(one - other) / min(one, other)


def row(name: str, value: float, unit: str, goal: float | None) -> Row:
    return {"name": f"answers: {name}", "value": round(value, 2), "unit": unit, "goal": goal}


def rows(fast: bool) -> Iterator[Row]:
    tries, goal = (FAST_TRIES, None) if fast else (TRIES, GAP_PERCENT)
    cast, addresses = world()
    member = cast.rival_manager.person.email  # has an account, elsewhere
    doors: list[tuple[str, Ask, list[str]]] = [
        ("login", log_in, list(addresses.values())),
        ("reset", reset, list(addresses.values())),
        ("invitation", invite(cast), [member]),
    ]
    for name, ask, known in doors:
        unknown = told(ask, UNKNOWN)
        found = [told(ask, address) for address in known]
        yield row(f"{name}: answers that differ", sum(one[:3] != unknown[:3] for one in found), "answers", 0)
        yield row(f"{name}: other numbers of hashes", sum(one[3] != unknown[3] for one in found), "answers", 0)
        yield row(f"{name}: gap of medians, {tries} tries", gap(ask, known[0], tries), "%", goal)


def control(fast: bool) -> Iterator[Row]:
    """A login that answers at once when nobody has the address."""
    _cast, addresses = world()
    with mock.patch("portage.network.accounts.backend.Backend._mitigate_timing_attack"):
        other = told(log_in, UNKNOWN)[3] != told(log_in, addresses["known"])[3]
        yield row("login: other numbers of hashes", int(other), "answers", 0)
        yield row("login: gap of medians", gap(log_in, addresses["known"], CONTROL_TRIES), "%", GAP_PERCENT)
