"""E-mail of orders: that one waits for an answer, or has it. It names no customer and no sum."""

from datetime import datetime

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from contracts.models import Contract
from portage.core import outbox
from portage.network import access
from portage.network.roles import Role

from ..models import Order
from .telling import CHECK, DIRECTORS


def order_recorded(order: Order, contract: Contract, *, at: datetime) -> None:
    """The SME's directors: an order waits for their answer."""
    readers = access.readers(contract, organisations=[contract.principal_id], roles=DIRECTORS)
    _tell([member.person for member in readers], order, contract, "recorded", at)


def order_answered(order: Order, contract: Contract, *, at: datetime) -> None:
    """Who recorded it, or the SME's directors when the agent took it back."""
    if order.status == Order.Status.WITHDRAWN:
        readers = access.readers(contract, organisations=[contract.principal_id], roles=DIRECTORS)
        _tell([member.person for member in readers], order, contract, "answered", at)
    else:
        _tell([order.membership.person], order, contract, "answered", at)


def direct_order(order: Order, contract: Contract, *, at: datetime) -> None:
    """The agent's manager: the principal declared an order of its own in the territory."""
    readers = access.readers(contract, organisations=[contract.agent_id], roles=[Role.SUBSIDIARY_MANAGER])
    _tell([member.person for member in readers], order, contract, "direct", at)


def _words(about: str, reference: str) -> tuple[str, str]:
    named = {"reference": reference}
    if about == "recorded":
        return (
            _("An order awaits your answer: contract %(reference)s") % named,
            _(
                "Your agent has recorded an order under contract %(reference)s. Accept it, refuse it with a reason, or ask."
            )
            % named,
        )
    if about == "direct":
        return (
            _("A direct order: contract %(reference)s") % named,
            _("The principal has declared an order that it received itself under contract %(reference)s.") % named,
        )
    return (
        _("An order was answered: contract %(reference)s") % named,
        _("The other party has answered an order under contract %(reference)s.") % named,
    )


def _tell(people: list, order: Order, contract: Contract, about: str, at: datetime) -> None:
    for person in dict.fromkeys(people):
        with translation.override(person.language):
            subject, text = _words(about, contract.reference)
        outbox.send(
            person, kind="fieldwork.order", key=f"order:{order.pk}:{about}:{person.pk}", subject=subject, text=text,
            at=at, action=reverse("fieldwork:order", args=[order.pk]), about=order, check=CHECK,
        )  # fmt: skip
