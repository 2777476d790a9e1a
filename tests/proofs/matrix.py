"""Every address of the product x method x person, on a thing that is theirs and on one that is not: 0 leaks.

The addresses come from the URLconf: one that the tables below do not know is a fault. For a stranger a foreign thing is
answered exactly as one that does not exist: same status, same body, same headers. Nothing that a stranger sends changes a
row. The tables stand in tests/every_address.py.
"""

import re
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock
from uuid import uuid4

from django.conf import settings
from django.test import Client

from tests.every_address import (
    STRANGERS,
    Address,
    addresses,
    ask,
    client_of,
    rows_kept,
    token_client,
    unlimited,
    world,
)  # fmt: skip
from tests.measure import ROOT, Row

METHODS = ("get", "post", "head", "options", "put", "patch", "delete")
FAST_METHODS = ("get", "post")
IN_TURNS = 5

# Of these strangers, who also ask the API with a token, and the way of its scopes: "API token of the rival SME's director".
BY_TOKEN = {"rival_director": ("read", "write"), "manager": ("read",)}
# Open to everybody, signed in or not.
PUBLIC = re.compile(
    r"core:(health_live|health_ready|metrics|mute)|network:invitation|network:(apply|applied|(confirm|own|withdraw)_candidature)|contracts:(feed|verify)|fieldwork:(manifest|shell|worker)|home:appearance|set_language|account_.*|mfa_.*|socialaccount_.*|openid_connect_.*"
)


def strangers(cast: Any) -> dict[str, Client]:
    """Everybody for whom something does not exist, by session; some by token too."""
    names = {who for group in STRANGERS.values() for who in group}
    by_token = {f"{who} by token": token_client(getattr(cast, who), ways) for who, ways in BY_TOKEN.items()}
    return {who: client_of(getattr(cast, who)) for who in names} | by_token


def strangers_of(address: Address) -> list[str]:
    """Who asks this address for a thing that does not exist for them."""
    names = list(STRANGERS[address.thing])
    api = address.name.startswith("api:")
    return names + [f"{who} by token" for who in names if api and who in BY_TOKEN]


def leaks(
    clients: dict[str, Client], things: dict[str, Any], methods: tuple[str, ...], *, one_in: int = 1
) -> tuple[int, list[str]]:
    """(requests made, what leaked): each address of a thing, asked by each stranger of it, beside an absent one.

    `one_in`: the strangers take turns from address to address, so many at each.
    """
    found, asked = [], 0
    for turn, address in enumerate(addresses()):
        if not address.thing or address.thing == "?":
            continue
        for who in list(strangers_of(address))[turn % one_in :: one_in]:
            for method in methods:
                asked += 2
                foreign, absent = (ask(clients[who], address, method, pk) for pk in (things[address.thing], uuid4()))
                # The API describes an address to whoever asks: what may be sent there, of no thing in particular.
                closed = {200, 403, 404, 405} if method == "options" else {403, 404, 405}
                if foreign != absent or foreign[0] not in closed:
                    found.append(f"{method} {address.name} by {who}: {foreign[0]}, absent: {absent[0]}")
    return asked, found


def open_doors(things: dict[str, Any], client: Client) -> list[str]:
    """Addresses that answer who is not signed in, and are not declared as public."""
    found = []
    for address in addresses():
        if PUBLIC.fullmatch(address.name) or address.thing == "?":
            continue
        response = client.get(address.of(things.get(address.thing, "")))
        signs_in = response.status_code == 302 and response.headers["Location"].startswith("/accounts/")
        if not signs_in and response.status_code not in {401, 403, 404, 405}:
            found.append(f"{address.name}: {response.status_code}")
    return found


def open_to_suspended(membership: Any, things: dict[str, Any]) -> list[str]:
    """Addresses that answer a person whose account is closed: by the session that was open, by the token that was live."""
    session, program = client_of(membership), token_client(membership, ("read", "write"))
    type(membership.person).objects.filter(pk=membership.person_id).update(is_active=False)
    found = open_doors(things, session)
    for address in addresses():
        if address.name.startswith("api:") and address.thing != "?":
            status = program.get(address.of(things.get(address.thing, ""))).status_code
            if status != 401:
                found.append(f"{address.name} by token: {status}")
    return found


def broken(cast: Any, things: dict[str, Any], *, one_in: int = 1) -> list[str]:
    """Addresses that fail for somebody who may use them. `one_in`: who uses them takes turns from address to address."""
    found = []
    for place, who in enumerate(("manager", "director", "subsidiary_manager", "counsel", "auditor", "sales_engineer")):
        client = client_of(getattr(cast, who))
        for turn, address in enumerate(addresses()):
            if (turn + place) % one_in:
                continue
            if address.thing != "?" and not address.name.endswith("pdf"):
                status = client.get(address.of(things.get(address.thing, ""))).status_code
                if status >= 500 and address.name != "core:health_ready":
                    found.append(f"{address.name} by {who}: {status}")
    return found


def collected(folder: Path) -> None:
    """Style sheets and scripts where pages ask for them, as when the product runs."""
    runpy.run_path(str(ROOT / "bin/prepare"))["collect_static"](folder)


def row(name: str, found: int, unit: str, goal: float | None = 0) -> Row:
    return {"name": f"matrix: {name}", "value": found, "unit": unit, "goal": goal}


def rows(fast: bool) -> Iterator[Row]:
    with unlimited():
        collected(settings.VAR_DIR)
        cast, things = world()
        unknown = [address.name for address in addresses() if address.thing == "?"]
        clients = strangers(cast)
        before = rows_kept()
        asked, leaked = leaks(clients, things, FAST_METHODS if fast else METHODS, one_in=IN_TURNS if fast else 1)
        changed = [table for table, count in rows_kept().items() if count != before[table]]
        doors, failed = open_doors(things, client_of(None)), broken(cast, things, one_in=3 if fast else 1)
        suspended = open_to_suspended(cast.director, things)
        for line in [*unknown, *leaked, *changed, *doors, *failed, *suspended]:
            print(line)
    yield row("addresses that are not declared", len(unknown), "addresses")
    yield row("requests by strangers", asked, "requests", None)
    yield row("foreign things that are not answered as absent", len(leaked), "leaks")
    yield row("tables that strangers changed", len(changed), "tables")
    yield row("addresses open to nobody in particular", len(doors), "addresses")
    yield row("addresses open to who is suspended", len(suspended), "addresses")
    yield row("addresses that fail for who may use them", len(failed), "addresses")


def control(fast: bool) -> Iterator[Row]:
    """The access module lets everybody see everything."""
    with unlimited(), mock.patch("portage.network.access.visible", lambda person, queryset: queryset):
        cast, things = world()
        asked = leaks(strangers(cast), things, ("get",), one_in=2 * IN_TURNS if fast else 1)[1]
        yield row("foreign things that are not answered as absent", len(asked), "leaks")
