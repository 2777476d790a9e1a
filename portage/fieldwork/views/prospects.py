"""The state of prospecting of one contract: as board, as table, as file."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from contracts.models import Contract
from portage.core import clock, lists
from portage.core.crumbs import crumbs
from portage.core.lists import paging, sheets
from portage.core.lists.streams import download, spoken
from portage.network import access
from portage.network.doors import Request, still

from ..forms.prospects import ProspectFilter, stages
from ..models import Prospect
from ..pages import board as page
from ..pages.prospects import rows, table_on, why_not
from ..queries import prospects as queries
from ..rules.prospecting import STAGES, funnel, through

MOST_OF_A_COLUMN = 500
CHOICES = 300  # contracts in one menu
MERGE = "fieldwork.merge_customer"


def today_of(contract: Contract) -> date:
    return clock.day_in(contract.time_zone, clock.now())


def contract_of(request: Request, pk: UUID) -> Contract:
    """A contract that may have prospects, if this person sees it."""
    return access.fetch(request.user, None, queries.contracts(), pk=pk)


@login_required
@require_safe
def prospects(request: Request) -> HttpResponse:
    """The board of the contract under which something moved last; without any contract, why there is nothing."""
    pk = queries.newest(request.user)
    if pk is not None:
        return redirect("fieldwork:board", pk)
    return render(request, "fieldwork/no_prospects.html", {"title": _("State of prospecting")})


@login_required
@require_safe
def board(request: Request, pk: UUID) -> HttpResponse:
    """The columns of one contract, each with its first cards."""
    contract = contract_of(request, pk)
    return render(request, "fieldwork/prospects.html", surroundings(request, contract) | columns(request, contract))


def columns(request: Request, contract: Contract) -> dict[str, Any]:
    """What the board itself shows."""
    today, counts, moves = today_of(contract), queries.counts(contract), queries.moves(contract)
    cards = queries.first_cards(contract)
    gone = page.lost(counts)
    return {
        "columns": page.columns(funnel(moves), counts, cards, through(moves), today),
        "lost": gone,
        "lost_count": sum(row["n"] for row in gone),
        "total": sum(counts.values()),
        "says": page.says(counts, min((move.on for move in moves), default=None)),
        "late": queries.late_ones(contract, today),
        "may_move": not why_not(contract, request.acting),
        "stages": stages(),
        "reasons": Prospect.Why.choices,
        "contract": contract,
    }


def surroundings(request: Request, contract: Contract) -> dict[str, Any]:
    """What stands around the board and the table: which contract, and what may be done."""
    mine = request.acting.organisation.pk
    others = access.visible(request.user, queries.contracts())[:CHOICES]
    choices = [(str(one.pk), name_of(one, mine)) for one in others]
    if str(contract.pk) not in dict(choices):
        choices.insert(0, (str(contract.pk), name_of(contract, mine)))
    return {
        "title": _("State of prospecting"),
        "contract": contract,
        "choices": choices,
        "why_not": why_not(contract, request.acting),
        "may_merge": access.may(request.user, MERGE),
        "crumbs": crumbs((_("Prospecting"), "fieldwork:prospects"), here=name_of(contract, mine)),
    }


def name_of(contract: Contract, mine: UUID) -> str:
    """The other party, as this person knows the contract; both for the group."""
    principal, agent = contract.principal, contract.agent
    if mine == agent.pk:
        return f"{principal.name}, {contract.reference}"
    return f"{agent.name}, {contract.reference}" if mine == principal.pk else f"{principal.name} / {agent.name}"


@login_required
@require_safe
def column(request: Request, pk: UUID, stage: str) -> HttpResponse:
    """All cards of one column, in the place of the first ones."""
    contract = contract_of(request, pk)
    if stage not in STAGES:
        raise Http404
    found = queries.column(contract, stage)[:MOST_OF_A_COLUMN]
    cards = [page.card(prospect, today_of(contract)) for prospect in found]
    context = {"cards": cards, "may_move": not why_not(contract, request.acting), "stages": stages()}
    return render(request, "fieldwork/_cards.html", context)


def narrowed(request: Request, contract: Contract) -> ProspectFilter:
    """The prospects of the contract, narrowed by the filters of the address."""
    return ProspectFilter(request.GET, queryset=queries.listed().filter(contract=contract), today=today_of(contract))


@login_required
@require_safe
def table(request: Request, pk: UUID) -> HttpResponse:
    """The same as a list, with filters."""
    contract = contract_of(request, pk)
    today = today_of(contract)
    empty = {
        "icon": "columns", "title": _("No prospect yet"),
        "text": _("A prospect is a customer that the agent is winning for this principal. A visit report makes one."),
    }  # fmt: skip
    return lists.answer(
        request,
        queries.listed().filter(contract=contract),
        filters=partial(ProspectFilter, today=today),
        table=table_on(today),
        orders=queries.ORDERS,
        template="fieldwork/prospects_table.html",
        empty=empty,
        query=request.GET.urlencode(),
        **surroundings(request, contract),
    )


@login_required
@require_safe
def export(request: Request, pk: UUID, form: str) -> HttpResponseBase:
    """The table as a CSV file, with its filters and order; access is asked anew for each piece."""
    contract = contract_of(request, pk)
    if form != "csv":
        raise Http404
    name = f"portage-{_('prospects')}-{contract.reference}-{today_of(contract).isoformat()}.csv"
    _sort, order = lists.order_of(request.GET.get("sort", ""), queries.ORDERS)
    ask = still(request, lambda: narrowed(request, contract_of(request, pk)).qs)
    language = get_language() or "en"
    lines = sheets.csv_lines(rows(_parts(ask, order)), delimiter=";" if language.startswith("fr") else ",")
    return download(request, spoken(lines, language), name=name, media_type="text/csv; charset=utf-8")


def _parts(ask: Any, order: tuple[str, ...]) -> Iterator[list[Any]]:
    """Pages of rows; the file ends where access does."""
    after = None
    while True:
        found: QuerySet | None = ask()
        if found is None:
            return
        part, after = paging.piece(found, order=order, after=after)
        yield part
        if after is None:
            return
