"""Logs: one line an event, JSON or text, with who asked, which job ran and for whom; no secret, no personal text.

What people typed never belongs in a log line. As database errors quote rows, an exception is told by its type
and its frames; only the message of an error of our own code is kept, and masked.
"""

import json
import logging
import re
import sys
from contextvars import ContextVar
from datetime import UTC, datetime
from traceback import extract_tb
from typing import Any

from django.db import Error as DatabaseError

request_id: ContextVar[str] = ContextVar("request_id", default="")
job_id: ContextVar[str] = ContextVar("job_id", default="")
acting: ContextVar[str] = ContextVar("acting", default="")

CONTEXT = {"request_id": request_id, "job_id": job_id, "acting": acting}
STANDARD = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "request", "taskName", "server_time"}
MASKS = [
    (re.compile(r"portage_[0-9a-z]{8}_\w+"), "<token>"),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "<e-mail>"),
    (
        re.compile(
            r"(?i)\b(authorization|cookie|password|passwd|secret|token|sessionid|api[_-]?key)([=:\s\"']{1,3})(bearer\s+)?[^\s,;&'\"]+"
        ),
        r"\1\2<hidden>",
    ),
    (re.compile(r"(://[^/\s:@]+):[^@\s/]+@"), r"\1:<hidden>@"),
    (re.compile(r"(?<=/)[A-Za-z0-9_:=-]{38,}"), "<key>"),
]


def masked(text: str) -> str:
    """`text` without e-mail addresses, secrets, passwords in URLs and keys in paths."""
    for pattern, replacement in MASKS:
        text = pattern.sub(replacement, text)
    return text


def told(error: BaseException) -> dict[str, Any]:
    """What a log may say of an exception: type, masked message unless the database wrote it, frames."""
    frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in extract_tb(error.__traceback__)]
    told_error: dict[str, Any] = {"type": f"{type(error).__module__}.{type(error).__qualname__}", "frames": frames}
    if isinstance(error, DatabaseError):
        told_error["sqlstate"] = getattr(error.__cause__, "sqlstate", None) or getattr(
            error.__cause__, "sqlite_errorname", ""
        )
    else:
        told_error["message"] = masked(str(error))[:500]
    return told_error


def fields(record: logging.LogRecord) -> dict[str, Any]:
    """The line of `record` as a flat mapping."""
    line: dict[str, Any] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname,
        "logger": record.name,
        "message": masked(record.getMessage()),
    }
    line |= {name: value for name, variable in CONTEXT.items() if (value := variable.get())}
    extras = {key: value for key, value in vars(record).items() if key not in STANDARD}
    line |= {
        key: value if isinstance(value, int | float | bool) else masked(str(value)) for key, value in extras.items()
    }
    if record.exc_info and record.exc_info[1]:
        line["error"] = told(record.exc_info[1])
    return line


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(fields(record), ensure_ascii=False, default=str)


class Text(logging.Formatter):
    """For a terminal: time, level, logger, message, then what else there is."""

    def format(self, record: logging.LogRecord) -> str:
        line = fields(record)
        error = line.pop("error", None)
        head = f"{line.pop('time')[11:23]} {line.pop('level'):<7} {line.pop('logger')}: {line.pop('message')}"
        tail = " ".join(f"{key}={value}" for key, value in line.items())
        text = f"{head} [{tail}]" if tail else head
        if error:
            what = error.get("message", error.get("sqlstate"))
            text = "\n".join([text, *(f"    {frame}" for frame in error["frames"]), f"    {error['type']}: {what}"])
        return text


def configure(config: dict[str, str]) -> None:
    """Set up logging from `{"level": "INFO", "format": "json" | "text"}`; everything goes to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if config["format"] == "json" else Text())
    root = logging.getLogger()
    root.handlers = [*(kept for kept in root.handlers if type(kept) is not logging.StreamHandler), handler]
    root.setLevel(config["level"].upper())
    for name in ("django", "django.server"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [], True
        logger.setLevel(logging.NOTSET)
    for name in ("weasyprint", "fontTools", "PIL", "asyncio", "django.db.backends"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # Refusals are told by portage.access, with request and door; this logger tells them again, with addresses.
    logging.getLogger("django.request").setLevel(logging.ERROR)
    # Too large a body is somebody's mistake: a 413 in portage.access, not an error of ours.
    logging.getLogger("django.security.RequestDataTooBig").setLevel(logging.CRITICAL)
    logging.captureWarnings(True)
