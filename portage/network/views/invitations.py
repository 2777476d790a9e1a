"""An invitation: its letter sent again, revoked; and the page that its key opens."""

from typing import Any
from uuid import UUID

from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portage.core import clock
from portage.core.forms import submit
from portage.core.journal import By
from portage.core.refusals.pages import too_many

from .. import access, actions, queries
from ..doors import Request, who
from ..forms.people import AccountForm, JoinForm
from ..keys.invitations import opened_by
from ..models import Invitation
from ..rules import members as rules
from ..words.codes import may_of


def held(request: Request, pk: UUID) -> Invitation:
    """An invitation of an organisation whose members this person keeps. Everybody else's are absent: 404."""
    if request.acting is None:
        raise Http404
    found = access.fetch(request.user, None, queries.invitations(), pk=pk)
    if not rules.keeps(queries.keeping(found.organisation, request.acting.membership)):
        raise Http404
    return found


@login_required
@require_POST
def resend(request: Request, pk: UUID) -> HttpResponse:
    """Another letter; the ones before it open nothing more."""
    found = actions.resend_invitation(held(request, pk), by=who(request), at=clock.now())
    messages.success(request, _("Another letter goes to %(email)s now.") % {"email": found.email})
    return redirect("network:members", found.organisation_id)


@login_required
@require_POST
def revoke(request: Request, pk: UUID) -> HttpResponse:
    """The invitation opens nothing more."""
    found = held(request, pk)
    actions.revoke_invitation(found, by=who(request), at=clock.now())
    messages.success(request, _("The invitation of %(email)s is revoked.") % {"email": found.email})
    return redirect("network:members", found.organisation_id)


@never_cache
def invitation(request: Any, key: str) -> HttpResponse:
    """Who invites, for whom, as what, until when; then join, or open an account first.

    A key that we did not make opens nothing: 404. One that was ours and is over says so: 410, without a name.
    """
    pair = opened_by(key)
    found = queries.invitation_of(*pair) if pair else None
    if pair is None:
        raise Http404
    if found is None or rules.state(found, clock.now()) != "waiting":
        return render(request, "network/invitation_over.html", status=410)
    if request.user.is_authenticated:
        return as_member(request, found)
    return as_stranger(request, found)


def shown_with(found: Invitation, form: Any, **more: Any) -> dict[str, Any]:
    return {"invitation": found, "form": form, "may": may_of(found.role), **more}


def by_stranger(request: Any) -> By:
    """From where; who is named by the verb, once the person is known."""
    return By(address=request.META.get("REMOTE_ADDR", ""), agent=request.headers.get("User-Agent", "")[:200])


def as_member(request: Any, found: Invitation) -> HttpResponse:
    """Signed in: one button when the letter was sent to an address of mine; else to whom it was sent."""
    mine = queries.owns_address(request.user, found.email)
    form = JoinForm(request.POST if request.method == "POST" and mine else None)
    at = clock.now()
    if mine and submit(
        request,
        form,
        lambda given: actions.accept_invitation(
            found, round=found.round, person=request.user, by=by_stranger(request), at=at
        ),
    ):
        return welcome(request, form.done)
    template = "network/invitation.html" if mine else "network/invitation_other.html"
    return render(request, template, shown_with(found, form), status=form.status)


def as_stranger(request: Any, found: Invitation) -> HttpResponse:
    """Not signed in: who has an account signs in first, and needs no second password; who has none opens one."""
    if queries.has_account(found.email):
        return render(request, "network/invitation_sign_in.html", shown_with(found, None, next=request.path))
    if request.method == "POST" and not ratelimit.consume(request, action="join", key=str(found.pk)):
        return too_many(request)
    form = AccountForm(found.email, request.POST if request.method == "POST" else None)
    at = clock.now()
    if submit(
        request,
        form,
        lambda given: actions.open_account(
            found, round=found.round, language=get_language() or found.language, by=by_stranger(request), at=at, **given
        ),
    ):
        perform_login(request, form.done.person, email_verification="none")
        return welcome(request, form.done)
    return render(request, "network/invitation.html", shown_with(found, form), status=form.status)


def welcome(request: Any, membership: Any) -> HttpResponse:
    """From now on they act for the organisation that they joined."""
    request.session["acting"] = str(membership.pk)
    messages.success(
        request, _("Welcome: you now act for %(organisation)s.") % {"organisation": membership.organisation}
    )
    return redirect("/")
