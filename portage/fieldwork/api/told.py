"""Sections and reports as the API tells them: the same reads as the pages, in shapes for programs."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from portage.network.access import Acting

from ..models import Account
from ..queries import reading
from ..queries.reading import Part, ReportRead, SectionRead
from ..rules.content import TEXTS
from ..rules.following import standing
from .read_shapes import ReportSerializer, ToldSectionSerializer

HEAD = ("customer", "kind", "visited_on", "place", "language", "author")


def section(found: Any, acting: Acting) -> dict[str, Any]:
    """One section as this person reads it."""
    read = reading.read_section(found, acting)
    row = {
        name: getattr(found, name) for name in ("id", "reference", "contract_id", "contract", "interest", "filed_at")
    }
    told = row | {
        "is_acknowledged": read.acknowledgement is not None,
        "head": head(read),
        "editions": [edition(one) for one in read.accounts],
        "files": files(read.files, "api:section_file_bytes"),
        "actions": [action(one) for one in read.actions],
        "remarks": read.remarks,
        "acknowledgement": read.acknowledgement,
        "before": [one.pk for one in read.before],
    }
    return dict(ToldSectionSerializer(told).data)


def report(found: Any, acting: Acting) -> dict[str, Any]:
    """One report, with the sections that this person may read."""
    read = reading.read_report(found, acting)
    told = {
        "id": found.pk,
        "subsidiary": found.book.subsidiary,
        "head": head(read),
        "corrected": found.corrected,
        "note": found.note,
        "sections": [part(one) for one in read.parts],
        "files": files(read.files, "api:report_file_bytes"),
        "written_at": found.written_at,
        "filed_at": found.filed_at,
    }
    return dict(ReportSerializer(told).data)


def head(read: SectionRead | ReportRead) -> dict[str, Any]:
    """Who, when, where, and what it said before."""
    return {name: getattr(read.report, name) for name in HEAD} | {"met": read.met, "former": read.heads}


def part(one: Part) -> dict[str, Any]:
    names = ("id", "reference", "contract_id", "contract", "interest", "is_acknowledged")
    told = {name: getattr(one.section, name) for name in names}
    editions = [edition(account) for account in one.accounts]
    return told | {"editions": editions, "files": files(one.files, "api:section_file_bytes")}


def edition(account: Account) -> dict[str, Any]:
    """The words of a section as they were told once."""
    plain = {
        name: getattr(account, name)
        for name in ("number", "reason", "at", "interest", "order_taken", "minutes", *TEXTS)
    }
    return plain | {
        "shown": [one.product_id for one in account.shown.all()],
        "competitors": list(account.competitors.all()),
    }


def action(one: Any) -> dict[str, Any]:
    """Something to do, and what became of it."""
    found = standing(one.due_on, one.events.all())
    return {
        "id": one.pk, "text": one.text, "side": one.side, "due_on": found.due_on, "state": found.state, "reason": found.reason,
        "who": found.who.person.name if found.who else "", "asked_by": one.asked_by.person.name,
    }  # fmt: skip


def files(rows: Sequence[Any], door: str) -> list[dict[str, Any]]:
    """Photos and documents, each with the address of its bytes."""
    return [
        {
            "id": one.pk, "name": one.file.name, "media_type": one.file.media_type, "size": one.file.blob.size,
            "url": reverse(door, args=[one.pk]),
        }
        for one in rows
    ]  # fmt: skip
