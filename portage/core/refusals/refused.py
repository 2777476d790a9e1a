"""How a refusal is told to people: a page, or the fragment that htmx puts into the page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from ..api import problems
from . import Refused, Several
from .pages import wants_problem
from .typed import typed

REGION = "#refusal"


def answer(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """The response of a refusal that no form caught: problem for programs, fragment for htmx, else a page."""
    response = problems.of_refusal(refusal)
    if wants_problem(request):
        return response
    fragment = bool(getattr(request, "htmx", False))
    context = {
        "refusal": refusal,
        "refusals": refusal.refusals if isinstance(refusal, Several) else [refusal],
        "typed": [] if fragment else typed(request),
        "back": back(request),
    }
    template = "core/refusal_fragment.html" if fragment else "core/refusal.html"
    told = render(request, template, context, status=refusal.status)
    if fragment:
        told["HX-Retarget"], told["HX-Reswap"] = REGION, "innerHTML"
    if "Retry-After" in response:
        told["Retry-After"] = response["Retry-After"]
    return told


def back(request: HttpRequest) -> str:
    """The page of ours that the person came from, or the home page."""
    referer = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure())
    return referer if ours else "/"
