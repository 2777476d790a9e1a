"""What goes wrong while people work: leaving in the middle, wrong figures, a version that changed meanwhile."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from .people import WHO, open_window, sign_in
from .server import Server


@pytest.fixture
def manager(browser: Browser, server: Server) -> Iterator[Page]:
    """The portage manager at a browser."""
    page = open_window(browser).new_page()
    sign_in(page, server.url, WHO["manager"])
    yield page
    page.context.close()


def start(page: Page, server: Server) -> str:
    """A new draft of Isoreva with Rhodia Mexico, at its first step; its address."""
    page.goto(f"{server.url}/contracts/new/")
    page.get_by_label("Principal, a carried SME").select_option(label="Isoreva")
    page.get_by_label("Agent, a subsidiary of your group").select_option(label="Rhodia Mexico")
    page.get_by_role("button", name="Start the draft").click()
    expect(page.get_by_role("heading", level=1, name="Products")).to_be_visible()
    return page.url.split("/steps/")[0]


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Save and go on").click()


def test_what_was_typed_is_there_again_in_another_browser(manager: Page, browser: Browser, server: Server):
    draft = start(manager, server)
    manager.get_by_label("rock wool insulation").check()
    expect(manager.get_by_text("You may leave and come back.")).to_be_visible()
    manager.goto(f"{draft}/steps/commission/")
    manager.get_by_label("Commission rate, %").fill("7.5")
    manager.get_by_role("group", name="What earns the commission").get_by_role("radio").first.check()
    expect(manager.get_by_text("You may leave and come back.")).to_be_visible()
    manager.context.close()
    later = open_window(browser).new_page()
    sign_in(later, server.url, WHO["manager"])
    later.goto(f"{draft}/steps/products/")
    expect(later.get_by_label("rock wool insulation")).to_be_checked()
    later.goto(f"{draft}/steps/commission/")
    expect(later.get_by_label("Commission rate, %")).to_have_value(re.compile(r"7\.50?"))
    later.goto(draft + "/")
    later.get_by_role("link", name="Type the terms").first.click()
    expect(later).to_have_url(re.compile("/steps/territory/"))
    later.context.close()


def test_wrong_answers_are_told_and_stay_typed(manager: Page, server: Server):
    draft = start(manager, server)
    wrong = "1 thing|One thing|things must be put right"
    manager.goto(f"{draft}/steps/territory/")
    for box in manager.get_by_role("group", name="Countries").get_by_role("checkbox", checked=True).all():
        box.uncheck()
    manager.get_by_label(re.compile("^Other segments")).fill("tiles, bricks")
    go_on(manager)
    expect(manager.get_by_text(re.compile(wrong)).first).to_be_visible()
    expect(manager.get_by_text("Choose at least one country.").first).to_be_visible()
    expect(manager.get_by_label(re.compile("^Other segments"))).to_have_value("tiles, bricks")
    manager.goto(f"{draft}/steps/commission/")
    manager.get_by_label("Commission rate, %").fill("300")
    go_on(manager)
    expect(manager.get_by_role("alert").first).to_contain_text(re.compile(wrong))
    expect(manager.get_by_label("Commission rate, %")).to_have_value("300")
    manager.goto(f"{draft}/steps/duration/")
    manager.get_by_label("First day").fill("2027-02-28")
    manager.get_by_label("First term, months").fill("0")
    go_on(manager)
    expect(manager.get_by_role("alert").first).to_contain_text("First term, months")
    expect(manager.get_by_label("First day")).to_have_value("2027-02-28")
    expect(manager.get_by_label("First term, months")).to_have_value("0")


def test_the_alert_takes_the_focus_and_leads_to_the_field(manager: Page, server: Server):
    draft = start(manager, server)
    manager.goto(f"{draft}/steps/commission/")
    manager.get_by_label("Commission rate, %").fill("300")
    go_on(manager)
    expect(manager.get_by_role("alert").first).to_be_focused()
    manager.get_by_role("alert").get_by_role("link", name="Commission rate, %").click()
    expect(manager.get_by_label("Commission rate, %")).to_be_in_viewport()


def test_an_approval_is_of_the_version_that_was_read(manager: Page, browser: Browser, server: Server):
    """The director reads a version while the manager proposes other terms: approving it is refused, and says so."""
    contract = f"{server.url}/contracts/{server.things['open']}"
    director = open_window(browser).new_page()
    sign_in(director, server.url, "direction@tanins.example")
    director.goto(f"{contract}/")
    director.get_by_role("link", name="Read and approve the version").first.click()
    manager.goto(f"{contract}/steps/commission/")
    manager.get_by_label("Commission rate, %").fill("8")
    manager.get_by_role("button", name="Propose these terms").click()
    approve(director)
    expect(director.get_by_text(re.compile("point is open")).first).to_be_visible()
    director.goto(f"{contract}/negotiation/")
    director.get_by_role("button", name=re.compile("^Accept")).click()
    director.goto(f"{contract}/")
    director.get_by_role("link", name="Read and approve the version").first.click()
    approve(director)
    expect(director.get_by_text("Your approval").first).to_be_visible()
    director.context.close()


def approve(page: Page) -> None:
    page.locator("section.confirm").get_by_role("checkbox").check()
    page.get_by_role("button", name=re.compile("^Approve version")).click()


def test_the_page_of_a_contract_can_be_read_without_script(browser: Browser, server: Server):
    page = open_window(browser, java_script_enabled=False).new_page()
    page.goto(f"{server.url}/accounts/login/")
    page.get_by_label("Email").first.fill(WHO["manager"])
    page.get_by_label("Password").first.fill("portage-demonstration")
    page.locator("main").get_by_role("button", name="Sign in", exact=True).click()
    page.goto(f"{server.url}/contracts/{server.things['near']}/")
    expect(page.get_by_text("Notice can prevent the renewal until").first).to_be_visible()
    page.context.close()
