"""Every page: no barrier, nothing wider than a phone, nothing from elsewhere, no complaint, its language and a name."""

import re

import pytest

from . import measures
from .looking import BY_TURNS, look_at
from .people import DESK, Visitors
from .server import Server
from .table import LOOKS, WEIGHED, Look

LOOKED_AT = [(width, colours, language, look) for width, colours, language, looks in BY_TURNS for look in looks]
MOST_BYTES = 120_000


@pytest.mark.parametrize(("width", "colours", "language", "look"), LOOKED_AT, ids=str)
def test_a_page_is_for_everybody(
    visitors: Visitors, server: Server, width: int, colours: str, language: str, look: Look
):
    faults = look_at(visitors, server, look, width, colours, language).faults
    assert not faults, "\n".join(faults)


def test_no_two_pages_have_the_same_title(visitors: Visitors, server: Server):
    """In French: titles that are the same in English are so there too."""
    named: dict[str, str] = {}
    twice = []
    for look in LOOKS:
        answer = visitors.window(look.who, DESK, "light", "fr").request.get(server.url + look.at(server.things))
        found = re.search(r"<title>(.*?)</title>", answer.text(), re.DOTALL)
        title = " ".join(found[1].split()) if found else ""
        path = look.path.partition("?")[0]
        if not title.removesuffix("· Portage").strip() or named.setdefault(title, path) != path:
            twice.append(f"{look}: {title!r} ({named.get(title)})")
    assert not twice, "\n".join(twice)


@pytest.mark.parametrize("look", WEIGHED, ids=str)
def test_a_first_visit_is_light(visitors: Visitors, server: Server, look: Look):
    found = weight_of(visitors, server, look)
    assert found <= MOST_BYTES, f"{found} bytes"


def weight_of(visitors: Visitors, server: Server, look: Look) -> int:
    """Bytes of a first visit, signed in where the page asks for it."""
    state = visitors.window(look.who, DESK, "light", "en").storage_state() if look.who else None
    return measures.weight(visitors.browser, server.url + look.at(server.things), state)
