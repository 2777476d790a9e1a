"""One server and one Chromium for the whole run."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error

from . import demonstration
from .people import Visitors, chromium
from .server import Server, serving

collect_ignore = [] if os.environ.get("E2E_SHOTS") else ["test_pictures.py"]


def pytest_configure() -> None:
    """E2E_SHOTS=1 asks for pictures in a new folder."""
    if os.environ.get("E2E_SHOTS") == "1":
        os.environ["E2E_SHOTS"] = tempfile.mkdtemp(prefix="portage-pictures-")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Where they are."""
    if os.environ.get("E2E_SHOTS"):
        terminalreporter.write_line(f"pictures in {os.environ['E2E_SHOTS']}")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The product with the demonstration in it; each test makes what it changes."""
    folder = tmp_path_factory.mktemp("portage")
    demonstration.put_into(folder)
    with serving(folder) as one:
        yield one


@pytest.fixture(scope="session")
def browser(server: Server) -> Iterator[Browser]:
    """The system's Chromium; closed before the server stops."""
    with chromium() as one:
        yield one


@pytest.fixture(scope="session")
def visitors(browser: Browser, server: Server) -> Visitors:
    """Signed-in people, ready to look at pages."""
    return Visitors(browser, server.url)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> Iterator[None]:
    """When a test fails, pictures of every open page, and where they are."""
    report = yield
    browser = getattr(item, "funcargs", {}).get("browser")
    if report.when == "call" and report.failed and browser:
        folder = Path(tempfile.mkdtemp(prefix="e2e-failed-"))
        for number, page in enumerate(page for context in browser.contexts for page in context.pages):
            with contextlib.suppress(Error):  # a window that is gone has no picture
                page.screenshot(path=folder / f"{number}.png", full_page=True)
        report.sections.append(("pictures", str(folder)))
    return report
