"""Hostile posts as a browser draws them: nothing runs, nothing is fetched from elsewhere, no link leads but to the web and to
mail. The page has no policy of its own, so that the drawing of posts is judged and not the policy that stands behind it.
"""

from collections.abc import Callable, Iterator
from typing import Any
from unittest import mock

from playwright.sync_api import Page, Route

from portage.core import markdown
from tests.e2e.people import chromium
from tests.measure import Row
from tests.proofs.hostile_posts import posts

OURS = "http://portage.test/"
FRAME = "<!doctype html><title>x</title><script>window.hits = 0; function hit() {{ window.hits += 1 }}</script>{posts}"
EACH = 40  # posts of one page
LED = "() => [...document.querySelectorAll('a[href]')].filter((a) => !/^(https?:|mailto:)/.test(a.getAttribute('href'))).length"
CLICKED = """() => { document.addEventListener('click', (event) => { if (/^https?:|^mailto:/.test(event.target.href || '')) event.preventDefault() });
    document.querySelectorAll('a, b, img, details, input').forEach((one) => { one.dispatchEvent(new MouseEvent('mouseover')); one.focus && one.focus(); one.click && one.click() }) }"""


def drawn(texts: list[str]) -> str:
    """A page of posts; each names somebody, as a post that speaks to a reader does."""
    return FRAME.format(posts="".join(f"<article>{markdown.block(text, (('You', True),))}</article>" for text in texts))


def looked_at(page: Page, texts: list[str]) -> tuple[int, int, int]:
    """(scripts that ran, addresses elsewhere that were asked for, links that lead to neither web nor mail) of one page."""
    fetched: list[str] = []

    def answer(route: Route) -> None:
        if route.request.url == OURS:
            route.fulfill(body=drawn(texts), content_type="text/html")
        else:
            fetched.append(route.request.url)
            route.abort()

    page.unroute_all()
    page.route("**/*", answer)
    page.goto(OURS)
    led = page.evaluate(LED)
    page.evaluate(CLICKED)
    page.wait_for_timeout(50)
    return page.evaluate("() => window.hits"), len([url for url in fetched if "favicon" not in url]), led


def found(fast: bool) -> Iterator[Row]:
    every = list(dict.fromkeys(posts()))
    texts = every[::3] if fast else every
    with chromium() as browser:
        page = browser.new_page()
        page.on("dialog", lambda dialog: dialog.dismiss())
        seen = [looked_at(page, texts[start : start + EACH]) for start in range(0, len(texts), EACH)]
    told: dict[str, Callable[[tuple[int, int, int]], int]] = {
        "scripts that ran": lambda one: one[0], "addresses elsewhere that were fetched": lambda one: one[1],
        "links to neither web nor mail": lambda one: one[2],
    }  # fmt: skip
    for name, of in told.items():
        yield {
            "name": f"sanitiser: {name}",
            "value": sum(of(one) for one in seen),
            "unit": f"of {len(texts)}",
            "goal": 0,
        }


def rows(fast: bool) -> Iterator[Row]:
    texts = len(set(posts()))
    yield {"name": "sanitiser: hostile posts known", "value": texts, "unit": "posts", "goal": None, "ok": texts >= 200}
    yield from found(fast)


def control(fast: bool) -> Iterator[Row]:
    """What is typed is put into the page as it is."""

    def as_typed(text: str, names: Any = ()) -> str:
        return f"{text}\n<a href='javascript:hit()'>x</a><img src='http://evil.test/p.png'>"

    with mock.patch("portage.core.markdown.block", as_typed):
        yield from found(fast)
