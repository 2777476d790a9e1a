"""Orders: those of my contracts, on a page and as files; one of them with all that was declared of it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from contracts.models import Contract
from portage.commission.pages import splits
from portage.core import clock, lists
from portage.core.crumbs import crumbs
from portage.core.lists import paging, sheets
from portage.core.lists.streams import download, spoken
from portage.network import access
from portage.network.access import Acting
from portage.network.actions.readings import note_readings
from portage.network.doors import Request, still, who

from ..models import Order
from ..pages import order_commission as commission_page
from ..pages import orders as page
from ..queries import orders as queries
from ..words import orders as said

LIST = (gettext_lazy("Orders"), "fieldwork:orders")
MOST_IN_XLSX = 10_000
PIECE = 500
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def acting_of(request: Request) -> Acting:
    """For whom this person acts. Who belongs to no organisation sees no list: Http404."""
    if request.acting is None:
        raise Http404
    return request.acting


def reader_day(request: Request) -> date:
    """The reader's own day: what "in 2 days" counts from in a list."""
    return clock.day_in(request.user.time_zone, clock.now())


def today_of(contract: Contract) -> date:
    """The contract's own local day."""
    return clock.day_in(contract.time_zone, clock.now())


def posted(request: Request) -> QueryDict | None:
    """What a form is bound to: a POST, even an empty one; nothing on a GET."""
    return request.POST if request.method == "POST" else None


@login_required
@require_safe
def orders(request: Request) -> HttpResponse:
    """The orders of the contracts that I may see."""
    acting, today = acting_of(request), reader_day(request)
    view = page.view_of(request.GET)
    doors = page.doors(acting)

    def table(*args: Any, **options: Any) -> page.OrderTable:
        return page.OrderTable(*args, today=today, own=acting.organisation.pk, **options)

    return lists.answer(
        request,
        queries.in_view(access.visible(request.user, queries.orders()), view, today),
        filters=page.OrderFilter,
        table=table,  # type: ignore[arg-type]
        orders=queries.ORDERS,
        template="fieldwork/orders.html",
        prepare=queries.with_figures,
        title=_("Orders"),
        empty=page.empty(view, **doors),
        views=page.tabs(request.GET),
        carried=[("view", view)] if view else [],
        query=request.GET.urlencode(),
        **doors,
    )


@login_required
@require_safe
def export_orders(request: Request, form: str) -> HttpResponseBase:
    """The list as a file, with its scope, filters and order: `csv` whole, `xlsx` up to ten thousand rows."""
    acting_of(request)
    if form not in {"csv", "xlsx"}:
        raise Http404
    today = reader_day(request)
    name = f"portage-{_('orders')}-{today.isoformat()}.{form}"
    rows = exported(request, today, most=MOST_IN_XLSX if form == "xlsx" else 0)
    if form == "xlsx":
        sheet = sheets.xlsx(rows, title=_("Orders"))
        return FileResponse(sheet, as_attachment=True, filename=name, content_type=XLSX)
    language = get_language() or "en"
    lines = sheets.csv_lines(rows, delimiter=";" if language.startswith("fr") else ",")
    return download(request, spoken(lines, language), name=name, media_type="text/csv; charset=utf-8")


def exported(request: Request, today: date, *, most: int) -> Any:
    """The header, then the rows piece by piece: membership and grants are asked anew for each, and what is confidential
    is noted as read."""

    def find() -> QuerySet[Order]:
        found = queries.in_view(access.visible(request.user, queries.orders()), page.view_of(request.GET), today)
        return page.OrderFilter(request.GET, queryset=found).qs

    ask = still(request, find)
    _sort, order = lists.order_of(request.GET.get("sort", ""), queries.ORDERS)
    yield [str(label) for label in page.HEADER]
    after, written = None, 0
    while (found := ask()) is not None:
        rows, after = paging.piece(found, order=order, after=after, size=PIECE)
        rows = rows[: most - written] if most else rows
        note_secret(request, rows)
        for row in queries.with_figures(rows):
            yield page.cells(row)
        written += len(rows)
        if after is None or (most and written >= most):
            return


def note_secret(request: Request, rows: list[Order]) -> None:
    """An order of a confidential contract that leaves in a file was read."""
    secret = {row.contract_id: row.contract for row in rows if row.contract.confidential}
    note_readings(list(secret.values()), door="fieldwork:export_orders", by=who(request), at=clock.now())


def order_of(request: Any, pk: UUID, permission: str | None = None) -> Order:
    """One order of a contract that this person sees (else 404), if their role gives `permission` (else 403)."""
    return access.fetch(request.user, permission, queries.one(), pk=pk)


@login_required
@require_safe
def order(request: Request, pk: UUID) -> HttpResponse:
    """One order: what is ordered, who declared what and when, what is paid and left, what I may do."""
    found = order_of(request, pk)
    today, acting = today_of(found.contract), request.acting
    invoices, remarks = queries.invoices_of(found), queries.remarks_of(found)
    facts = queries.facts_now(found, acting, invoices)
    shape, word = said.state_of(found, today)
    return render(
        request,
        "fieldwork/order.html",
        {
            "order": found, "today": today, "title": found.customer_name, "crumbs": crumbs(LIST, here=found.reference),
            "shape": shape, "word": word, "items": page.items(found), "bills": page.bills(invoices),
            "events": page.timeline(found, invoices, remarks, found.deliveries.select_related("membership__person")),
            "side": facts.side, "may_write": facts.side and acting.may("fieldwork.write_on_order"),
            "split": split_of(found, acting),
            "disputes": [one for one in remarks if one.disputes and not hasattr(one, "settled")],
            **page.verbs_of(facts, found),
        },
    )  # fmt: skip


def split_of(found: Order, acting: Acting) -> dict[str, Any] | None:
    """How the order is shared with other agents, as this person reads it; None before it is accepted."""
    sale = queries.sale_of(found)
    return splits.of_order(sale, acting) if sale else None


@login_required
@require_safe
def order_commission(request: Request, pk: UUID) -> HttpResponse:
    """The piece of the page that says what commission the order brings, or why nothing is due yet."""
    found = order_of(request, pk)
    context = {
        "order": found,
        "told": commission_page.told(found, today_of(found.contract)),
        "title": _("Commission of this order"),
        "crumbs": crumbs(LIST, (found.reference, "fieldwork:order", pk), here=_("Commission")),
    }
    piece = bool(getattr(request, "htmx", False))
    return render(request, "fieldwork/_order_commission.html" if piece else "fieldwork/order_commission.html", context)
