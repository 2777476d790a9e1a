"""One's own data: what is held, as a file to keep; the erasure of one's account. And the same by the operator."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portage.core import clock, journal
from portage.core.forms import submit, tell
from portage.core.journal import By
from portage.core.refusals import Refused
from portage.network.doors import Request
from portage.network.queries import active_memberships

from .. import actions
from ..documents import archive
from ..forms import AccountForm, TypedForm
from ..queries.mine import sections
from ..queries.signed import signed_by
from ..wording import SECTIONS
from .doors import identify, is_sure, sure


def myself(request: Request) -> By:
    """Who acts for nobody but themselves, and where from."""
    return By(request.user, None, request.META.get("REMOTE_ADDR", ""), request.headers.get("User-Agent", "")[:200])


@login_required
@require_safe
def mine(request: Request) -> HttpResponse:
    """What is held of me, and what I may do about it."""
    context = {"sections": SECTIONS.values(), "memberships": active_memberships(request.user), **sure(request)}
    return render(request, "privacy/mine.html", context)


@login_required
@never_cache
@require_POST
def download(request: Request) -> HttpResponseBase:
    """The file; who I am is asked first, and the journal keeps that it was taken."""
    if not is_sure(request):
        return identify(request, "/settings/my-data/")
    at = clock.now()
    file = archive(sections(request.user), at=at, name=request.user.name, titles=SECTIONS)
    journal.record("privacy.data_taken", request.user, by=myself(request), at=at)
    return FileResponse(file, as_attachment=True, filename="my-data.zip", content_type="application/zip")


@login_required
def erase(request: Request) -> HttpResponse:
    """My account is erased, for good. Refused while I act for somebody."""
    person = request.user
    if request.method == "POST" and not is_sure(request):
        return identify(request, request.path)
    label = _("To confirm, type your address: %(email)s") % {"email": person.email}
    form = TypedForm(person.email, label, request.POST if request.method == "POST" else None)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.erase_account(person, by=By(person), at=clock.now())
        except Refused as refusal:
            tell(form, refusal)
            status = refusal.status
        else:
            logout(request)
            return render(request, "privacy/erased.html")
    context = {"form": form, "memberships": active_memberships(person), "signed": signed_by(person), **sure(request)}
    return render(request, "privacy/erase_account.html", context, status=status)


@login_required
def of_platform(request: Request) -> HttpResponse:
    """A platform administrator erases the account of somebody who asked in writing. For everybody else it does not exist."""
    if not request.user.is_platform_administrator:
        raise Http404
    if request.method == "POST" and not is_sure(request):
        return identify(request, request.path)
    form = AccountForm(request.POST if request.method == "POST" else None)

    def verb(given: Any) -> Any:
        return actions.erase_account_of(given["email"], by=By(request.user), at=clock.now())

    if submit(request, form, verb):
        messages.success(request, _("The account is erased: %(name)s.") % {"name": form.done.name})
        return redirect("privacy:of_platform")
    return render(request, "privacy/of_platform.html", {"form": form, **sure(request)}, status=form.status)
