"""Five hundred hostile clauses go the whole way of an article: 0 executed, 0 files or addresses reached.

Each is checked, saved in a working copy, shown with sample values, filled as a contract would fill it, and printed by the
sealed renderer; then once more with the checks and the cleaning taken away, so that the renderer stands alone. A file holds
words that nothing may print, and a socket on this machine must be asked by nobody.
"""

import re
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings

from tests.measure import Row
from tests.proofs.hostile import clauses

WORDS, PRODUCT = "Zyxomere canary", str(31337 * 31337)
CLEAN = {"em", "strong", "ul", "ol", "li", "p", "br"}
AT = datetime(2026, 1, 5, tzinfo=UTC)
PAGE = "<!doctype html><html lang='en'><head><title>c</title></head><body>{}</body></html>"
IN_ONE_PDF, FEW_PAGES = 250, 10
RAW_STEP, LARGE, DEEP = 11, 1000, 5


@dataclass
class Wires:
    """What would be reached: a file, a style sheet, an address; and who asked the address."""

    file: str
    style: str
    url: str
    asked: list[bytes] = field(default_factory=list)


@contextmanager
def wires() -> Iterator[Wires]:
    """A drawing and a style sheet that print the canary's words, and a socket that answers with them."""
    with tempfile.TemporaryDirectory() as folder, socket.create_server(("127.0.0.1", 0)) as server:
        drawing = Path(folder) / "canary.svg"
        drawing.write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="20"><text y="12">{WORDS}</text></svg>'
        )
        style = Path(folder) / "canary.css"
        style.write_text(f'body::before {{ content: "{WORDS}" }}')
        found = Wires(drawing.as_uri(), style.as_uri(), f"http://127.0.0.1:{server.getsockname()[1]}/canary")
        threading.Thread(target=listen, args=(server, found.asked), daemon=True).start()
        yield found


def listen(server: socket.socket, asked: list[bytes]) -> None:
    """Note whoever asks, until the socket is closed."""
    while True:
        try:
            connection, _address = server.accept()
        except OSError:
            return
        with connection:
            connection.settimeout(1)
            try:
                asked.append(connection.recv(100))
                connection.sendall(b"HTTP/1.0 404 Not Found\r\nContent-Length: 0\r\n\r\n")
            except OSError:
                asked.append(b"?")


class Seen(HTMLParser):
    """The elements of a piece of HTML, each with the names of its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: set[tuple[str, str]] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.elements |= {(tag, ""), *((tag, name) for name, _value in attrs)}


def unclean(text: str) -> bool:
    """Whether a piece that was cleaned holds any element but emphasis and lists, or any attribute."""
    return any(tag not in CLEAN or name for tag, name in Seen(text).elements)


def executed(text: str) -> bool:
    """Whether something was computed, or a secret or a class came out."""
    return PRODUCT in text or settings.SECRET_KEY in text or "&lt;class " in text or bool(re.search(r"uid=\d", text))


def printed(pdf: bytes) -> str:
    """Words and attached files of a PDF."""
    from pypdf import PdfReader

    read = PdfReader(BytesIO(pdf))
    files = [str(content) for contents in read.attachments.values() for content in contents]
    return " ".join(page.extract_text() for page in read.pages) + " ".join(files)


def batches(texts: Sequence[str], size: int) -> Iterator[str]:
    """Pages that hold so many pieces each."""
    for start in range(0, len(texts), size):
        yield PAGE.format("".join(f"<div>{text}</div>" for text in texts[start : start + size]))


def row(name: str, value: float, unit: str, goal: float | None = 0) -> Row:
    return {"name": f"clauses: {name}", "value": value, "unit": unit, "goal": goal}


Render = Callable[[str], bytes | None]


def sealed(html: str) -> bytes | None:
    """The product's own renderer, in a process of the pool; None when it refuses."""
    from contracts.documents.pool import RenderFailed, render_pdf

    try:
        return render_pdf(html, created=AT, language="en")
    except RenderFailed:
        return None


def ours(text: str) -> str:
    """What an article's text becomes with values in place; empty where it is refused."""
    from contracts.documents import grammar, markup, samples

    try:
        return grammar.fill(markup.block(text), samples.known("en", ()), "en", "object")
    except grammar.MissingValue:
        return ""


def rows(fast: bool) -> Iterator[Row]:
    with wires() as wired:
        every = list(clauses(wired.file, wired.style, wired.url))
        yield row("hostile clauses", len(every), "clauses", 500) | {"ok": len(every) == 500}
        yield from kept(every, fast)
        yield from judged(every, wired, ours, sealed, 5 if not fast else IN_ONE_PDF)


def judged(every: Sequence[str], wired: Wires, fill: Callable[[str], str], render: Render, size: int) -> Iterator[Row]:
    """Filled, cleaned, printed; then printed as typed, with nothing in front of the renderer."""
    from contracts.documents.checking import shown
    from contracts.documents.markup import block

    filled = [fill(shown(text)) for text in every]
    shown_as = [block(shown(text)) if fill is ours else text for text in every]
    yield row("executed", sum(map(executed, filled)), "clauses")
    yield row("with an element or attribute that is not words", sum(map(unclean, (*filled, *shown_as))), "pieces")
    pieces = [
        text for text in dict.fromkeys((*shown_as, *filled)) if text and len(text) < LARGE and text.count("<ul>") < DEEP
    ]
    cleaned = [render(page) for page in batches(pieces, size)]
    asking = [text for text in every if text.startswith("<") and len(text) < LARGE]
    raw = [render(PAGE.format(text)) for text in asking[:: RAW_STEP if size == IN_ONE_PDF else 1]]
    made = [printed(pdf) for pdf in (*cleaned, *raw) if pdf]
    yield row("pages of cleaned clauses that no PDF was made of", sum(pdf is None for pdf in cleaned), "pages")
    yield row("files reached", sum(WORDS in text for text in made), "PDFs")
    yield row("addresses reached", len(wired.asked), "requests")


def kept(every: Sequence[str], fast: bool) -> Iterator[Row]:
    """Checked, saved word for word or refused, shown on the page of the article; nothing of it is published."""
    from contracts.actions import working
    from contracts.actions.models import publish_model
    from contracts.documents.checking import Typed, of_typed
    from contracts.models import WorkingArticle
    from portage.core.refusals import Refused
    from tests.cast import AT, by, make_cast, shipped
    from tests.every_address import client_of, unlimited
    from tests.proofs.matrix import collected

    cast = make_cast()
    counsel = by(cast.counsel)
    version = publish_model(owner=cast.group, name="Orvane", texts=shipped(), by=counsel, at=AT)
    article = working.begin_copy(version, by=counsel, at=AT).articles.get(key="object")
    changed, faults = 0, []
    for text in every:
        found = WorkingArticle.objects.get(pk=article.pk)
        faults.append(bool(of_typed(Typed("object", text[:100], text), "en", {"object": ""})))
        try:
            saved = working.save_article(
                found, edition=found.edition, texts={"en": {"title": "Object", "text": text}}, by=counsel, at=AT
            )
            changed += saved.texts["en"]["text"] != text.rstrip()
        except Refused:
            continue
    yield row("named as wrong when typed", sum(faults), "clauses", None)
    yield row("kept in other words than typed", changed, "clauses")
    with unlimited():
        collected(settings.VAR_DIR)
        client = client_of(cast.counsel)
        yield row("pages with an element that nobody wrote", pages(client, version.model_id, every, fast), "pages")


def pages(client: Any, model: Any, every: Sequence[str], fast: bool) -> int:
    """How many answers to typing hold an element, or an attribute, that the answers to plain words do not."""
    url = f"/contracts/models/{model}/write/articles/object/"
    common = {"title_fr": "Objet", "title_en": "Object", "text_fr": "Un.", "temper": "fixed", "only_if": "", "over": ""}

    def answer(text: str) -> str:
        from contracts.models import WorkingArticle

        edition = WorkingArticle.objects.get(copy__model=model, key="object").edition
        typed = {**common, "text_en": text, "edition": edition}
        return client.post(url, typed, headers={"HX-Request": "true"}).content.decode()

    plain = Seen("".join(answer(text) for text in ("One.", "{", "A *b* **c**:\n- d", "A:\n1. e\n2. f"))).elements
    told = [answer(text) for text in (every[:: len(every) // FEW_PAGES] if fast else every)]
    return sum(bool(Seen(text).elements - plain) or executed(text) for text in told)


def control(fast: bool) -> Iterator[Row]:
    """A template engine fills, nothing cleans, and a renderer that fetches prints."""
    from django.template import Context, Engine
    from weasyprint import HTML

    engine = Engine()

    def fill(text: str) -> str:
        try:
            return engine.from_string(text).render(Context({"settings": settings, "agent": {"name": "A"}}))
        except Exception:  # a clause that even this engine refuses
            return ""

    def render(html: str) -> bytes | None:
        try:
            return HTML(string=html).write_pdf()
        except Exception:  # what the broken renderer cannot print does not count
            return None

    with wires() as wired:
        every = [text for text in clauses(wired.file, wired.style, wired.url) if len(text) < LARGE]
        wanted = [text for text in every if text.startswith(("{% widthratio", "{{ settings", "<img src='"))][:8]
        found = judged(wanted, wired, fill, render, 1)
        yield from (one for one in found if "no PDF" not in one["name"])
