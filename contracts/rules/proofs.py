"""What an uploaded proof may be: a PDF, JPEG or PNG by its own bytes, whatever it is called; nothing that acts."""

import re

LARGEST = 5 * 1024 * 1024
SIGNATURES = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
# Names of a PDF that make it act: scripts, programs, forms that send, files inside. Names may be spelled with #xx.
ACTS = re.compile(rb"/(JavaScript|JS|Launch|OpenAction|AA|EmbeddedFile|RichMedia|XFA|SubmitForm|ImportData)\b")
SPELLED = re.compile(rb"#([0-9A-Fa-f]{2})")


def media_type(content: bytes) -> str:
    """The type that the bytes have, "" when it is none of the three."""
    return next((kind for start, kind in SIGNATURES.items() if content.startswith(start)), "")


def fault(content: bytes) -> str:
    """Why a proof is refused: empty, too_large, wrong_type, active; "" when it may be kept."""
    if not content:
        return "empty"
    if len(content) > LARGEST:
        return "too_large"
    kind = media_type(content)
    if not kind:
        return "wrong_type"
    return "active" if kind == "application/pdf" and acts(content) else ""


def acts(pdf: bytes) -> bool:
    """Whether a PDF says that it would do something when opened."""
    plain = SPELLED.sub(lambda found: bytes([int(found[1], 16)]), pdf)
    return bool(ACTS.search(plain))
