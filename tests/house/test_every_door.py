"""Every address of the URLconf refuses who must be refused, and nothing changes: strangers, readers, another house.

The heavy proof of the same (`tests/proofs/matrix.py`) asks every stranger by every method; here one asks each address,
so that a check taken out of a door is noticed by the tests that everybody runs.
"""

import re
from collections.abc import Iterator
from functools import cache
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import resolve

from tests.every_address import STRANGERS, Address, addresses, ask, client_of, unlimited, world
from tests.replayed import every_row, replayed

pytestmark = pytest.mark.django_db
CHANGING = ("post", "put", "patch", "delete")
CLOSED = {403, 404, 405}
# Who reads a thing in a role that gives nothing else; what nobody reads without keeping it is absent for them.
READERS = {"organisation": "reader", "product": "reader"}
ABSENT = {"membership", "invitation", "program", "token", "view", "job"}
# Of the right role, who sees a thing that belongs to another house.
OTHER_HOUSES = {"product": "manager", "organisation": "subsidiary_manager", "shipped": "counsel"}
# Where anybody's own word is taken: what is their own, what they look for, what is only computed.
THEIR_OWN = re.compile(
    r"home:appearance|core:mute|set_language|network:(second_factor|settings|make_token|tokens)"
    r"|contracts:(save_view|make_feed|revoke_feed)|privacy:(mine|download|erase_account)"
    r"|network:(organisations?|customers|candidatures?)|catalogue:(products?|hs_codes)"
    r"|forum:(read|choose|choose_for_space|read_all)|api:(read_thread|tell_thread|tell_space|read_space)"
    r"|contracts:verify|api:(verify|explain_dates|model_(check|preview))"
)
# What is typed names what it is about, and is read before anybody can be refused: the verb refuses (`test_every_verb.py`).
TYPED_FIRST = re.compile(
    r"(contracts|api):(successions|end_authority)|contracts:(duplicate_model|arrange_articles)|api:copy_model"
)
# Addresses that exist for nobody here: a key that opens nothing, a page of the operator, of a confidential contract.
NOT_HERE = re.compile(
    r"network:(act_for|invitation|apply|applied|\w+_candidature)|contracts:(named|take_name_off|correct_rule)|privacy:of_platform"
    r"|core:.*|home:platform_journal"
)
OF_ACCOUNTS = ("account_", "mfa_", "socialaccount_", "usersessions_", "openid_connect_", "set_language")
VISITS = {"django_session", "usersessions_usersession"}  # a request leaves these rows of its own


@cache
def asked() -> dict[str, list[Address]]:
    """The addresses by the module that answers them."""
    found: dict[str, list[Address]] = {}
    for address in addresses():
        if not address.name.startswith(OF_ACCOUNTS):
            found.setdefault(view_of(address).__module__, []).append(address)
    return found


def view_of(address: Address) -> Any:
    view = resolve(address.of(uuid4())).func
    return getattr(view, "cls", view)


@pytest.fixture
def there() -> Iterator[SimpleNamespace]:
    """Everybody, one of each thing, and no limit of requests."""
    cast, things = replayed("one of each thing", world)
    with unlimited():
        yield SimpleNamespace(cast=cast, things=things | {"shipped": cast.model.pk, "": ""})


def rows() -> dict[str, set]:
    return {table: set(kept) for table, kept in every_row()[0].items() if table not in VISITS}


def methods_of(address: Address) -> list[str]:
    """How something is changed there: a page by POST, the API by what it offers."""
    if address.name.startswith("api:"):
        return [method for method in CHANGING if hasattr(view_of(address), method)]
    return ["post"]


def is_left(address: Address) -> bool:
    """Whether what is sent there refuses nobody for their role alone."""
    return bool(THEIR_OWN.fullmatch(address.name) or TYPED_FIRST.fullmatch(address.name))


@pytest.mark.parametrize("module", sorted(asked()))
def test_a_foreign_thing_is_answered_as_one_that_does_not_exist(module: str, there: SimpleNamespace) -> None:
    clients: dict[str, Client] = {}
    leaked = []
    for turn, address in enumerate(each for each in asked()[module] if each.thing):
        names = [name for name in STRANGERS[address.thing] if name != "former"]
        who = names[turn % len(names)]
        client = clients.setdefault(who, client_of(getattr(there.cast, who)))
        for method in ("get", *methods_of(address)):
            foreign, absent = (ask(client, address, method, pk) for pk in (there.things[address.thing], uuid4()))
            if foreign != absent or foreign[0] not in CLOSED:
                leaked.append(f"{method} {address.name} by {who}: {foreign[0]}, absent: {absent[0]}")
    assert not leaked, "\n".join(leaked)


@pytest.mark.parametrize("module", sorted(asked()))
def test_who_only_reads_changes_nothing(module: str, there: SimpleNamespace) -> None:
    readers = {name: client_of(getattr(there.cast, name)) for name in ("auditor", "reader")}
    before = rows()
    wrong = []
    for address in asked()[module]:
        if is_left(address):
            continue
        client = readers[READERS.get(address.thing, "auditor")]
        closed = CLOSED if address.thing in ABSENT or NOT_HERE.fullmatch(address.name) else {403, 405}
        for method in methods_of(address):
            status = ask(client, address, method, there.things[address.thing])[0]
            if status not in closed:
                wrong.append(f"{method} {address.name}: {status}")
    assert not wrong, "\n".join(wrong)
    assert rows() == before


def of_other_houses() -> dict[str, list[tuple[str, Address]]]:
    """{module: [(thing, address)]} of what has an owner."""
    found: dict[str, list[tuple[str, Address]]] = {}
    for module, each in asked().items():
        of = [("shipped" if one.thing == "model" else one.thing, one) for one in each]
        if kept := [(thing, one) for thing, one in of if thing in OTHER_HOUSES]:
            found[module] = kept
    return found


@pytest.mark.parametrize("module", sorted(of_other_houses()))
def test_the_right_role_in_another_house_changes_nothing(module: str, there: SimpleNamespace) -> None:
    clients = {thing: client_of(getattr(there.cast, who)) for thing, who in OTHER_HOUSES.items()}
    before = rows()
    wrong = []
    for thing, address in of_other_houses()[module]:
        if is_left(address):
            continue
        for method in methods_of(address):
            status = ask(clients[thing], address, method, there.things[thing])[0]
            if status not in CLOSED:
                wrong.append(f"{method} {address.name} by {OTHER_HOUSES[thing]}: {status}")
    assert not wrong, "\n".join(wrong)
    assert rows() == before
