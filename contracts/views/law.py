"""Doors of the law: all laws, one law, correcting a rule, dates tried before committing."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from contracts.law import BeforeFirstDay, OutOfCalendar, UnknownJurisdiction, UnknownRule
from contracts.law.records import Jurisdiction, jurisdiction, jurisdictions, record_members
from portage.core import clock
from portage.core.crumbs import crumbs
from portage.core.forms import submit
from portage.core.jobs.views import for_platform_administrators
from portage.core.journal import By
from portage.network.doors import Request

from ..actions.law import correct_rule
from ..forms.dates_tried import TryDatesForm
from ..forms.law import CorrectionForm
from ..pages import law as law_page
from ..pages.dates_tried import Tried, tried
from ..queries.law import corrected, corrections
from ..words.law import RULES, SHORT, label_of, text
from ..words.values import by_year

LAWS = (gettext_lazy("Law"), "contracts:laws")
View = Callable[..., HttpResponse]


def for_readers(view: View) -> View:
    """For members of any organisation and for platform administrators; absent for everybody else."""

    @wraps(view)
    def checked(request: Request, *args: object, **kwargs: object) -> HttpResponse:
        if request.acting is None and not request.user.is_platform_administrator:
            raise Http404
        return view(request, *args, **kwargs)

    return login_required(checked)


def law_or_404(code: str) -> Jurisdiction:
    """The law of that code as it now stands."""
    try:
        return jurisdiction(code, corrections())
    except UnknownJurisdiction as error:
        raise Http404 from error


@require_safe
@for_readers
def laws(request: Request) -> HttpResponse:
    """Every law: what drafts turn on, how sure it is, and what a person must give."""
    shown = law_page.lines(jurisdictions(corrections()))
    return render(request, "contracts/laws.html", {"lines": shown, "heads": [SHORT[key] for key in law_page.COLUMNS]})


@require_safe
@for_readers
def law(request: Request, code: str) -> HttpResponse:
    """One law: every rule, its value, its article, how sure it is, when it was checked, what it was before."""
    found = law_or_404(code)
    may_correct = request.user.is_platform_administrator
    context = {
        "law": found,
        "name": text(found.name),
        "groups": law_page.groups_of(found, corrected(code)),
        "is_floor": bool(record_members(found)),
        "may_correct": may_correct,
        "unrecorded": law_page.unrecorded(found) if may_correct else [],
        "crumbs": crumbs(LAWS, here=found.code),
    }
    return render(request, "contracts/law.html", context)


@for_platform_administrators
def correct(request: Request, code: str, key: str) -> HttpResponse:
    """The rule as it stands beside the rule as it shall be; recorded with its reason, as a new version."""
    found = law_or_404(code)
    if key not in RULES and key not in found.rules:
        raise Http404
    form = CorrectionForm(found, key, request.POST or None)
    if submit(
        request, form, lambda _given: correct_rule(code, key, **form.given(), by=operator(request), at=clock.now())
    ):
        told = {"number": form.done.version, "rule": label_of(key)}
        messages.success(request, _("%(rule)s: version %(number)d is recorded.") % told)
        return redirect(f"{reverse('contracts:law', args=[code])}#{key}")
    context = {
        "law": found,
        "form": form,
        "shown": law_page.shown(found, key),
        "number": (found.rules[key].version if key in found.rules else 0) + 1,
        "crumbs": crumbs(LAWS, (code, "contracts:law", code), here=label_of(key)),
    }
    return render(request, "contracts/law_correct.html", context, status=form.status)


def operator(request: Request) -> By:
    """A platform administrator, who acts for no organisation."""
    agent = request.headers.get("User-Agent", "")[:200]
    return By(person=request.user, address=request.META.get("REMOTE_ADDR", ""), agent=agent)


@require_safe
@for_readers
def explain_dates(request: Request) -> HttpResponse:
    """Dates from typed figures, each with its rule. Nothing is kept: the address holds what was typed."""
    form = TryDatesForm(request.GET or None)
    found = tried_of(form) if form.is_bound and form.is_valid() else None
    status = 422 if form.is_bound and form.errors else 200
    fragment = bool(getattr(request, "htmx", None))
    piece = "contracts/_dates_tried.html" if fragment else "contracts/dates_tried.html"
    context: dict[str, Any] = {"form": form, "tried": found, "crumbs": crumbs(LAWS, here=_("Try dates"))}
    return render(request, piece, context, status=200 if fragment else status)


def tried_of(form: TryDatesForm) -> Tried | None:
    """The dates, or None with the form saying what a person must give."""
    found = law_or_404(form.cleaned_data["law"])
    try:
        return tried(found, form.cleaned_data)
    except UnknownRule as unknown:
        form.add_error("notice", _needed(unknown))
    except (OutOfCalendar, BeforeFirstDay):
        form.add_error("first_day", _("These dates leave the calendar: type an earlier day."))
    return None


def _needed(unknown: UnknownRule) -> str:
    """What a person must type, with the floor to show where there is one."""
    told = _("The notice that this law asks is not established: type a length, in months by year begun.")
    if unknown.bound is None:
        return told
    floor = {"scale": by_year(unknown.bound.value), "source": text(unknown.bound.source)}
    return f"{told} " + _("The European minimum, which is not this law's: %(scale)s (%(source)s).") % floor
