"""Errors of the API: RFC 9457 problem details, one shape for all. 404 is the same for absent and for forbidden."""

import logging
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.views import set_rollback

from ..logs import request_id
from ..refusals import Forbidden, Refused, Several, TooMany
from ..refusals.unavailable import RETRY_AFTER, is_unavailable

logger = logging.getLogger("portage.refused")
MEDIA_TYPE = "application/problem+json"


def problem(
    status: int, detail: object = "", *, code: str = "", errors: list[dict] | None = None, **extra: Any
) -> HttpResponse:
    """A problem response; `instance` is the request id, the word to give to support."""
    content: dict[str, Any] = {
        "type": f"urn:portage:problem:{code}" if code else "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": str(detail),
        "instance": f"urn:portage:request:{request_id.get()}",
        "code": code or HTTPStatus(status).name.lower(),
    }
    if errors:
        content["errors"] = errors
    response = JsonResponse({**content, **extra}, status=status, json_dumps_params={"ensure_ascii": False})
    response["Content-Type"] = MEDIA_TYPE
    return response


def absent() -> HttpResponse:
    """The one 404: nothing here tells whether the thing exists."""
    return problem(404, _("There is nothing here that you may see."), code="not_found")


def too_large() -> HttpResponse:
    """413: what was sent was not read."""
    return problem(413, _("What was sent is too large to be read. Nothing was changed."), code="too_large")


def unavailable() -> HttpResponse:
    """503, with when to try again."""
    response = problem(
        503, _("The service is away for a moment. Nothing was changed; try again shortly."), code="unavailable"
    )
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def as_error(refusal: Refused) -> dict[str, str]:
    """One entry of `errors[]`: code, message, and the field and rule when there are."""
    told = {"code": refusal.code, "detail": str(refusal.message), "field": refusal.field, "rule": refusal.rule}
    return {key: value for key, value in told.items() if value}


def of_refusal(refusal: Refused) -> HttpResponse:
    """The problem of a verb that said no."""
    logger.info("refused", extra={"code": refusal.code, "status": refusal.status})
    every = refusal.refusals if isinstance(refusal, Several) else [refusal]
    response = problem(refusal.status, refusal.message, code=refusal.code, errors=[as_error(one) for one in every])
    if refusal.status == 503:
        response["Retry-After"] = str(RETRY_AFTER)
    if isinstance(refusal, TooMany):
        response["Retry-After"] = str(refusal.seconds)
    return response


def flat(detail: Any, field: str = "") -> Iterator[dict[str, str]]:
    """DRF's nested details as a flat list: `items.0.amount` names the field at fault."""
    if isinstance(detail, Mapping):
        for key, value in detail.items():
            name = "" if key in {"non_field_errors", "detail"} else str(key)
            yield from flat(value, ".".join(part for part in (field, name) if part))
    elif isinstance(detail, list | tuple):
        for index, value in enumerate(detail):
            nested = isinstance(value, Mapping | list)
            yield from flat(value, f"{field}.{index}".strip(".") if nested else field)
    else:
        error = {"code": getattr(detail, "code", "") or "invalid", "detail": str(detail), "field": field}
        yield {key: value for key, value in error.items() if value}


def _of_api_exception(error: exceptions.APIException) -> HttpResponse:
    if isinstance(error, exceptions.NotFound):
        return absent()
    if isinstance(error, exceptions.ValidationError):
        return problem(422, _("What was sent cannot be right."), code="invalid", errors=list(flat(error.detail)))
    code = error.get_codes()
    response = problem(error.status_code, error.detail, code=code if isinstance(code, str) else error.default_code)
    if header := getattr(error, "auth_header", ""):
        response["WWW-Authenticate"] = header
    if wait := getattr(error, "wait", None):
        response["Retry-After"] = str(int(wait) + 1)
    return response


def of_exception(error: BaseException) -> HttpResponse | None:
    """The problem that `error` makes, or None when it is a fault of ours (500)."""
    if isinstance(error, Refused):
        return of_refusal(error)
    if isinstance(error, Http404):
        return absent()
    if isinstance(error, PermissionDenied):
        return of_refusal(Forbidden("forbidden", _("You may see this, but not do that.")))
    if isinstance(error, RequestDataTooBig):
        return too_large()
    if isinstance(error, exceptions.APIException):
        return _of_api_exception(error)
    return unavailable() if is_unavailable(error) else None


def handler(error: Exception, context: Mapping[str, Any]) -> HttpResponse | None:
    """The `EXCEPTION_HANDLER` of DRF. None lets the error rise: it is a fault, logged, and answered by 500."""
    response = of_exception(error)
    if response is not None:
        set_rollback()
    return response
