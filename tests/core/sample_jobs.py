"""Jobs that tests run: they write what they did where a test can count it."""

import os
import time
from pathlib import Path

from django.db import connection, transaction

from portage.core.jobs import hold, job
from portage.core.refusals import Refused

RAN: list[str] = []


@job
def note(word: str) -> str:
    RAN.append(word)
    return word


@job(retries=2)
def fail(word: str) -> None:
    RAN.append(word)
    raise RuntimeError(f"{word} for anna@atelier.example")


@job
def refuse() -> None:
    RAN.append("refuse")
    raise Refused("too_late", "too late")


@job(timeout=0.2)
def sleep_long() -> None:
    try:
        time.sleep(5)
    except Exception:
        RAN.append("swallowed")


@job(queue="mail")
def mail(word: str) -> None:
    RAN.append(word)


@job
def effect_under_lease(word: str) -> None:
    """An effect that only the holder of the lease may have."""
    with transaction.atomic():
        hold()
        RAN.append(word)


@job(retries=3)
def line(path: str, word: str, seconds: float) -> None:
    """Write that it began, work, write that it ended: lines of other processes stand in the same file."""
    add_line(path, f"began {word} {os.getpid()}")
    time.sleep(seconds)
    add_line(path, f"ended {word} {os.getpid()}")


def add_line(path: str, text: str) -> None:
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(text + "\n")


@job
def see_own_connection() -> bool:
    return connection.in_atomic_block
