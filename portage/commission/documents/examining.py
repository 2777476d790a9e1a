"""Is this an invoice that accounting programs can read, and do its totals add up? By the schema and the rules of its profile.

examine_xml(content)   a Factur-X file as such
examine_pdf(content)   a PDF that carries one

The work is done by one process of its own, started at the first file and kept while there is work: a hostile file reaches nothing.
"""

import base64
import contextlib
import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import IO, cast

from contracts.documents.pool import ROOT
from contracts.documents.worker import read_frame, write_frame

from . import facturx
from .examiner import PDF, XML
from .facturx import Said

KEPT = ("PATH", "LANG", "LC_ALL", "VIRTUAL_ENV")
PATIENCE = 90.0  # seconds of the clock for a file, on a busy machine
MOST = 300  # files, after which the process is replaced


@dataclass(frozen=True)
class Verdict:
    """`faults`: (rule, what it says), none when the file is valid. `said`: what the invoice says, where it could be read."""

    faults: tuple[tuple[str, str], ...]
    profile: str
    xml: bytes

    @property
    def ok(self) -> bool:
        return not self.faults

    @property
    def said(self) -> Said:
        return facturx.said(facturx.read(self.xml))


class NotExamined(RuntimeError):
    """The process gave no verdict: it was too slow, or ended."""


class Examiner:
    """The process, its two pipes, and who waits for it: one file at a time."""

    def __init__(self) -> None:
        self.lock, self.done, self.owner = threading.Lock(), 0, os.getpid()
        self.child: subprocess.Popen[bytes] | None = None

    def ask(self, request: bytes) -> bytes:
        """The answer to one request. A process that had worked and ended (idle, worn) is replaced; one that ends at its first
        file does so by this file. Raises NotExamined."""
        with self.lock:
            while True:
                child = self._process()
                first = self.done == 1
                content = self._exchange(child, request)
                if content is not None:
                    return content
                self.close()
                if first:
                    raise NotExamined

    def _process(self) -> subprocess.Popen[bytes]:
        if self.done >= MOST:
            self.close()
        if self.child is None or self.child.poll() is not None:
            self.close()
            environment = {name: os.environ[name] for name in KEPT if name in os.environ}
            self.child = subprocess.Popen(  # our own module, fixed words  # nosec B603
                [sys.executable, "-m", "portage.commission.documents.examiner"], cwd=ROOT, env=environment,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            self.done = 0
        self.done += 1
        return self.child

    def _exchange(self, child: subprocess.Popen[bytes], request: bytes) -> bytes | None:
        timer = threading.Timer(PATIENCE, child.kill)
        timer.daemon = True
        timer.start()
        try:
            write_frame(cast("IO[bytes]", child.stdin), request)
            return read_frame(cast("IO[bytes]", child.stdout))
        except OSError:
            return None
        finally:
            timer.cancel()

    def close(self) -> None:
        """End the process, if there is one."""
        child, self.child = self.child, None
        if child is None:
            return
        with contextlib.suppress(OSError):
            child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            with contextlib.suppress(OSError):
                cast("IO[bytes]", pipe).close()


_lock = threading.Lock()
_shared: Examiner | None = None


def shared() -> Examiner:
    """The one of this operating system process; a forked child has its own."""
    global _shared
    with _lock:
        if _shared is None or _shared.owner != os.getpid():
            _shared = Examiner()
        return _shared


def examine_xml(content: bytes) -> Verdict:
    return _verdict(XML + content)


def examine_pdf(content: bytes) -> Verdict:
    return _verdict(PDF + content)


def _verdict(request: bytes) -> Verdict:
    told = json.loads(shared().ask(request))
    faults = tuple((rule, says) for rule, says in told["faults"])
    return Verdict(faults, told["profile"], base64.b64decode(told["xml"]))
