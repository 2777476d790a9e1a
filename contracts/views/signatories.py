"""Who may sign for an organisation, from when to when: read by its house, recorded by its administrators and managers."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from portage.core import clock, words
from portage.core.crumbs import crumbs
from portage.core.forms import submit
from portage.core.refusals import Refused
from portage.network import access
from portage.network import queries as network
from portage.network.doors import Request, who
from portage.network.models import Organisation

from ..actions.authority import check_may_record, end_authority, record_authority
from ..forms.parties import AuthorityForm, EndAuthorityForm
from ..models import SigningAuthority
from ..queries import of_party

ABOVE = (gettext_lazy("Organisations"), "network:organisations")


@login_required
def signatories(request: Request, pk: UUID) -> HttpResponse:
    """The recorded authorities, and the form that records one more."""
    found = house(request, pk)
    if request.method == "POST":
        check_may_record(found, who(request))
    form = AuthorityForm(of_party.possible_signatories(found), request.POST or None)
    if submit(request, form, lambda given: record_authority(found, by=who(request), at=clock.now(), **form.given())):
        messages.success(
            request, _("%(name)s may sign for %(party)s.") % {"name": form.done.membership.person, "party": found.name}
        )
        return redirect("contracts:signatories", pk)
    return _page(request, found, form)


@login_required
@require_POST
def end(request: Request, pk: UUID) -> HttpResponse:
    """Give an authority its last day."""
    found = house(request, pk)
    form = EndAuthorityForm(request.POST)
    authority = of_party.authority(found, request.POST.get("authority", ""))
    if authority is None:
        raise Http404
    if submit(
        request,
        form,
        lambda given: end_authority(authority, until_day=given["until_day"], by=who(request), at=clock.now()),
    ):
        messages.success(request, _("The authority ends on %(day)s.") % {"day": words.day(form.done.until_day)})
        return redirect("contracts:signatories", pk)
    return _page(request, found, AuthorityForm(of_party.possible_signatories(found)), ending=form, status=form.status)


def house(request: Request, pk: UUID) -> Organisation:
    """The organisation, if it is one's own or of one's group: partners read signatories in contracts, not here."""
    found = access.fetch(request.user, None, network.organisations(), pk=pk)
    if not network.of_my_house(found, request.acting):
        raise Http404
    return found


def today_at(found: Organisation) -> date:
    """The organisation's own day."""
    return clock.day_in(found.time_zone, clock.now())


def _page(
    request: Request,
    found: Organisation,
    form: AuthorityForm,
    *,
    ending: EndAuthorityForm | None = None,
    status: int = 0,
) -> HttpResponse:
    today = today_at(found)
    context = {
        "organisation": found,
        "rows": [_row(row, today, ending) for row in of_party.authorities(found, today)],
        "today": today,
        "form": form,
        "refused": _why_not(request, found),
        "crumbs": crumbs(ABOVE, (found.name, "network:organisation", found.pk), here=_("Signatories")),
    }
    return render(request, "contracts/signatories.html", context, status=status or getattr(form, "status", 200))


def _row(row: SigningAuthority, today: date, ending: EndAuthorityForm | None) -> dict:
    """One authority with the form that ends it; what was typed wrong stays with its own row."""
    asked = ending if ending is not None and ending["authority"].value() == str(row.pk) else None
    form = asked or EndAuthorityForm(initial={"authority": row.pk, "until_day": row.until_day or today})
    form.auto_id = f"id_{row.pk}_%s"  # several of these forms stand on one page: each label names its own field
    return {
        "authority": row,
        "ended": of_party.has_ended(row, today),
        "begun": row.from_day <= today,
        "form": form,
        "open": asked is not None,
    }


def _why_not(request: Request, found: Organisation) -> str:
    """Why this person may not record, "" when they may."""
    try:
        check_may_record(found, who(request))
    except Refused as refusal:
        return str(refusal.message)
    return ""
