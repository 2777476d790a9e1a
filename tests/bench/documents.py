"""What a document costs: the contract's PDF against bare WeasyPrint on the same HTML in the same run, and the small parts.

Times are processor time of this process unless they say otherwise, medians of runs in rotated order: neighbours weigh less.
"""

import gc
import time
from collections.abc import Callable
from datetime import UTC, datetime
from statistics import median
from typing import Any

from contracts.documents import grammar, markup, pdf, pool, render
from contracts.documents.typography import typeset
from contracts.documents.values import values
from tests.contracts.documents.sample import models, sample

CREATED = datetime(2026, 2, 16, 12, tzinfo=UTC)
Row = dict[str, Any]


def row(name: str, value: float, unit: str, goal: float | None, n: int) -> Row:
    return {
        "name": f"documents: {name}",
        "value": round(value, 3),
        "unit": unit,
        "goal": goal,
        "ok": goal is None or value <= goal,
        "n": n,
    }


def processor_ms(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return (time.process_time() - started) * 1000


def from_data(mode: str) -> bytes:
    """Everything we do: values, articles, HTML, glyphs checked, tags completed, PDF."""
    data = sample(mode)
    html = render.contract_html(data, models())
    return pdf.write(html, created=CREATED, language=data.language.tags[0], attachments=[render.attachment(data)])


def bare(html: str) -> bytes:
    """WeasyPrint alone, warm too: same HTML, style sheet, variant and file structure; no glyph check, no tags completed."""
    from weasyprint import HTML

    configuration, style = pdf._style()
    return HTML(string=html).write_pdf(
        font_config=configuration, stylesheets=[style], pdf_variant="pdf/a-3a", finisher=_without_object_streams
    )


def _without_object_streams(document: Any, made: Any) -> None:
    write = made.write
    made.write = lambda output, version, identifier, compress: write(output, version, identifier, compress=False)


def rotated(works: list[Callable[[], object]], n: int) -> list[list[float]]:
    """Times of each work, the order rotated and the garbage of others collected first: otherwise whoever comes second pays for
    whoever came first, and a ratio under one appears where none can be."""
    times: list[list[float]] = [[] for _ in works]
    for number in range(n):
        for step in range(len(works)):
            chosen = (number + step) % len(works)
            gc.collect()
            times[chosen].append(processor_ms(works[chosen]))
    return times


def against_bare(mode: str, n: int = 15) -> list[Row]:
    """The ratio, and bare against itself: what differs from 1 there is noise, and the ratio is known no better than that."""
    html = render.contract_html(sample(mode), models())
    works: list[Callable[[], object]] = [lambda: from_data(mode), lambda: bare(html), lambda: bare(html)]
    for work in works:
        work()
    ours, theirs, again = (median(times) for times in rotated(works, n))
    return [
        row(f"contract PDF, {mode}", ours, "ms", None, n),
        row(f"bare WeasyPrint, {mode}", theirs, "ms", None, n),
        row(f"contract PDF against bare WeasyPrint, {mode}", ours / theirs, "ratio", 1.15, n),
        row(f"bare WeasyPrint against itself (noise), {mode}", again / theirs, "ratio", None, n),
    ]


def parts() -> list[Row]:
    known, model = values(sample(), "fr", models()["fr"]), models()["fr"]
    ready = [markup.inline(typeset(text, "fr")) for article in model for text in article.paragraphs]
    fill = [processor_ms(lambda: [grammar.fill(text, known, "fr") for text in ready]) for _ in range(200)]
    html = [processor_ms(lambda: render.contract_html(sample("both"), models())) for _ in range(30)]
    return [
        row("filling an article", median(fill) / len(model) * 1000, "µs", 27, 200),
        row("HTML of a draft in both languages", median(html), "ms", 1000, 30),
        row("PDF size, fr", len(from_data("fr")) / 1024, "KB", None, 1),
        row("PDF size, both", len(from_data("both")) / 1024, "KB", None, 1),
    ]


def pooled(n: int = 9) -> list[Row]:
    """Clock time through a warm process, and what it keeps in memory."""
    renderer, html, times = pool.Pool(1), render.contract_html(sample(), models()), []
    try:
        for _ in range(n + 1):
            started = time.perf_counter()
            renderer.render_pdf(html, created=CREATED, language="fr")
            times.append((time.perf_counter() - started) * 1000)
        with open(f"/proc/{renderer._free.queue[0].child.pid}/status") as status:  # noqa: PTH123
            peak = next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))
    finally:
        renderer.close()
    return [
        row("first PDF of a new process (clock)", times[0], "ms", None, 1),
        row("PDF from a warm process, fr (clock)", median(times[1:]), "ms", 1000, n),
        row("memory of a rendering process", peak, "MB", 300, n),
    ]


def rows() -> list[Row]:
    """Every measure, for `make bench`."""
    return [*against_bare("fr"), *against_bare("both"), *parts(), *pooled()]


if __name__ == "__main__":
    import json

    for measured in rows():
        print(json.dumps(measured, ensure_ascii=False))
