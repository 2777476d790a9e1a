"""What the verbs of needs check first: who acts, on which contract, and whether what was typed can be right."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from contracts.actions.locking import lock, side_of
from contracts.models import Contract
from portage.core.journal import By
from portage.core.refusals import Forbidden, Invalid, Refused, Several
from portage.core.tongues import check_line, check_text, is_tag
from portage.fieldwork.queries.reports import TOLD_OF
from portage.fieldwork.rules.orders import MOST
from portage.network.models import Customer

from ..models import Matter
from ..words.refusals import REFUSALS

MOST_WORDS = 5000


def refusal(code: str, field: str = "", **details: Any) -> Invalid:
    """What cannot be right, in its words."""
    return Invalid(code, REFUSALS[code], field=field, **details)


def check_all(wrong: Iterable[tuple[str, str, bool]]) -> None:
    """Raise Several with each (field, code) that is wrong."""
    found = [refusal(code, field) for field, code, is_wrong in wrong if is_wrong]
    if found:
        raise Several(found)


def open_contract(contract: Contract | UUID, by: By, side: str) -> Contract:
    """The contract, locked, when it binds now and `by` acts for that side: for the agent, the subsidiary itself."""
    contract = lock(contract)
    if side_of(contract, by) != side or (side == "agent" and by.organisation != contract.agent_id):
        raise Forbidden("not_your_side", REFUSALS["not_your_side"])
    if contract.status not in TOLD_OF:
        raise Refused("contract_over", REFUSALS["contract_over"])
    return contract


def open_matter(matter: Matter, by: By, side: str = "") -> tuple[Contract, Matter, str]:
    """(the contract, the matter, the side of `by`), locked in that order. `side`: the one that alone may do it."""
    contract = lock(matter.contract_id)
    matter = Matter.objects.select_for_update(of=("self",)).select_related("customer").get(pk=matter.pk)
    acting = side_of(contract, by)
    if side and (acting != side or (side == "agent" and by.organisation != contract.agent_id)):
        raise Forbidden("not_your_side", REFUSALS["not_your_side"])
    return contract, matter, acting


def check_customer(customer: Customer | None, contract: Contract) -> dict[str, Any]:
    """How the customer stands on what is told of it: its name and its place, as both parties read them."""
    if customer is None:
        return {"customer": None}
    if customer.owner_id != contract.agent_id:
        raise refusal("not_own_customer", "customer")
    return {"customer": customer, "customer_name": customer.name, "city": customer.city}


def check_product(product: UUID | None, contract: Contract) -> None:
    """Raise Invalid for a product that is none of the contract's."""
    if product is not None and not contract.product_lines.filter(product=product).exists():
        raise refusal("foreign_product", "product")


def is_amount(amount: Decimal | None) -> bool:
    """More than nothing, and less than a slip of the keyboard."""
    return amount is not None and amount.is_finite() and 0 < amount <= MOST


def words(text: str, language: str, field: str = "text") -> str:
    """What was typed, in a language that exists. Raises Invalid."""
    if not text.strip():
        raise refusal("no_words", field)
    if len(text) > MOST_WORDS:
        raise Invalid("too_many_characters", REFUSALS["too_many_characters"] % {"most": MOST_WORDS}, field=field)
    if not is_tag(language):
        raise refusal("unknown_language", "language")
    _seen(check_text, text, field)
    return text.strip()


def optional_words(text: str, field: str, most: int) -> str:
    """A text that may be empty."""
    _seen(check_text, text, field)
    return text.strip()[:most]


def line(text: str, field: str, most: int) -> str:
    """One line that may be empty."""
    _seen(check_line, text, field)
    return text.strip()[:most]


def _seen(check: Any, text: str, field: str) -> None:
    try:
        check(text)
    except ValidationError as error:
        raise Invalid("unseen_character", str(error.messages[0]), field=field) from error
