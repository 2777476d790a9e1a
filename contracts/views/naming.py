"""Who may see a confidential contract, and who opened it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portage.core import clock
from portage.core.forms import submit
from portage.network import access
from portage.network.doors import Request, who

from ..actions import naming
from ..forms.naming import NameForm, TakeOffForm
from ..models import Contract
from ..queries import parties
from .doors import confidential, posted

NAME = "contracts.name_people"


@login_required
def named(request: Request, pk: UUID) -> HttpResponse:
    """The people of every organisation who may see it; one names colleagues of one's own."""
    contract = confidential(request, pk)
    form = NameForm(parties.nameable_by(contract, request.acting.organisation.pk), posted(request))
    if request.method == "POST":
        access.demand(request.user, NAME)
    if submit(
        request,
        form,
        lambda given: naming.name_person(contract, membership=given["person"], by=who(request), at=clock.now()),
    ):
        messages.success(
            request, _("%(name)s may see this contract now.") % {"name": form.cleaned_data["person"].person}
        )
        return redirect("contracts:named", pk)
    return _page(request, contract, form, status=form.status)


@login_required
@require_POST
def take_off(request: Request, pk: UUID) -> HttpResponse:
    """A colleague sees it no more."""
    contract = confidential(request, pk, NAME)
    form = TakeOffForm(access.named_on(contract), request.POST)
    if submit(
        request,
        form,
        lambda given: naming.take_name_off(contract, membership=given["person"], by=who(request), at=clock.now()),
    ):
        taken = form.cleaned_data["person"]
        messages.success(request, _("%(name)s sees this contract no more.") % {"name": taken.person})
        own = taken.pk == request.acting.membership.pk
        return redirect("contracts:portfolio") if own else redirect("contracts:named", pk)
    nameable = parties.nameable_by(contract, request.acting.organisation.pk)
    return _page(request, contract, NameForm(nameable), refused=form.non_field_errors(), status=form.status)


def _page(request: Request, contract: Contract, form: NameForm, *, status: int, refused: object = ()) -> HttpResponse:
    own = request.acting.organisation.pk
    people = list(access.named_on(contract))
    context = {
        "contract": contract,
        "form": form,
        "people": people,
        "own": own,
        "alone": sum(one.organisation_id == own for one in people) == 1,
        "keeps": access.may(request.user, NAME),
        "any_left": form.fields["person"].queryset.exists(),  # type: ignore[attr-defined]
        "refused": refused,
    }
    return render(request, "contracts/named.html", context, status=status)
