"""The guided creation: start, one page a step in any order, review, propose."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portage.core import clock
from portage.core.forms import submit
from portage.core.refusals import Forbidden
from portage.network import access
from portage.network.doors import Request, who

from ..actions import amending, drafting, versions
from ..forms.amending import EffectForm
from ..forms.binding import ProposeForm
from ..forms.rows import StepForm, of
from ..forms.start import StartForm
from ..forms.steps import CommissionForm, ProductsForm, TasksForm, TerritoryForm
from ..forms.terms import DurationForm, LawForm
from ..models import Contract
from ..pages import checks as panel
from ..pages import stages
from ..pages.leaving import at_term
from ..pages.preview import unprintable
from ..queries import checks
from ..queries import steps as queries
from ..queries.page import facts_now
from ..queries.people import side_of
from ..words.pages import NATURES, STEPS
from . import typed
from .doors import contract_of, demand_now, is_piece, posted, today_of

DOORS: dict[str, tuple[type[StepForm], Callable[..., Contract]]] = {
    "products": (ProductsForm, drafting.set_products),
    "territory": (TerritoryForm, drafting.set_territory),
    "tasks": (TasksForm, drafting.set_tasks),
    "commission": (CommissionForm, drafting.set_commission),
    "duration": (DurationForm, drafting.set_duration),
    "law": (LawForm, drafting.set_law),
    "effect": (EffectForm, amending.set_effect),
}


@login_required
def start(request: Request) -> HttpResponse:
    """Two parties and a nature; the rest comes step by step."""
    access.demand(request.user, "contracts.draft_contract")
    form = StartForm(request.acting, posted(request) or (request.GET if "principal" in request.GET else None))
    if not of(form, "agent").queryset.exists():
        raise Forbidden("not_your_agent", _("You may draft contracts for the subsidiaries of your own group."))
    if is_piece(request) and request.method == "GET":
        return render(request, "contracts/_people_field.html", {"form": form})
    if submit(request, form, lambda given: drafting.start_draft(**form.given(), by=who(request), at=clock.now())):
        messages.success(
            request,
            _("The draft %(reference)s is started. Each step is kept by itself.") % {"reference": form.done.reference},
        )
        return redirect("contracts:steps", form.done.pk)
    shown = {"form": form, "natures": [(key, *words) for key, words in NATURES.items()]}
    return render(request, "contracts/start.html", shown, status=form.status)


@login_required
def steps(request: Request, pk: UUID) -> HttpResponse:
    """To the first step that is not done; to the review when all are."""
    row = contract_of(request, pk, "contracts.negotiate_contract")
    demand_now(request, row, "edit")
    unfinished = next(
        (
            s.key
            for s in stages.states(row, to_put_right(request, row))
            if s.state != "done" or not queries.was_saved(row, s.key)
        ),
        None,
    )
    return redirect("contracts:step", pk, unfinished) if unfinished else redirect("contracts:review", pk)


@login_required
def step(request: Request, pk: UUID, step: str) -> HttpResponse:
    """One step: what is kept, or what was typed and is not valid yet. Saving keeps it, autosaving too."""
    row = contract_of(request, pk, "contracts.negotiate_contract")
    if step not in queries.keys_of(row):
        raise Http404
    demand_now(request, row, "edit")
    kind, verb = DOORS[step]
    form = kind(row, request.user, request.POST if request.method == "POST" else typed.kept(request, pk, step))
    if submit(request, form, lambda given: keep(request, row, step, form, verb)):
        typed.forget(request, pk, step)
        row.refresh_from_db()
    elif request.method == "POST":
        typed.keep(request, pk, step, wrong=form.is_wrong)
    if is_piece(request):
        return render(request, "contracts/_step_saved.html", shown_with(request, row, step, form))
    if form.done is not None:
        follows = queries.after(row, step) if "next" in request.POST else step
        return redirect("contracts:review", pk) if follows == "review" else redirect("contracts:step", pk, follows)
    return render(request, f"contracts/step_{step}.html", shown_with(request, row, step, form), status=form.status)


def to_put_right(request: Request, row: Contract) -> set[str]:
    """The steps that stop a version though something is typed: invalid words, a territory that others have."""
    taken = {"territory"} if stages.overlaps(row, request.user) else set()
    return set(typed.names(request, row.pk)) | taken


def keep(request: Request, row: Contract, step: str, form: StepForm, verb: Callable[..., Contract]) -> Contract:
    """The verb of the step; a step that was kept with the same words is left alone."""
    if queries.was_saved(row, step) and not form.says_more():
        return row
    return verb(row, **form.given(), by=who(request), at=clock.now())


def shown_with(request: Request, row: Contract, step: str, form: StepForm) -> dict[str, Any]:
    """What a step's page shows beside its form: all steps with their states, what is missing here, previews."""
    every = stages.states(row, to_put_right(request, row))
    return {
        "contract": row, "form": form, "step": step, "title_of_step": STEPS[step], "saved": clock.now() if form.done is not None else None,
        "stages": stages.bar(row, every, current=step), "here": stages.here(every, step),
        "autosaves": row.status == "draft", "beside": stages.beside(row, step, form, today_of(row)),
    }  # fmt: skip


@login_required
def review(request: Request, pk: UUID) -> HttpResponse:
    """What is missing, what the law says, who else covers the same, how it will read; then propose."""
    row = contract_of(request, pk, "contracts.negotiate_contract")
    demand_now(request, row, "edit")
    if row.nature == Contract.Nature.MORAL:
        return redirect("contracts:moral", pk)
    form = ProposeForm(posted(request))
    if submit(request, form, lambda given: versions.propose(row, by=who(request), at=clock.now())):
        messages.success(
            request, _("Version %(number)s is proposed: the other side sees it now.") % {"number": form.done.number}
        )
        return redirect("contracts:contract", pk)
    return render(request, "contracts/review.html", reviewed(request, row, form), status=form.status)


def reviewed(request: Request, row: Contract, form: Any = None, answering: Any = None) -> dict[str, Any]:
    """Everything the review shows. `answering` is a question's form that was refused."""
    gaps = checks.gaps(row, today_of(row))
    every = stages.states(row, to_put_right(request, row), gaps)
    findings = [stages.finding(one, row) for step in every for one in step.findings]
    facts = facts_now(row, request.acting, today=today_of(row))
    return {
        **panel.of_reader(row, request.acting, facts, today_of(row)),
        "contract": row, "form": form or ProposeForm(), "stages": stages.bar(row, every, current="review"),
        "missing": stages.missing(row, gaps, side_of(row, request.acting.organisation.pk)),
        "invalid": [STEPS[name] for name in typed.names(request, row.pk) if name in STEPS],
        "findings": findings, "questions": stages.questions(row, findings, answering), "overlaps": stages.overlaps(row, request.user),
        "unprintable": unprintable(row, today_of(row)), "number": row.version_number + 1, "at_term": at_term(row, today_of(row)),
    }  # fmt: skip
