"""Warm processes that make PDFs: one a core, each with a memory limit, replaced after a few hundred documents or when it dies.

For job workers, for the preview of a draft and for a review file; no other web request waits for a PDF. Threads may share the pool: each render
has a process to itself, so a document that is killed for its time or memory takes no other with it.
"""

import base64
import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, cast

from .attached import Attached
from .worker import MEMORY, PDF, read_frame, write_frame

# A busy machine may give a process a quarter of its time; beyond that the clock decides.
_PATIENCE = 4
ROOT = Path(__file__).resolve().parents[2]
_KEPT = ("PATH", "LANG", "LC_ALL", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "HOME", "XDG_CACHE_HOME", "VIRTUAL_ENV")


class RenderFailed(RuntimeError):
    """No PDF. `reason` is time, memory, busy (no process became free), died, or refused; `detail` says more, for people."""

    def __init__(self, reason: str, detail: str = ""):
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason, self.detail = reason, detail


@dataclass(frozen=True)
class Limits:
    """`seconds` of processor a render (four times as many of the clock), `memory` bytes of private memory a process, `renders`
    before a process is replaced, `start` seconds to become ready, `wait` seconds for a process to be free."""

    seconds: float = 5.0
    memory: int = 300 * 2**20
    renders: int = 300
    start: float = 60.0
    wait: float = 120.0


class _Process:
    """One rendering process, started at once and warmed while nobody waits for it."""

    def __init__(self, limits: Limits):
        self.limits, self.done, self.ready = limits, 0, False
        environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
        command = [sys.executable, "-m", "contracts.documents.worker", str(limits.memory), str(limits.seconds)]
        self.child = subprocess.Popen(  # our own module, fixed words  # nosec B603
            command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )

        self.stdin, self.stdout = cast("IO[bytes]", self.child.stdin), cast("IO[bytes]", self.child.stdout)

    def render(self, request: bytes) -> bytes:
        """The answer to one request; RenderFailed(time, died) kills the process first."""
        if not self.ready:
            self._exchange(None, self.limits.start)
            self.ready = True
        self.done += 1
        return self._exchange(request, self.limits.seconds * _PATIENCE)

    def _exchange(self, request: bytes | None, seconds: float) -> bytes:
        """Send a request, if any, and read the next answer; the process is killed when `seconds` of the clock have passed."""
        late = threading.Event()

        def end() -> None:
            late.set()
            self.kill()

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            if request is not None:
                with contextlib.suppress(OSError):  # dead already: reading says so
                    write_frame(self.stdin, request)
            content = read_frame(self.stdout)
        finally:
            timer.cancel()
        if content is None:
            self.kill()
            raise RenderFailed("time", f"over {seconds:.0f} s of the clock") if late.is_set() else self._died()
        return content

    def _died(self) -> RenderFailed:
        """Why the process ended by itself: its own timer, a library that aborts when memory is refused, or something else."""
        code = self.child.wait()
        if code == -signal.SIGPROF:
            return RenderFailed("time", f"over {self.limits.seconds:.1f} s")
        if code in (-signal.SIGTRAP, -signal.SIGABRT, -signal.SIGSEGV):
            return RenderFailed("memory", f"over {self.limits.memory >> 20} MB")
        return RenderFailed("died", signal.Signals(-code).name if code < 0 else f"exit {code}")

    def kill(self) -> None:
        """End the process now and forget it."""
        with contextlib.suppress(OSError):
            self.child.kill()
        self.child.wait()

    def close(self) -> None:
        """Release the process and its pipes."""
        self.kill()
        for pipe in (self.stdin, self.stdout):
            with contextlib.suppress(OSError):
                pipe.close()

    @property
    def worn(self) -> bool:
        return self.done >= self.limits.renders or self.child.poll() is not None


class Pool:
    """As many rendering processes as asked for (default: one a core). Close it, or let the end of this process do so."""

    def __init__(self, size: int | None = None, limits: Limits | None = None):
        self.limits, self.owner = limits or Limits(), os.getpid()
        self.size = size or os.cpu_count() or 1
        self._free: queue.LifoQueue[_Process] = queue.LifoQueue()
        for _ in range(self.size):
            self._free.put(_Process(self.limits))

    def render_pdf(
        self,
        html: str,
        *,
        created: datetime,
        language: str,
        attachments: Sequence[Attached] = (),
        level: str = "a",
        xmp: str = "",
    ) -> bytes:
        """PDF/A-3 of this HTML, as `pdf.write`; RenderFailed otherwise. A process killed from outside is tried once more:
        making a PDF has no effect but its result."""
        request = _request(attachments, html=html, created=created.isoformat(), language=language, level=level, xmp=xmp)
        for attempt in (1, 2):
            try:
                return self._once(request)
            except RenderFailed as failure:
                if attempt == 2 or (failure.reason, failure.detail) != ("died", "SIGKILL"):
                    raise
        raise AssertionError("unreachable")

    def _once(self, request: bytes) -> bytes:
        try:
            process = self._free.get(timeout=self.limits.wait)
        except queue.Empty:
            raise RenderFailed("busy", f"no process free within {self.limits.wait:.0f} s") from None
        try:
            reply = process.render(request)
            if reply == MEMORY:
                process.kill()
        except BaseException:
            process.kill()
            raise
        finally:
            self._put_back(process)
        if reply == MEMORY:
            raise RenderFailed("memory", f"over {self.limits.memory >> 20} MB")
        if reply[:1] != PDF:
            raise RenderFailed("refused", reply[1:].decode())
        return reply[1:]

    def _put_back(self, process: _Process) -> None:
        if process.worn:
            process.close()
            process = _Process(self.limits)
        self._free.put(process)

    def close(self) -> None:
        """End every process that is free; those at work end with their render's caller."""
        with contextlib.suppress(queue.Empty):
            while True:
                self._free.get_nowait().close()


_lock = threading.Lock()
_shared: Pool | None = None


def shared() -> Pool:
    """The pool of this operating system process, made at first use; a forked child makes its own."""
    global _shared
    with _lock:
        if _shared is None or _shared.owner != os.getpid():
            _shared = Pool()
        return _shared


def render_pdf(
    html: str, *, created: datetime, language: str, attachments: Sequence[Attached] = (), **more: str
) -> bytes:
    """`Pool.render_pdf` on the shared pool; `more` is level and xmp."""
    return shared().render_pdf(html, created=created, language=language, attachments=attachments, **more)


def _request(attachments: Sequence[Attached], **wanted: str) -> bytes:
    files = [{**vars(item), "content": base64.b64encode(item.content).decode()} for item in attachments]
    return json.dumps({**wanted, "attachments": files}).encode()
