"""Candidatures as a carrier group reads and answers them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from portage.core import clock, lists
from portage.core.crumbs import crumbs
from portage.core.forms import submit

from .. import access, actions
from ..doors import Request, who
from ..filters import CandidatureFilter
from ..forms.candidatures import AcceptForm, KeepForm, RefuseForm
from ..models import Candidature
from ..models.candidatures import ARROWS
from ..queries import candidatures as queries
from ..roles import Kind
from ..rules.candidatures import PERMISSION, VERBS
from ..segments import segment_name
from ..tables import CandidatureTable
from ..words.codes import ANSWERS, CANDIDATURE_EVENTS, REASONS

LIST = (gettext_lazy("Candidatures"), "network:candidatures")
SHOWN = ("received", "kept", "accepted", "refused", "withdrawn")


def reads(request: Request) -> None:
    """Only the people of a carrier group have such a list: for all others it does not exist."""
    if request.acting is None or request.acting.organisation.kind != Kind.CARRIER_GROUP:
        raise Http404


@login_required
def listing(request: Request) -> HttpResponse:
    """The candidatures of my group, those to answer first."""
    reads(request)
    found = access.visible(request.user, queries.candidatures())
    page = queries.page_of(request.acting.organisation)
    may_open = access.may(request.user, PERMISSION)
    empty = {
        "icon": "mail", "title": _("No candidature has come"),
        "text": _("SMEs apply from the public page of your group, while it is open."),
        "url": reverse("network:candidature_page") if may_open else "", "label": _("The public page"),
    }  # fmt: skip
    return lists.answer(
        request, found, filters=CandidatureFilter, table=CandidatureTable, orders=queries.ORDERS,
        template="network/candidatures.html", title=_("Candidatures"), empty=empty, may_open=may_open,
        is_open=page is not None and page.opened_at is not None, views=views_of(request, queries.by_status(found)),
    )  # fmt: skip


def views_of(request: Request, counts: dict[str, int]) -> list[dict[str, Any]]:
    """A tab for each state, with how many; what is typed in the filters stays."""
    chosen = request.GET.get("status", "")
    query = request.GET.copy()
    for name in ("after", "before", "last"):
        query.pop(name, None)
    rows = [("", _("All candidatures"), sum(counts.values()))]
    rows += [(code, str(Candidature.Status(code).label), counts.get(code, 0)) for code in SHOWN]
    views = []
    for code, label, count in rows:
        query["status"] = code
        views.append(
            {"label": label, "count": count, "current": code == chosen, "url": f"{request.path}?{query.urlencode()}"}
        )
    return views


@login_required
def candidature(request: Request, pk: UUID) -> HttpResponse:
    """Everything that the SME told, what I may answer, and what happened."""
    found = access.fetch(request.user, None, queries.candidatures(), pk=pk)
    may, refused = [], []
    for verb, reason in queries.verdicts(found, request.acting).items():
        label, icon, says = ANSWERS[verb]
        if reason:
            refused.append({"label": label, "why": REASONS[reason]})
        else:
            url = reverse(f"network:{verb}_candidature", args=[found.pk])
            may.append({"label": label, "url": url, "icon": icon, "says": says, "post": verb == "reopen"})
    context = {
        "candidature": found, "may": may, "refused": refused, "crumbs": crumbs(LIST, here=found.company or _("Erased")),
        "sectors": [segment_name(sector) for sector in found.sectors], "next": queries.next_to_answer(request.acting, found),
        "entries": told(found),
    }  # fmt: skip
    return render(request, "network/candidature.html", context)


def told(found: Candidature) -> list[dict[str, Any]]:
    """What happened, the newest first: when, who of the group or the applicant, what."""
    return [
        {
            "at": entry.at,
            "who": str(entry.actor) if entry.actor else "",
            "what": CANDIDATURE_EVENTS.get(entry.kind, entry.kind),
        }
        for entry in queries.entries(found)
    ]


def answering(request: Request, pk: UUID, verb: str) -> Candidature:
    """The candidature, when this person may give that answer now; the page says when it was answered meanwhile."""
    found = access.fetch(request.user, PERMISSION, queries.candidatures(), pk=pk)
    if request.method != "POST":
        ARROWS.check(found.status, VERBS[verb])
    return found


def answer(request: Request, found: Candidature, form: Any, template: str, here: str) -> HttpResponse:
    to = (found.company, "network:candidature", found.pk)
    context = {"form": form, "candidature": found, "crumbs": crumbs(LIST, to, here=here)}
    return render(request, template, context, status=form.status)


@login_required
def accept(request: Request, pk: UUID) -> HttpResponse:
    """The details of the SME, as it told them and as I correct them; then it is here, and its first person is invited."""
    found = answering(request, pk, "accept")
    form = AcceptForm(found, found.group, request.POST or None)
    act = lambda given: actions.accept_candidature(found, by=who(request), at=clock.now(), **given)  # noqa: E731
    if submit(request, form, act):
        words = _("%(name)s is here; an invitation goes to %(email)s now.")
        messages.success(request, words % {"name": form.done.name, "email": found.email})
        return redirect("network:organisation", form.done.pk)
    return answer(request, found, form, "network/candidature_accept.html", _("Accept"))


@login_required
def refuse(request: Request, pk: UUID) -> HttpResponse:
    """No, with a reason."""
    found = answering(request, pk, "refuse")
    form = RefuseForm(request.POST or None)
    act = lambda given: actions.refuse_candidature(found, by=who(request), at=clock.now(), **given)  # noqa: E731
    if submit(request, form, act):
        messages.success(request, _("The applicant is told by e-mail, and reads your reason behind its link."))
        return redirect("network:candidature", found.pk)
    return answer(request, found, form, "network/candidature_refuse.html", _("Refuse"))


@login_required
def keep(request: Request, pk: UUID) -> HttpResponse:
    """Not now, but perhaps later."""
    found = answering(request, pk, "keep")
    form = KeepForm(request.POST if request.method == "POST" else None)
    act = lambda given: actions.keep_candidature(found, by=who(request), at=clock.now(), **given)  # noqa: E731
    if submit(request, form, act):
        messages.success(request, _("It is kept in reserve; the applicant is told."))
        return redirect("network:candidature", found.pk)
    return answer(request, found, form, "network/candidature_keep.html", _("Keep in reserve"))


@login_required
@require_POST
def reopen(request: Request, pk: UUID) -> HttpResponse:
    """Out of the reserve."""
    found = answering(request, pk, "reopen")
    actions.reopen_candidature(found, by=who(request), at=clock.now())
    messages.success(request, _("It waits for an answer again."))
    return redirect("network:candidature", found.pk)
