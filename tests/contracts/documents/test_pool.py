"""Rendering processes: warm, bounded, replaced when they die; one document never takes another with it."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from contracts.documents import pool, render
from contracts.documents.attached import Attached

from .conftest import NOON
from .sample import models, sample

SMALL = "<!doctype html><html lang=fr><title>t</title><h1>{}</h1></html>"
LIMITS = pool.Limits(seconds=3.0)


def make(renderer: pool.Pool, html: str, **options: object) -> bytes:
    return renderer.render_pdf(html, **{"created": NOON, "language": "fr", **options})


def processes(renderer: pool.Pool) -> list[pool._Process]:
    return list(renderer._free.queue)


@pytest.fixture(scope="module")
def one() -> Iterator[pool.Pool]:
    renderer = pool.Pool(1, LIMITS)
    yield renderer
    renderer.close()


def test_a_pool_gives_the_same_bytes_as_this_process(one: pool.Pool, contract_pdf: Callable[[str], bytes]) -> None:
    data = sample("fr")
    html = render.contract_html(data, models())
    assert make(one, html, attachments=[render.attachment(data)]) == contract_pdf("fr")


@pytest.fixture
def patient() -> Iterator[pool.Pool]:
    """For a whole contract on a busy machine."""
    renderer = pool.Pool(1, pool.Limits(seconds=30.0))
    yield renderer
    renderer.close()


def test_a_process_killed_at_work_is_replaced_and_its_document_made(patient: pool.Pool) -> None:
    one = patient
    make(one, SMALL.format(0))
    (process,) = processes(one)
    html = render.contract_html(sample("both"), models())
    threading.Timer(0.1, lambda: os.kill(process.child.pid, signal.SIGKILL)).start()
    assert make(one, html).startswith(b"%PDF-1.7")
    assert processes(one)[0].child.pid != process.child.pid


def test_a_process_killed_at_rest_is_replaced(one: pool.Pool) -> None:
    processes(one)[0].child.kill()
    processes(one)[0].child.wait()
    assert make(one, SMALL.format(1)).startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    ("hostile", "reasons"),
    [
        ("<table><tr><td>" * 3000, {"time", "memory", "refused"}),
        ("<p>" + "mot " * 2_000_000, {"time", "memory"}),
        ("<p>" + "x" * 5_000_000, {"time", "memory"}),
    ],
    ids=["nested tables", "long text", "long word"],
)
def test_a_hostile_document_is_bounded_and_the_next_is_made(one: pool.Pool, hostile: str, reasons: set[str]) -> None:
    started = time.monotonic()
    with pytest.raises(pool.RenderFailed) as caught:
        make(one, hostile)
    assert caught.value.reason in reasons
    assert time.monotonic() - started < LIMITS.seconds * 4 + 2
    assert make(one, SMALL.format(2)).startswith(b"%PDF-1.7")


def test_a_refused_document_says_why_and_keeps_its_process(one: pool.Pool) -> None:
    make(one, SMALL.format(3))
    before = processes(one)[0].child.pid
    for html, why in ((SMALL.format("😀"), "GRINNING FACE"), ("<img src='file:///etc/passwd'>", "etc/passwd")):
        with pytest.raises(pool.RenderFailed, match=why) as caught:
            make(one, html)
        assert caught.value.reason == "refused"
    assert processes(one)[0].child.pid == before


def test_a_process_holds_no_secret_and_stays_under_its_memory(one: pool.Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIGNING_KEY_PASSPHRASE", "canary")
    renderer = pool.Pool(1, LIMITS)
    make(renderer, render.contract_html(sample("both"), models()))
    folder = Path(f"/proc/{processes(renderer)[0].child.pid}")
    assert b"canary" not in (folder / "environ").read_bytes()
    status = dict(line.split(":", 1) for line in (folder / "status").read_text().splitlines() if ":" in line)
    assert int(status["VmHWM"].split()[0]) * 1024 < LIMITS.memory
    renderer.close()


def test_a_process_is_replaced_after_its_number_of_renders() -> None:
    renderer = pool.Pool(1, pool.Limits(renders=2))
    seen = []
    for number in range(4):
        seen.append(processes(renderer)[0].child.pid)
        make(renderer, SMALL.format(number))
    renderer.close()
    assert seen[0] == seen[1] != seen[2] == seen[3]


def test_nobody_waits_for_ever_for_a_free_process() -> None:
    renderer = pool.Pool(1, pool.Limits(wait=0.05))
    held = renderer._free.get()
    with pytest.raises(pool.RenderFailed) as caught:
        make(renderer, SMALL.format(0))
    held.close()
    assert caught.value.reason == "busy"


def test_threads_share_a_pool_and_lose_nothing_when_one_process_dies() -> None:
    renderer = pool.Pool(2, LIMITS)
    made: dict[int, bytes] = {}

    def work(number: int) -> None:
        made[number] = make(renderer, SMALL.format(number), attachments=[Attached("n", str(number).encode())])

    threads = [threading.Thread(target=work, args=(number,)) for number in range(12)]
    victim = processes(renderer)[-1].child.pid
    for thread in threads:
        thread.start()
    os.kill(victim, signal.SIGKILL)
    for thread in threads:
        thread.join()
    renderer.close()
    assert sorted(made) == list(range(12))
    assert len(set(made.values())) == 12
