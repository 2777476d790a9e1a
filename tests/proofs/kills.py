"""Workers killed at any moment (SIGKILL) while they run jobs and send mail: nothing lost, nothing doubled.

An effect is a row written in the job's transaction under its lease. Mail is at least once: a message sent, and its
worker killed before noting it, is sent again under the same Message-ID; two ids would be two messages.
The control runs a job that forgets to look whether its effect stands already.
"""

import email
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from portage.core import clock, journal
from portage.core.jobs import hold, job
from portage.core.journal import PORTAGE
from tests.core.writer import prepare
from tests.measure import ROOT, Row

DATABASES = ("sqlite", "postgresql")
KIND = "core.effect"


def person():
    from portage.network.models import Person

    return Person.objects.get(email="writer@portage.example")


@job(retries=1000, timeout=60)
def effect(number: int) -> None:
    """Once, however often it is run."""
    from portage.core.models import Entry

    time.sleep(0.02)
    with transaction.atomic():
        hold()
        if not Entry.objects.filter(kind=KIND, facts__number=number).exists():
            journal.record(KIND, person(), by=PORTAGE, at=clock.now(), number=number)
    time.sleep(0.02)


@job(retries=1000, timeout=60)
def forgetful_effect(number: int) -> None:
    """Broken on purpose: does not look whether it was done."""
    journal.record(KIND, person(), by=PORTAGE, at=clock.now(), number=number)
    time.sleep(0.1)


def children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def kill_often(kills: int, folder: str) -> int:
    """Run two workers and kill one at random moments until `kills` were killed; then let them finish."""
    from django_tasks_db.models import DBTaskResult

    environment = os.environ | {"EMAIL_URL": f"filemail:///{folder}", "LOG_LEVEL": "CRITICAL"}
    process = subprocess.Popen([sys.executable, "manage.py", "runjobs", "--workers", "2"], cwd=ROOT, env=environment)
    done, until = 0, time.monotonic() + 60 + 3 * kills
    try:
        while done < kills and time.monotonic() < until:
            time.sleep(random.uniform(0.05, 0.5))
            if victims := children(process.pid):
                os.kill(random.choice(victims), signal.SIGKILL)
                done += 1
        while DBTaskResult.objects.filter(status__in=["READY", "RUNNING"]).exists() and time.monotonic() < until:
            time.sleep(0.2)
            DBTaskResult.objects.filter(status="READY").update(run_after=clock.now())
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()
    return done


def enqueue(task, count: int) -> int:
    """Enqueue `count` jobs with numbers of their own; the first number."""
    from portage.core.models import Entry

    prepare()
    first = Entry.objects.filter(kind=KIND).count() * 1000 + 1
    for number in range(first, first + count):
        task.enqueue(number)
    return first


def effects(first: int, count: int) -> tuple[int, int]:
    """How many numbers have no effect, and how many have more than one."""
    from portage.core.models import Entry

    found = Counter(entry.facts["number"] for entry in Entry.objects.filter(kind=KIND))
    return sum(not found[n] for n in range(first, first + count)), sum(
        found[n] > 1 for n in range(first, first + count)
    )


def letters(folder: str) -> Counter:
    """Message-IDs of what left, with how often; a letter that a kill cut short has no end and did not leave."""
    found: Counter = Counter()
    for file in Path(folder).iterdir():
        for part in file.read_text(encoding="utf-8", errors="replace").split("-" * 79 + "\n")[:-1]:
            found[email.message_from_string(part.strip())["Message-ID"]] += 1
    return found


def send_letters(count: int) -> list[str]:
    from portage.core import outbox

    keys = [f"kill-{time.monotonic_ns()}-{number}" for number in range(count)]
    for key in keys:
        outbox.send(person(), kind="core.proof", key=key, subject="s", text="t", at=clock.now())
    return keys


def rows(fast: bool) -> Iterator[Row]:
    """500 kills (15 when fast) over jobs and mail."""
    from portage.core import outbox
    from portage.core.models import Message

    kills, count = (15, 150) if fast else (500, 3000)
    with tempfile.TemporaryDirectory() as folder:
        first = enqueue(effect, count)
        keys = send_letters(count // 5)
        killed = kill_often(kills, folder)
        lost, doubled = effects(first, count)
        Message.objects.filter(status="waiting").update(not_before=clock.now())
        finish(folder, outbox)
        sent = letters(folder)
        waiting = Message.objects.filter(key__in=keys).exclude(status="sent").count()
    yield {"name": "kills: workers killed", "value": killed, "unit": "kills", "ok": killed == kills}
    yield {"name": "kills: jobs lost", "value": lost, "unit": f"of {count}", "goal": 0}
    yield {"name": "kills: jobs whose effect was doubled", "value": doubled, "unit": f"of {count}", "goal": 0}
    yield {"name": "kills: mail not sent", "value": waiting, "unit": f"of {len(keys)}", "goal": 0}
    yield {
        "name": "kills: mail sent under another id",
        "value": len(sent) - len(keys),
        "unit": f"of {len(keys)}",
        "ok": len(sent) == len(keys),
    }
    yield {"name": "kills: mail sent again, same id", "value": sum(sent.values()) - len(sent), "unit": "letters"}


def finish(folder: str, outbox) -> None:
    """What a killed worker had taken is sent again once its five minutes are over; here they are over at once."""
    from django.conf import settings

    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "django.core.mail.backends.filebased.EmailBackend", folder
    outbox.deliver_messages.call()


def control(fast: bool) -> Iterator[Row]:
    """The forgetful job under the same kills."""
    with tempfile.TemporaryDirectory() as folder:
        first = enqueue(forgetful_effect, 60)
        kill_often(12, folder)
        _, doubled = effects(first, 60)
    yield {"name": "kills: forgetful jobs whose effect was doubled", "value": doubled, "unit": "of 60", "goal": 0}
