"""E-mail about splits: to those who may see the contract that it concerns, each of their own part; no other is named."""

from collections.abc import Callable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from contracts.actions import telling

from ..models import Share, Split
from .mailing import AGENTS, PRINCIPALS

Words = Callable[[], tuple[str, str]]


def part_proposed(share: Share, *, at: datetime) -> None:
    """The agent's side: a part waits for its answer."""
    named = {"reference": share.contract.reference}

    def words() -> tuple[str, str]:
        return (
            _("A part of an order: contract %(reference)s") % named,
            _(
                "The principal proposes which part of an order is yours under contract %(reference)s. Read it, then agree or decline."
            )
            % named,
        )

    _tell_agent(share, "proposed", words, at)


def part_declined(share: Share, *, at: datetime) -> None:
    """The principal, of those who see the contract that declined: another proposal, or none, is its to make."""
    contract = share.contract
    named = {"reference": contract.reference}

    def words() -> tuple[str, str]:
        return (
            _("A part of an order is declined: contract %(reference)s") % named,
            _(
                "The agent of contract %(reference)s declines its part of an order. Read why, then propose anew or withdraw."
            )
            % named,
        )

    telling.tell(
        telling.readers(contract, "principal", PRINCIPALS), contract, kind="commission.part", key=f"part:{share.pk}:declined",
        words=words, action=_page(share), at=at,
    )  # fmt: skip


def split_over(split: Split, how: str, *, at: datetime) -> None:
    """Every agent: its part holds, or is withdrawn. When it holds the principal too, once for each contract that one sees."""
    for share in split.shares.select_related("contract"):
        _tell_agent(share, how, _over(share, how), at)
        if how == "holds" and share.contract_id == split.order.contract_id:
            telling.tell(
                telling.readers(share.contract, "principal", PRINCIPALS), share.contract, kind="commission.part",
                key=f"part:{share.pk}:holds", words=_over(share, how), action=_page(share), at=at,
            )  # fmt: skip


def _over(share: Share, how: str) -> Words:
    named = {"reference": share.contract.reference}

    def words() -> tuple[str, str]:
        if how == "holds":
            return (
                _("The parts of an order are agreed: contract %(reference)s") % named,
                _("The split of an order holds: contract %(reference)s earns its part, at its own rate.") % named,
            )
        return (
            _("A part of an order is withdrawn: contract %(reference)s") % named,
            _("The principal withdrew what it proposed of an order under contract %(reference)s.") % named,
        )

    return words


def _tell_agent(share: Share, how: str, words: Words, at: datetime) -> None:
    telling.tell(
        telling.readers(share.contract, "agent", AGENTS), share.contract, kind="commission.part",
        key=f"part:{share.pk}:{how}", words=words, action=_page(share), at=at,
    )  # fmt: skip


def _page(share: Share) -> str:
    return reverse("commission:share", args=[share.pk])
