"""What every list page does: visible rows, narrowed by its filter, one keyset page, drawn as a table.

    return lists.answer(request, access.visible(...), filters=..., table=..., orders=..., template=..., **more)

With htmx only the list itself is answered (the fragment `core/_list.html`), so that typing a word narrows it in place.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import django_tables2
from django.db.models import QuerySet
from django.forms import CheckboxInput
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django_tables2.data import TableListData

from . import paging

Orders = Mapping[str, Sequence[str]]


class Rows(TableListData):
    """Rows of one keyset page: the database has put them in order."""

    def order_by(self, aliases: Sequence[str]) -> None:
        """Nothing: sorting one page again would be another order."""


class Table(django_tables2.Table):
    """A table of one page: its columns are drawn here, its order is asked of the database."""

    class Meta:
        template_name = "core/table.html"
        orderable = False

    def drawn_rows(self) -> Iterator[SafeString]:
        """The rows as HTML. What a column says of its cells is asked once a page, not once a cell: of fifty rows,
        that and the template's own loop were a fifth of the page's time."""
        columns = [(column.name, column.attrs["td"].as_html()) for column in self.columns]
        for row in self.paginated_rows:
            cells = ((says, row.get_cell(name)) for name, says in columns)
            yield format_html("<tr>{}</tr>\n", format_html_join("", "<td {}>{}</td>", cells))


def order_of(sort: str, orders: Orders) -> tuple[str, tuple[str, ...]]:
    """(the order as asked, its fields): `-name` is `name` reversed; one that does not exist is the first one."""
    name = sort.removeprefix("-")
    if name not in orders:
        name = sort = next(iter(orders))
    fields = tuple(orders[name])
    return sort, tuple(_reversed(field) for field in fields) if sort.startswith("-") else fields


def _reversed(field: str) -> str:
    return field.removeprefix("-") if field.startswith("-") else f"-{field}"


def chips(request: HttpRequest, form: Any) -> list[dict[str, str]]:
    """The filters that are set, each with the address that takes it away."""
    found = []
    for field in form:
        value = form.cleaned_data.get(field.name) if form.is_valid() else None
        if not value:
            continue
        query = request.GET.copy()
        for name in (field.name, *paging.CURSORS):
            query.pop(name, None)
        choices = {code: name for code, name in getattr(field.field, "choices", ())}  # noqa: C416  (it has no length)
        told = _("yes") if isinstance(field.field.widget, CheckboxInput) else choices.get(value, value)
        found.append(
            {"label": str(field.label), "value": str(told), "remove_url": f"{request.path}?{query.urlencode()}"}
        )
    return found


def answer(
    request: HttpRequest,
    queryset: QuerySet,
    *,
    filters: Any,
    table: type[Table],
    orders: Orders,
    template: str,
    prepare: Callable[[list[Any]], Sequence[Any]] | None = None,
    **more: Any,
) -> HttpResponse:
    """The page of a list. `orders`: column name -> fields, the first one unless another is asked; the last is unique.
    `prepare` turns the rows of the page into what the table draws, in a constant number of queries."""
    narrowed = filters(request.GET, queryset=queryset)
    sort, order = order_of(request.GET.get("sort", ""), orders)
    page = paging.read(narrowed.qs, request.GET, order=order)
    lines = prepare(page.rows) if prepare else page.rows
    drawn = table(Rows(lines), order_by=sort, orderable=True)
    for name in drawn.columns.names():
        drawn.columns[name].column.orderable = name in orders
    context = {
        "page": page,
        "pager": page.links(request),
        "table": drawn,
        "filter_form": narrowed.form,
        "chips": chips(request, narrowed.form),
        **more,
    }
    fragment = getattr(request, "htmx", None)
    return render(request, "core/_list.html" if fragment else template, context)
