"""What a page does that nobody asked for: requests to other hosts, errors told to the console, refusals by the content policy."""

from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Error, Page, Request

QUIET_MS, MOST_MS = 60, 10_000

# Told when a page is left while it keeps what was typed: the person went on, and the same words went with them.
GIVEN_UP = ("htmx:sendAbort", "htmx:afterRequest")

OWN_SCHEMES = {
    "data",
    "blob",
    "about",
    "chrome",
    "chrome-extension",
}  # the last two: the browser's own viewer of PDF files


class Watch:
    """Put it on a page before going anywhere."""

    def __init__(self, page: Page, url: str) -> None:
        self.host = urlsplit(url).netloc
        self.elsewhere: list[str] = []
        self.complaints: list[str] = []
        self.under_way: set[Request] = set()
        self.page = page
        self.heard = {
            "requestfinished": self._answered, "requestfailed": self._answered, "request": self._asked, "console": self._said,
            "pageerror": self._broke,
        }  # fmt: skip
        for event, told in self.heard.items():
            page.on(event, told)

    def leave(self) -> None:
        """Hear no more of this page."""
        for event, told in self.heard.items():
            self.page.remove_listener(event, told)

    def wait_until_quiet(self) -> None:
        """Until nothing was under way twice in a row: what a page fetches after it is drawn is there."""
        quiet = 0
        for _ in range(MOST_MS // QUIET_MS):
            self.page.wait_for_timeout(QUIET_MS)
            quiet = 0 if self.under_way else quiet + 1
            if quiet == 2:
                return
        raise AssertionError(f"still asking for {[request.url for request in self.under_way]}")

    def _asked(self, request: Request) -> None:
        self.under_way.add(request)
        parts = urlsplit(request.url)
        if parts.scheme not in OWN_SCHEMES and parts.netloc != self.host:
            self.elsewhere.append(request.url)

    def _answered(self, request: Request) -> None:
        self.under_way.discard(request)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(GIVEN_UP):
            self.complaints.append(f"console: {message.text} ({message.location.get('url', '')})")

    def _broke(self, error: Error) -> None:
        self.complaints.append(f"script: {error}")
