"""The board moved by keyboard and by hand, in a browser: what is said, what stands afterwards, what a colleague did first."""

import re

from playwright.sync_api import Page, expect

from .people import DESK, Visitors
from .server import Server


def opened(visitors: Visitors, server: Server) -> Page:
    page = visitors.window("sales", DESK, "light", "en").new_page()
    page.goto(server.url + f"/prospects/of/{server.things['prospected']}/")
    return page


def column(page: Page, stage: str):
    return page.locator(f"#board [data-stage={stage}]")


def test_a_card_moves_by_keyboard_and_by_hand(visitors: Visitors, server: Server):
    page, said = opened(visitors, server), "#said"
    card = column(page, "identified").locator(".pcard").first
    name = card.get_attribute("data-name")
    card.get_by_role("link").focus()
    page.keyboard.press("Space")
    expect(page.locator(said)).to_have_text(f"{name} picked up, at Identified.")
    page.keyboard.press("ArrowRight")
    expect(page.locator(said)).to_have_text(f"{name} to Contacted.")
    expect(column(page, "contacted").locator(".slot")).to_have_text(f"{name} goes here")
    page.keyboard.press("Escape")
    expect(page.locator(said)).to_have_text(f"{name} put back in Identified.")
    expect(page.locator(".slot")).to_have_count(0)
    for key in ("Space", "ArrowRight", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    expect(page.locator(said)).to_have_text(f"{name} moved to Visited.")
    moved = column(page, "visited").get_by_role("link", name=name)
    expect(moved).to_be_focused()

    other = column(page, "trial").locator(".pcard").first
    dragged = other.get_attribute("data-name")
    other.drag_to(column(page, "quoted").locator(".pcards"))
    expect(page.locator(said)).to_have_text(f"{dragged} moved to Quoted.")

    moved.focus()
    page.keyboard.press("Space")
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(name)
    dialog.get_by_label("Reason").select_option("no_need")
    dialog.get_by_role("button", name="Mark as lost").click()
    expect(page.locator(said)).to_have_text(f"{name} moved to Lost.")
    expect(column(page, "visited").get_by_role("link", name=name)).to_have_count(0)


def test_who_comes_second_is_told_and_sees_where_it_stands(visitors: Visitors, server: Server):
    first, second = opened(visitors, server), opened(visitors, server)
    name = column(first, "ordered").locator(".pcard").first.get_attribute("data-name")
    for page in (first, second):
        column(page, "ordered").get_by_role("link", name=name).focus()
        for key in ("Space", "ArrowRight", "Enter") if page is first else ("Space", "ArrowLeft", "Enter"):
            page.keyboard.press(key)
        expect(page.locator("#said")).to_have_text(
            re.compile("moved to Regular customer|moved this prospect meanwhile")
        )
    expect(second.locator("#board .note")).to_contain_text("Somebody moved this prospect meanwhile")
    expect(column(second, "regular").get_by_role("link", name=name)).to_be_visible()
