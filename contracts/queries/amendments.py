"""The amendments of a contract, what they change, and what the contract said on any day."""

from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from contracts.documents.canonical import build
from contracts.documents.data import ContractData
from portage.network import access
from portage.network.models import Person

from ..models import Contract, Effect, Version
from ..rules import amending

CHANGED = Effect.Outcome.CHANGED
AHEAD = [
    "approved",
    "awaiting_signature",
    "signed",
]  # an amendment that binds or is about to, and has not changed its contract yet


def amendments_of(contract: Contract) -> QuerySet[Contract]:
    """Every amendment, withdrawn and fallen ones too, in their order; one query with what became of each."""
    return contract.amendments.select_related("effect").order_by("amendment_number")


def in_effect(contract: Contract) -> list[Effect]:
    """The chain: each change that took effect, in the order of its day."""
    found = contract.effects.filter(outcome=CHANGED).select_related("amendment", "version", "replaced")
    return list(found.order_by("from_day", "pk"))


def count_on(contract: Contract, day: date) -> int:
    """How many amendments had taken effect by that day."""
    return contract.effects.filter(outcome=CHANGED, from_day__lte=day).count()


def last_effect(contract: Contract) -> date | None:
    """The day of the newest change in effect."""
    return contract.effects.filter(outcome=CHANGED).order_by("-from_day").values_list("from_day", flat=True).first()


def open_amendment(contract: Contract) -> Contract | None:
    """The amendment under way: typed, negotiated, or signed for a later day. One at a time."""
    return contract.amendments.filter(status__in=amending.OPEN).first()


def settled_since(person: Person, at: datetime) -> QuerySet[Effect]:
    """The amendments of contracts that this person may see that took effect, or fell, since then; newest first."""
    found = access.visible(person, Effect.objects.filter(at__gte=at))
    parties = ("contract__principal", "contract__agent")
    return found.select_related("amendment", *parties).order_by("-at", "-pk")


def version_on(contract: Contract, day: date) -> Version | None:
    """The version that held on that day; None before the contract's first day, or where nothing was signed."""
    if contract.first_day is None or day < contract.first_day:
        return None
    chain = in_effect(contract)
    held = amending.holding(chain, day)
    if held is not None:
        return held.version
    if chain:
        return chain[0].replaced
    return contract.versions.filter(number=contract.version_number).first()


def base_of(amendment: Contract) -> Version:
    """The version of the contract that an amendment starts from: the newest text that binds.

    While one amendment is open no other takes effect, so that this stays the same from its first draft to its last day.
    """
    amended = amendment.amends
    effect: Effect | None = getattr(amendment, "effect", None)
    number = effect.replaced.number if effect is not None else amended.version_number
    return Version.objects.get(contract=amended, number=number)


def terms_before(amendment: Contract) -> ContractData:
    """What the contract says without this amendment."""
    return build(base_of(amendment).data)


def term_first_day(contract: Contract) -> date | None:
    """The first day of the term now running; of a contract without terms, or not begun, its own first day."""
    if contract.term_number:
        return contract.terms.filter(number=contract.term_number).values_list("first_day", flat=True).first()
    return contract.first_day


def effect_fault(amendment: Contract, today: date | None) -> str:
    """Why an amendment cannot take effect on its day; `today` is the contract's own day, None where it does not matter yet."""
    contract = amendment.amends
    assert contract is not None  # noqa: S101  # nosec: callers ask it of amendments
    return amending.day_fault(
        amendment.effective_from,
        today=today or date.min,
        term_first_day=term_first_day(contract),
        last_effect=last_effect(contract),
        ends_on=contract.ends_on,
        earlier=bool(amendment.earlier_reason),
    )


TERMS = """exclusive agent_tasks principal_tasks commission_rate commission_event currency statement_months target""".split()


def agreed_terms(contract: Contract) -> dict[str, Any]:
    """Everything that an amendment may change, so that two can be compared; the order in which it was typed says nothing."""
    return {
        **{name: getattr(contract, name) for name in TERMS},
        "segments": set(contract.segments),
        "products": set(contract.product_lines.values_list("product", flat=True)),
        "countries": {str(line.country): tuple(line.regions) for line in contract.territory_lines.all()},
        "reserved": set(contract.reserved_customers.values_list("name", "place", "rate")),
        "rates": set(contract.commission_lines.values_list("product", "up_to", "rate")),
    }


def due(day: date) -> QuerySet[Contract]:
    """Signed amendments whose day may have come somewhere by `day`, and those whose contract has ended; oldest day first."""
    signed = Contract.objects.filter(amends__isnull=False, status="signed")
    return signed.filter(Q(due_on__lte=day) | Q(amends__status="ended")).order_by("due_on", "pk")
