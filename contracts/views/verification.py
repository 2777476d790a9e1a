"""Verifying a file: for everybody, signed in or not. Nothing is kept, and a stranger is told nothing that the file itself does
not say. Who may see the contract reads which of its files it is, and can have a stored one verified where it lies."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from portage.core import clock, files, seals
from portage.core.api.limits import CheckThrottle, VerifyThrottle
from portage.core.forms import tell
from portage.core.refusals import Refused, TooMany
from portage.network import access
from portage.network.doors import Request, asked_from

from ..forms.verification import VerifyForm
from ..models import Document, Revision
from ..pages import verification as pages
from ..queries import page
from ..queries import verification as queries
from ..rules import verdicts
from .documents import state_of


class Away(Refused):
    """It cannot be said now."""

    status = 503


STATUS = {"too_large": 413}
WAIT = 30


# Nothing is changed: a form of another site may ask too, brings no session with it, and cannot read the answer.
@csrf_exempt
@never_cache
def verify(request: Any) -> HttpResponse:
    """A place to drop a file, then what it is."""
    form = VerifyForm(request.POST, request.FILES) if request.method == "POST" else VerifyForm()
    told, status, wait = None, 200, WAIT
    if request.method == "POST" and form.is_valid():
        try:
            told = examined(request, form.cleaned_data["file"])
            status = STATUS.get(told["verdict"], 200)
        except Refused as refusal:
            tell(form, refusal)
            wait = getattr(refusal, "seconds", WAIT)
            status = refusal.status
    elif request.method == "POST":
        status = 422
    answer = render(request, "contracts/verify.html", {"form": form, "told": told, "now": clock.now()}, status=status)
    if status in {429, 503}:
        answer["Retry-After"] = str(wait)
    return answer


def examined(request: Any, file: Any) -> dict[str, Any]:
    """What a file is, for the page; who still has to prove who they are is answered as a stranger. Raises TooMany, Away."""
    report, verdict = judged(request, file)
    told = pages.shown(report, verdict, name=file.name)
    told["sha256"] = report.sha256
    return told | {"known": [] if request.lacks_second_factor else pages.known(request.user, report.sha256)}


def judged(request: Any, file: Any) -> tuple[seals.Report, str]:
    """The report and the verdict on a file. The same work is done whatever it is: read, examined, looked up. Raises TooMany, Away."""
    if seconds := VerifyThrottle(asked_from(request)).seconds_to_wait(request):
        message = _("Many files came from your network: wait a little, then try again.")
        raise TooMany("too_often", message, seconds=seconds)
    report = read(file.read(seals.LIMIT + 1))
    return report, verdicts.verdict(report, made_here=queries.made_here(report.sha256))


def read(content: bytes) -> seals.Report:
    """What bytes say of themselves, in a process of their own. Raises Away."""
    try:
        return seals.examine_apart(content, at=clock.now())
    except seals.Busy as busy:
        raise Away(
            "busy", _("Other files are being read: try again in half a minute. Nothing is wrong with yours.")
        ) from busy
    except seals.NoKey as missing:
        raise Away("away", _("Files cannot be verified at this moment: the operator has to repair it.")) from missing


@login_required
@require_safe
@never_cache
def check(request: Request, pk: UUID) -> HttpResponse:
    """A stored file verified where it lies: what it is, and which state of its document. Of a signed one its newest state, or
    the one of `?revision=`."""
    row = access.fetch(request.user, None, page.documents(), pk=pk)
    state = state_of(row, request.GET.get("revision", ""))
    report, verdict = stored(request, state)
    told = pages.shown(report, verdict, name=state.file.name)
    told |= {"known": pages.known(request.user, state.sha256, row.pk), "sha256": state.sha256}
    return render(
        request,
        "contracts/check_document.html",
        {"contract": row.contract, "document": row, "told": told, "now": clock.now()},
    )


def stored(request: Any, state: Document | Revision) -> tuple[seals.Report | None, str]:
    """The report and the verdict on a stored file; no report when its bytes are gone or are others. Raises TooMany, Away."""
    if seconds := CheckThrottle(request.user.pk).seconds_to_wait(request):
        raise TooMany("too_often", _("You have had many files verified: wait a little."), seconds=seconds)
    try:
        content = files.read(state.file)
    except (FileNotFoundError, files.DamagedFile):
        return None, verdicts.of_stored(None, made_here=False)
    report = read(content)
    return report, verdicts.of_stored(report, made_here=queries.made_here(report.sha256))
