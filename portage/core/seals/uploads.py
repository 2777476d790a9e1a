"""A PDF that somebody hands in (the scan of a paper, a contract signed elsewhere) is looked through before it is kept.

Refused, by code: not_pdf, too_large (20 MB), damaged, encrypted, empty, too_many_pages (500), too_complex, script (JavaScript),
launch (starts a program or opens a file), sends (a form that sends or reads data), form (XFA), media (sound, film, 3D),
active_attachment (a program or a script inside), too_long (it took longer than it may).
"""

from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from typing import Any

import pikepdf

from .refusals import UploadRefused
from .report import LIMIT, Upload

PAGES = 500
OBJECTS = 300_000
ACTIONS = {
    "/JavaScript": "script",
    "/Launch": "launch",
    "/GoToR": "launch",
    "/GoToE": "launch",
    "/SubmitForm": "sends",
    "/ImportData": "sends",
    "/Rendition": "media",
    "/Movie": "media",
    "/Sound": "media",
    "/RichMediaExecute": "media",
    "/GoTo3DView": "media",
}
ANNOTATIONS = {"/RichMedia": "media", "/Movie": "media", "/Sound": "media", "/Screen": "media", "/3D": "media"}
PASSIVE = (
    "pdf",
    "txt",
    "csv",
    "json",
    "xml",
    "png",
    "jpg",
    "jpeg",
    "tif",
    "tiff",
    "p7s",
    "p7m",
    "xlsx",
    "docx",
    "odt",
    "ods",
)


def inspect(pdf: bytes) -> Upload:
    """Facts about `pdf`. Raises UploadRefused."""
    if len(pdf) > LIMIT:
        raise UploadRefused("too_large", f"{len(pdf)} bytes")
    if b"%PDF-" not in pdf[:1024]:
        raise UploadRefused("not_pdf")
    try:
        with pikepdf.open(BytesIO(pdf), suppress_warnings=True) as opened:
            return _facts(opened, pdf)
    except pikepdf.PasswordError as error:
        raise UploadRefused("encrypted") from error
    except UploadRefused:
        raise
    except Exception as error:  # a parser of foreign bytes fails in many ways: each says "damaged"
        raise UploadRefused("damaged", f"{type(error).__name__}: {error}"[:200]) from error


def _facts(opened: pikepdf.Pdf, pdf: bytes) -> Upload:
    if opened.is_encrypted:
        raise UploadRefused("encrypted")
    pages = len(opened.pages)
    if not pages:
        raise UploadRefused("empty")
    if pages > PAGES:
        raise UploadRefused("too_many_pages", str(pages))
    if len(opened.objects) > OBJECTS:
        raise UploadRefused("too_complex", f"{len(opened.objects)} objects")
    if "/XFA" in opened.Root.get("/AcroForm", {}):
        raise UploadRefused("form", "XFA")
    signatures = 0
    for item in _dictionaries(opened):
        _refuse_active(item)
        signatures += item.get("/Type") in ("/Sig", "/DocTimeStamp") and "/ByteRange" in item
    return Upload(sha256(pdf).hexdigest(), len(pdf), pages, signatures, tuple(_attachments(opened)))


def _dictionaries(opened: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary of the file once, those inside others too, used or not: what lies unused today may be used by another reader."""
    waiting = [opened.trailer, *opened.objects]
    seen = 0
    while waiting:
        item = waiting.pop()
        seen += 1
        if seen > OBJECTS * 10:
            raise UploadRefused("too_complex", "too many values")
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            yield item
            waiting.extend(value for _, value in item.items() if _inside(value))
        elif isinstance(item, pikepdf.Array):
            waiting.extend(value for value in item if _inside(value))


def _inside(value: Any) -> bool:
    """A container that stands here itself, and not a reference to an object that is visited anyway."""
    return isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect


def _refuse_active(item: Any) -> None:
    """Raise for a dictionary that runs, starts, sends or plays something."""
    if "/JS" in item:
        raise UploadRefused("script")
    code = ACTIONS.get(str(item.get("/S", ""))) or ANNOTATIONS.get(str(item.get("/Subtype", "")))
    if code:
        raise UploadRefused(code)
    if "/XFA" in item:
        raise UploadRefused("form", "XFA")


def _attachments(opened: pikepdf.Pdf) -> Iterator[str]:
    """Names of the files inside; one that could be run is refused."""
    for item in opened.objects:
        if isinstance(item, pikepdf.Dictionary) and "/EF" in item:
            name = str(item.get("/UF", item.get("/F", "")))
            if name.rpartition(".")[2].lower() not in PASSIVE or _runs(item):
                raise UploadRefused("active_attachment", name[:100])
            yield name[:100]


def _runs(item: Any) -> bool:
    """Whether what is attached begins as a program or a script does, whatever its name says."""
    content = item["/EF"].get("/F", item["/EF"].get("/UF")).read_bytes()[:512].lstrip().lower()
    return content.startswith(
        (b"mz", b"\x7felf", b"#!", b"<script", b"<html", b"<!doctype html", b"\xca\xfe\xba\xbe", b"<hta")
    )


def carried(pdf: bytes, name: str) -> bytes | None:
    """The file of that name inside `pdf`; None when there is none, or when `pdf` cannot be read. For files of our own."""
    try:
        with pikepdf.open(BytesIO(pdf), suppress_warnings=True) as opened:
            item = opened.attachments.get(name)
            return item.get_file().read_bytes() if item else None
    except (pikepdf.PdfError, ValueError):
        return None
