"""The lists: needs, quotes and complaints; price instructions; samples."""

from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portage.core import lists
from portage.fieldwork.pages import exports
from portage.fieldwork.views.lists import as_file, noting
from portage.network import access
from portage.network.doors import Request, still

from ..pages import exports as written
from ..pages import matters as page
from ..pages import prices as tables
from ..queries import matters as queries
from ..queries import prices, samples
from ..words import matters as said
from ..words import samples as words
from .doors import acting_of, reader_day


@login_required
@require_safe
def matters(request: Request) -> HttpResponse:
    """Needs, quotes and complaints of the contracts that I may see."""
    acting, today = acting_of(request), reader_day(request)
    view, doors = page.view_of(request.GET), page.doors(acting)

    def table(*args: Any, **options: Any) -> page.MatterTable:
        return page.MatterTable(*args, today=today, own=acting.organisation.pk, **options)

    return lists.answer(
        request,
        queries.in_view(access.visible(request.user, queries.matters()), view, today),
        filters=partial(page.MatterFilter, contracts=queries.offered(acting, request.GET.get("contract", ""))),
        table=table,  # type: ignore[arg-type]
        orders=queries.ORDERS,
        template="needs/matters.html",
        prepare=queries.with_openings,
        title=_("Needs and quotes"),
        empty=page.empty(view, **doors),
        views=page.tabs(request.GET, "needs:matters", said.VIEWS, (*page.MatterFilter.base_filters, "sort")),
        carried=[("view", view)] if view else [],
        query=request.GET.urlencode(),
        **doors,
    )


@login_required
@require_safe
def export(request: Request, form: str) -> HttpResponseBase:
    """The list as a file, with the scope, filters and order of the page."""
    acting, today = acting_of(request), reader_day(request)
    _sort, order = lists.order_of(request.GET.get("sort", ""), queries.ORDERS)

    def find() -> QuerySet:
        seen = access.visible(request.user, queries.matters())
        found = queries.in_view(seen, page.view_of(request.GET), today)
        offered = queries.offered(acting, request.GET.get("contract", ""))
        return page.MatterFilter(request.GET, queryset=found, contracts=offered).qs

    return as_file(
        request,
        form,
        name=_("needs"),
        title=_("Needs and quotes"),
        make=lambda most: exports.rows(
            still(request, find), order, header=written.header, row=written.row, most=most,
            prepare=lambda rows: queries.with_openings(list(rows)),
            note=noting(request, lambda matter: matter.contract if matter.contract.confidential else None),
        ),
    )  # fmt: skip


@login_required
@require_safe
def price_list(request: Request) -> HttpResponse:
    """The price instructions of the contracts that I may see: those in force today, those to come, all."""
    acting, today = acting_of(request), reader_day(request)
    view, doors = page.view_of(request.GET, words.PRICE_VIEWS), page.doors(acting)

    def table(*args: Any, **options: Any) -> tables.PriceTable:
        return tables.PriceTable(*args, today=today, own=acting.organisation.pk, **options)

    empty = {
        "icon": "tag", "title": _("No price instruction here"), "url": "", "label": "",
        "text": _("The SME writes at which prices its agent may offer, by product and country. A quote stays inside them."),
    }  # fmt: skip
    return lists.answer(
        request,
        prices.in_view(access.visible(request.user, prices.instructions()), view, today),
        filters=partial(tables.PriceFilter, contracts=queries.offered(acting, request.GET.get("contract", ""))),
        table=table,  # type: ignore[arg-type]
        orders=prices.ORDERS,
        template="needs/prices.html",
        title=_("Price instructions"),
        empty=empty,
        views=page.tabs(request.GET, "needs:prices", words.PRICE_VIEWS, (*tables.PriceFilter.base_filters, "sort")),
        carried=[("view", view)] if view else [],
        **doors,
    )


@login_required
@require_safe
def sample_list(request: Request) -> HttpResponse:
    """The samples of the contracts that I may see, and where each stands."""
    acting = acting_of(request)
    view, doors = page.view_of(request.GET, words.VIEWS), page.doors(acting)

    def table(*args: Any, **options: Any) -> tables.SampleTable:
        return tables.SampleTable(*args, own=acting.organisation.pk, **options)

    empty = {
        "icon": "packages", "title": _("No sample here"), "url": "", "label": "",
        "text": _("The SME sends samples for needs and prospects; its agent tells what came of their trials."),
    }  # fmt: skip
    return lists.answer(
        request,
        samples.in_view(access.visible(request.user, samples.samples()), view),
        filters=partial(tables.SampleFilter, contracts=queries.offered(acting, request.GET.get("contract", ""))),
        table=table,  # type: ignore[arg-type]
        orders=samples.ORDERS,
        template="needs/samples.html",
        title=_("Samples"),
        empty=empty,
        views=page.tabs(request.GET, "needs:samples", words.VIEWS, (*tables.SampleFilter.base_filters, "sort")),
        carried=[("view", view)] if view else [],
        **doors,
    )
