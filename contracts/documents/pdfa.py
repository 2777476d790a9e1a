"""Is this file PDF/A-3a, or 3b? By veraPDF where VERAPDF names one; otherwise by named checks of its structure, which prove less: the
answer then says "not validated". For tests and proofs: it needs pypdf, which the product does not."""

import io
import os
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NOT_VALIDATED = "not validated"


@dataclass(frozen=True)
class Answer:
    """`failed` names the checks that failed; `by` is "veraPDF" or "not validated" (structural checks only)."""

    failed: tuple[str, ...]
    by: str

    @property
    def ok(self) -> bool:
        return not self.failed


def examine(content: bytes, *, level: str = "a", verapdf: str = os.environ.get("VERAPDF", "")) -> Answer:
    """The structural checks, and veraPDF's verdict when there is one, for the level that the file should claim."""
    failed = structural(content, level)
    if not verapdf:
        return Answer(tuple(failed), NOT_VALIDATED)
    return Answer((*failed, *_verapdf(content, level, verapdf)), "veraPDF")


def structural(content: bytes, level: str = "a") -> list[str]:
    """Names of the failed checks, in order; ["readable"] when the file cannot be read at all."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content), strict=True)
        root = reader.trailer["/Root"]
        checks = {f"identified as PDF/A-3{level}": _claims(level), **_CHECKS}
        return [name for name, check in checks.items() if not _holds(check, reader, root)]
    except (PyPdfError, KeyError, ValueError, TypeError, RecursionError):
        return ["readable"]


Check = Callable[[Any, Any], bool]


def _holds(check: Check, reader: Any, root: Any) -> bool:
    try:
        return bool(check(reader, root))
    except (KeyError, AttributeError, TypeError, IndexError):
        return False


def _xmp(root: Any) -> str:
    return root["/Metadata"].get_object().get_data().decode("utf-8")


def _claims(level: str) -> Check:
    def identified(reader: Any, root: Any) -> bool:
        xmp = _xmp(root)
        return bool(re.search(r'pdfaid:part="3"', xmp) and f'pdfaid:conformance="{level.upper()}"' in xmp)

    return identified


def _titled(reader: Any, root: Any) -> bool:
    shown = root["/ViewerPreferences"]["/DisplayDocTitle"]
    return bool(shown) and "<dc:title>" in _xmp(root) and bool(reader.metadata.title)


def _intent(reader: Any, root: Any) -> bool:
    intent = root["/OutputIntents"][0].get_object()
    return intent["/S"] == "/GTS_PDFA1" and bool(intent["/DestOutputProfile"].get_object().get_data())


def _objects(reader: Any) -> Iterator[Any]:
    from pypdf.generic import IndirectObject

    known = [(number, generation) for generation, numbers in reader.xref.items() for number in numbers if number]
    for number, generation in [*known, *((number, 0) for number in reader.xref_objStm)]:
        yield reader.get_object(IndirectObject(number, generation, reader))


def dictionaries(reader: Any) -> Iterator[Any]:
    """Every dictionary of the file, those inside others too; references are not followed, each object is visited once."""
    waiting = list(_objects(reader))
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            yield item
            waiting.extend(dict.values(item))
        elif isinstance(item, list):
            waiting.extend(list.__iter__(item))


def _fonts(reader: Any, root: Any) -> bool:
    """Every font descriptor carries its font program, every composite font a map to Unicode, and there is some font."""
    descriptors = [item for item in dictionaries(reader) if item.get("/Type") == "/FontDescriptor"]
    composite = [item for item in dictionaries(reader) if item.get("/Subtype") == "/Type0"]
    embedded = all({"/FontFile", "/FontFile2", "/FontFile3"} & set(item.keys()) for item in descriptors)
    return bool(descriptors) and embedded and all("/ToUnicode" in item for item in composite)


def _attached(reader: Any, root: Any) -> bool:
    """What is embedded is also associated with the document, with a relationship and a type."""
    files = [item for item in dictionaries(reader) if item.get("/Type") == "/Filespec"]
    typed = all("/AFRelationship" in item and "/Subtype" in item["/EF"]["/F"].get_object() for item in files)
    return typed and len(root.get("/AF", [])) >= len(files)


def _passive(reader: Any, root: Any) -> bool:
    """No script, no action at opening, no launch, no form to send, no link out of the file."""
    banned = {
        "/JavaScript",
        "/JS",
        "/Launch",
        "/SubmitForm",
        "/ImportData",
        "/URI",
        "/GoToR",
        "/Movie",
        "/Sound",
        "/RichMedia",
    }
    actions = any(item.get("/S") in banned or {"/JS", "/AA"} & set(item.keys()) for item in dictionaries(reader))
    named = root.get("/Names", {})
    return not actions and "/OpenAction" not in root and "/JavaScript" not in named


def _tree(reader: Any, root: Any) -> bool:
    """A tree of tags with at least one heading and one paragraph or table, and every page mapped to it."""
    kinds = {item.get("/S") for item in dictionaries(reader) if item.get("/Type") == "/StructElem"}
    mapped = all("/StructParents" in page for page in reader.pages)
    return "/H1" in kinds and bool({"/P", "/Table"} & kinds) and mapped and "/ParentTree" in root["/StructTreeRoot"]


def _headers(reader: Any, root: Any) -> bool:
    """Every header cell says whether it heads a row or a column."""
    cells = [item for item in dictionaries(reader) if item.get("/S") == "/TH"]
    return all(item["/A"]["/Scope"] in ("/Row", "/Column") for item in cells)


_CHECKS: dict[str, Check] = {
    "header 1.7": lambda reader, root: reader.pdf_header == "%PDF-1.7",
    "title shown": _titled,
    "language": lambda reader, root: bool(root["/Lang"]),
    "marked": lambda reader, root: bool(root["/MarkInfo"]["/Marked"]),
    "tree of tags": _tree,
    "table headers scoped": _headers,
    "output intent": _intent,
    "fonts embedded": _fonts,
    "attachments associated": _attached,
    "nothing active": _passive,
    "identifier": lambda reader, root: len(reader.trailer["/ID"]) == 2,
    "not encrypted": lambda reader, root: not reader.is_encrypted,
}


def _verapdf(content: bytes, level: str, binary: str) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.pdf"
        path.write_bytes(content)
        command = [binary, "--flavour", f"3{level}", "--format", "text", str(path)]
        try:
            verdict = subprocess.run(
                command, capture_output=True, text=True, timeout=120, check=False
            ).stdout  # operator's binary  # nosec B603
        except (OSError, subprocess.SubprocessError) as error:
            return [f"veraPDF did not run: {error}"]
    return (
        [] if verdict.startswith("PASS") else ["veraPDF: " + (verdict.strip().splitlines() or ["no answer"])[0][:200]]
    )
