"""What opens an account: the page that asks for a second factor, the last key that stays, sessions."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portage.core import clock
from portage.core.journal import By

from .. import actions, queries
from ..accounts.devices import device

NEXT = "second_factor_next"


def by_themselves(request: Any) -> By:
    """The person about their own account: no organisation has a part in it."""
    return By(
        request.user, address=request.META.get("REMOTE_ADDR", ""), agent=request.headers.get("User-Agent", "")[:200]
    )


@login_required
def second_factor(request: Any) -> HttpResponse:
    """Why a second factor is needed, and the two ways to have one. Who has one goes on to where they wanted."""
    wanted = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        request.session[NEXT] = wanted
    if not request.lacks_second_factor:
        return redirect(request.session.pop(NEXT, "/"))
    return render(request, "network/second_factor.html")


class RemoveKey(RemoveWebAuthnView):
    """Taking a passkey away: refused, with the reason, for the last factor of who must have one."""

    def form_valid(self, form: Any) -> HttpResponse:
        if not get_adapter().can_delete_authenticator(self.get_object()):
            refusal: ValidationError = get_adapter().validation_error("cannot_delete_authenticator")
            messages.error(self.request, refusal.message)
            return redirect("mfa_list_webauthn")
        return super().form_valid(form)


@login_required
def sessions(request: Any) -> HttpResponse:
    """Where I am signed in: device, address, since when. POST closes all others."""
    if request.method == "POST":
        closed = actions.close_sessions(
            request.user, but=request.session.session_key, by=by_themselves(request), at=clock.now()
        )
        messages.success(request, _("Your other sessions are closed.") if closed else _("There was no other session."))
        return redirect("usersessions_list")
    rows = [
        {"device": device(one.user_agent), "address": one.ip, "since": one.created_at, "pk": one.pk,
         "mine": one.session_key == request.session.session_key}
        for one in queries.sessions(request.user)
    ]  # fmt: skip
    return render(
        request, "usersessions/usersession_list.html", {"rows": rows, "others": [r for r in rows if not r["mine"]]}
    )


@login_required
@require_POST
def close_session(request: Any, pk: int) -> HttpResponse:
    """Close one of my sessions; this one is signed out of by signing out. Another person's is absent: 404."""
    closed = actions.close_sessions(
        request.user, but=request.session.session_key, only=pk, by=by_themselves(request), at=clock.now()
    )
    if not closed:
        raise Http404
    messages.success(request, _("The session is closed."))
    return redirect(reverse("usersessions_list"))
