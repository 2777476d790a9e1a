"""Corrections of a section and of the head of a report: the former words stay, and nothing that was typed is lost."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portage.core import clock
from portage.core.crumbs import crumbs
from portage.core.forms import submit
from portage.network import access
from portage.network.doors import Request, who

from ..actions import correcting as verbs
from ..forms.correcting import HeadForm, SectionForm
from ..pages import words_told
from ..queries import reading, reports
from .doors import FILE, correctable, posted, report_of

LIST = (gettext_lazy("Visit reports"), "fieldwork:reports")


@login_required
def correct_section(request: Request, pk: UUID) -> HttpResponse:
    """New words for a section, and why. Of two corrections at once the second one sees the first, with its own words kept."""
    found = correctable(request, pk)
    access.demand(request.user, FILE)
    verbs.check_corrects(found.report, who(request))
    newest = reports.accounts(found)[-1]
    form: Any = SectionForm(newest, reading.products_of(found), posted(request))

    def verb(given: Any) -> object:
        told = form.told(found.contract_id)
        return verbs.correct_section(
            found, told=told, reason=given["reason"], seen=given["seen"], by=who(request), at=clock.now()
        )

    if submit(request, form, verb):
        messages.success(request, _("Corrected: the former words stay to be read."))
        return _back(found)
    overtaken = _overtaken(form, newest.number)
    own = found.contract is None
    above = (
        found.report.customer.name,
        "fieldwork:report" if own else "fieldwork:section",
        found.report_id if own else pk,
    )
    context = {
        "form": form, "section": found, "own": own, "newest": words_told.content([newest]) if overtaken else None,
        "crumbs": crumbs(LIST, above, here=_("Correct")), "back_url": reverse(above[1], args=[above[2]]),
    }  # fmt: skip
    return render(request, "fieldwork/correct_section.html", context, status=form.status)


def _back(found: Any) -> HttpResponse:
    """Where the corrected words are read: the group's own products with their report."""
    if found.contract is None:
        return redirect("fieldwork:report", found.report_id)
    return redirect("fieldwork:section", found.pk)


def _overtaken(form: Any, newest: int) -> bool:
    """Whether somebody corrected it meanwhile. Sent again, the form then says that the person has seen the newest words."""
    if not form.is_bound or form.data.get("seen") == str(newest):
        return False
    form.data = form.data.copy()
    form.data["seen"] = str(newest)
    return True


@login_required
def correct_report(request: Request, pk: UUID) -> HttpResponse:
    """The right customer, kind, day or place; the former head stays."""
    found = report_of(request, pk)
    access.demand(request.user, FILE)
    verbs.check_corrects(found, who(request))
    form: Any = HeadForm(found, reading.customers_of(found), posted(request))

    if submit(request, form, lambda given: verbs.correct_head(found, **given, by=who(request), at=clock.now())):
        messages.success(request, _("Corrected: the former head stays to be read."))
        return redirect("fieldwork:report", pk)
    context = {
        "form": form, "report": found, "overtaken": _overtaken(form, found.corrected),
        "crumbs": crumbs(LIST, (found.customer.name, "fieldwork:report", pk), here=_("Correct")),
    }  # fmt: skip
    return render(request, "fieldwork/correct_report.html", context, status=form.status)
