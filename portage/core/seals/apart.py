"""Strangers' files are read in a process of their own: little memory, little time, no secret, nothing to write to.

One process a file, ended with it. It costs a second, and a file that crashes, hangs or swells takes nothing else with it.
"""

import json
import os
import resource
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from .refusals import Busy, UploadRefused
from .report import LIMIT, Report, Signature, Upload

ROOT = Path(__file__).resolve().parents[3]
PROCESSOR_SECONDS, CLOCK_SECONDS, MEMORY = 15, 60, 1024 * 2**20
AT_ONCE, PATIENCE = 2, 15.0
_free = threading.BoundedSemaphore(AT_ONCE)


def examine(pdf: bytes, *, at: datetime, ours: Sequence[bytes], trusted: Sequence[bytes]) -> Report:
    """`examining.examine` in a process of its own. A file that breaks the limits is told so: too_long, unreadable. Raises Busy."""
    fingerprint = sha256(pdf).hexdigest()
    if len(pdf) > LIMIT:
        return Report("too_large", fingerprint, len(pdf), problem="too_large")
    asked = {"at": at.isoformat(), "ours": [row.hex() for row in ours], "trusted": [row.hex() for row in trusted]}
    told = _ask("examine", asked, pdf)
    if "report" in told:
        return _report(told["report"])
    return Report(told["failed"], fingerprint, len(pdf), problem=told["failed"])


def inspect(pdf: bytes) -> Upload:
    """`uploads.inspect` in a process of its own. Raises UploadRefused, Busy."""
    if len(pdf) > LIMIT:
        raise UploadRefused("too_large", f"{len(pdf)} bytes")
    told = _ask("inspect", {}, pdf)
    if "upload" in told:
        return Upload(**{**told["upload"], "attachments": tuple(told["upload"]["attachments"])})
    code = told.get("refused") or {"unreadable": "damaged"}.get(told["failed"], told["failed"])
    raise UploadRefused(code, told.get("detail", ""))


def _ask(verb: str, asked: dict[str, Any], pdf: bytes) -> dict[str, Any]:
    """What the process answers; {"failed": "too_long" or "unreadable"} when it was ended or died."""
    if not _free.acquire(timeout=PATIENCE):
        raise Busy("busy", f"{AT_ONCE} files are being read")
    environment = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "VIRTUAL_ENV") if name in os.environ}
    try:
        done = subprocess.run(  # our own module, fixed words  # nosec B603
            [sys.executable, "-m", "portage.core.seals.apart", verb],
            cwd=ROOT,
            env=environment,
            input=json.dumps(asked).encode() + b"\n" + pdf,
            capture_output=True,
            timeout=CLOCK_SECONDS,
            check=False,
        )
        told: dict[str, Any] = json.loads(done.stdout)
        return told
    except subprocess.TimeoutExpired:
        return {"failed": "too_long"}
    except ValueError:
        return {"failed": "too_long" if done.returncode in (-9, -24) else "unreadable"}
    finally:
        _free.release()


def _report(told: dict[str, Any]) -> Report:
    rows = tuple(
        Signature(**{**row, "at": datetime.fromisoformat(row["at"]) if row["at"] else None})
        for row in told["signatures"]
    )
    return Report(**{**told, "signatures": rows, "empty": tuple(told["empty"])})


def main(verb: str) -> None:
    """In the process: read one file, write one answer."""
    asked = json.loads(sys.stdin.buffer.readline())
    pdf = sys.stdin.buffer.read(LIMIT + 1)
    if verb == "inspect":
        from . import uploads

        _limit()
        told: dict[str, Any]
        try:
            told = {"upload": asdict(uploads.inspect(pdf))}
        except UploadRefused as refused:
            told = {"refused": refused.code, "detail": refused.detail}
    else:
        from . import examining

        _limit()
        ours, trusted = ([bytes.fromhex(row) for row in asked[name]] for name in ("ours", "trusted"))
        report = examining.examine(pdf, at=datetime.fromisoformat(asked["at"]), ours=ours, trusted=trusted)
        told = {"report": asdict(report)}
    sys.stdout.write(json.dumps(told, default=datetime.isoformat))


def _limit() -> None:
    """From here on: this much processor and memory, no file written, no file opened, no process started."""
    used = int(sum(resource.getrusage(resource.RUSAGE_SELF)[:2])) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (used + PROCESSOR_SECONDS, used + PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main(sys.argv[1])
