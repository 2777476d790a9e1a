"""What a person receives with and without a thousand foreign rows of each kind beside: the same bytes, at as many queries.
The short form has fewer.

Foreign are contracts, organisations, products and people of other groups; what they keep of persons (customers and contacts,
candidatures, invitations, tokens, views); what is told of them (journal, mail, erasures).

Lists, counts, pages, searches, files, calendars, maps, the API: every address that leads nowhere in particular, and the
pages of the person's own things, at one instant.
"""

from collections.abc import Callable, Iterator
from typing import Any
from unittest import mock

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portage.core import clock
from tests.every_address import addresses, client_of, told, unlimited, world
from tests.measure import Row
from tests.proofs.canary import starts
from tests.proofs.matrix import collected

FOREIGN, FEW = 1000, 150
ADMINISTRATORS = ("manager", "subsidiary_manager")
WHO = ("director", "manager", "subsidiary_manager")
# What no two requests answer alike: an authenticator's secret, the state of the machines.
LEFT_OUT = ("/accounts/", "/health/", "/metrics", "/platform/", "/contracts/export.xlsx")
Answer = tuple[int, tuple[int, bytes, tuple]]


def own_pages(things: dict[str, Any]) -> list[str]:
    """The pages of the things of the SME."""
    return [one.of(things[one.thing]) for one in addresses() if one.thing in things and not one.name.endswith("pdf")]


def keep_members(member: Any) -> None:
    """So that they see what administrators see: journals, personal data, invitations."""
    member.is_administrator = True
    member.save(update_fields=["is_administrator"])


def received(client: Client, path: str) -> Answer:
    """(queries, what was answered)."""
    with CaptureQueriesContext(connection) as asked:
        response = client.get(path)
        answer = told(response, path, "-")
    return len(asked), answer


def snapshot(cast: Any, who_asks: tuple[str, ...], paths: list[str]) -> dict[tuple[str, str], Answer]:
    """Everything, for everybody; asked twice, for what is kept in memory after a first time."""
    found = {}
    for who in who_asks:
        client = client_of(getattr(cast, who))
        for path in paths:
            client.get(path)
            found[who, path] = received(client, path)
    return found


def foreign(number: int) -> None:
    from tests.proofs.foreign import add_foreign

    add_foreign(number)


def compared(fast: bool, disturb: Callable[[], None]) -> tuple[int, list[str], list[str]]:
    """(answers compared, those that differ, those that cost another number of queries)."""
    now = clock.now()
    with unlimited(), mock.patch("portage.core.clock.now", return_value=now):
        collected(settings.VAR_DIR)
        cast, things = world()
        for who in ADMINISTRATORS:
            keep_members(getattr(cast, who))
        paths = [path for path in [*starts(), *own_pages(things)] if not path.startswith(LEFT_OUT)]
        paths = list(dict.fromkeys(paths))[:: 12 if fast else 1]
        who_asks = WHO[:1] if fast else WHO
        before = snapshot(cast, who_asks, paths)
        disturb()
        after = snapshot(cast, who_asks, paths)
    differ = [f"{path} for {who}" for who, path in before if before[who, path][1] != after[who, path][1]]
    cost = [f"{path} for {who}" for who, path in before if before[who, path][0] != after[who, path][0]]
    return len(before), differ, cost


def row(name: str, value: float, unit: str, goal: float | None = 0) -> Row:
    return {"name": f"interference: {name}", "value": value, "unit": unit, "goal": goal}


def rows(fast: bool) -> Iterator[Row]:
    number = FEW if fast else FOREIGN
    count, differ, cost = compared(fast, lambda: foreign(number))
    print(*differ, *cost, sep="\n")
    yield row("answers compared", count, "answers", None)
    yield row(f"answers that differ beside {number} foreign rows of each kind", len(differ), "answers")
    yield row("answers that cost another number of queries", len(cost), "answers")


def control(fast: bool) -> Iterator[Row]:
    """Counts are made of everything."""
    with mock.patch("portage.network.access.visible", lambda person, queryset: queryset):
        yield row("answers that differ", len(compared(True, lambda: foreign(20))[1]), "answers")
