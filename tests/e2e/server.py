"""The product as `make run` starts it, on a port and in a folder of its own, with the demonstration loaded."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.measure import ROOT

PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Server:
    """`url` without a slash at its end; `things`: the keys of what the demonstration holds, by a word (`things.py`)."""

    url: str
    folder: Path
    things: dict[str, str]

    @property
    def log(self) -> str:
        """What the processes said so far."""
        return (self.folder / "server.log").read_text(encoding="utf-8", errors="replace")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def environment(folder: Path, port: int) -> dict[str, str]:
    """As on a developer's machine: DEBUG, SQLite in `folder`; mail goes nowhere."""
    own = {
        name: value
        for name, value in os.environ.items()
        if name
        not in {"DATABASE_URL", "STORAGE_URL", "SECRET_KEY", "PYTEST_CURRENT_TEST"}  # links are signed by one key
    }
    url = f"http://localhost:{port}"
    return own | {
        "VAR_DIR": str(folder),
        "DEBUG": "1",
        "PORT": str(port),
        "SITE_URL": url,
        "EMAIL_URL": "dummymail://",
        "LOG_FORMAT": "text",
    }


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """Start the web server and the jobs in a folder that was prepared, wait until they are ready, stop them at the end."""
    port = free_port()
    own = environment(folder, port)
    server = Server(own["SITE_URL"], folder, json.loads((folder / "things.json").read_text()))
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen([sys.executable, "bin/serve"], cwd=ROOT, env=own, stdout=log, stderr=log)
        try:
            wait_until_ready(server, process)
            yield server
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def wait_until_ready(server: Server, process: subprocess.Popen) -> None:
    """Until /health/ready says yes."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{server.url}/health/ready", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"the server did not get ready:\n{server.log[-3000:]}")
