"""What a test reads back from a PDF."""

import io
import re

from pypdf import PdfReader


def reader(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def pages(content: bytes) -> list[str]:
    """The text of each page, spaces made plain."""
    return [re.sub(r"\s+", " ", page.extract_text()) for page in reader(content).pages]


def text(content: bytes) -> str:
    return " ".join(pages(content))
