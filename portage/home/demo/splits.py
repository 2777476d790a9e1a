"""Three orders of one SME whose goods go to another subsidiary's country: shared by agreement, waiting, declined and proposed anew."""

from datetime import datetime, timedelta
from decimal import Decimal

from contracts.models import Contract
from portage.commission.actions import splits as verbs
from portage.commission.models import Order, Share, Split

from .told import DIRECTORS, Told

OWN, OTHER = "isoreva-br", "isoreva-jp"
MANAGERS = ("subsidiary_manager", "portage_manager")
SHARED = {
    "unpaid": "holds",
    "invoiced": "declined",
    "delivered": "waits",
}  # the course of the order: where its split stands
DELIVERED_IN = "JP"
WHY = "Le prescripteur japonais a choisi le produit : la moitié au moins revient à Tokyo."


def share_orders(told: Told, *, now: datetime) -> None:
    """After the orders are recorded: the newest first waits, the one before was declined once, the oldest holds."""
    orders = list(
        Order.objects.filter(contract=told.contracts[OWN], delivery_country=DELIVERED_IN).order_by("received_on")
    )
    for order, course in zip(orders, SHARED.values(), strict=False):
        _tell(told, order, course, now)


def _tell(told: Told, order: Order, course: str, now: datetime) -> None:
    split = _propose(told, order, "places", (50, 50), now - timedelta(days=5))
    if course == "holds":
        for share in split.shares.select_related("contract"):
            _answer(told, share, now - timedelta(days=4), agrees=True)
    if course == "declined":
        _answer(told, split.shares.get(contract=told.contracts[OTHER]), now - timedelta(days=4), agrees=False)
        again = _propose(told, order, "agreed", (40, 60), now - timedelta(days=2))
        _answer(told, again.shares.get(contract=told.contracts[OTHER]), now - timedelta(days=1), agrees=True)


def _propose(told: Told, order: Order, rule: str, percents: tuple[int, int], at: datetime) -> Split:
    contracts: list[Contract] = [told.contracts[OWN], told.contracts[OTHER]]
    parts = [(contract, Decimal(percent)) for contract, percent in zip(contracts, percents, strict=True)]
    return verbs.propose_split(order, rule=rule, parts=parts, by=told.by("isoreva", DIRECTORS, at), at=at)


def _answer(told: Told, share: Share, at: datetime, *, agrees: bool) -> None:
    agent = next(key for key, org in told.orgs.items() if org.pk == share.contract.agent_id)
    verbs.answer_share(share, agrees=agrees, reason="" if agrees else WHY, by=told.by(agent, MANAGERS, at), at=at)
