"""HTML to PDF/A-3: tagged, fonts embedded, data attached, the same bytes for the same input.

WeasyPrint reads files and URLs by default. Here nothing is read but our own style sheet, passed as a parsed object: the
fetcher knows no protocol but `data:` and any refusal stops the rendering.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import pydyf
from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from . import fonts
from .attached import Attached

STYLE = Path(__file__).with_name("document.css")
END_OF_RDF = b"</rdf:RDF>"


class RefusedDocument(ValueError):
    """The HTML asks for something outside itself: a file, a URL, a link out, an attachment of its own."""


@lru_cache(maxsize=1)
def _style() -> tuple[FontConfiguration, CSS]:
    """Fonts and style sheet, once a process."""
    configuration = FontConfiguration()
    return configuration, CSS(
        string=STYLE.read_text(encoding="utf-8"), font_config=configuration, url_fetcher=_Sealed()
    )


class _Sealed(URLFetcher):
    """Knows no protocol but `data:`, and remembers what it refused: WeasyPrint 70 swallows any error inside an SVG."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=["data"], allow_redirects=False, fail_on_errors=True)
        self.refused: list[str] = []

    def fetch(self, url: str, headers: Any = None) -> Any:
        try:
            return super().fetch(url, headers)
        except Exception:
            self.refused.append(url)
            raise


def write(
    html: str,
    *,
    created: datetime,
    language: str,
    attachments: Sequence[Attached] = (),
    object_streams: bool = False,
    level: str = "a",
    xmp: str = "",
) -> bytes:
    """The document as PDF/A-3a. `created` (with its zone) is the only date in it; nothing reads the clock.

    Without object streams (the default) the file is larger, and its signatures verify several times faster. `level` "b" claims
    PDF/A-3b, as invoices do; it is tagged all the same. `xmp`: what the metadata say besides, as RDF descriptions.
    Raises MissingGlyphs before layout, RefusedDocument for anything that reaches outside.
    """
    if created.tzinfo is None:
        raise ValueError("created needs a time zone")
    fonts.check_coverage(fonts.text_of(html))
    try:
        wanted = _Wanted(
            created.astimezone(UTC).replace(microsecond=0), language, f"pdf/a-3{level}", xmp, object_streams
        )
        return _write(html, wanted, attachments)
    except FatalURLFetchingError as error:
        raise RefusedDocument(str(error)) from error


@dataclass(frozen=True)
class _Wanted:
    """What a file is to be, beside what it shows."""

    created: datetime
    language: str
    variant: str
    xmp: str
    object_streams: bool


def _write(html: str, wanted: _Wanted, attachments: Sequence[Attached]) -> bytes:
    configuration, style = _style()
    fetcher = _Sealed()
    document = HTML(string=html, url_fetcher=fetcher).render(
        font_config=configuration, stylesheets=[style], pdf_variant=wanted.variant, pdf_tags=True
    )
    _refuse_links(document)
    document.metadata.created = document.metadata.modified = wanted.created.strftime("%Y-%m-%dT%H:%M:%SZ")
    document.metadata.lang = wanted.language
    output = io.BytesIO()
    document.write_pdf(
        output,
        pdf_variant=wanted.variant,
        pdf_tags=True,
        attachments=[_attachment(item, wanted.created) for item in attachments],
        finisher=lambda done, pdf: _finish(done, pdf, wanted),
    )
    if fetcher.refused:
        raise RefusedDocument(f"the document asks for {fetcher.refused[0]}")
    return output.getvalue()


def _attachment(item: Attached, created: datetime) -> Attachment:
    return Attachment(
        file_obj=io.BytesIO(item.content),
        name=item.name,
        description=item.description,
        created=created,
        modified=created,
        relationship=item.relationship,
    )


def _refuse_links(document: Any) -> None:
    if document.metadata.attachments:
        raise RefusedDocument("the document names an attachment of its own")
    for page in document.pages:
        for kind, target, *_ in page.links:
            if kind != "internal":
                raise RefusedDocument(f"the document links outside: {kind} {target}")


def _finish(document: Any, pdf: Any, wanted: _Wanted) -> None:
    """Say the language of each cell and the scope of each header, which WeasyPrint 70 leaves out of the tags; and what the
    metadata say besides, inside their one RDF block: WeasyPrint 70 puts it behind."""
    for box in _boxes(document):
        element = box.element
        mark = getattr(box, "mark", None)
        if element is None or mark is None or element.tag not in ("td", "th"):
            continue
        if language := element.get("lang"):
            mark["Lang"] = pydyf.String(language)
        if element.tag == "th":
            mark["A"]["Scope"] = "/Row" if element.get("scope") == "row" else "/Column"
    if "AF" in pdf.catalog:  # each associated file once: WeasyPrint 70 names those of the document twice
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
    if wanted.xmp:
        metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
        metadata.stream = [part.replace(END_OF_RDF, wanted.xmp.encode() + END_OF_RDF) for part in metadata.stream]
    if not wanted.object_streams:
        write = pdf.write
        pdf.write = lambda output, version, identifier, compress: write(output, version, identifier, compress=False)


def _boxes(document: Any) -> Iterator[Any]:
    waiting = [page._page_box for page in document.pages]
    while waiting:
        box = waiting.pop()
        yield box
        waiting.extend(getattr(box, "children", ()))
