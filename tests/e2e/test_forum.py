"""Three people talk: an engineer asks the agencies, the manager is spoken to and answers, the SME finds nothing of it."""

import re
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.core.test_photos import picture

from .life import Someone
from .server import Server

QUESTION = "Who sells dosing pumps to breweries?"


def test_agencies_talk_and_no_sme_reads_along(browser: Browser, server: Server, tmp_path: Path):
    engineer, manager, director = (Someone(browser, server, who) for who in ("sales", "manager", "director"))
    photo = tmp_path / "shelf.png"
    photo.write_bytes(picture())

    # The engineer asks, sees it drawn before it is sent, and adds a photo
    engineer.go("Forum")
    engineer.follow("Materials and equipment")
    engineer.follow("Start a thread")
    engineer.page.get_by_label("What it is about").fill(QUESTION)
    engineer.page.get_by_label("Your post").fill("**Two breweries** ask. @C. Renard, may I quote from the list?")
    engineer.press("Preview")
    expect(engineer.page.locator("#preview strong")).to_have_text("Two breweries")
    expect(engineer.page.locator("#preview")).to_contain_text("It speaks to one person")
    engineer.page.get_by_label("Photos or PDFs").set_input_files(photo)
    engineer.press("Start a thread")
    expect(engineer.page.get_by_role("heading", name=QUESTION)).to_be_visible()
    expect(engineer.page.get_by_role("img", name="shelf.jpg")).to_be_visible()

    # The manager sees in the rail that something waits, reads it, quotes it; it is read then, also after coming back
    manager.go("Forum")
    expect(manager.page.locator("#badge-forum")).to_have_text(re.compile(r"\d"))
    manager.follow("Materials and equipment")
    manager.follow("Unread")
    manager.follow(QUESTION)
    expect(manager.page.locator(".mention.me")).to_have_text("@C. Renard")
    manager.press("Useful")
    manager.follow(re.compile("^Quote"))
    expect(manager.page.get_by_text("quote nothing")).to_be_visible()
    manager.page.get_by_label("Your post").fill("Yes, with the list price. <script>alert(1)</script>")
    manager.press("Reply")
    expect(manager.page.locator("#post-2")).to_contain_text("<script>alert(1)</script>")
    expect(manager.page.locator("#post-2 .quoted")).to_contain_text("Two breweries ask.")
    manager.page.get_by_role("link", name="Materials and equipment").first.click()
    manager.follow("Unread")
    expect(manager.page.get_by_role("link", name=QUESTION)).to_have_count(0)

    # The engineer marks the answer, and corrects the question; both stand for everybody
    engineer.page.reload()
    engineer.page.locator("#post-2 summary").click()
    engineer.press("Mark as the answer")
    expect(engineer.page.locator("#post-2")).to_contain_text("Answer")
    engineer.page.locator("#post-1 summary").click()
    engineer.follow("Change the post")
    engineer.page.get_by_label("Your post").fill("**Three breweries** ask. @C. Renard, may I quote from the list?")
    engineer.press("Change the post")
    engineer.follow("see what changed")
    engineer.said("Two breweries")

    # The SME: its own space alone, and nothing at the address of the thread
    director.go("Forum")
    director.said("First container: what the port asks")
    expect(director.page.get_by_text("Between agencies")).to_have_count(0)
    address = manager.page.url
    director.page.goto(address)
    expect(director.page.locator("body")).not_to_contain_text(QUESTION)
    for someone in (engineer, manager, director):
        assert someone.watch.elsewhere == []
        someone.page.context.close()
