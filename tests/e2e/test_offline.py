"""A phone without a network: reports are written, locked for their author, and filed exactly once whatever goes wrong between."""

import contextlib
import json
import re
import sqlite3
from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Error, Page, Route, expect

from .people import PHONE, open_window, sign_in
from .server import Server

AUTHOR, NEXT = "sales@br.rhodia.example", "manager@br.rhodia.example"
WRITE, QUEUE, API = "/reports/write/", "/reports/on-this-device/", "**/api/v1/reports/"
FIRST, SECOND = "Four hundred kilos a year.", "They close in August."


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """One phone, whoever signs in on it."""
    context = open_window(browser, PHONE)
    yield context
    with contextlib.suppress(Error):
        context.close()


def filed(server: Server) -> dict[str, tuple[int, int]]:
    """{what a section needs: (how often it is filed, its photos)} on the server."""
    with contextlib.closing(sqlite3.connect(f"file:{server.folder / 'portage.sqlite3'}?mode=ro", uri=True)) as rows:
        told = rows.execute(
            "SELECT a.needs, count(DISTINCT a.id), count(DISTINCT f.id) FROM fieldwork_account a"
            " LEFT JOIN fieldwork_sectionfile f ON f.section_id = a.section_id GROUP BY a.needs"
        )
        return {needs: (reports, photos) for needs, reports, photos in told}


def picture() -> dict:
    made = BytesIO()
    Image.effect_noise((1800, 900), 30).convert("RGB").save(made, "JPEG", exif=b"Exif\0\0Amman")
    return {"name": "shelf.jpg", "mimeType": "image/jpeg", "buffer": made.getvalue()}


def ready(page: Page) -> None:
    expect(page.locator("[data-device][data-ready]")).to_be_attached()


def write(page: Page, server: Server, needs: str) -> None:
    """A report with a photo, as far as pressing the button."""
    page.goto(server.url + WRITE)
    ready(page)
    page.locator("[name=customer]").first.check()
    part = page.locator("[data-part]").first
    part.locator("summary").first.click()
    part.get_by_label("What they need").fill(needs)
    part.locator("input[type=file]").set_input_files(picture())
    expect(part.locator("[data-shots] li")).to_have_count(1)
    page.get_by_role("button", name=re.compile("^Submit")).click()
    expect(page).to_have_url(server.url + QUEUE)
    ready(page)


def entries(page: Page, state: str) -> object:
    return page.locator(f"[data-entry][data-in={state}]")


def kept(page: Page) -> str:
    """Everything that the device holds of reports, as text."""
    return page.evaluate(
        """() => new Promise((done) => { indexedDB.open("portage-fieldwork", 1).onsuccess = async ({ target }) => {
            const rows = (name) => new Promise((all) => { target.result.transaction(name).objectStore(name).getAll().onsuccess
                = (event) => all(event.target.result); });
            const told = (value) => value instanceof ArrayBuffer ? new TextDecoder("latin1").decode(value)
                : value && typeof value === "object" ? Object.values(value).map(told).join(" ") : String(value);
            done([await rows("entries"), await rows("photos"), await rows("keep")].flat().map(told).join("\\n")); }; })"""
    )


def sign_out(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/accounts/logout/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    expect(page).not_to_have_url(re.compile("logout"))


def test_what_is_written_without_a_network_is_filed_once_by_its_author_whatever_happens_between(
    phone: BrowserContext, server: Server
):
    page = phone.new_page()
    sign_in(page, server.url, AUTHOR)
    page.goto(server.url + WRITE)
    ready(page)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")

    # No network: two reports with photos, on pages that come out of the device.
    phone.set_offline(True)
    for needs in (FIRST, SECOND):
        write(page, server, needs)
    expect(entries(page, "waiting")).to_have_count(2)
    assert not {FIRST, SECOND} & set(filed(server))

    # Somebody else signs in on the same phone: counted, not shown, not sent; and what is kept cannot be read.
    phone.route(API, lambda route: route.abort())  # one bar: pages come, the author's reports do not leave yet
    phone.set_offline(False)
    sign_out(page, server)
    assert not any(words in kept(page) for words in (FIRST, SECOND, "shelf", "Amman", "session", "needed"))
    phone.unroute(API)
    sign_in(page, server.url, NEXT)
    page.goto(server.url + QUEUE)
    ready(page)
    expect(page.get_by_text("Locked: 2 reports of another person.")).to_be_visible()
    expect(page.locator("[data-entry]")).to_have_count(0)
    page.wait_for_timeout(500)
    assert not {FIRST, SECOND} & set(filed(server))
    assert FIRST not in page.content()
    sign_out(page, server)

    # Its author is back. A portal's page is no receipt, with whatever status; nor is JSON of another shape.
    lies = [
        ("text/html", "<h1>Welcome to the hotel</h1>"),
        ("application/json", "{}"),
        ("application/json", json.dumps({"key": "x"})),
    ]

    def portal(route: Route) -> None:
        kind, body = lies.pop() if lies else ("text/html", "ok")
        route.fulfill(status=200, content_type=kind, body=body)

    phone.route(API, portal)
    sign_in(page, server.url, AUTHOR)
    page.goto(server.url + QUEUE)
    ready(page)
    expect(entries(page, "waiting")).to_have_count(2)
    expect(page.locator("[data-about]").filter(has_text="tried")).to_have_count(2)
    expect(entries(page, "received")).to_have_count(0)
    phone.unroute(API)

    # The page dies while the first one is being sent: it had arrived, and nobody was told.
    held: list[Route] = []

    def lose(route: Route) -> None:
        route.fetch()  # the server files it; the answer never comes back
        held.append(route)

    phone.route(API, lose)
    page.get_by_role("button", name="Send all now").click()
    expect(entries(page, "sending")).to_have_count(1)
    expect(entries(page, "sending").get_by_role("button", name=re.compile("Delete"))).to_have_count(0)
    while not held:
        page.wait_for_timeout(50)
    page.close()
    phone.unroute(API)
    assert sorted(count for needs, (count, _photos) in filed(server).items() if needs in (FIRST, SECOND)) == [1]

    # Another answer is lost on its way; then the network is good.
    lost: list[str] = []

    def cut_once(route: Route) -> None:
        if lost:
            route.continue_()
        else:
            route.fetch()
            lost.append(route.request.url)
            route.abort()

    phone.route(API, cut_once)
    page = phone.new_page()
    page.goto(server.url + QUEUE)
    ready(page)
    expect(entries(page, "waiting").or_(entries(page, "received"))).to_have_count(2)
    assert lost
    page.get_by_role("button", name="Send all now").click()
    expect(entries(page, "received")).to_have_count(2, timeout=15_000)
    assert {needs: filed(server)[needs] for needs in (FIRST, SECOND)} == {FIRST: (1, 1), SECOND: (1, 1)}
    expect(page.get_by_text("Filed once: VR-")).to_have_count(2)
    assert FIRST not in kept(page)


def test_a_draft_is_deleted_and_brought_back_and_a_second_text_is_compared(phone: BrowserContext, server: Server):
    page = phone.new_page()
    sign_in(page, server.url, AUTHOR)
    page.goto(server.url + WRITE)
    ready(page)
    page.locator("[name=customer]").first.check()
    page.locator("[data-part] summary").first.click()
    page.get_by_label("What they need").first.fill("Begun in the car.")
    expect(page.locator("[data-saved]")).to_contain_text("On this device, ")
    page.wait_for_timeout(300)
    page.goto(server.url + QUEUE)
    ready(page)
    page.get_by_role("button", name=re.compile("^Delete")).click()
    expect(entries(page, "draft")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name=re.compile("^Continue")).click()
    expect(page.get_by_label("What they need").first).to_have_value("Begun in the car.")
    key = page.url.partition("#")[2]

    # What the server refuses comes back to its place, with its words.
    page.locator("[data-fold] summary").click()
    page.get_by_label("Place").fill("Amm\u202ean")
    page.get_by_role("button", name="Submit report").click()
    page.get_by_role("button", name=re.compile("^Put it right")).click()
    expect(page.get_by_text("This holds a character that cannot be seen")).to_be_visible()
    expect(page.get_by_label("Place")).to_be_focused()
    page.get_by_label("Place").fill("Amman")

    # The answer is lost, the text is changed before it is sent again: two texts, of which neither goes.
    phone.route(API, lambda route: (route.fetch(), route.abort()))
    page.get_by_role("button", name="Submit report").click()
    ready(page)
    expect(page.locator("[data-about]").filter(has_text="tried")).to_have_count(1)
    phone.unroute(API)
    page.goto(f"{server.url}{WRITE}#{key}")
    ready(page)
    page.get_by_label("What they need").first.fill("Finished at the office.")
    page.get_by_role("button", name="Submit report").click()
    page.get_by_role("button", name=re.compile("^Compare")).click()
    box = page.get_by_role("dialog")
    expect(box).to_contain_text("Begun in the car.")
    expect(box).to_contain_text("Finished at the office.")
    box.get_by_role("button", name="Keep both").click()
    expect(entries(page, "draft")).to_have_count(1)
    assert filed(server)["Begun in the car."] == (1, 0)
    assert "Finished at the office." not in filed(server)
