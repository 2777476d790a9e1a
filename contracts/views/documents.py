"""Stored files of a contract, served as they were stored, to those who may see the contract."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from portage.core import files
from portage.network import access
from portage.network.doors import Request

from ..models import Document, Revision
from ..queries import evidence
from ..queries import page as queries


@login_required
@require_safe
def document(request: Request, pk: UUID) -> HttpResponse:
    """The bytes under their name; in the page with `?view=1`. The hash is the tag: an unchanged file is not sent again.

    Of a file that was signed: its newest state, or the one of `?revision=`.
    """
    row = access.fetch(request.user, None, queries.documents(), pk=pk)
    state = state_of(row, request.GET.get("revision", ""))
    tag = f'"{state.sha256}"'
    unchanged: Any = get_conditional_response(request, etag=tag)
    response: Any = unchanged or files.file_response(state.file, inline=request.GET.get("view") == "1")
    response["ETag"] = tag
    return response


def state_of(row: Document, asked: str = "") -> Document | Revision:
    """A state of the document's file: the newest, or the one asked for by its number. Raises Http404 for one it never had."""
    found = evidence.revisions(row)
    if not asked:
        return found[-1] if found else row
    if not asked.isdecimal() or int(asked) >= max(1, len(found)):
        raise Http404
    return found[int(asked)] if found else row
