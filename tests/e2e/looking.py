"""One look at one page: what is wrong with it, by kind. The tests and the proof of pages look in the same way."""

from dataclasses import dataclass, field

from playwright.sync_api import Page

from . import measures
from .people import DESK, PHONE, Visitors
from .server import Server
from .table import KEYS, LOOKS, Look
from .watch import Watch

# width, colours, language, pages: every page twice, the key pages in more ways. The full proof of pages looks in all of
# them; `make e2e` at the key pages in two and at every other page in one of them, by turns.
WAYS = (
    (DESK, "light", "en", LOOKS),
    (DESK, "dark", "en", KEYS),
    (PHONE, "light", "en", KEYS),
    (PHONE, "dark", "fr", LOOKS),
    (DESK, "light", "fr", KEYS),
)
OTHERS = tuple(look for look in LOOKS if not look.key)
BY_TURNS = (
    (DESK, "light", "en", (*KEYS, *OTHERS[::2])),
    (PHONE, "dark", "fr", (*KEYS, *OTHERS[1::2])),
)


@dataclass
class Found:
    """Faults of one page, one sentence each."""

    barriers: list[str] = field(default_factory=list)
    sideways: list[str] = field(default_factory=list)
    keyboard: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        """All of them."""
        asked = [f"asked of another host: {url}" for url in self.elsewhere]
        return [*self.barriers, *self.sideways, *self.keyboard, *asked, *self.complaints]


def open_page(
    visitors: Visitors, server: Server, look: Look, width: int, colours: str, language: str
) -> tuple[Page, Watch]:
    """The page of this look, loaded to its end; another status than its own is an error."""
    page = visitors.page(look.who, width, colours, language)
    watch = Watch(page, server.url)
    answer = page.goto(server.url + look.at(server.things), wait_until="load")
    watch.wait_until_quiet()
    if answer is None or answer.status != look.status:
        raise AssertionError(f"{look}: {answer and answer.status}: {page.locator('body').inner_text()[:300]}")
    if look.status != 200:  # the browser tells it in the console, as for any page that is refused
        watch.complaints = [told for told in watch.complaints if f"status of {look.status}" not in told]
    if look.paper:
        text = answer.text()
        page.goto("about:blank")
        page.set_content(text)
    return page, watch


def look_at(visitors: Visitors, server: Server, look: Look, width: int, colours: str, language: str) -> Found:
    """On a phone as narrow as phones get; on a desk by the keyboard too, once: colours and words do not move the focus."""
    page, watch = open_page(visitors, server, look, width, colours, language)
    found = Found(elsewhere=watch.elsewhere, complaints=watch.complaints)
    if width == PHONE:
        found.sideways = measures.sideways(page)
    elif not look.paper and (colours, language) == ("light", "en"):
        found.keyboard = measures.by_keyboard(page)
    if not look.paper and page.locator("html").get_attribute("lang") != language:
        found.complaints.append("another language than the reader's")
    watch.leave()  # what looks for barriers talks to frames that answer nobody
    found.barriers = measures.barriers(page)
    return found
