"""What a page does that nobody asked for: requests to other hosts, errors told to the console, refusals by the content policy."""

from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request

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
        page.on("request", self._asked)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in OWN_SCHEMES and parts.netloc != self.host:
            self.elsewhere.append(request.url)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"console: {message.text} ({message.location.get('url', '')})")
