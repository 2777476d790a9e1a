"""Pictures of every page for people to look at: `E2E_SHOTS=1 make e2e T=tests/e2e/test_pictures.py` (or a folder).

Two widths, two colours, two languages: `contract.390.dark.fr.png`. Narrow with `-k contract`.
"""

import os
from pathlib import Path

import pytest

from .looking import open_page
from .people import DESK, PHONE, Visitors
from .server import Server
from .table import LOOKS, Look

WANTED = os.environ.get("E2E_SHOTS", "")
pytestmark = pytest.mark.skipif(not WANTED, reason="pictures are made when E2E_SHOTS asks for them")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_a_page_is_drawn(visitors: Visitors, server: Server, language: str, look: Look):
    for width in (DESK, PHONE):
        for colours in ("light", "dark"):
            page, _watch = open_page(visitors, server, look, width, colours, language)
            page.screenshot(path=Path(WANTED) / f"{look}.{width}.{colours}.{language}.png", full_page=True)
            page.close()
