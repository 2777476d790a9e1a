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

from ..actions import amending, drafting, negotiation, versions
from ..forms.amending import EffectForm
from ..forms.binding import ProposeForm
from ..forms.rows import StepForm, of
from ..forms.start import StartForm
from ..forms.steps import CommissionForm, ProductsForm, TasksForm, TerritoryForm
from ..forms.terms import DurationForm, LawForm
from ..models import OF_TERMS, Contract
from ..pages import checks as panel
from ..pages import stages
from ..pages.leaving import at_term
from ..pages.preview import unprintable
from ..queries import checks
from ..queries import steps as queries
from ..queries.negotiation import moves
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
    """One step: what is kept, or what was typed and is not valid yet. Saving keeps it, autosaving too.

    Once a version is on the table, the same form proposes: the other side answers.
    """
    row = contract_of(request, pk, "contracts.negotiate_contract")
    if step not in queries.keys_of(row):
        raise Http404
    negotiating = row.status == Contract.Status.NEGOTIATING
    demand_now(request, row, "negotiate" if negotiating else "edit")
    kind, verb = DOORS[step]
    form = kind(row, request.user, request.POST if request.method == "POST" else typed.kept(request, pk, step))
    keeps = propose_instead if negotiating else keep
    if submit(request, form, lambda given: keeps(request, row, step, form, verb)):
        typed.forget(request, pk, step)
        row.refresh_from_db()
    elif request.method == "POST":
        typed.keep(request, pk, step, wrong=form.is_wrong)
    if is_piece(request):
        return render(request, "contracts/_step_saved.html", shown_with(request, row, step, form))
    if form.done is not None:
        return _after(request, row, step, negotiating)
    return render(request, f"contracts/step_{step}.html", shown_with(request, row, step, form), status=form.status)


def _after(request: Request, row: Contract, step: str, negotiating: bool) -> HttpResponse:
    """To the point that was just proposed; in a draft to the next step, or to this one again."""
    if negotiating:
        messages.success(request, _("Proposed: the other side reads it now."))
        return redirect("contracts:point", row.pk, f"{OF_TERMS}{step}")
    follows = queries.after(row, step) if "next" in request.POST else step
    return redirect("contracts:review", row.pk) if follows == "review" else redirect("contracts:step", row.pk, follows)


def propose_instead(request: Request, row: Contract, step: str, form: StepForm, verb: Callable[..., Contract]) -> Any:
    """The terms of this step as a proposal, written on the state that the page showed."""
    base = request.POST.get("base", "")
    return negotiation.propose_terms(
        row, step=step, given=form.given(), base=int(base) if base.isdecimal() and len(base) < 6 else 0,
        reason=request.POST.get("why", "")[:2000], by=who(request), at=clock.now(),
    )  # fmt: skip


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
        "autosaves": row.status == "draft", "moves": moves(row, f"{OF_TERMS}{step}"), "beside": stages.beside(row, step, form, today_of(row)),
    }  # fmt: skip


@login_required
def review(request: Request, pk: UUID) -> HttpResponse:
    """What is missing, what the law says, who else covers the same, how it will read; then propose.

    While a version is negotiated, the questions of law that its terms raise are still answered here.
    """
    row = contract_of(request, pk, "contracts.negotiate_contract")
    demand_now(request, row, "negotiate" if row.status == Contract.Status.NEGOTIATING else "edit")
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
