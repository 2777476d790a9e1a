"""Pages for everybody: no barrier, nothing from elsewhere, nothing sideways, light; and a broken page is noticed."""

import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.e2e import demonstration, measures
from tests.e2e.looking import WAYS, look_at
from tests.e2e.people import PHONE, Visitors, chromium, open_window
from tests.e2e.server import Server, serving
from tests.e2e.table import KEYS, WEIGHED
from tests.e2e.watch import Watch

MOST_KILOBYTES = 120
BROKEN = b"""<!doctype html><html lang="en"><head><meta name="viewport" content="width=device-width"><title>Broken</title></head>
<body><main><h1>Broken on purpose</h1><button></button><img src="http://elsewhere.invalid/pixel.png" alt="from elsewhere">
<p style="width: 900px">wider than a phone</p><script src="/heavy.js"></script></main></body></html>"""


def row(name: str, value: float, unit: str, goal: float | None = 0) -> dict[str, Any]:
    return {"name": f"pages: {name}", "value": value, "unit": unit, "goal": goal}


def rows(fast: bool) -> Iterator[dict]:
    """Every page in every way; `fast`: some key pages in two of them, `make e2e` looks at the others."""
    ways = [(*way[:3], KEYS[::6]) for way in (WAYS[0], WAYS[3])] if fast else WAYS
    with demonstrated() as server, chromium() as browser:
        visitors = Visitors(browser, server.url)
        found = [look_at(visitors, server, look, *way[:3]) for way in ways for look in way[3]]
        yield row("looks at a page", len(found), "looks", None)
        yield row("serious findings of axe", sum(len(one.barriers) for one in found), "findings")
        yield row("requests to other hosts", sum(len(one.elsewhere) for one in found), "requests")
        yield row("wider than 360 px", sum(len(one.sideways) for one in found), "pages")
        yield row("the focus lost or not seen", sum(len(one.keyboard) for one in found), "faults")
        yield row("errors in the console", sum(len(one.complaints) for one in found), "errors")
        for look in WEIGHED:
            state = visitors.window(look.who, *WAYS[0][:3]).storage_state() if look.who else None
            size = measures.weight(browser, server.url + look.at(server.things), state)
            yield row(f"first visit, {look}", round(size / 1000, 1), "kB", MOST_KILOBYTES)


@contextmanager
def demonstrated() -> Iterator[Server]:
    """A server with the demonstration."""
    with tempfile.TemporaryDirectory() as folder:
        demonstration.put_into(Path(folder))
        with serving(Path(folder)) as server:
            yield server


def control(fast: bool) -> Iterator[dict]:
    """A page with a button without a name, a picture from elsewhere, a line of 900 px and a script of 200 kB."""
    with broken_site() as url, chromium() as browser:
        page = open_window(browser, PHONE).new_page()
        watch = Watch(page, url)
        page.goto(url)
        yield row("serious findings of axe", len(measures.barriers(page)), "findings")
        yield row("requests to other hosts", len(watch.elsewhere), "requests")
        yield row("wider than 360 px", len(measures.sideways(page)), "pages")
        yield row("errors in the console", len(watch.complaints), "errors")
        yield row("first visit", round(measures.weight(browser, url) / 1000, 1), "kB", MOST_KILOBYTES)


@contextmanager
def broken_site() -> Iterator[str]:
    """Its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Broken)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}/"
    finally:
        server.shutdown()


class Broken(BaseHTTPRequestHandler):
    """Answers the page, and a script that says nothing at length."""

    def do_GET(self) -> None:
        heavy = self.path == "/heavy.js"
        body = b"//" + os.urandom(100_000).hex().encode() if heavy else BROKEN
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript" if heavy else "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Silent."""
