"""One need, quote or complaint: its page, its photos, the quote on paper."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from contracts.words.pages import reader_language
from portage.core import files, words
from portage.core.crumbs import crumbs
from portage.core.refusals import Refused
from portage.fieldwork.views.sections import pdf
from portage.network import access, journals
from portage.network.doors import Request

from ..documents.quote import quote_html
from ..models import Matter
from ..pages import matters as page
from ..queries import matters as queries
from ..queries import samples
from ..rules.verbs import WRITE
from ..words import matters as said
from ..words.journal import says
from ..words.refusals import REFUSALS
from .doors import LIST, matter_of, today_of

PRINTABLE = ("given", "agreed", "ordered")


@login_required
@require_safe
def matter(request: Request, pk: UUID) -> HttpResponse:
    """One of them as both parties read it: what is asked, the clock, what was said, what I may do."""
    found = matter_of(request, pk)
    return render(request, f"needs/{found.kind}.html", shown(request, found))


def shown(request: Request, found: Matter) -> dict[str, Any]:
    """What the page of one of them says."""
    today, acting = today_of(found.contract), request.acting
    facts = queries.facts_now(found, acting, today)
    shape, word = said.state_of(found, today)
    tell = journals.teller(request, says, origins=False)
    may_write = bool(facts.side) and acting.may(WRITE)
    is_quote = found.kind == Matter.Kind.QUOTE
    return {
        "matter": found, "today": today, "title": said.title(found), "crumbs": crumbs(LIST, here=found.reference),
        "shape": shape, "word": word, "thread": page.thread(queries.thread_of(found), may_translate=may_write),
        "facts": page.facts_of(found), "files": page.files(found), "lines": page.lines(found) if is_quote else [],
        "entries": tell(queries.entries_of(found)), "printable": is_quote and found.status in PRINTABLE,
        "papers": [(code, words.language(code)) for code, _name in settings.LANGUAGES if code != reader_language()],
        "samples": samples.samples().filter(matter=found) if found.kind == Matter.Kind.NEED else [],
        **page.verbs_of(facts, found),
    }  # fmt: skip


@login_required
@require_safe
def file(request: Request, pk: UUID) -> HttpResponseBase:
    """A photo or a document under its name; in the page with `?view=1`."""
    found = access.fetch(request.user, None, queries.files(), pk=pk)
    return files.file_response(found.file, inline=request.GET.get("view") == "1")


@login_required
@require_safe
def print_quote(request: Request, pk: UUID) -> HttpResponse:
    """The quote on paper, for the customer, in my language or in the one that the address names."""
    return printed(request, pk)


def printed(request: Any, pk: UUID) -> HttpResponse:
    """The PDF of a quote that the customer may have."""
    found = matter_of(request, pk)
    if found.kind != Matter.Kind.QUOTE or found.status not in PRINTABLE:
        raise Refused("not_agreed", REFUSALS["not_agreed"])
    with translation.override(paper_language(request.GET.get("language", ""))):
        return pdf(quote_html(found, page.lines(found), reader_language()), f"{found.reference}.pdf")


def paper_language(asked: str) -> str:
    """The language of the paper: the one asked for, among those that papers are written in; else the reader's."""
    return asked if asked in dict(settings.LANGUAGES) else reader_language()
