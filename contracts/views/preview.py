"""How a draft or a letter will read, before anybody is bound: HTML within a second in a frame that runs nothing, the PDF on demand."""

from pathlib import Path
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

import contracts.documents
from contracts.documents.articles import BadModel
from contracts.documents.grammar import MissingValue
from contracts.documents.pool import RenderFailed, render_pdf
from portage.core import clock
from portage.core.refusals import Refused
from portage.network.doors import Request

from ..pages import preview
from ..pages.letters import unsent_letter
from .doors import contract_of, today_of

PAPER = Path(contracts.documents.__file__).parent / "document.css"
SCREEN = Path(contracts.documents.__file__).parent / "screen.css"
# It runs nothing and loads nothing: its styles stand inside, and the frame has no origin.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'"


def paper(html: str, status: int = 200) -> HttpResponse:
    """A whole document for a frame of our own pages, drawn with the style sheet of the printed one."""
    style = "<style>" + PAPER.read_text(encoding="utf-8") + SCREEN.read_text(encoding="utf-8") + "</style>"
    view = '<meta name="viewport" content="width=device-width, initial-scale=1">'
    response = HttpResponse(html.replace("</head>", view + style + "</head>", 1), status=status)
    response["Content-Security-Policy"] = POLICY
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@login_required
@require_safe
def draft(request: Request, pk: UUID) -> HttpResponse:
    """The draft as it would be printed, its holes marked."""
    row = contract_of(request, pk)
    try:
        return paper(preview.draft_html(row, today_of(row)))
    except (MissingValue, BadModel) as error:
        return _not_yet(request, error)


def _not_yet(request: Request, error: Exception) -> HttpResponse:
    """What stops the document, in the frame itself."""
    shown = {"article": getattr(error, "article", ""), "name": getattr(error, "name", ""), "detail": str(error)}
    return paper(render(request, "contracts/documents/not_yet.html", shown).content.decode())


@login_required
@require_safe
def draft_pdf(request: Request, pk: UUID) -> HttpResponse:
    """The same as a PDF that says on every page that it is a draft."""
    row = contract_of(request, pk)
    now = clock.now()
    try:
        html = preview.draft_html(row, today_of(row))
        content = render_pdf(html, created=now, language="fr" if row.languages == "both" else row.languages)
    except (MissingValue, BadModel, RenderFailed) as error:
        raise Refused("no_pdf", _("The PDF cannot be made yet: %(why)s") % {"why": error}) from error
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{row.reference}-draft.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: Request, pk: UUID) -> HttpResponse:
    """The letter that the notice being typed would send. Posted, so that no address keeps its grounds; writes nothing."""
    row = contract_of(request, pk, "contracts.give_notice")
    given = request.POST or request.GET
    return paper(unsent_letter(row, request.acting, given, today=today_of(row), at=clock.now()))
