"""Statements as people look for them, each with what followed it."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, DecimalField, Exists, F, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from contracts.models import Contract, Effect
from portage.core.money import rounded
from portage.network import access
from portage.network.models import Person

from ..models import Acceptance, Dispute, ExchangeRate, Line, Order, Settlement, Statement
from ..rules.standing import Standing, standing
from .splits import first_shared

MONEY = DecimalField(max_digits=18, decimal_places=3)
ORDERS = {"period": ("-last_day", "-id"), "due_on": ("due_on", "id")}
MOST_AWAITED = 50


def statements() -> QuerySet[Statement]:
    """Statements with their parties, what was paid of them, whether they are accepted, and how many disputes are open."""
    own = OuterRef("pk")
    paid = Settlement.objects.filter(statement=own).order_by().values("statement").annotate(sum=Sum("amount"))
    disputed = Dispute.objects.filter(line__statement=own, answer__isnull=True).order_by().values("line__statement")
    return Statement.objects.select_related(
        "contract__principal", "contract__agent", "contract__group", "membership__person", "paper"
    ).annotate(
        paid=Coalesce(Subquery(paid.values("sum")), Value(Decimal(0)), output_field=MONEY),
        is_accepted=Exists(Acceptance.objects.filter(statement=own)),
        open_disputes=Coalesce(Subquery(disputed.annotate(count=Count("pk")).values("count")), Value(0)),
    )


def standing_of(statement: Any, today: date) -> Standing:
    """Where a statement stands on a day; a row of `statements()` asks nothing more."""
    row: Any = statement if hasattr(statement, "open_disputes") else statements().get(pk=statement.pk)
    return standing(
        total=row.total, paid=rounded(row.paid, row.currency), due_on=row.due_on, accepted=row.is_accepted, open_disputes=row.open_disputes,
        today=today,
    )  # fmt: skip


def lines_of(statement: Statement) -> QuerySet[Line]:
    """Its lines in their order, with all that a reader is told of each; one query."""
    return statement.lines.select_related(
        "order", "invoice", "product", "exchange", "reverses__statement", "dispute__answer",
        "dispute__membership__person", "dispute__answer__membership__person",
    ).order_by("number")  # fmt: skip


def sums(statement: Statement) -> dict[str, tuple[Decimal, Decimal]]:
    """By part of a statement, the base that counts and the commission; one query, added here: one database adds decimals as
    floating point."""
    found: dict[str, tuple[Decimal, Decimal]] = {}
    rows = statement.lines.order_by().values_list("section", "converted", "counted", "amount")
    for section, converted, counted, amount in rows:
        base, due = found.get(section, (Decimal(0), Decimal(0)))
        found[section] = base + (converted if counted else 0), due + amount
    return found


def disputes() -> QuerySet[Dispute]:
    """Disputes with their line and what it is about."""
    return Dispute.objects.select_related(
        "line__statement__contract__principal", "line__statement__contract__agent", "line__order", "line__invoice",
        "answer",
    )  # fmt: skip


def awaiting(person: Person, most: int | None = MOST_AWAITED) -> QuerySet[Contract]:
    """Contracts that this person may see and under which orders were told or shared: each with the day of its first order, and the last
    day of its newest statement. Those whose period ended first come first."""
    own = OuterRef("pk")
    orders = Order.objects.filter(contract=own).order_by("accepted_on")
    last = Statement.objects.filter(contract=own).order_by("-last_day")
    shared = first_shared(own)
    found = access.visible(person, Contract.objects.filter(Exists(orders) | Exists(shared)))
    return (
        found.select_related("principal", "agent")
        .annotate(
            first_order=Subquery(orders.values("accepted_on")[:1]),
            last_stated=Subquery(last.values("last_day")[:1]),
            was_amended=Exists(Effect.objects.filter(contract=own, outcome=Effect.Outcome.CHANGED)),
            first_shared=Subquery(shared.values("split__order__accepted_on")[:1]),
        )
        .order_by(F("last_stated").asc(nulls_first=True), "pk")[:most]
    )


def rates(contract: Contract) -> QuerySet[ExchangeRate]:
    """The rates recorded under a contract, the newest day first."""
    found = ExchangeRate.objects.filter(contract=contract).select_related("membership__person")
    return found.order_by("-day", "-pk")
