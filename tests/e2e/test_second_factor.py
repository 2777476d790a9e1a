"""A passkey made and used, and a code of an authenticator app, in a real browser with a virtual authenticator."""

import re
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, Page, expect

from .people import PASSWORD, PHONE, open_window, say_who_i_am
from .server import Server
from .watch import Watch

WITH_PASSKEY, WITH_CODE = "manager@jp.rhodia.example", "manager@pechiney.example"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # of the demonstration
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def with_device(page: Page) -> None:
    """From now on the browser has a device that keeps passkeys and says yes."""
    wire = page.context.new_cdp_session(page)
    wire.send("WebAuthn.enable")
    wire.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


def type_password(page: Page, url: str, email: str) -> None:
    page.goto(f"{url}/accounts/login/")
    page.get_by_label("Email").first.fill(email)
    page.get_by_label("Password").first.fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in", exact=True).click()


def test_a_passkey_is_made_and_signs_in_alone(browser: Browser, server: Server):
    context = open_window(browser)
    page = context.new_page()
    watch = Watch(page, server.url)
    with_device(page)
    type_password(page, server.url, WITH_PASSKEY)
    page.goto(f"{server.url}/accounts/2fa/webauthn/add/")
    say_who_i_am(page)
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Keep these recovery codes")
    page.goto(f"{server.url}/accounts/logout/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    page.goto(f"{server.url}/accounts/login/?next=/organisations/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page).to_have_url(f"{server.url}/organisations/")
    assert watch.elsewhere == watch.complaints == []
    context.close()


def test_a_code_of_the_app_is_the_second_step_on_a_phone(browser: Browser, server: Server):
    context = open_window(browser, PHONE)
    page = context.new_page()
    type_password(page, server.url, WITH_CODE)
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile("Second step|Deuxième étape"))
    page.locator("input[name=code]").fill("000000")
    page.locator("main form button").first.click()
    expect(page.locator("main .wrong")).to_be_visible()
    page.locator("input[name=code]").fill(format_hotp_value(hotp_value(SECRET, int(time.time()) // 30)))
    page.locator("main form button").first.click()
    expect(page).to_have_url(f"{server.url}/")
    context.close()
