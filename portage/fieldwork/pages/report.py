"""The page of one report: its head, then each section that its reader may read."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from portage.core import words
from portage.core.crumbs import crumbs
from portage.network.access import Acting

from ..queries.reading import Part, ReportRead
from ..words import pages as say
from . import pieces, words_told
from .section import file_row


def shown(read: ReportRead, acting: Acting) -> dict[str, Any]:
    """All that the page draws, but for its journal."""
    report = read.report
    return {
        "read": read,
        "report": report,
        "title": report.customer.name,
        "says": head(report),
        "written": written(read),
        "heads": words_told.head_changes(report, read.heads),
        "parts": [part(one, read.may_correct) for one in read.parts],
        "files": [file_row(one, "fieldwork:report_file") for one in read.files],
        "may_correct": read.may_correct,
        "is_mine": report.author_id == acting.membership.pk,
        "crumbs": crumbs(
            (_("Visit reports"), "fieldwork:reports"), here=f"{report.book.subsidiary.name}, {report.customer.name}"
        ),
    }


def head(report: Any) -> str:
    """Visit, Friday 20 November 2026, by T. Wilk, sales engineer."""
    facts = {
        "kind": say.kind(report),
        "day": words.day(report.visited_on, "weekday"),
        "author": report.author.person.name,
        "role": report.author.get_role_display(),
    }
    return _("%(kind)s, %(day)s, by %(author)s, %(role)s") % facts


def written(read: ReportRead) -> str:
    """In French, received 20 November 2026, 18:52; written on the device earlier when it waited for the network."""
    report = read.report
    told = _("In %(language)s, received %(at)s") % {
        "language": words.language(report.language),
        "at": words.moment(report.filed_at),
    }
    if report.written_at is None:
        return told
    return _("%(told)s, written %(at)s by its author's device") % {"told": told, "at": words.moment(report.written_at)}


def part(one: Part, may_correct: bool) -> dict[str, Any]:
    """One section: to whom it speaks, its words, what leads further."""
    section = one.section
    own = section.contract_id is None
    correct = reverse("fieldwork:correct_section", args=[section.pk]) if may_correct else ""
    return {
        "section": section,
        "own": own,
        "title": _("The group's own products") if own else section.contract.principal.name,
        "url": "" if own else reverse("fieldwork:section", args=[section.pk]),
        "correct": correct,
        "content": words_told.content(one.accounts),
        "interest": pieces.interest(one.newest.interest),
        "corrections": words_told.corrections(one.accounts, words_told.who_corrected(one.entries)),
        "former": words_told.former(one.accounts),
        "files": [file_row(photo, "fieldwork:section_file") for photo in one.files],
        "read": [str(word) for word in say.READ[section.is_acknowledged]],
    }
