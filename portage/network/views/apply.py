"""The public side of candidatures: the page of a group, and what the links of the letters open. Nobody is signed in."""

from typing import Any

from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portage.core import clock
from portage.core.api.limits import ApplyThrottle
from portage.core.forms import submit
from portage.core.refusals import TooMany

from .. import actions
from ..doors import asked_from
from ..forms.candidatures import CandidatureForm, ConfirmForm, WithdrawForm
from ..keys.candidatures import CONFIRM, OWN, opened_by, own_key
from ..models import Candidature, CandidaturePage
from ..models.candidatures import OPEN
from ..queries import candidatures as queries
from ..rules import candidatures as rules
from ..segments import segment_name

SENT = "applied"  # a cookie for ten minutes: to which address the letter went


def page_of(key: str) -> CandidaturePage:
    """The open page of that address; closed, renewed and absent are the same 404."""
    found = queries.open_page(key)
    if found is None:
        raise Http404
    return found


@never_cache
def apply(request: Any, key: str) -> HttpResponse:
    """Who the group is and what it looks for, then the form. The answer never depends on who the address belongs to."""
    page = page_of(key)
    form = CandidatureForm(request.POST if request.method == "POST" else None, initial={"language": get_language()})
    if submit(request, form, lambda _given: send(request, page, form)):
        response = redirect("network:applied", page.key)
        response.set_signed_cookie(
            SENT, form.done.email, max_age=600, httponly=True, samesite="Lax", secure=request.is_secure()
        )
        return response
    answer = render(request, "network/apply.html", shown_with(page, form), status=form.status)
    if form.status == TooMany.status:
        answer["Retry-After"] = str(form.wait)
    return answer


def send(request: Any, page: CandidaturePage, form: Any) -> Candidature:
    """Count it for the network that it comes from, then send it. `form.wait` is told when it is refused for now."""
    if seconds := ApplyThrottle(asked_from(request)).seconds_to_wait(request):
        form.wait = seconds
        raise TooMany(
            "too_often",
            _("Several candidatures came from your network: wait an hour, then send again."),
            seconds=seconds,
        )
    return actions.apply(page, at=clock.now(), **form.facts)


def shown_with(page: CandidaturePage, form: Any = None) -> dict[str, Any]:
    """The group as strangers see it: its name, and what it wrote for them in the reader's language, or else in another."""
    tag = (get_language() or "en")[:2]
    spoken = tag if tag in page.welcome else next(iter(page.welcome), "")
    return {
        "page": page, "group": page.organisation, "form": form, "welcome": page.welcome.get(spoken, ""), "spoken": spoken,
        "sectors": [segment_name(sector) for sector in page.sectors],
    }  # fmt: skip


@never_cache
@require_safe
def applied(request: Any, key: str) -> HttpResponse:
    """A letter went to the address that was typed: its link is what sends the candidature."""
    page = page_of(key)
    try:
        email = request.get_signed_cookie(SENT, default="", max_age=600)
    except signing.BadSignature:
        email = ""
    return render(request, "network/applied.html", {**shown_with(page), "email": email, "most": rules.MOST_LETTERS})


@never_cache
def confirm(request: Any, key: str) -> HttpResponse:
    """One button, so that no mail scanner presses it. A key that was never ours is 404, one that is over 410."""
    pk = opened_by(key, CONFIRM)
    if pk is None:
        raise Http404
    found = queries.of_letter(pk)
    if found is None or not rules.can_be_confirmed(found, clock.now()):
        return render(request, "network/candidature_over.html", {"confirming": True}, status=410)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if submit(request, form, lambda _given: actions.confirm_candidature(found, at=clock.now())):
        return redirect("network:own_candidature", own_key(form.done))
    return render(request, "network/candidature_confirm.html", {"group": found.group, "form": form}, status=form.status)


def own(key: str) -> Candidature | None:
    """The candidature of the second letter's key; None when its content is erased. 404 for a key that was never ours."""
    pk = opened_by(key, OWN)
    if pk is None:
        raise Http404
    found = queries.of_letter(pk)
    return found if found and found.confirmed_at and not found.erased_at else None


@never_cache
@require_safe
def own_candidature(request: Any, key: str) -> HttpResponse:
    """How it stands, for who holds the second letter."""
    found = own(key)
    if found is None:
        return render(request, "network/candidature_over.html", status=410)
    context = {"candidature": found, "group": found.group, "key": key, "is_open": found.status in OPEN}
    return render(request, "network/own_candidature.html", context)


@never_cache
def withdraw(request: Any, key: str) -> HttpResponse:
    """The applicant takes it back."""
    found = own(key)
    if found is None:
        return render(request, "network/candidature_over.html", status=410)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if submit(request, form, lambda _given: actions.withdraw_candidature(found, at=clock.now())):
        return redirect("network:own_candidature", key)
    context = {"group": found.group, "form": form, "key": key, "is_open": found.status in OPEN}
    return render(request, "network/candidature_withdraw.html", context, status=form.status)
