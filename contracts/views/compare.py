"""Two versions compared, on a page and on paper."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from contracts.documents.pool import RenderFailed, render_pdf
from portage.core.refusals import Refused
from portage.network import access
from portage.network.doors import Request

from ..models import Contract, Version
from ..pages import compare as pages
from ..queries import negotiation as queries
from ..queries import page as contract_queries
from .doors import contract_of


@login_required
@require_safe
def compare(request: Request, pk: UUID, older: int, newer: int) -> HttpResponse:
    """Terms and articles that differ, with their authors. Two other numbers in the address lead to their own page."""
    row = contract_of(request, pk)
    asked = [request.GET.get(name, "") for name in ("older", "newer")]
    if all(number.isdecimal() and len(number) < 6 for number in asked):
        return redirect("contracts:compare", pk, *map(int, asked))
    first, second = two(request, row, older, newer)
    authors = pages.authors(row, queries.proposals(row), older, newer)
    told = {
        "contract": row, "older": first, "newer": second, "versions": list(queries.versions_of(row)),
        "comparison": pages.comparison(first, second, authors, request.GET.get("text", "")),
    }  # fmt: skip
    return render(request, "contracts/compare.html", told)


def two(request: Any, row: Contract, older: int, newer: int) -> tuple[Version, Version]:
    """Both versions, through access."""
    first, second = (
        access.fetch(request.user, None, contract_queries.versions(), contract=row, number=number)
        for number in (older, newer)
    )
    return first, second


@login_required
@require_safe
def redline(request: Request, pk: UUID, older: int, newer: int) -> HttpResponse:
    """The same as a PDF: every language of the contract, terms first, with authors."""
    row = contract_of(request, pk)
    response = HttpResponse(made(request, row, older, newer), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{row.reference}-{older}-{newer}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
    return response


def made(request: Any, row: Contract, older: int, newer: int) -> bytes:
    """The bytes of the printed redline. Dated by the newer version, so that the same two give the same file."""
    first, second = two(request, row, older, newer)
    authors = pages.authors(row, queries.proposals(row), older, newer)
    html = pages.paper(row, first, second, authors)
    try:
        return render_pdf(html, created=second.made_at, language="fr" if row.languages == "both" else row.languages)
    except RenderFailed as error:
        raise Refused("no_pdf", _("The PDF cannot be made yet: %(why)s") % {"why": error}) from error
