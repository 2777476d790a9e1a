"""Organisations: those I may see, one of them, and what its own people change."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portage.core import clock, lists
from portage.core.crumbs import crumbs
from portage.core.forms import submit

from .. import access, actions, queries
from ..doors import Request, who
from ..filters import OrganisationFilter
from ..forms.organisations import OrganisationForm, RenameForm
from ..models import Organisation
from ..roles import Kind
from ..rules import members as of_members
from ..rules import organisations as rules
from ..segments import segment_name
from ..tables import OrganisationTable
from ..words.codes import REASONS, VERBS

ADD, CHANGE = "network.add_organisation", "network.change_organisation"
LIST = (gettext_lazy("Organisations"), "network:organisations")


@login_required
def listing(request: Request) -> HttpResponse:
    """The organisations that I may see."""
    found = access.visible(request.user, queries.organisations())
    empty = {
        "icon": "building",
        "title": _("You act for no organisation"),
        "text": _("Your membership has ended, or has not begun. Ask an administrator of your organisation."),
    }
    return lists.answer(
        request,
        found,
        filters=OrganisationFilter,
        table=OrganisationTable,
        orders=queries.ORDERS,
        template="network/organisations.html",
        title=_("Organisations"),
        empty=empty,
        may_add=access.may(request.user, ADD),
        may_see_customers=request.acting is not None,
    )


@login_required
def organisation(request: Request, pk: UUID) -> HttpResponse:
    """One organisation: facts, names, people where I may know them, what I may do."""
    found = access.fetch(request.user, None, queries.organisations(), pk=pk)
    known = queries.of_my_house(found, request.acting)
    context = {
        "organisation": found,
        "crumbs": crumbs(LIST, here=found.name),
        "identifiers": [(label, value) for label, value in _identifiers(found) if value],
        "sectors": [segment_name(sector) for sector in found.sectors],
        "names": found.names.all().order_by("-from_day"),
        "people": queries.members(found) if known else None,
        "parent_seen": found.parent_id is not None and queries.may_see_group(found, request.user),
        "contracts_url": address_of("contracts:of_organisation", found),
        **verbs_of(request, found),
    }
    return render(request, "network/organisation.html", context)


def _to(found: Organisation) -> tuple[str, str, UUID]:
    return found.name, "network:organisation", found.pk


def _identifiers(found: Organisation) -> list[tuple[str, str]]:
    return [("SIREN", found.siren), ("SIRET", found.siret), (_("VAT number"), found.vat), ("LEI", found.lei)]


def of_house(request: Request, found: Organisation) -> list[dict[str, Any]]:
    """What its own house reads and records of it on the floor of contracts, when that exists."""
    if not queries.of_my_house(found, request.acting):
        return []
    pages = [
        ("contracts:signatories", _("Signatories"), "signature", _("Who may sign for it, from when to when.")),
        (
            "contracts:successions",
            _("Succession"),
            "history",
            _("Taken over, merged, sold or renamed: what becomes of its contracts."),
        ),
    ]
    addressed = [(address_of(name, found), label, icon, says) for name, label, icon, says in pages]
    return [{"label": label, "url": url, "icon": icon, "says": says} for url, label, icon, says in addressed if url]


def verbs_of(request: Request, found: Organisation) -> dict[str, Any]:
    """What this person may do with it now, and what is refused and why. Verbs of floors above show when they exist."""
    addresses = {
        "change": reverse("network:change_organisation", args=[found.pk]),
        "rename": reverse("network:rename_organisation", args=[found.pk]),
        "archive": address_of("contracts:archive_organisation", found),
    }
    may, refused = [], []
    for verb, reason in rules.verdicts(queries.facts_of(found, request.acting)).items():
        label, icon, says = VERBS[verb]
        if not reason and addresses[verb]:
            may.append({"label": label, "url": addresses[verb], "icon": icon, "says": says})
        elif reason:
            refused.append({"label": label, "why": REASONS[reason]})
    may += of_house(request, found)
    if of_members.keeps(queries.keeping(found, request.acting.membership)):
        may.append(
            {
                "label": _("Members and invitations"),
                "url": reverse("network:members", args=[found.pk]),
                "icon": "users",
                "says": _("Who acts for it, in which role; invite, change, end."),
            }
        )
    journal = address_of("home:organisation_journal", found)
    if journal and found == request.acting.organisation and request.acting.is_administrator:
        may.append(
            {
                "label": _("Journal"),
                "url": journal,
                "icon": "history",
                "says": _("Who did what with it and with its members, and from where."),
            }
        )
    data = address_of("privacy:overview")
    if data and request.acting.is_administrator and found.pk == request.acting.organisation.pk:
        may.append(
            {
                "label": _("Personal data"),
                "url": data,
                "icon": "shield-lock",
                "says": _("Search and erase a person; how long what is kept."),
            }
        )
    return {"may": may, "refused": refused}


def address_of(name: str, *found: Any) -> str:
    """The address of a door of a floor above, or nothing while it is not built."""
    try:
        return reverse(name, args=[one.pk for one in found])
    except NoReverseMatch:
        return ""


@login_required
def add_subsidiary(request: Request) -> HttpResponse:
    return _add(request, Kind.SUBSIDIARY, actions.add_subsidiary, _("Add a subsidiary"), _("Add this subsidiary"))


@login_required
def admit_sme(request: Request) -> HttpResponse:
    return _add(request, Kind.CARRIED_SME, actions.admit_sme, _("Admit a carried SME"), _("Admit this SME"))


def _add(request: Request, kind: str, verb: Any, title: str, label: str) -> HttpResponse:
    access.demand(request.user, ADD)
    group = request.acting.organisation
    initial = {"language": group.language, "currency": group.currency, "time_zone": group.time_zone}
    form = OrganisationForm(kind, request.POST or None, initial=initial)
    if submit(request, form, lambda given: verb(group, by=who(request), at=clock.now(), **given)):
        messages.success(request, _("%(name)s is added.") % {"name": form.done.name})
        return redirect("network:organisation", form.done.pk)
    return render(
        request,
        "network/organisation_form.html",
        {"form": form, "title": title, "verb": label, "group": group, "crumbs": crumbs(LIST, here=title)},
        status=form.status,
    )


@login_required
def change(request: Request, pk: UUID) -> HttpResponse:
    """Its details, changed by its own people."""
    found = access.fetch(request.user, CHANGE, queries.organisations(), pk=pk)
    actions.check_may_change(found, who(request))
    form = OrganisationForm(found.kind, request.POST or None, instance=found)
    if submit(
        request, form, lambda given: actions.change_organisation(found, by=who(request), at=clock.now(), **given)
    ):
        messages.success(request, _("The changes are kept."))
        return redirect("network:organisation", found.pk)
    title = _("Change the details")
    context = {
        "form": form,
        "organisation": found,
        "title": title,
        "verb": _("Keep the changes"),
        "crumbs": crumbs(LIST, _to(found), here=title),
    }
    return render(request, "network/organisation_form.html", context, status=form.status)


@login_required
def rename(request: Request, pk: UUID) -> HttpResponse:
    """A new name from a day on."""
    found = access.fetch(request.user, CHANGE, queries.organisations(), pk=pk)
    actions.check_may_change(found, who(request))
    form = RenameForm(request.POST or None)
    if submit(
        request, form, lambda given: actions.rename_organisation(found, by=who(request), at=clock.now(), **given)
    ):
        messages.success(request, _("The new name is recorded. The former one stays in the history."))
        return redirect("network:organisation", found.pk)
    return render(
        request,
        "network/rename.html",
        {"form": form, "organisation": found, "crumbs": crumbs(LIST, _to(found), here=_("New name"))},
        status=form.status,
    )
