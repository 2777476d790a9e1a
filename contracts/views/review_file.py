"""The review file of one contract: the page, and the same as a PDF made on demand."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from contracts.documents.pool import RenderFailed, render_pdf
from contracts.documents.render import review_file_html
from portage.core import clock
from portage.core.refusals import Refused
from portage.network.doors import Request

from ..models import Contract
from ..pages import review_file as page
from ..words.pages import reader_language
from .doors import contract_of, today_of


def file_of(request: Request, pk: UUID) -> page.File:
    """The file as this person's side may know it. Refused before both sides are bound."""
    row: Contract = contract_of(request, pk)
    if row.status not in page.BOUND:
        raise Refused("not_bound", _("There is nothing to review before both sides are bound."))
    return page.file_of(row, request.acting, today_of(row))


@login_required
@require_safe
def review_file(request: Request, pk: UUID) -> HttpResponse:
    """Its sections, one under the other."""
    file = file_of(request, pk)
    shown = {"contract": file.contract, "sections": page.sections(file), "today": file.today, "side": file.side}
    return render(request, "contracts/review_file.html", shown)


@login_required
@require_safe
def review_file_pdf(request: Request, pk: UUID) -> HttpResponse:
    """The same on paper, in the reader's language. Not kept: it tells one side what it knows on one day."""
    return pdf(file_of(request, pk))


def pdf(file: page.File) -> HttpResponse:
    """The bytes as an answer that no program of the browser runs."""
    language = reader_language()
    try:
        content = render_pdf(review_file_html(page.paper(file), language), created=clock.now(), language=language)
    except RenderFailed as error:
        raise Refused("no_pdf", _("The PDF cannot be made yet: %(why)s") % {"why": error}) from error
    response = HttpResponse(content, content_type="application/pdf")
    name = f"{file.contract.reference}-review-{file.today.isoformat()}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
    return response
