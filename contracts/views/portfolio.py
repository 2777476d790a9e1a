"""The portfolio: the list of contracts that I may see, its filters, its tabs with their counts."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portage.core import clock, lists
from portage.core.lists import paging
from portage.network import access
from portage.network.access import Acting
from portage.network.doors import Request

from ..forms.filters import ContractFilter
from ..pages import portfolio as page
from ..queries import portfolio as queries

SIZE = 50


def is_fragment(request: Request) -> bool:
    """Whether htmx asks for a piece of a page, not for the page."""
    htmx = getattr(request, "htmx", None)
    return htmx is not None and bool(htmx) and not htmx.boosted


def today_of(request: Request) -> date:
    """The reader's own day: what "in 90 days" counts from."""
    return clock.day_in(request.user.time_zone, clock.now())


def acting_of(request: Request) -> Acting:
    """For whom this person acts. Who belongs to no organisation sees no list: Http404."""
    if request.acting is None:
        raise Http404
    return request.acting


def narrowed(request: Request, params: QueryDict) -> ContractFilter:
    """The visible contracts, narrowed by the filters in `params`."""
    acting, rows = acting_of(request), access.visible(request.user, queries.contracts())
    return ContractFilter(params, queryset=rows, acting=acting, today=today_of(request))


def ordered(found: ContractFilter, sort: str) -> tuple[Any, str, tuple[str, ...]]:
    """(the rows, the order as asked, its fields)."""
    sort, order = lists.order_of(sort, queries.ORDERS)
    return found.qs.filter(**queries.hint(found.acting, sort)), sort, order


@login_required
@require_safe
def portfolio(request: Request) -> HttpResponse:
    """One page of the list. With htmx only the list, so that typing narrows it in place."""
    params = request.GET
    found = narrowed(request, params)
    rows, sort, order = ordered(found, params.get("sort", ""))
    shown = paging.read(rows, params, order=order, size=SIZE)
    lines = queries.lines(shown.rows, at=clock.now())
    layout = page.layout_of(found.acting)
    table = layout.table(
        lists.Rows(lines), order_by=sort, orderable=True, exclude=layout.hidden(params.getlist("columns"))
    )
    for name in table.columns.names():
        table.columns[name].column.orderable = name in queries.ORDERS
    context = surroundings(request, params, found, shown) | {
        "page": shown,
        "pager": shown.links(request),
        "table": table,
    }
    fragment = is_fragment(request)
    return render(request, "contracts/_portfolio_list.html" if fragment else "contracts/portfolio.html", context)


def surroundings(request: Request, params: QueryDict, found: ContractFilter, shown: paging.Page) -> dict[str, Any]:
    """Tabs, chips, columns and what the small forms carry along."""
    acting: Acting = request.acting
    tabs = page.tabs(params, acting, queries.kept_views(acting.membership))
    return {
        "filter_form": found.form,
        "chips": page.chips(params, found.form, names(request, found, shown)),
        "views": tabs,
        "current": next((tab for tab in tabs if tab["current"]), None),
        "columns": page.columns(params, page.layout_of(acting)),
        "query": page.kept(params).urlencode(),
        "carried": page.others(params, "q"),
        "carried_by_columns": page.others(params, "columns"),
        "filtered": bool(page.meaning(params, *page.FILTERS)),
        "may_start": acting.may("contracts.draft_contract"),
    }


def names(request: Request, found: ContractFilter, shown: paging.Page) -> dict[str, str]:
    """Names of the parties that filters name: every row has them; without rows, asked of the visible ones."""
    asked = [found.form.cleaned_data.get(role) for role in ("principal", "agent")]
    if not any(asked):
        return {}
    if shown.rows:
        row = shown.rows[0]
        return {str(row.principal_id): row.principal.name, str(row.agent_id): row.agent.name}
    return {key: name for role in ("principal", "agent") for key, name in queries.parties(request.user, role)}


@login_required
@require_safe
def tabs(request: Request) -> HttpResponse:
    """The tabs with their counts, which come after the list: each stops at a thousand."""
    acting = acting_of(request)
    found = page.tabs(request.GET, acting, queries.kept_views(acting.membership))
    for tab in found:
        tab["count"] = page.capped(queries.count(narrowed(request, QueryDict(tab["query"])).qs, paging.MOST))
    figures = queries.figures(access.visible(request.user, queries.contracts()), paging.MOST)
    return render(request, "contracts/_tabs.html", {"views": found, "says": page.figures_told(figures)})


@login_required
@require_safe
def filters(request: Request) -> HttpResponse:
    """Every filter as a form: a page of its own, or unfolded in the list by htmx."""
    form = narrowed(request, request.GET).form
    for role in ("principal", "agent"):
        page.as_menu(form, role, queries.parties(request.user, role))
    fragment = is_fragment(request)
    context = {"form": form, "carried": page.others(request.GET, *page.FILTERS), "back": page.address(request.GET)}
    return render(request, "contracts/_filters_form.html" if fragment else "contracts/filters.html", context)
