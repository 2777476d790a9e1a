"""What a file is, ready for the page and the API: of a stranger's file from the file alone; of one that its reader may know,
also which document of which contract it is."""

from typing import Any
from uuid import UUID

from django.urls import reverse

from portage.core.seals import Report

from ..models import Document, Revision
from ..queries import verification as queries
from ..rules import verdicts
from ..words import verification as words
from .panel_rows import title_of


def shown(report: Report | None, verdict: str, *, name: str) -> dict[str, Any]:
    """What a file is. No report: its stored bytes could not be read."""
    found = report.signatures if report else ()
    waits = report.empty if report and report.state in {"ours", "mixed"} else ()
    return {
        "verdict": verdict,
        "good": verdict in verdicts.GOOD,
        "bad": verdict in verdicts.BAD,
        "title": words.title(verdict, report),
        "says": words.SAYS[verdict],
        "name": name,
        "report": report,
        "waiting": [words.waits_for(field) for field in waits],
        "signatures": [words.signature(row) for row in found],
    }


def known(person: Any, sha256: str, document: UUID | None = None) -> list[dict[str, Any]]:
    """Which documents of the contracts that this person may see have exactly these bytes; which state of one `document` it is,
    when that is named."""
    return [_row(one) for one in queries.known(person, sha256, document)]


def _row(one: Document | Revision) -> dict[str, Any]:
    """One of them: its contract, its title, its address; of a signed file also which state it is."""
    if isinstance(one, Document):
        return _of(one) | {"revision": None, "later": False, "says": ""}
    told: Any = one
    says = words.stage(told.signed, later=told.later, binds_nobody=hasattr(one.document, "not_concluded"))
    return _of(one.document, f"?revision={one.number}") | {"revision": one.number, "later": told.later, "says": says}


def _of(document: Document, state: str = "") -> dict[str, Any]:
    contract = document.contract
    return {
        "contract": contract.pk,
        "reference": contract.reference,
        "document": document.pk,
        "title": title_of(document),
        "url": reverse("contracts:document", args=[document.pk]) + state,
    }
