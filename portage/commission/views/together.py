"""Many statements issued at once: read what is over, ask, follow how far it has come."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from portage.core import clock, lists
from portage.core.crumbs import crumbs
from portage.core.forms import submit
from portage.core.refusals import Refused
from portage.network import access
from portage.network.doors import Request, who
from portage.network.roles import Kind

from ..actions.together import ISSUE, MOST, issue_together
from ..filters import BatchEntryFilter
from ..forms.together import TogetherForm
from ..models import Batch
from ..pages import together as pages
from ..queries import batches as queries
from ..tables import BatchEntryTable
from ..words.pages import REASONS
from .doors import LIST, identify, identify_address, is_sure, posted

KEPT = "statements_left_out"  # in the session, while a person says who they are


@login_required
def ask(request: Request) -> HttpResponse:
    """The periods that are over, and the batches that were asked for; who may issue issues them here."""
    if request.method == "POST":
        access.demand(request.user, ISSUE)
    own = request.acting.organisation.pk
    rows = pages.over(request.user, own, clock.now())[:MOST]
    form = TogetherForm(posted(request), initial={"leave_out": request.session.pop(KEPT, [])})
    if request.method == "POST" and not is_sure(request):
        request.session[KEPT] = request.POST.getlist("leave_out")[:MOST]
        return identify(request, request.path)
    if submit(request, form, lambda given: asked(request, rows, given)):
        count = form.done.entries.count()
        said = ngettext("%(count)s statement is being issued.", "%(count)s statements are being issued.", count)
        messages.success(request, said % {"count": count})
        return redirect("commission:batch", form.done.pk)
    shown = {
        **pages.asking(rows, form.left_out()),
        "form": form,
        "agent": request.acting.organisation.kind != Kind.CARRIED_SME,
        "recent": queries.recent(request.user, own),
        "refused": "" if access.may(request.user, ISSUE) else REASONS["role"],
        "is_sure": is_sure(request),
        "identify_url": identify_address(request),
        "crumbs": crumbs(LIST, here=_("Issue together")),
    }
    return render(request, "commission/together.html", shown, status=form.status)


def asked(request: Request, rows: list[dict[str, Any]], given: Mapping[str, Any]) -> Batch:
    """What was on the page is what is issued, without what the person leaves out."""
    if given["seal"] != pages.digest(rows):
        raise Refused("list_changed", _("The list has changed since you opened it. Read it again, then issue."))
    kept = [row for row in rows if str(row["contract"].pk) not in given["leave_out"]]
    if not kept:
        raise Refused("nothing_left", _("You left every one of them out."))
    return issue_together([(row["contract"], row["last_day"]) for row in kept], by=who(request), at=clock.now())


@login_required
@require_safe
def batch(request: Request, pk: UUID) -> HttpResponse:
    """What became of each contract of one batch."""
    own = request.acting.organisation.pk
    row = queries.fetch(request.user, own, pk)
    found = queries.seen(request.user, own).filter(batch=pk)
    return lists.answer(
        request, found, filters=BatchEntryFilter, table=BatchEntryTable, orders=queries.ORDERS,
        template="commission/batch.html", title=_("Statements issued together"), empty={}, batch=row,
        progress=queries.progress(found), crumbs=trail(row),
    )  # fmt: skip


@login_required
@require_safe
def progress(request: Request, pk: UUID) -> HttpResponse:
    """The part of the page that asks again by itself until the last one has ended."""
    own = request.acting.organisation.pk
    row = queries.fetch(request.user, own, pk)
    found = queries.seen(request.user, own).filter(batch=pk)
    shown = {"batch": row, "progress": queries.progress(found), "asked_again": True}
    return render(request, "commission/_batch_progress.html", shown)


def trail(row: Batch) -> list[dict[str, str]]:
    return crumbs(LIST, (_("Issue together"), "commission:issue_together"), here=_("Statements issued together"))
