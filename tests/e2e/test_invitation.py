"""Somebody new opens the letter on a phone, reads who invites them and as what, and joins."""

from playwright.sync_api import Browser, expect

from .people import PHONE, open_window
from .server import Server
from .watch import Watch


def test_somebody_new_joins_from_the_letter(browser: Browser, server: Server):
    context = open_window(browser, PHONE)
    page = context.new_page()
    watch = Watch(page, server.url)
    page.goto(f"{server.url}/join/{server.things['key_to_take']}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Isoreva")
    name, password = page.get_by_label("Your name"), page.get_by_label("Password")
    name.fill("Nora Lindqvist")
    password.fill("motdepasse")
    page.get_by_role("button", name="Join Isoreva").click()
    expect(page.get_by_text("at least 12 characters").first).to_be_visible()
    expect(name).to_have_value("Nora Lindqvist")
    password.fill("bouilloires de cuivre 42")
    page.get_by_role("button", name="Join Isoreva").click()
    expect(page.get_by_text("Welcome").first).to_be_visible()
    page.goto(f"{server.url}/join/{server.things['key_to_take']}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("no longer open")
    assert watch.elsewhere == []
    context.close()
