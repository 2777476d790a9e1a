"""The web worker: what it holds in memory after serving every page of a manager's morning."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROUNDS = 60
GOAL = 150
PAGES = ("/health/live", "/", "/contracts/", "/contracts/calendar/", "/organisations/", "/products/")


def rows() -> Iterator[dict]:
    from tests.bench.web_data import session_of_a_manager

    cookie = session_of_a_manager(contracts=1000)
    port = free_port()
    server = serve(port)
    try:
        wait_for(port)
        answered = [get(port, page, cookie) for _ in range(ROUNDS) for page in PAGES]
        yield {
            "name": "web worker: memory after a morning's pages",
            "value": memory_of_workers(server.pid),
            "unit": "MB",
            "goal": GOAL,
            "n": len(answered),
        }
        wrong = [status for status in answered if status != 200]
        yield {
            "name": "web worker: pages that did not answer 200",
            "value": len(wrong),
            "unit": "pages",
            "goal": 0,
            "n": len(answered),
        }
    finally:
        server.terminate()
        server.wait(10)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def serve(port: int) -> subprocess.Popen:
    """The server as `bin/serve` starts it, without the jobs."""
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "asginl",
        "--port",
        str(port),
        "--no-ws",
        "--log-level",
        "warning",
    ]
    return subprocess.Popen(
        [*command, "portage.asgi:application"], env=os.environ | {"SITE_URL": f"http://localhost:{port}"}
    )


def wait_for(port: int) -> None:
    for _ in range(200):
        try:
            get(port, "/health/live", "")
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server does not answer")


def get(port: int, page: str, cookie: str) -> int:
    request = urllib.request.Request(f"http://localhost:{port}{page}", headers={"Cookie": f"sessionid={cookie}"})
    with urllib.request.urlopen(request) as answer:
        answer.read()
        return answer.status


def memory_of_workers(parent: int) -> float:
    """The largest resident size, in MB, among the server's processes."""
    sizes = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            status = (process / "status").read_text()
        except OSError:
            continue
        facts = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
        if int(facts.get("PPid", "0")) == parent or process.name == str(parent):
            sizes.append(int(facts["VmRSS"].split()[0]) / 1024)
    return round(max(sizes), 1)
