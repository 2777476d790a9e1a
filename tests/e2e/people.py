"""People of the demonstration in their browsers, and what they do there: sign in, choose a language, say who they are."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

PASSWORD = "portage-demonstration"
BROWSERS = ("chromium-headless-shell", "chromium", "google-chrome", "chromium-browser")
WHO = {
    "manager": "manager@rhodia.example",
    "counsel": "counsel@rhodia.example",
    "auditor": "auditor@rhodia.example",
    "sales": "sales@pl.rhodia.example",
    "subsidiary": "manager@br.rhodia.example",
    "director": "direction@isoreva.example",
    "negotiator": "direction@pigmalis.example",
    "signatory": "direction@jointec.example",
    "named": "manager@valombre.example",
    "rival": "direction@laquor.example",
    "administrator": "admin@portage.example",
}
DESK, PHONE = 1440, 390
SIZES = {DESK: {"width": 1440, "height": 900}, PHONE: {"width": 390, "height": 844}}
LANGUAGES = {"en": "English", "fr": "Français"}


class NoBrowser(Exception):
    """Chromium is not on this machine."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, in its form without windows when it is there: the same engine for less than half of the work.
    None is ever downloaded."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        raise NoBrowser("chromium is needed: apt-get install chromium-headless-shell")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


def open_window(browser: Browser, width: int = DESK, colours: str = "light", **more) -> BrowserContext:
    """A browser of somebody's own: no cookie of anybody else, device colours `light` or `dark`, English by preference."""
    return browser.new_context(
        viewport=SIZES[width], color_scheme=colours, locale="en-GB", reduced_motion="reduce", **more
    )


def sign_in(page: Page, url: str, email: str, language: str = "en") -> None:
    """By the form, as anybody; then in the language asked for."""
    page.goto(f"{url}/accounts/login/")
    page.get_by_label("E-mail").or_(page.get_by_label("Email")).first.fill(email)
    page.get_by_label(re.compile("Password|Mot de passe")).first.fill(PASSWORD)
    page.locator("main").get_by_role("button", name=re.compile("^(Sign in|Se connecter)$")).click()
    expect(page).not_to_have_url(re.compile("/accounts/login/"))
    speak(page, language)


def speak(page: Page, language: str) -> None:
    """Choose the language in the menu of one's name; it is kept with the person."""
    if page.locator("html").get_attribute("lang") == language:
        return
    menu = page.locator("details[data-menu]:visible").last
    menu.locator("summary").click()
    menu.get_by_role("button", name=LANGUAGES[language], exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", language)


def say_who_i_am(page: Page) -> None:
    """The password once more, where the page asks for it before something binds."""
    page.get_by_label(re.compile("Password|Mot de passe")).fill(PASSWORD)
    page.locator("main form").get_by_role("button", name=re.compile("^(Confirm|Confirmer)")).click()


@dataclass
class Visitors:
    """Signed-in browsers, kept from page to page. A language belongs to the person: one at a time."""

    browser: Browser
    url: str
    windows: dict[tuple, BrowserContext] = field(default_factory=dict)
    pages: dict[BrowserContext, Page] = field(default_factory=dict)
    spoken: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, dict] = field(default_factory=dict)

    def window(self, who: str | None, width: int, colours: str, language: str) -> BrowserContext:
        """The browser of `who` (None: a stranger) at that width, in those colours; they now read that language."""
        if who is None:
            context = self.windows.get((None, width, colours)) or open_window(self.browser, width, colours)
            context.add_cookies([{"name": "language", "value": language, "url": self.url}])
            return self.windows.setdefault((None, width, colours), context)
        if self.spoken.get(who) != language:
            self._settle(who, language)
        key = (who, width, colours)
        if key not in self.windows:
            self.windows[key] = open_window(self.browser, width, colours, storage_state=self.cookies[who])
        return self.windows[key]

    def page(self, who: str | None, width: int, colours: str, language: str) -> Page:
        """The one page of that browser: a new one each time would be a new process each time."""
        context = self.window(who, width, colours, language)
        if context not in self.pages or self.pages[context].is_closed():
            self.pages[context] = context.new_page()
        return self.pages[context]

    def _settle(self, who: str, language: str) -> None:
        """Signed in once; the language changed by the menu."""
        context = open_window(self.browser, storage_state=self.cookies.get(who))
        page = context.new_page()
        if who in self.cookies:
            page.goto(f"{self.url}/settings/")
            speak(page, language)
        else:
            sign_in(page, self.url, WHO[who], language)
        self.cookies[who], self.spoken[who] = context.storage_state(), language
        context.close()
