"""What is measured on a page that is open: barriers (axe), sideways scrolling, the way by keyboard, weight."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

SERIOUS = {"serious", "critical"}
NARROWEST = 360
MOST_TABS = 120
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}

FOCUSED = """async () => {
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const style = getComputedStyle(at);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  const seen = at.getBoundingClientRect();
  return {
    what: `${at.tagName.toLowerCase()} "${(at.innerText || at.getAttribute("aria-label") || at.name || "").trim().slice(0, 40)}"`,
    ring: ring || style.boxShadow !== "none" || !at.matches(":focus"),  // the calendar's button in a day has the browser's own ring
    here: seen.bottom > 0 && seen.top < innerHeight && seen.right > 0 && seen.left < innerWidth,
    main: at.matches("main .btn-primary, main .verbs a, main .verbs button"),
  };
}"""
WIDER = """() => {
  const limit = document.documentElement.clientWidth;
  const wide = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > limit + 1);
  return wide.slice(0, 3).map((one) => `${one.tagName.toLowerCase()}.${one.className} ${(one.innerText || "").trim().slice(0, 30)}`);
}"""


def barriers(page: Page) -> list[str]:
    """Serious and critical findings of axe, one line each."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"axe {rule['impact']}: {rule['id']}: {node['html'][:160]} {' '.join(node.get('failureSummary', '').split())[:200]}"
        for rule in found
        if rule["impact"] in SERIOUS
        for node in rule["nodes"]
    ]


def sideways(page: Page, width: int = NARROWEST) -> list[str]:
    """What makes the page scroll sideways on the narrowest phone; the window keeps its size."""
    before = page.viewport_size
    page.set_viewport_size({"width": width, "height": 780})
    found = page.evaluate("document.scrollingElement.scrollWidth")
    wide = [f"{found} px wide at {width} px: {page.evaluate(WIDER)}"] if found > width else []
    page.set_viewport_size(before)
    return wide


def by_keyboard(page: Page) -> list[str]:
    """From the top, Tab reaches the page's main verb (when it has one), and each stop can be seen."""
    wanted = page.locator("main .btn-primary:visible, main .verbs a:visible, main .verbs button:visible").count() > 0
    faults, rounds = [], 0
    page.evaluate("document.activeElement?.blur()")
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        if at is None:
            rounds += 1
            if rounds > 1:
                break
            continue
        if not at["ring"] or not at["here"]:
            faults.append(f"keyboard: the focus cannot be seen on {at['what']}")
        if at["main"]:
            return faults
    return [*faults, "keyboard: Tab does not reach the main verb"] if wanted else faults


def weight(browser: Browser, url: str, storage_state: dict | None = None) -> int:
    """Bytes that cross the wire for a first visit with an empty cache, heads of answers included."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, storage_state=storage_state)
    page = context.new_page()
    wire = context.new_cdp_session(page)
    sizes: list[float] = []
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    wire.send("Network.enable")
    page.goto(url, wait_until="networkidle")
    context.close()
    return int(sum(sizes))
