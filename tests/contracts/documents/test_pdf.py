"""The PDF: the same bytes for the same input, tagged, with its data, and nothing read from disk or network."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from contracts.documents import pdf, pdfa, render
from contracts.documents.attached import Attached

from .conftest import NOON
from .reading import reader
from .sample import models, renewal, sample

Made = Callable[[str], bytes]
SMALL = "<!doctype html><html lang=fr><title>t</title><body><h1>Titre</h1><p>Texte</p>{}</body></html>"
ROOT = Path(__file__).resolve().parents[3]


def small(inside: str = "", **options: object) -> bytes:
    return pdf.write(SMALL.format(inside), **{"created": NOON, "language": "fr", **options})


def test_the_same_contract_gives_the_same_bytes(contract_pdf: Made) -> None:
    data = sample("both")
    files = [render.attachment(data)]
    again = pdf.write(render.contract_html(data, models()), created=NOON, language="fr", attachments=files)
    assert again == contract_pdf("both")


def test_another_process_gives_the_same_bytes() -> None:
    script = (
        "import hashlib; from tests.contracts.documents.test_pdf import *;"
        "made = pdf.write(render.renewal_html(renewal(), 'fr'), created=NOON, language='fr');"
        "print(hashlib.sha256(made).hexdigest())"
    )
    here = pdf.write(render.renewal_html(renewal(), "fr"), created=NOON, language="fr")
    environment = {**os.environ, "PYTHONHASHSEED": "77", "TZ": "Asia/Tokyo", "PYTHONPATH": str(ROOT)}
    there = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert there.stdout.strip() == hashlib.sha256(here).hexdigest()


def test_the_only_date_is_the_one_given_whatever_its_zone() -> None:
    elsewhere = NOON.astimezone(timezone(timedelta(hours=9)))
    assert small(created=elsewhere) == small()
    assert reader(small()).metadata.creation_date == NOON
    with pytest.raises(ValueError, match="zone"):
        small(created=datetime(2026, 1, 1))  # noqa: DTZ001


@pytest.mark.parametrize(
    "hostile",
    [
        "<img src='file:///etc/passwd'>",
        "<img src='http://127.0.0.1:9/x'>",
        "<link rel=stylesheet href='file:///etc/passwd'>",
        "<link rel=attachment href='file:///etc/passwd'>",
        "<a rel=attachment href='file:///etc/passwd'>x</a>",
        "<a rel=attachment href='data:,x'>x</a>",
        "<a href='https://example.org'>x</a>",
        "<style>@import url(file:///etc/passwd)</style>",
        "<style>@font-face{font-family:a;src:url(file:///etc/passwd)}p{font-family:a}</style>",
        "<p style='background:url(file:///etc/passwd)'>x</p>",
        "<object data='file:///etc/passwd'></object>",
        "<embed src='ftp://127.0.0.1/x'>",
        "<svg width='9' height='9'><image href='file:///etc/passwd' width='9' height='9'/></svg>",
    ],
)
def test_a_document_that_reaches_outside_is_refused(hostile: str) -> None:
    with pytest.raises(pdf.RefusedDocument):
        small(hostile)


def test_attachments_carry_their_relationship_and_date() -> None:
    made = small(attachments=[Attached("a.json", b"{}", "d", "Data")])
    (file,) = reader(made).trailer["/Root"]["/AF"]
    assert file["/AFRelationship"] == "/Data"
    assert file["/EF"]["/F"]["/Params"]["/CreationDate"] == "D:20260216120000Z"
    assert reader(made).attachments["a.json"] == [b"{}"]


def test_cells_tell_their_language_and_headers_their_scope(contract_pdf: Made) -> None:
    elements = list(pdfa.dictionaries(reader(contract_pdf("both"))))
    spoken = {str(item.get("/Lang")) for item in elements if item.get("/S") == "/TD"}
    assert {"fr", "en"} <= spoken
    assert {item["/A"]["/Scope"] for item in elements if item.get("/S") == "/TH"} == {"/Row", "/Column"}
    assert {"/H1", "/H2", "/Table", "/Sect"} <= {item.get("/S") for item in elements}


@pytest.mark.parametrize("mode", ["fr", "both"])
def test_contracts_pass_the_checks_of_pdf_a(mode: str, contract_pdf: Made) -> None:
    answer = pdfa.examine(contract_pdf(mode))
    assert answer.ok, answer
    assert answer.by in (pdfa.NOT_VALIDATED, "veraPDF")


BREAKS = {
    "marked": (b"/MarkInfo", b"/MarkInfx"),
    "output intent": (b"/OutputIntents", b"/OutputIntentz"),
    "fonts embedded": (b"/FontFile", b"/FontFixx"),
    "attachments associated": (b"/AFRelationship", b"/AFRelationshix"),
    "identifier": (b"/ID [", b"/IX ["),
    "title shown": (b"/DisplayDocTitle", b"/DisplayDocTitlx"),
    "table headers scoped": (b"/Scope", b"/Scopx"),
    "header 1.7": (b"%PDF-1.7", b"%PDF-1.3"),
}


@pytest.fixture(scope="module")
def complete() -> bytes:
    """A small document with everything the checks look at, its streams readable."""
    return small("<table><tr><th scope=row>a</th><td>b</td></tr></table>", attachments=[Attached("a.json", b"{}")])


@pytest.mark.parametrize("check", sorted(BREAKS))
def test_a_file_broken_on_purpose_fails_the_check_of_that_name(check: str, complete: bytes) -> None:
    old, new = BREAKS[check]
    assert old in complete
    assert pdfa.structural(complete) == []
    assert check in pdfa.structural(complete.replace(old, new))


def test_a_file_cut_short_is_unreadable(complete: bytes) -> None:
    assert pdfa.structural(complete[: len(complete) // 2]) == ["readable"]


def test_a_plain_pdf_is_not_taken_for_an_archive() -> None:
    from weasyprint import HTML

    plain = HTML(string=SMALL.format("<a href='https://example.org'>x</a>")).write_pdf()
    failed = pdfa.structural(plain)
    assert {"identified as PDF/A-3a", "marked", "tree of tags", "output intent", "identifier", "nothing active"} <= set(
        failed
    )


def test_a_named_validator_that_does_not_run_is_a_failure(complete: bytes) -> None:
    answer = pdfa.examine(complete, verapdf="/nonexistent/verapdf")
    assert not answer.ok
    assert answer.by == "veraPDF"
