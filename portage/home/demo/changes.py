"""What changes agreements of the demonstration while they live: amendments, an extension, a moral contract put in writing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from contracts.actions import amending, drafting, extension, negotiation, writing

from . import terms
from .days import Days, working
from .deals import COUNSEL, MANAGER, Deal
from .opening import Happening, moment
from .papers import Papers
from .shapes import CONCLUDED, Agreement
from .told import DIRECTORS, Told


@dataclass(frozen=True)
class Amended:
    """An amendment of the agreement `key`: typed on `day`, in effect from `from_day`, with the rate or the countries it brings.

    `asks`: the day of effect that the principal proposes instead, with nobody's answer yet.
    """

    key: str
    day: date
    from_day: date
    rate: str = ""
    countries: tuple[str, ...] = ()
    reserved: tuple[tuple[str, str, str], ...] = ()
    asks: date | None = None


@dataclass(frozen=True)
class Extended:
    """The agreement `key` extended to these subsidiaries on a day."""

    key: str
    day: date
    agents: tuple[str, ...]


@dataclass(frozen=True)
class Written:
    """The moral agreement `key` put in writing, asked for on a day; `facts` are what it never said."""

    key: str
    day: date
    facts: Mapping[str, Any] = field(default_factory=dict)


Change = Amended | Extended | Written


def changes(days: Days) -> tuple[Change, ...]:
    """One contract with two amendments in effect and one signed for later; one changed a few days ago, in a country that wants
    it registered; one amendment being negotiated; one extension; one moral contract in writing."""
    brazil = "silicats-br"
    return (
        Amended(brazil, days.month_ago(11), days.month_ago(10), countries=("BR", "AR")),
        Amended(brazil, days.month_ago(6), days.month_ago(5), rate="0.045"),
        Amended(
            brazil,
            days.ago(days=40),
            days.month_ago(-3),
            countries=("BR", "AR", "UY"),
            reserved=(("Lavanderias Atlântico", "Santos", "0"),),
        ),
        Amended("pmi3-iq", days.ago(days=30), days.ago(days=6), rate="0.085"),
        Amended("pmi3-lb", days.ago(days=14), days.month_ago(-2), rate="0.075", asks=days.month_ago(-1)),
        Extended("laquor-it", days.ago(days=9), ("rhodia-es", "rhodia-pl")),
        Written("jointec-es", days.ago(days=60), {"rate": "0.06"}),
    )


def happenings(
    found: tuple[Change, ...], agreements: tuple[Agreement, ...], told: Told, papers: Papers
) -> Iterator[Happening]:
    """Each change, its steps on their days; amendments of one agreement are numbered in their order."""
    by_key = {agreement.key: agreement for agreement in agreements}
    for number, change in enumerate(found, start=1):
        agreement = replace(by_key[change.key], stage=CONCLUDED, first_rate="")
        deal = Deal(told, replace(agreement, key=f"{change.key}+{number}"), papers)
        if isinstance(change, Amended):
            yield moment(working(change.day), 9), partial(_amend, deal, change)
        elif isinstance(change, Extended):
            yield moment(working(change.day), 9), partial(_extend, told, change, deal)
            continue
        else:
            yield moment(working(change.day), 9), partial(_write, deal, change)
        yield from _talked(deal, change) if isinstance(change, Amended) and change.asks else _signed(deal, change.day)


def _talked(deal: Deal, change: Amended) -> Iterator[Happening]:
    """Proposed, and answered by another day of effect."""
    yield moment(working(change.day + timedelta(days=6)), 10), deal.propose
    yield moment(working(change.day + timedelta(days=9)), 11), partial(_ask_day, deal, change)


def _ask_day(deal: Deal, change: Amended, at: datetime) -> None:
    negotiation.propose_terms(
        deal.contract, step="effect", given={"effective_from": change.asks, "earlier_reason": ""}, base=0,
        reason="Notre catalogue change un mois plus tôt.", by=deal.principal(at), at=at,
    )  # fmt: skip


def _signed(deal: Deal, day: date) -> Iterator[Happening]:
    """Proposed, approved by everybody, signed by both, within three weeks."""
    group, principal = deal.group, deal.agreement.principal
    steps: list[tuple[int, Callable[[datetime], Any]]] = [
        (6, deal.propose),
        (7, deal.clear_what_is_new),
        (8, partial(deal.approve, principal, DIRECTORS)),
        (9, partial(deal.approve, principal, COUNSEL)),
        (10, partial(deal.approve, group, COUNSEL)),
        (11, partial(deal.approve, group, MANAGER)),
        (13, deal.store),
        (16, partial(deal.sign, "principal")),
        (18, partial(deal.sign, "agent")),
    ]
    for number, (after, act) in enumerate(steps):
        yield moment(working(day + timedelta(days=after)), 10, number), act


def _amend(deal: Deal, change: Amended, at: datetime) -> None:
    """It starts as a copy of what is agreed; then what it changes is typed."""
    contract, me = deal.told.contracts[change.key], deal.agent(at)
    amendment = amending.start_amendment(contract, by=me, at=at)
    deal.told.contracts[deal.agreement.key] = amendment
    if change.countries:
        reserved = [{"name": name, "place": place, "rate": Decimal(rate)} for name, place, rate in change.reserved]
        kept = {"segments": amendment.segments, "exclusive": amendment.exclusive}
        drafting.set_territory(amendment, countries=change.countries, reserved=reserved, **kept, by=me, at=at)
    if change.rate:
        kept = {name: getattr(amendment, name) for name in ("currency", "statement_months", "target")}
        drafting.set_commission(
            amendment, rate=Decimal(change.rate), event=amendment.commission_event, **kept, by=me, at=at
        )
    amending.set_effect(amendment, effective_from=change.from_day, by=me, at=at)


def _extend(told: Told, change: Extended, deal: Deal, at: datetime) -> None:
    agents = [told.orgs[key] for key in change.agents]
    contract = told.contracts[change.key]
    contract.refresh_from_db()
    extension.extend(contract, agents, by=deal.agent(at), at=at)


def _write(deal: Deal, change: Written, at: datetime) -> None:
    """The SME asks; the group types what a moral contract never said."""
    contract = deal.told.contracts[change.key]
    contract.refresh_from_db()
    deal.told.contracts[deal.agreement.key] = writing.ask_in_writing(contract, by=deal.principal(at), at=at)
    deal.agreement = replace(deal.agreement, nature="indefinite", **change.facts)
    terms.commission(deal, at)
    terms.law(deal, at)
