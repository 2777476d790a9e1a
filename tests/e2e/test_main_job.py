"""The main job as people do it: a contract from nothing to in force, then its notice. Labels and buttons, nothing else."""

import hashlib
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, FrameLocator, expect

from .people import WHO, open_window, say_who_i_am, sign_in
from .server import Server
from .watch import Watch

MOST_SECONDS = 300
WAIT = 60_000
EMAILS = {**WHO, "agent": "manager@pl.rhodia.example"}


class Someone:
    """One person at their own browser."""

    def __init__(self, browser: Browser, server: Server, who: str) -> None:
        self.url = server.url
        self.page = open_window(browser, accept_downloads=True).new_page()
        self.watch = Watch(self.page, server.url)
        self.visited: list[str] = []
        self.page.on("framenavigated", lambda frame: self.visited.append(frame.url))
        sign_in(self.page, server.url, EMAILS[who])

    def open_contract(self, reference: str) -> None:
        """Find it in the list by its reference."""
        self.page.get_by_role("navigation", name="Main", exact=True).get_by_role("link", name="Contracts").click()
        self.page.get_by_role("searchbox").fill(reference)
        self.page.get_by_role("button", name="Search", exact=True).click()
        self.page.get_by_role("row", name=reference).get_by_role("link").first.click()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text("Isoreva")

    def go_on(self) -> None:
        self.page.get_by_role("button", name="Save and go on").click()

    def confirm_identity(self) -> None:
        """Where the page asks for it: the password once more."""
        self.page.locator("main").get_by_text("Confirm who I am", exact=True).click()
        say_who_i_am(self.page)

    def said(self, words: str) -> None:
        """A message on the page."""
        expect(self.page.get_by_text(words).first).to_be_visible()


@pytest.fixture
def people(browser: Browser, server: Server) -> Iterator[dict[str, Someone]]:
    """Those who take part, each at a browser."""
    there = {who: Someone(browser, server, who) for who in ("manager", "director", "counsel", "agent")}
    yield there
    for someone in there.values():
        someone.page.context.close()


def test_a_contract_from_nothing_to_its_notice(people: dict[str, Someone], browser: Browser, server: Server):
    began = time.monotonic()
    reference = draft(people["manager"])
    propose(people["manager"])
    for who in ("manager", "director"):
        clear(people[who], reference)
    for who in ("director", "counsel", "manager"):
        approve(people[who], reference)
    document = sign(people["director"], reference)
    assert sign(people["agent"], reference) == document
    keep(people["director"], reference, document)
    give_notice(people["director"], reference)
    receive(people["agent"], reference)
    assert time.monotonic() - began < MOST_SECONDS
    for someone in people.values():
        assert someone.watch.elsewhere == []
        assert someone.watch.complaints == []
    not_for_a_rival(browser, server, people["director"].visited)


def draft(manager: Someone) -> str:
    """Every step typed; the reference of the draft."""
    page = manager.page
    page.get_by_role("navigation", name="Main", exact=True).get_by_role("link", name="Contracts").click()
    page.get_by_role("link", name="New contract").click()
    page.get_by_label("Principal, a carried SME").select_option(label="Isoreva")
    page.get_by_label("Agent, a subsidiary of your group").select_option(label="Rhodia Poland")
    page.get_by_label("Renewable").check()
    page.get_by_role("button", name="Start the draft").click()
    reference = re.search(r"PC-\w+-\w", page.get_by_text(re.compile("The draft PC-.* is started")).inner_text())[0]
    page.get_by_label("rock wool insulation").check()
    manager.go_on()
    page.get_by_label("Poland", exact=True).first.check()
    page.get_by_role("group", name="Customer segments").get_by_text("Choose from the list").click()
    page.get_by_label("construction", exact=True).first.check()
    page.get_by_label("Reciprocal exclusivity").check()
    manager.go_on()
    manager.go_on()
    page.get_by_label("Commission rate, %").fill("6")
    page.get_by_label("Currency").select_option("EUR")
    page.get_by_role("group", name="What earns the commission").get_by_role("radio").first.check()
    page.get_by_role("group", name="Commission statements").get_by_role("radio").last.check()
    manager.go_on()
    page.get_by_label("First day").fill(datetime.now(UTC).date().isoformat())
    page.get_by_label("First term, months").fill("12")
    page.get_by_label("Renewed for, months").fill("12")
    page.get_by_role("button", name="Adopt it").click()
    manager.go_on()
    page.get_by_label("Governing law").select_option(label="French law")
    page.get_by_label("Court or arbitration").fill("tribunal de commerce de Lyon")
    page.get_by_role("group", name="Language of the contract").get_by_label("English", exact=True).check()
    page.get_by_label("Model of articles").select_option(index=1)
    manager.go_on()
    return reference


def propose(manager: Someone) -> None:
    """Read the draft as it will be printed, then show it to the other side."""
    page = manager.page
    expect(page.get_by_role("heading", level=1)).to_have_text("Review")
    paper: FrameLocator = page.frame_locator("iframe[title='Draft of the contract']")
    page.locator("iframe[title='Draft of the contract']").scroll_into_view_if_needed()
    expect(paper.get_by_text("Isoreva").first).to_be_visible(timeout=WAIT)
    page.get_by_role("button", name="Propose version 1").click()
    manager.said("Version 1 is proposed")


def clear(someone: Someone, reference: str) -> None:
    """Read the checks, confirm that nothing of one's own side stands in the way."""
    someone.open_contract(reference)
    page = someone.page
    page.get_by_role("link", name="Confirm exclusivity").first.click()
    page.get_by_role("button", name="Confirm: nothing of ours stands in the way").click()
    someone.said("Your side's confirmation is recorded.")


def approve(someone: Someone, reference: str) -> None:
    """Read the version, tick, approve."""
    someone.open_contract(reference)
    page = someone.page
    page.get_by_role("link", name="Read and approve the version").first.click()
    expect(page.get_by_role("heading", name="1. Object")).to_be_visible()
    page.locator("section.confirm").get_by_role("checkbox").check()
    page.get_by_role("button", name="Approve version 1").click()
    someone.said("approv")


def sign(someone: Someone, reference: str) -> str:
    """Wait for the document, read it, say who I am, sign; the hash that was shown."""
    someone.open_contract(reference)
    page = someone.page
    link = page.get_by_role("link", name="Sign the document").first
    for _ in range(30):
        if link.count():
            break
        page.wait_for_timeout(1000)
        page.reload()
    link.click()
    shown = re.sub(r"\s", "", page.locator(".fingerprint").inner_text())
    someone.confirm_identity()
    page.locator("section.confirm").get_by_role("checkbox").check()
    page.get_by_role("button", name=re.compile("^Sign for")).click()
    someone.said("Your signature is recorded.")
    expect(page.get_by_text("Being put in the file", exact=True)).to_have_count(0, timeout=30_000)
    expect(page.get_by_text("In the file", exact=True).first).to_be_visible()
    return shown


def keep(someone: Someone, reference: str, shown: str) -> None:
    """In force; the sealed file is the one whose hash was on the page, and the signed one begins with the whole of it."""
    someone.open_contract(reference)
    someone.said("In force")
    signed = download(someone, re.compile("agent contract", re.IGNORECASE))
    someone.page.get_by_role("link", name="Signatures and evidence").first.click()
    sealed = download(someone, re.compile("Sealed by the platform"))
    assert hashlib.sha256(sealed).hexdigest() == shown
    assert signed.startswith(sealed)
    assert len(signed) > len(sealed)


def download(someone: Someone, name: re.Pattern[str]) -> bytes:
    """The bytes behind the first link of that name."""
    with someone.page.expect_download() as waiting:
        someone.page.get_by_role("link", name=name).first.click()
    return waiting.value.path().read_bytes()


def give_notice(someone: Someone, reference: str) -> None:
    """The computation first; confirmed, the contract ends with its first term."""
    someone.open_contract(reference)
    page = someone.page
    page.get_by_role("link", name="Prepare a notice").first.click()
    expect(page.get_by_role("heading", name="The computation")).to_be_visible()
    if page.get_by_role("button", name="Confirm who I am").count():
        someone.confirm_identity()
    page.locator("#agreed").get_by_role("checkbox").check()
    page.get_by_role("button", name="Give notice").click()
    someone.said("The notice is served.")
    today = datetime.now(UTC).date()
    last = today.replace(year=today.year + 1) - timedelta(days=1)
    expect(page.locator(".binding-date")).to_contain_text(f"{last.day} {last:%B %Y}")


def receive(someone: Someone, reference: str) -> None:
    """The other side reads it and says so."""
    someone.open_contract(reference)
    someone.page.get_by_role("link", name=re.compile("^Notice of the principal")).click()
    someone.page.get_by_role("button", name="Confirm that it was received").click()
    someone.said("The receipt is recorded.")


def not_for_a_rival(browser: Browser, server: Server, visited: list[str]) -> None:
    """What the director saw of this contract does not exist for a competitor's director."""
    rival = open_window(browser).new_page()
    sign_in(rival, server.url, WHO["rival"])
    own = {address for address in visited if re.search(r"/contracts/.*[0-9a-f]{8}-", address)}
    assert len(own) >= 4
    for address in sorted(own):
        assert rival.request.get(address).status == 404, address
    rival.context.close()
