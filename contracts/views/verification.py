"""Verifying a file: for everybody, signed in or not. Nothing is kept, and nothing is told that the file itself does not say."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from portage.core import clock, seals
from portage.core.api.limits import VerifyThrottle
from portage.core.forms import tell
from portage.core.refusals import Refused, TooMany
from portage.network.doors import asked_from

from ..forms.verification import VerifyForm
from ..queries import verification as queries
from ..rules import verdicts
from ..words import verification as words


class Away(Refused):
    """It cannot be said now."""

    status = 503


STATUS = {"too_large": 413}
WAIT = 30


# Nothing is changed and no session is asked: a form of another site may ask too, and learns nothing.
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
    """What a file is, for the page. Raises TooMany, Away."""
    report, verdict = judged(request, file)
    return {
        "verdict": verdict,
        "good": verdict in verdicts.GOOD,
        "bad": verdict in verdicts.BAD,
        "title": words.title(verdict, report),
        "says": words.SAYS[verdict],
        "name": file.name,
        "report": report,
        "waiting": [words.waits_for(name) for name in report.empty] if report.state in {"ours", "mixed"} else [],
        "signatures": [words.signature(row) for row in report.signatures],
    }


def judged(request: Any, file: Any) -> tuple[seals.Report, str]:
    """The report and the verdict on a file. The same work is done whatever it is: read, examined, looked up. Raises TooMany, Away."""
    if seconds := VerifyThrottle(asked_from(request)).seconds_to_wait(request):
        message = _("Many files came from your network: wait a little, then try again.")
        raise TooMany("too_often", message, seconds=seconds)
    content = file.read(seals.LIMIT + 1)
    try:
        report = seals.examine_apart(content, at=clock.now())
    except seals.Busy as busy:
        raise Away(
            "busy", _("Other files are being read: try again in half a minute. Nothing is wrong with yours.")
        ) from busy
    except seals.NoKey as missing:
        raise Away("away", _("Files cannot be verified at this moment: the operator has to repair it.")) from missing
    return report, verdicts.verdict(report, made_here=queries.made_here(report.sha256))
