"""Stored files of a contract, served as they were stored, to those who may see the contract."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from portage.core import files
from portage.network import access
from portage.network.doors import Request

from ..queries import page as queries


@login_required
@require_safe
def document(request: Request, pk: UUID) -> HttpResponse:
    """The bytes under their name; in the page with `?view=1`. The hash is the tag: an unchanged file is not sent again."""
    row = access.fetch(request.user, None, queries.documents(), pk=pk)
    tag = f'"{row.sha256}"'
    unchanged: Any = get_conditional_response(request, etag=tag)
    response: Any = unchanged or files.file_response(row.file, inline=request.GET.get("view") == "1")
    response["ETag"] = tag
    return response
