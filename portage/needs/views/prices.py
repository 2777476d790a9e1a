"""The principal writes prices and sends samples; the agent receives them and tells what came of trials."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from contracts.models import Contract
from portage.core import clock
from portage.core.crumbs import crumbs
from portage.core.forms import submit
from portage.fieldwork.models import Prospect
from portage.fieldwork.queries.orders import products_of
from portage.network import access, journals
from portage.network.doors import Request, who

from ..actions.pricing import write_price
from ..actions.sampling import receive_sample, send_sample, tell_trial
from ..forms.answering import PriceForm, ReceiveForm, SampleForm, TrialForm
from ..models import Instruction, Matter, Sample
from ..pages.matters import excerpt, tag
from ..queries import matters as queries
from ..queries import samples as samples_of
from ..rules.asked import Parcel, Prices
from ..words.journal import says as tells
from ..words.matters import title as title_of
from ..words.samples import STANDING
from .doors import PRICES, SAMPLES, acting_of, choose, chosen, posted, sample_of, today_of

PRICE, SEND, TRY = "needs.write_price", "needs.send_sample", "needs.try_sample"


@login_required
def write(request: Request) -> HttpResponse:
    """At which prices the agent may offer one product in one country."""
    access.demand(request.user, PRICE)
    contracts = queries.to_instruct(acting_of(request))
    contract = chosen(request, contracts, PRICE)
    if contract is None:
        return choose(request, contracts, _("Write a price"), PRICES)
    countries = [str(code) for code in contract.territory_lines.values_list("country", flat=True)]
    known = {"currency": contract.currency, "valid_from": today_of(contract)}
    form = PriceForm(list(products_of(contract)), countries, posted(request), initial=known)

    def verb(given: Mapping[str, Any]) -> Instruction:
        told = {name: value for name, value in given.items() if name not in {"key", "product"}}
        prices = Prices(product=UUID(given["product"]), **told)
        return write_price(contract, key=given["key"], prices=prices, by=who(request), at=clock.now())

    if submit(request, form, verb):
        messages.success(
            request, _("Written. %(agent)s's next quotes stay inside it.") % {"agent": contract.agent.name}
        )
        return redirect("needs:prices")
    says = [
        _("%(agent)s reads it at once.") % {"agent": contract.agent.name},
        _(
            "From its first day on it replaces what you wrote before for this product and country; that stays to be read."
        ),
        _("A quote outside of it needs your agreement."),
    ]
    return render(
        request,
        "needs/form.html",
        context(contract, contracts, form, _("Write a price"), PRICES, says),
        status=form.status,
    )


@login_required
def send(request: Request) -> HttpResponse:
    """A sample: for a need, for a prospect, or for the agent alone."""
    access.demand(request.user, SEND)
    contracts = queries.to_instruct(acting_of(request))
    contract = chosen(request, contracts, SEND)
    if contract is None:
        return choose(request, contracts, _("Send a sample"), SAMPLES)
    needs = {f"need:{one.pk}": one for one in samples_of.needs_open(contract)}
    prospects = {f"prospect:{one.pk}": one for one in samples_of.prospects_of(contract)}
    form = SampleForm(
        list(products_of(contract)),
        for_whom(needs, prospects),
        posted(request),
        initial=known_of(request, contract, needs),
    )

    def verb(given: Mapping[str, Any]) -> Sample:
        whom = given["for_whom"]
        parcel = Parcel(
            UUID(given["product"]), given["lot"], given["quantity"], given["unit"], given["sent_on"], given["carrier"]
        )
        need, prospect = needs.get(whom), prospects.get(whom)
        return send_sample(
            contract, key=given["key"], parcel=parcel, need=need, prospect=prospect, by=who(request), at=clock.now()
        )

    if submit(request, form, verb):
        messages.success(request, _("The sample is on its way: your agent reads it."))
        return redirect("needs:sample", form.done.pk)
    says = [
        _("%(agent)s reads its lot and its parcel, and tells what came of its trial.") % {"agent": contract.agent.name}
    ]
    return render(
        request,
        "needs/form.html",
        context(contract, contracts, form, _("Send a sample"), SAMPLES, says),
        status=form.status,
    )


def for_whom(needs: Mapping[str, Matter], prospects: Mapping[str, Prospect]) -> list[Any]:
    """What a sample may be for: the agent alone, a need, a prospect."""
    of_needs = [(code, f"{title_of(one)}, {one.reference}") for code, one in needs.items()]
    of_prospects = [(code, excerpt(one.customer.name)) for code, one in prospects.items()]
    groups = [(_("Needs"), of_needs), (_("Prospects"), of_prospects)]
    return [("", _("For the agent alone")), *(group for group in groups if group[1])]


def known_of(request: Request, contract: Contract, needs: Mapping[str, Matter]) -> dict[str, Any]:
    """What is known before anything is typed: today, and the need that the address names, with its product."""
    asked = f"need:{request.GET.get('need', '')}"
    need = needs.get(asked)
    known: dict[str, Any] = {"sent_on": today_of(contract)}
    return known | {"for_whom": asked, "product": str(need.need.product_id or "")} if need else known


def context(
    contract: Contract, contracts: QuerySet[Contract], form: Any, title: str, above: tuple[Any, str], says: list[str]
) -> dict[str, Any]:
    """What the form of one contract shows."""
    return {
        "contract": contract, "form": form, "title": title, "crumbs": crumbs(above, here=title), "says": says,
        "several": len(contracts[:2]) > 1, "back": above[1],
    }  # fmt: skip


@login_required
@require_safe
def sample(request: Request, pk: UUID) -> HttpResponse:
    """One sample: its lot, its way, its trials."""
    found: Any = sample_of(request, pk)
    shape, word = STANDING[found.standing]
    tell = journals.teller(request, tells, origins=False)
    is_agent = found.contract.agent_id == request.acting.organisation.pk and request.acting.may(TRY)
    shown = {
        "sample": found, "title": str(found.product)[:1].upper() + str(found.product)[1:], "crumbs": crumbs(SAMPLES, here=found.reference),
        "shape": shape, "word": word, "trials": trials(found), "may_receive": is_agent and not found.is_received,
        "may_try": is_agent and found.is_received, "entries": tell(samples_of.entries_of(found)), "today": today_of(found.contract),
    }  # fmt: skip
    return render(request, "needs/sample.html", shown)


def trials(found: Sample) -> list[dict[str, Any]]:
    """What came of it, with the words and their language."""
    rows = samples_of.trials_of(found)
    return [{"row": one, "shape": STANDING[one.result][0], "word": STANDING[one.result][1]} for one in rows]


def of_sample(
    request: Request, found: Sample, form: Any, run: Any, *, label: str, told: str, says: list[str]
) -> HttpResponse:
    """The page of one verb of a sample."""
    if submit(request, form, run):
        messages.success(request, told)
        return redirect("needs:sample", found.pk)
    shown = {
        "form": form, "title": label, "verb": label, "says": says, "about": f"{found.product}, {found.lot}", "sample": found,
        "crumbs": crumbs(SAMPLES, (found.reference, "needs:sample", found.pk), here=label),
    }  # fmt: skip
    return render(request, "needs/declare.html", shown, status=form.status)


@login_required
def receive(request: Request, pk: UUID) -> HttpResponse:
    """The agent has it."""
    found = sample_of(request, pk, TRY)
    form = ReceiveForm(posted(request), initial={"on": today_of(found.contract)})

    def run(given: Mapping[str, Any]) -> object:
        return receive_sample(found, on=given["on"], by=who(request), at=clock.now())

    says = [_("The SME reads that it has arrived.")]
    return of_sample(
        request, found, form, run, label=_("Confirm the receipt"), told=_("The sample is received."), says=says
    )


@login_required
def trial(request: Request, pk: UUID) -> HttpResponse:
    """What came of a trial."""
    found = sample_of(request, pk, TRY)
    known = {"on": today_of(found.contract), "by_customer": found.customer_name, "language": tag()}
    form = TrialForm(posted(request), initial=known)

    def run(given: Mapping[str, Any]) -> object:
        return tell_trial(found, by=who(request), at=clock.now(), **given)

    says = [_("The SME reads it at once. It does not change; another trial is told beside it.")]
    return of_sample(request, found, form, run, label=_("Tell of a trial"), told=_("The trial is told."), says=says)
