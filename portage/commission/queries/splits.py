"""Splits of orders: the parts that a contract has, who has answered, what the rules propose.

A split lives from its proposal until it is withdrawn; while it lives and not everybody has agreed, nothing of its order is due.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from contracts.documents.canonical import build
from contracts.documents.data import ContractData
from contracts.models import Contract
from portage.network import access
from portage.network.access import Acting
from portage.network.models import Person

from ..models import Order, Share, Split
from ..rules.sharing import Part
from ..rules.splits import Claimant, Proposed, Sold, proposals
from .terms import AsTheyStood

TOLD_OF = ("in_force", "notice_given", "ended")
MOST_CONTRACTS = 200  # of one principal, compared with an order
# The newest proposal first, or the oldest.
ORDERS = {"proposed": ("-split__at", "-pk")}
LIVES = Q(split__outcome__isnull=True) | Q(split__outcome__kind="holds")


def living() -> QuerySet[Share]:
    """Parts of splits that are proposed or hold."""
    return Share.objects.filter(LIVES)


def parts_of(contract: Contract) -> dict[UUID, Part]:
    """By order, the part that this contract has of it; two queries."""
    own = dict(living().filter(contract=contract).values_list("split", "place"))
    rows = Share.objects.filter(split__in=list(own)).order_by("place") if own else Share.objects.none()
    percents: dict[Any, list[Decimal]] = defaultdict(list)
    orders: dict[Any, tuple[UUID, bool]] = {}
    for split, order, percent, kind in rows.values_list("split", "split__order", "percent", "split__outcome__kind"):
        percents[split].append(percent)
        orders[split] = order, kind == "holds"
    return {order: Part(tuple(percents[split]), own[split], holds) for split, (order, holds) in orders.items()}


def of_contract(contract: Contract) -> QuerySet[Order]:
    """The orders told under a contract, and those of which it has a part."""
    return Order.objects.filter(
        Q(contract=contract) | Q(pk__in=living().filter(contract=contract).values("split__order"))
    )


def first_shared(contract: Any) -> QuerySet[Share]:
    """The parts of a contract (of an outer row's), those of the order that was accepted first before."""
    return living().filter(contract=contract).order_by("split__order__accepted_on")


def orders() -> QuerySet[Order]:
    """Orders as commission knows them, with their contract."""
    return Order.objects.select_related("contract__principal", "contract__agent", "contract__group")


def newest(order: Order) -> Split | None:
    """The last proposal of an order, whatever became of it."""
    return Split.objects.filter(order=order).select_related("outcome", "membership__person").order_by("-number").first()


def shares() -> QuerySet[Share]:
    """Parts with what their own agent reads of them."""
    return Share.objects.select_related(
        "contract__principal", "contract__agent", "contract__group", "split__order", "split__outcome", "answer"
    ).order_by("-split__at", "pk")


def of_agent(acting: Acting) -> QuerySet[Share]:
    """The parts of orders whose contract this person sees on the agent's side."""
    mine = Q(contract__agent=acting.organisation) | Q(contract__group=acting.organisation)
    return access.visible(acting.person, shares()).filter(mine)


def to_answer(acting: Acting, most: int) -> list[Share]:
    """The parts that wait for an answer of this person's subsidiary, the oldest first."""
    waits = of_agent(acting).filter(
        contract__agent=acting.organisation, answer__isnull=True, split__outcome__isnull=True
    )
    return list(waits.order_by("split__at", "pk")[:most])


def declined(acting: Acting, most: int) -> list[Share]:
    """Of this principal, the parts that an agent declined, with no other proposal yet; the oldest first."""
    found = access.visible(acting.person, shares()).filter(
        contract__principal=acting.organisation, answer__agrees=False, split__outcome__isnull=True
    )
    return list(found.order_by("answer__at", "pk")[:most])


def claimants(order: Order, person: Person) -> list[Contract]:
    """The contracts of the same principal that this person sees, the order's own first: in force or ended, begun by the day of
    receipt or since."""
    mine = Contract.objects.filter(principal=order.contract.principal_id, status__in=TOLD_OF, amends__isnull=True)
    others = access.visible(person, mine).exclude(pk=order.contract_id).exclude(agent=order.contract.agent_id)
    named = others.select_related("agent", "principal", "group").order_by("agent__sorted_as", "pk")[:MOST_CONTRACTS]
    return [order.contract, *named]


def proposed(order: Order, contracts: Iterable[Contract]) -> list[Proposed]:
    """What the rules propose, the contracts read as they stood on the day of receipt."""
    sold = sold_of(order)
    found = [one for contract in contracts if (one := _claimant(contract, order))]
    return proposals(sold, found)


def sold_of(order: Order) -> Sold:
    """The order as the rules read it."""
    products = frozenset(str(key) for key in order.lines.values_list("product", flat=True))
    places = str(order.country), str(order.delivery_country), str(order.payer_country)
    return Sold(*places, products, order.received_on)


def _claimant(contract: Contract, order: Order) -> Claimant | None:
    """None for a contract without a first day."""
    if contract.first_day is None:
        return None
    countries, products = covered(contract, order.received_on)
    return Claimant(
        contract.pk, countries, products, contract.first_day, contract.ends_on, own=contract.pk == order.contract_id
    )


def covered(contract: Contract, day: date) -> tuple[frozenset[str], frozenset[str]]:
    """(countries, products) of a contract on a day."""
    version = AsTheyStood(contract).version_on(day)
    if version is None:
        countries = contract.territory_lines.values_list("country", flat=True)
        products = contract.product_lines.values_list("product", flat=True)
        return frozenset(map(str, countries)), frozenset(map(str, products))
    data: ContractData = build(version.data)
    return frozenset(data.territory.countries), frozenset(product.key for product in data.products)
