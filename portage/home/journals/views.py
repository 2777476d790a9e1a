"""Doors of the journals that the roof shows."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http.response import HttpResponseBase
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from portage.catalogue import queries as catalogue
from portage.catalogue.models import Product
from portage.core.crumbs import crumbs
from portage.core.jobs.views import for_platform_administrators
from portage.core.journal import reading
from portage.core.refusals import Forbidden
from portage.network import access, journals
from portage.network import queries as network
from portage.network.doors import Request
from portage.network.models import Organisation

from . import queries
from .words import says

TEMPLATE = "home/journal.html"
ORGANISATIONS = (gettext_lazy("Organisations"), "network:organisations")
PRODUCTS = (gettext_lazy("Products"), "catalogue:products")


@login_required
@require_safe
def of_organisation(request: Request, pk: UUID) -> HttpResponseBase:
    """What was done with an organisation and with its members; for its own administrators."""

    def fetch() -> Organisation:
        found = access.fetch(request.user, None, network.organisations(), pk=pk)
        if found != request.acting.organisation or not request.acting.is_administrator:
            raise Forbidden("not_administrator", _("The journal of an organisation is for its own administrators."))
        return found

    found = fetch()
    above = crumbs(ORGANISATIONS, (found.name, "network:organisation", pk), here=_("Journal"))
    return journals.answer(
        request,
        lambda: queries.entries_of_organisation(fetch()),
        says=says,
        origins=True,
        template=TEMPLATE,
        subject=found,
        crumbs=above,
    )


@login_required
@require_safe
def of_product(request: Request, pk: UUID) -> HttpResponseBase:
    """What was done with a product; for its owner's people: it tells with whom it is shared."""

    def fetch() -> Product:
        found = access.fetch(request.user, None, catalogue.products(), pk=pk)
        if found.owner_id != request.acting.organisation.pk:
            raise Forbidden("not_yours", _("The journal of a product is for the people of its owner."))
        return found

    found = fetch()
    name = capfirst(str(found))
    above = crumbs(PRODUCTS, (name, "catalogue:product", pk), here=_("Journal"))
    return journals.answer(
        request,
        lambda: reading.of_scope(fetch()),
        says=says,
        origins=request.acting.is_administrator,
        template=TEMPLATE,
        subject=name,
        crumbs=above,
    )


@require_safe
@for_platform_administrators
def of_platform(request: Request) -> HttpResponseBase:
    """What platform administrators did: the law, and who is one. Nothing of any organisation."""
    return journals.answer(
        request,
        queries.entries_of_platform,
        says=says,
        origins=True,
        template=TEMPLATE,
        subject=_("the platform"),
        crumbs=crumbs(here=_("Journal of the platform")),
    )
