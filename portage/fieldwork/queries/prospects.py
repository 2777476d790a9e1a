"""Prospects of one contract: the columns of its board, lines of its table, the moves of its funnel, one prospect's life.

Every figure is of one contract alone: what other principals' prospects at the same customer say stands nowhere here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import Coalesce, RowNumber

from contracts.models import Contract
from contracts.queries.counted import counted
from portage.network import access
from portage.network.models import Customer, Person

from ..models import Account, ActionEvent, NextAction, Prospect, Section, StageMove
from ..rules.prospecting import Move
from .reports import TOLD_OF

FIRST = 5  # cards of a column that the page shows at once
NEWEST = ("-since", "customer__name", "pk")
ORDERS = {
    "since": ("-since", "pk"),
    "customer": ("customer__name", "pk"),
    "city": ("customer__city", "customer__name", "pk"),
}


def contracts() -> QuerySet[Contract]:
    """Contracts that prospects may belong to, with the names of the parties: those that bind, and those that have some."""
    some = Exists(Prospect.objects.filter(contract=OuterRef("pk")))
    return (
        counted()
        .filter(Q(status__in=TOLD_OF) | some)
        .select_related("principal", "agent")
        .order_by("agent__sorted_as", "principal__sorted_as", "pk")
    )


def newest(person: Person) -> UUID | None:
    """The contract under which a prospect moved last, of those that this person sees; else the first of these."""
    moved = access.visible(person, Prospect.objects.order_by("-since", "pk")).values_list("contract", flat=True).first()
    return moved or access.visible(person, contracts()).values_list("pk", flat=True).first()


def open_actions() -> QuerySet[Any]:
    """What is still to be done, with the `day` that was last named for it."""
    events = ActionEvent.objects.filter(action=OuterRef("pk"))
    moved = events.filter(kind="moved").order_by("-at", "-pk").values("due_on")[:1]
    return NextAction.objects.filter(~Exists(events.filter(kind__in=["done", "dropped"]))).annotate(
        day=Coalesce(Subquery(moved), "due_on")
    )


def _of_prospect() -> dict[str, OuterRef]:
    """What sections about a prospect have in common: its contract and its customer."""
    return {"contract": OuterRef("contract"), "report__customer": OuterRef("customer")}


def listed() -> QuerySet[Prospect]:
    """Prospects with what a card says of them: the interest that was last told under their contract, and what is to be done
    next with its day."""
    of = _of_prospect()
    told = Account.objects.filter(interest__isnull=False, **{f"section__{name}": value for name, value in of.items()})
    told = told.order_by("-section__report__visited_on", "-section__filed_at", "-number")
    todo = open_actions().filter(**{f"section__{name}": value for name, value in of.items()}).order_by("day", "pk")
    return Prospect.objects.select_related("customer", "contract__principal", "contract__agent").annotate(
        interest=Subquery(told.values("interest")[:1]),
        next_text=Subquery(todo.values("text")[:1]),
        next_side=Subquery(todo.values("side")[:1]),
        next_day=Subquery(todo.values("day")[:1]),
    )


def late(prospects: QuerySet[Prospect], today: date) -> QuerySet[Prospect]:
    """Those of which something is still to be done whose day has passed."""
    of = {f"section__{name}": value for name, value in _of_prospect().items()}
    return prospects.filter(Exists(open_actions().filter(day__lt=today, **of)))


def late_ones(contract: Contract, today: date) -> int:
    """How many prospects of the contract have something to be done whose day has passed."""
    return late(Prospect.objects.filter(contract=contract), today).count()


def plain() -> QuerySet[Prospect]:
    """Prospects as a verb needs them."""
    return Prospect.objects.select_related("contract")


def counts(contract: Contract) -> dict[tuple[str, str], int]:
    """{(stage, why it is lost): how many} of the whole contract."""
    rows = Prospect.objects.filter(contract=contract).order_by().values("stage", "why_lost").annotate(n=Count("pk"))
    return {(row["stage"], row["why_lost"]): row["n"] for row in rows}


def first_cards(contract: Contract, most: int = FIRST) -> list[Prospect]:
    """The newest of each stage but the lost ones: one query, whatever their number."""
    place = Window(RowNumber(), partition_by=F("stage"), order_by=[F("since").desc(), F("customer__name"), F("pk")])
    alive = Prospect.objects.filter(contract=contract).exclude(stage=Prospect.Stage.LOST)
    first = alive.annotate(place=place).filter(place__lte=most).values("pk")
    return list(listed().filter(pk__in=first).order_by(*NEWEST))


def column(contract: Contract, stage: str) -> QuerySet[Prospect]:
    """All cards of one column."""
    return listed().filter(contract=contract, stage=stage).order_by(*NEWEST)


def moves(contract: Contract) -> list[Move]:
    """Every move of the contract's prospects, each one's in their order."""
    rows = StageMove.objects.filter(prospect__contract=contract).order_by("prospect", "number")
    return [Move(*row) for row in rows.values_list("prospect", "stage", "on")]


def first_day(contract: Contract) -> date | None:
    """The day of the first move."""
    return StageMove.objects.filter(prospect__contract=contract).aggregate(first=Min("on"))["first"]


@dataclass(frozen=True)
class Step:
    """Something in the life of a prospect: a move, or a section of its contract about its customer."""

    on: date
    move: StageMove | None = None
    section: Section | None = None


def life(prospect: Prospect, sections: Sequence[Section]) -> list[Step]:
    """Moves, and sections (those that the reader may see), the newest first."""
    rows = prospect.moves.select_related("membership__person")
    steps = [Step(move.on, move=move) for move in rows]
    steps += [Step(section.report.visited_on, section=section) for section in sections]
    return sorted(steps, key=lambda step: step.on)[::-1]


def may_be_added(contract: Contract) -> QuerySet[Customer]:
    """The agent's customers that are no prospect of this contract."""
    taken = Prospect.objects.filter(contract=contract, customer=OuterRef("pk"))
    return Customer.objects.filter(~Exists(taken), owner=contract.agent_id).order_by("name", "pk")
