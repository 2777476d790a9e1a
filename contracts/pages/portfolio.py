"""What surrounds the list of contracts: tabs, chips of the filters that are set, columns, addresses. No query here."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.forms import Select
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portage.core import words
from portage.core.lists.paging import MOST
from portage.network.access import Acting
from portage.network.models import SavedView
from portage.network.roles import Role

from ..forms.filters import ContractFilter
from ..queries.waiting import side_of
from .tables import LAYOUTS, ContractTable, Layout

FILTERS = tuple(ContractFilter.base_filters)
SHOWN = ("sort", "columns")
QUIET = {"q", "view"}  # told by the search box and by the tabs


def kept(params: QueryDict, *names: str) -> QueryDict:
    """The parameters that mean something here, without cursors and empty ones; `names` narrows to these."""
    found = QueryDict(mutable=True)
    for name in names or (*FILTERS, *SHOWN):
        values = [value for value in params.getlist(name) if value.strip()]
        if values:
            found.setlist(name, values)
    return found


def address(params: QueryDict, **changes: str | None) -> str:
    """The list with some parameters changed or, for None, taken away."""
    query = kept(params)
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = value
    return reverse("contracts:portfolio") + (f"?{query.urlencode()}" if query else "")


def meaning(query: QueryDict | str, *names: str) -> list[tuple[str, list[str]]]:
    """Two queries that mean the same are equal by this."""
    params = QueryDict(query) if isinstance(query, str) else query
    return sorted((name, sorted(values)) for name, values in kept(params, *names).lists())


def tabs(params: QueryDict, acting: Acting, views: Iterable[SavedView]) -> list[dict[str, Any]]:
    """The usual views, then those that this member keeps; the one that the filters mean is current."""
    usual = [(_("All"), ""), (_("Renewals, 90 days"), "view=renewals"), (_("Waiting for me"), "view=waiting")]
    usual += [(_("Negotiating"), "state=negotiating"), (_("Notice given"), "state=notice_given")]
    if acting.role == Role.AUDITOR:
        usual = [tab for tab in usual if tab[1] != "view=waiting"]
    found = [_tab(label, query, None) for label, query in usual] + [_tab(view.name, view.query, view) for view in views]
    whole, filters = meaning(params), meaning(params, *FILTERS)
    current = next((tab for tab in found if tab["view"] and meaning(tab["query"]) == whole), None)
    current = current or next((tab for tab in found if not tab["view"] and meaning(tab["query"]) == filters), None)
    if current:
        current["current"] = True
    return found


def _tab(label: str, query: str, view: SavedView | None) -> dict[str, Any]:
    url = reverse("contracts:portfolio") + (f"?{query}" if query else "")
    return {"label": label, "query": query, "url": url, "view": view, "count": None, "current": False}


def chips(params: QueryDict, form: Any, parties: Mapping[str, str]) -> list[dict[str, str]]:
    """The filters that are set, each with the address that takes it away. `parties`: names by identifier."""
    given = getattr(form, "cleaned_data", {})
    set_here = [name for name in FILTERS if given.get(name) and name not in QUIET]
    return [
        {
            "label": str(form.fields[name].label),
            "value": told(form.fields[name], given[name], parties),
            "remove_url": address(params, **{name: None}),
        }
        for name in set_here
    ]


def told(field: Any, value: Any, parties: Mapping[str, str]) -> str:
    """The value of a filter in words."""
    if isinstance(value, date):
        return words.day(value, "short")
    choices = {str(code): str(name) for code, name in getattr(field, "choices", ())}
    if isinstance(value, list):
        return ", ".join(choices[code] for code in value)
    return choices.get(str(value)) or parties.get(str(value), "–")


def layout_of(acting: Acting) -> Layout:
    """Which table this person reads: an SME's, or that of a group and its subsidiaries."""
    return LAYOUTS[side_of(acting)]


def columns(params: QueryDict, layout: Layout) -> list[dict[str, Any]]:
    """Every column that can be taken away or added, and whether it stands."""
    away, named = layout.hidden(params.getlist("columns")), ContractTable.base_columns
    return [{"name": name, "label": named[name].verbose_name, "shown": name not in away} for name in layout.choices]


def others(params: QueryDict, *names: str) -> list[tuple[str, str]]:
    """What a small form must carry along so that nothing else is lost."""
    return [(name, value) for name, values in kept(params).lists() if name not in names for value in values]


def as_menu(form: Any, name: str, options: list[tuple[str, str]]) -> None:
    """Offer the parties by name; too many for a menu, the field goes and the search box finds them."""
    if not options:
        del form.fields[name]
        return
    form.fields[name].widget = Select(choices=[("", _("Any")), *options])


def capped(count: int) -> str:
    """294, or 1,000+ where counting stopped."""
    return f"{words.number(MOST)}+" if count > MOST else words.number(count)


def figures_told(figures: Mapping[str, int]) -> str:
    """300 contracts that you may see, 42 principals, 58 agents; beyond a thousand only that there are more."""
    count = figures["contracts"]
    if count > MOST:
        return _("more than %(count)s contracts that you may see") % {"count": words.number(MOST)}
    parts = [
        ngettext("%(count)s contract that you may see", "%(count)s contracts that you may see", count)
        % {"count": words.number(count)},
        ngettext("%(count)s principal", "%(count)s principals", figures["principals"])
        % {"count": words.number(figures["principals"])},
        ngettext("%(count)s agent", "%(count)s agents", figures["agents"]) % {"count": words.number(figures["agents"])},
    ]
    return ", ".join(parts)
