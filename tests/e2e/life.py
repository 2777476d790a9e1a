"""What people do with a contract, each at a browser of their own: by labels and buttons, as the pages call them."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, FrameLocator, Locator, Page, expect

from .people import WHO, open_window, say_who_i_am, sign_in
from .server import Server
from .watch import Watch

WAIT = 60_000
EMAILS = {**WHO, "agent": "manager@pl.rhodia.example"}
PARTIES = "Isoreva and Rhodia Poland"


class Someone:
    """One person at their own browser."""

    def __init__(self, browser: Browser, server: Server, who: str) -> None:
        self.url = server.url
        self.page = open_window(browser, accept_downloads=True).new_page()
        self.watch = Watch(self.page, server.url)
        self.visited: list[str] = []
        self.page.on("framenavigated", lambda frame: self.visited.append(frame.url))
        sign_in(self.page, server.url, EMAILS[who])

    def go(self, place: str) -> None:
        """A place of the rail: Today, Contracts."""
        rail = self.page.get_by_role("navigation", name="Main", exact=True)
        rail.get_by_role("link", name=re.compile(f"^{place}")).click()

    def answer_what_waits(self, what: str) -> None:
        """Today says that it waits for this person; its button leads there."""
        self.go("Today")
        self.page.get_by_role("link", name=re.compile(f"{what}: {PARTIES}$")).first.click()

    def open_contract(self, reference: str) -> None:
        """Back by the way shown above the title; from elsewhere, found in the list by its reference."""
        crumb = self.page.get_by_role("navigation", name="Where you are").get_by_role("link", name=reference)
        if crumb.count():
            crumb.click()
        else:
            self.go("Contracts")
            self.page.get_by_role("searchbox").fill(reference)
            self.page.get_by_role("button", name="Search", exact=True).click()
            self.page.get_by_role("row", name=reference).get_by_role("link").first.click()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text("Isoreva")

    def follow(self, name: str | re.Pattern[str]) -> None:
        """The first link of that name in the page."""
        self.page.locator("main").get_by_role("link", name=name).first.click()

    def press(self, name: str | re.Pattern[str]) -> None:
        """The button of that name in the page."""
        self.page.locator("main").get_by_role("button", name=name).click()

    def confirm_identity(self) -> None:
        """Where the page asks for it, and it was not said a moment ago: the password once more."""
        asked = self.page.locator("main").get_by_text("Confirm who I am", exact=True)
        if asked.count():
            asked.click()
            say_who_i_am(self.page)

    def agree(self) -> None:
        """The box that says what is agreed to; nobody ticked it beforehand."""
        box = self.page.locator("section.confirm").get_by_role("checkbox")
        expect(box).not_to_be_checked()
        box.check()

    def said(self, words: str | re.Pattern[str]) -> None:
        """Words on the page."""
        expect(self.page.locator("main").get_by_text(words).first).to_be_visible()

    def reads_redline(self, *, out: str, new: str) -> None:
        """The words struck out and those put in, marked as such."""
        main = self.page.locator("main")
        expect(main.get_by_role("deletion").filter(has_text=out).first).to_be_visible()
        expect(main.get_by_role("insertion").filter(has_text=new).first).to_be_visible()

    def download(self, name: str | re.Pattern[str]) -> bytes:
        """The bytes behind the first link of that name."""
        with self.page.expect_download() as waiting:
            self.page.get_by_role("link", name=name).first.click()
        return waiting.value.path().read_bytes()


# From nothing to a version on the table


def draft(manager: Someone) -> str:
    """Every step typed; the reference of the draft."""
    page = manager.page
    manager.go("Contracts")
    manager.follow("New contract")
    page.get_by_label("Principal, a carried SME").select_option(label="Isoreva")
    page.get_by_label("Agent, a subsidiary of your group").select_option(label="Rhodia Poland")
    page.get_by_label("Renewable").check()
    manager.press("Start the draft")
    reference = re.search(r"PC-\w+-\w", page.get_by_text(re.compile("The draft PC-.* is started")).inner_text())[0]
    page.get_by_label("rock wool insulation").check()
    manager.press("Save and go on")
    page.get_by_label("Poland", exact=True).first.check()
    page.get_by_role("group", name="Customer segments").get_by_text("Choose from the list").click()
    page.get_by_label("construction", exact=True).first.check()
    page.get_by_label("Reciprocal exclusivity").check()
    manager.press("Save and go on")
    manager.press("Save and go on")
    page.get_by_label("Commission rate, %").fill("6")
    page.get_by_label("Currency").select_option("EUR")
    page.get_by_role("group", name="What earns the commission").get_by_role("radio").first.check()
    page.get_by_role("group", name="Commission statements").get_by_role("radio").last.check()
    manager.press("Save and go on")
    page.get_by_label("First day").fill(today().isoformat())
    page.get_by_label("First term, months").fill("12")
    page.get_by_label("Renewed for, months").fill("12")
    manager.press("Adopt it")
    manager.press("Save and go on")
    page.get_by_label("Governing law").select_option(label="French law")
    page.get_by_label("Court or arbitration").fill("tribunal de commerce de Lyon")
    page.get_by_role("group", name="Language of the contract").get_by_label("English", exact=True).check()
    page.get_by_label("Model of articles").select_option(index=1)
    manager.press("Save and go on")
    return reference


def propose(manager: Someone, paper: str = "Isoreva") -> None:
    """Read it as it will be printed, then show it to the other side."""
    page = manager.page
    expect(page.get_by_role("heading", level=1)).to_have_text("Review")
    frame: FrameLocator = page.frame_locator("iframe[title='Draft of the contract']")
    page.locator("iframe[title='Draft of the contract']").scroll_into_view_if_needed()
    expect(frame.get_by_text(paper).first).to_be_visible(timeout=WAIT)
    manager.press("Propose version 1")
    manager.said("Version 1 is proposed")


# Words and terms that both sides settle


def point(someone: Someone, name: str) -> None:
    """A point of the negotiation, from the list of all of them: terms stand last."""
    someone.page.get_by_role("navigation", name="Articles and terms").get_by_role("link", name=name).last.click()
    expect(someone.page.get_by_role("heading", level=2, name=name).first).to_be_visible()


def propose_words(someone: Someone, *, out: str, new: str, why: str, button: str) -> None:
    """In the page of an article's words: some of them changed, with the reason."""
    words = someone.page.get_by_label("English", exact=True)
    before = words.input_value()
    assert before.count(out) == 1, before
    words.fill(before.replace(out, new))
    someone.page.get_by_label("Why (the other side reads it)").fill(why)
    someone.press(button)
    someone.said("Proposed: the other side reads it now.")


def propose_rate(someone: Someone, percent: str, why: str) -> None:
    """In the point of the terms of commission: another rate."""
    someone.follow(re.compile("Propose (a change|something else)"))
    someone.page.get_by_label("Commission rate, %").fill(percent)
    someone.page.get_by_label("Why (the other side reads it)").fill(why)
    someone.press("Propose these terms")
    someone.said("Proposed: the other side reads it now.")


def comment(someone: Someone, words: str) -> None:
    """For both sides to read."""
    someone.page.get_by_label("Comment", exact=True).fill(words)
    someone.page.get_by_label("Who reads it").select_option("both sides")
    someone.press("Comment")
    someone.said("Said to both sides.")


def refuse(someone: Someone, why: str) -> None:
    """The proposal on the page, with the reason that the other side reads."""
    refusing = someone.page.locator("main").get_by_role("group").filter(has_text="Refuse the proposal")
    refusing.get_by_text("Refuse", exact=True).click()
    refusing.get_by_label("Why (the other side reads it)").fill(why)
    someone.press("Refuse the proposal")
    someone.said("Refused: the other side reads why.")


# What binds


def clear(someone: Someone, reference: str) -> None:
    """Read the checks, confirm that nothing of one's own side stands in the way."""
    someone.open_contract(reference)
    someone.follow("Confirm exclusivity")
    someone.press("Confirm: nothing of ours stands in the way")
    someone.said("Your side's confirmation is recorded.")


def approve(someone: Someone, number: int) -> None:
    """Read the version, tick, approve that very one."""
    someone.answer_what_waits(f"Approve version {number}")
    expect(someone.page.get_by_role("heading", level=1)).to_have_text(re.compile(f"version {number}$", re.IGNORECASE))
    someone.agree()
    someone.press(f"Approve version {number}")
    someone.said(f"Your approval of version {number} is recorded.")


def sign(someone: Someone) -> str:
    """Wait for the document, read it, say who I am, sign; the hash that was shown."""
    page = someone.page
    link = page.get_by_role("link", name=re.compile(f"Sign: {PARTIES}$"))
    someone.go("Today")
    for _ in range(60):
        if link.count():
            break
        page.wait_for_timeout(500)
        page.reload()
    link.click()
    shown = re.sub(r"\s", "", page.locator(".fingerprint").inner_text())
    someone.confirm_identity()
    someone.agree()
    someone.press(re.compile("^Sign for"))
    someone.said("Your signature is recorded.")
    expect(page.get_by_text("Being put in the file", exact=True)).to_have_count(0, timeout=WAIT)
    expect(page.get_by_text("In the file", exact=True).first).to_be_visible()
    return shown


# Anybody, with a file in hand


def verify(page: Page, file: Path) -> Locator:
    """Drop the file on the public page; what is read then."""
    area = page.locator("main").get_by_text("Drop a").or_(page.locator("main").get_by_text("Drop another")).first
    drop(page, area, file)
    page.get_by_role("button", name="Verify this file").click()
    told = page.locator("main")
    expect(told).to_contain_text(file.name)
    return told


def drop(page: Page, area: Locator, file: Path) -> None:
    """The file let go over the area, as from a folder of the desk."""
    box = area.bounding_box()
    where = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    data = {"items": [], "files": [str(file)], "dragOperationsMask": 1}
    hand = page.context.new_cdp_session(page)
    for step in ("dragEnter", "dragOver", "drop"):
        hand.send("Input.dispatchDragEvent", {"type": step, "data": data, **where})
    hand.detach()


# Its end


def give_notice(someone: Someone, reference: str) -> date:
    """The computation first; confirmed, the contract ends with its first term: that day."""
    someone.open_contract(reference)
    page = someone.page
    someone.follow("Prepare a notice")
    expect(page.get_by_role("heading", name="The computation")).to_be_visible()
    expect(page.get_by_role("heading", name="What follows, if you confirm")).to_be_visible()
    someone.confirm_identity()
    someone.agree()
    someone.press("Give notice")
    someone.said("The notice is served.")
    last = today().replace(year=today().year + 1) - timedelta(days=1)
    expect(page.locator(".binding-date")).to_contain_text(told(last))
    return last


def receive(someone: Someone) -> None:
    """The other side reads it and says so."""
    someone.answer_what_waits("A notice has come")
    someone.follow(re.compile("^Notice of the principal"))
    someone.press("Confirm that it was received")
    someone.said("The receipt is recorded.")


def propose_end(someone: Someone, reference: str, last: date, why: str) -> None:
    """An earlier day, by agreement: what follows is read before anything is proposed."""
    someone.open_contract(reference)
    page = someone.page
    someone.follow("Propose to end by agreement")
    page.get_by_label("Last day of the contract").fill(last.isoformat())
    page.get_by_label("Reason").fill(why)
    someone.press("Show what follows")
    someone.said(f"on {told(last)}")
    someone.agree()
    someone.press("Propose this day")
    someone.said("The end is proposed.")


def accept_end(someone: Someone, last: date) -> None:
    """Read the day and what follows, then accept."""
    someone.answer_what_waits("Answer the proposal to end")
    expect(someone.page.locator(".binding-date")).to_contain_text(told(last))
    expect(someone.page.get_by_role("heading", name="What follows, if you accept")).to_be_visible()
    someone.confirm_identity()
    someone.agree()
    someone.press("Accept this last day")
    someone.said(f"The end is agreed: the contract ends on {told(last)}.")


def today() -> date:
    """Where the contract is kept: an hour before midnight it is tomorrow there."""
    return datetime.now(ZoneInfo("Europe/Paris")).date()


def told(day: date) -> str:
    """30 November 2026."""
    return f"{day.day} {day:%B %Y}"
