"""A file carried inside a PDF."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Attached:
    """Name, content, and what it is to the document: `relationship` as in ISO 32000-2, 7.11.3 (Data, Source, Alternative…)."""

    name: str
    content: bytes
    description: str = ""
    relationship: str = "Data"
