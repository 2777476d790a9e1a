"""The end of a quarter in a browser: what is over is read, the director says who they are, issues it, and sees it end."""

import re

from playwright.sync_api import Browser, expect

from .life import WAIT, Someone
from .people import say_who_i_am
from .server import Server


def test_a_director_issues_what_is_over_and_watches_it_end(browser: Browser, server: Server):
    director = Someone(browser, server, "director")
    page, main = director.page, director.page.locator("main")
    director.go("Commission")
    director.follow("Issue together")
    expect(main.get_by_role("checkbox")).to_have_count(1)  # nobody leaves anything out before saying who they are
    director.follow("Confirm who you are")
    say_who_i_am(page)
    out = main.get_by_role("checkbox", name=re.compile("^Leave PC-.* out$"))
    out.check()
    main.get_by_role("checkbox", name=re.compile("^I issue these statements")).check()
    director.press("Issue these statements")
    director.said("You left every one of them out.")
    expect(out).to_be_checked()
    out.uncheck()
    main.get_by_role("checkbox", name=re.compile("^I issue these statements")).check()
    director.press("Issue these statements")
    director.said("1 statement is being issued.")
    expect(main.get_by_text("The statement is issued.")).to_be_visible(timeout=WAIT)
    row = main.get_by_role("row", name="Rhodia Japan")
    expect(row).to_contain_text("Issued")  # the list is read anew by itself
    row.get_by_role("link").click()
    expect(page.get_by_role("heading", name="Commission statement")).to_be_visible()
    director.said("1 April 2026 to 30 June 2026")
    assert director.watch.elsewhere == []
    page.context.close()
