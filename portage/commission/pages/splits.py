"""What the pages of splits show: each reader the parts whose contract they see, which for an agent is its own."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from contracts.models import Contract
from portage.core import words
from portage.network import access
from portage.network.access import Acting

from ..models import Order, Share, Split
from ..queries import splits as queries
from ..rules.splits import Proposed
from ..words.splits import ANSWERS, CLAIMS, OWN_CLAIMS, RULES, SHORT, STATES

PROPOSE, ANSWER = "commission.propose_split", "commission.answer_share"


def percent(part: Decimal) -> str:
    """62.5 %, in the reader's language."""
    return words.percent(part / 100)


def is_principal(order: Order, acting: Acting) -> bool:
    return acting.organisation.pk == order.contract.principal_id


def of_order(order: Order, acting: Acting) -> dict[str, Any]:
    """The newest split of an order as this person reads it, and what may be done: three queries.

    `hint`: told to the principal alone, when buyer, delivery and payer are in several countries and nothing is proposed.
    """
    split, principal = queries.newest(order), is_principal(order, acting)
    may = principal and acting.may(PROPOSE)
    told: dict[str, Any] = {"order": order, "split": None, "principal": principal, "may_propose": may}
    if split is None:
        return told | {"hint": may and is_of_several_places(order)}
    mine = visible(split, acting)
    state = state_of(split, mine)
    return told | {
        "split": split, "state": state, "shape": STATES[state][0], "word": STATES[state][1], "rule": RULES[split.rule],
        "parts": [part_of(one, principal=principal) for one in mine],
        "may_propose": may and state in {"declined", "withdrawn"}, "may_withdraw": may and state in {"declined", "waits"},
    }  # fmt: skip


def visible(split: Split, acting: Acting) -> list[Share]:
    """The parts whose contract this person sees, in their order."""
    return list(access.visible(acting.person, queries.shares()).filter(split=split).order_by("place"))


def state_of(split: Split, seen: Sequence[Share]) -> str:
    """holds, withdrawn, declined (by an agent whose answer this reader sees) or waits."""
    if hasattr(split, "outcome"):
        return str(split.outcome.kind)
    return "declined" if any(said_of(one) == "declines" for one in seen) else "waits"


def said_of(share: Share) -> str:
    """none, agrees, declines."""
    if not hasattr(share, "answer"):
        return "none"
    return "agrees" if share.answer.agrees else "declines"


def part_of(share: Share, *, principal: bool) -> dict[str, Any]:
    """One part ready to be read; its claim is said to the agent itself, or of it to the principal."""
    shape, word = ANSWERS[said_of(share)]
    answer = getattr(share, "answer", None)
    return {
        "row": share, "percent": percent(share.percent), "claim": (OWN_CLAIMS if principal else CLAIMS)[share.claim],
        "shape": shape, "word": word, "answer": answer,
    }  # fmt: skip


def is_of_several_places(order: Order) -> bool:
    places = {str(one) for one in (order.country, order.delivery_country, order.payer_country) if one}
    return len(places) > 1


def offered(found: Sequence[Proposed], contracts: Sequence[Contract]) -> list[tuple[str, str]]:
    """(place in the list, words) of each proposal of the rules, then of parts that are typed."""
    names = {one.pk: one.agent.name for one in contracts}
    told = []
    for number, one in enumerate(found):
        parts = [
            _("%(agent)s %(percent)s") % {"agent": names[part.key], "percent": percent(part.percent)}
            for part in one.parts
        ]
        told.append((str(number), f"{SHORT[one.rule]}{words.mark(':')}{', '.join(parts)}"))
    return [*told, ("typed", str(SHORT["agreed"]))]


def places_of(order: Order) -> list[dict[str, str]]:
    """Where buyer, delivery and payer are, as far as it is told; the last two are the buyer's own where they are not."""
    buyer = str(order.country)
    told = [
        (_("Buyer"), buyer),
        (_("Delivery"), str(order.delivery_country) or buyer),
        (_("Payer"), str(order.payer_country) or buyer),
    ]
    return [{"label": label, "country": words.country(code) if code else _("not told")} for label, code in told]


def share_page(share: Share, acting: Acting) -> dict[str, Any]:
    """One part as the two parties of its contract read it."""
    split, order = share.split, share.split.order
    principal = acting.organisation.pk == share.contract.principal_id
    state = state_of(split, [share])
    side = not principal and acting.organisation.pk in {share.contract.agent_id, share.contract.group_id}
    return {
        "share": share, "order": order, "part": part_of(share, principal=principal), "principal": principal, "contract": share.contract,
        "lines": order.lines.select_related("product"), "places": places_of(order), "rule": RULES[split.rule], "state": state,
        "shape": STATES[state][0], "word": STATES[state][1],
        "open": state == "waits" and not hasattr(share, "answer"), "may": side and acting.may(ANSWER),
    }  # fmt: skip
