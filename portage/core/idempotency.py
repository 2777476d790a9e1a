"""Writes that a client may repeat: the header `Idempotency-Key` makes the second a repetition of the first answer.

    def post(self, request):
        return once(request, request.acting.membership.pk, lambda: self.create(request), at=clock.now())

The key's row, the verb and the answer are one transaction: a crash leaves none of them, and of two requests at once
the second waits for the first. An answer that changed nothing (refused, invalid) is not kept: it may be asked again.
"""

import hashlib
import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework.response import Response
from rest_framework.utils.encoders import JSONEncoder

from .models import IdempotencyKey
from .refusals import Invalid

HEADER = "Idempotency-Key"
WELL_FORMED = re.compile(r"[A-Za-z0-9._:-]{8,80}\Z")


class NotKept(Exception):
    """Carries an answer that changed nothing out of the transaction."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__()
        self.response = response


def once(request: Any, member: UUID, respond: Callable[[], Response], *, at: datetime) -> HttpResponse:
    """The answer of `respond`, or the one it gave before under the same key to the same member of an organisation.

    Never to a colleague: who knows another's key learns nothing by it.

    Raises Invalid for a malformed key, or one used for something else. Without a key, `respond` simply runs.
    """
    key = request.headers.get(HEADER, "")
    if not key:
        return respond()
    if not WELL_FORMED.match(key):
        raise Invalid(
            "idempotency_key_malformed", _("The key must be 8 to 80 letters, digits, dots, dashes or colons.")
        )
    digest = digest_of(request)
    try:
        with transaction.atomic():
            mine = _claim(member, key, digest, at)
            if mine is None:
                return _again(IdempotencyKey.objects.get(member=member, key=key), digest)
            return _kept(mine, respond())
    except NotKept as unchanged:
        return unchanged.response


def _claim(member: UUID, key: str, digest: str, at: datetime) -> IdempotencyKey | None:
    """The new row of this key, or None when it is taken; waits for a transaction that holds it."""
    try:
        with transaction.atomic():
            return IdempotencyKey.objects.create(member=member, key=key, digest=digest, at=at)
    except IntegrityError:
        return None


def _kept(row: IdempotencyKey, response: Response) -> Response:
    if response.status_code >= 400:
        raise NotKept(response)
    row.status = response.status_code
    row.response = json.dumps(response.data, cls=JSONEncoder)
    row.save(update_fields=["status", "response"])
    return response


def _again(row: IdempotencyKey, digest: str) -> Response:
    if row.digest != digest:
        raise Invalid("idempotency_key_reused", _("This key was already used for another request."))
    return Response(json.loads(row.response), status=row.status, headers={"Idempotency-Replayed": "true"})


def digest_of(request: Any) -> str:
    """What is asked: method, path and payload. Spaces, the order of keys and multipart boundaries do not matter."""
    plain: HttpRequest = getattr(request, "_request", request)
    digest = hashlib.sha256(f"{plain.method}\n{plain.get_full_path()}\n".encode())
    data = request.data
    if hasattr(data, "lists"):
        fields = {name: [_told(value) for value in values] for name, values in data.lists()}
    else:
        fields = data
    digest.update(json.dumps(fields, sort_keys=True, default=str).encode())
    return digest.hexdigest()


def _told(value: Any) -> str:
    """A field as it is compared; an uploaded file by its hash, left ready to be read again."""
    if not hasattr(value, "chunks"):
        return str(value)
    digest = hashlib.sha256()
    for piece in value.chunks():
        digest.update(piece)
    value.seek(0)
    return digest.hexdigest()
