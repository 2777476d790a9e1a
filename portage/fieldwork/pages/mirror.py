"""The attention mirror as a page shows it: one contract with its chart and one gesture, and an SME's contracts together.

A measure is a row with a value and what it is made of: what an evaluation foresaw would stand beside the value.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from babel.languages import get_official_languages
from django.urls import reverse
from django.utils.translation import gettext as _

from contracts.models import Contract
from portage.core import words
from portage.core.drawings.bars import Pair, paired_bars

from ..queries import mirror as queries
from ..rules import mirror as rules
from ..rules.mirror import Mirror, Month, Open
from ..words import mirror as say
from ..words.pages import excerpt

LABELLED = 3  # every third month has its name below the drawing


@dataclass(frozen=True)
class Measure:
    """One row of a side: what, how much, and what it is made of."""

    label: str
    value: str
    says: str = ""


@dataclass(frozen=True)
class Gesture:
    """The one next useful gesture: what, why now, and where it is made."""

    code: str
    title: str
    why: str
    verb: str
    url: str
    contract: Contract


@dataclass(frozen=True)
class Read:
    """One contract with its mirror and its gesture, None when nothing is due."""

    contract: Contract
    mirror: Mirror
    gesture: Gesture | None
    today: date


def read(found: Sequence[Contract], *, at: datetime) -> list[Read]:
    """The mirrors of some contracts, in their order: thirteen queries, whatever their number."""
    if not found:
        return []
    done = queries.deeds(found, at=at)
    opens = queries.open_for(found, done, at=at)
    return [_of(contract, done.get(contract.pk, ()), opens.get(contract.pk, ()), at) for contract in found]


def _of(contract: Contract, done: Sequence[rules.Deed], opens: Sequence[Open], at: datetime) -> Read:
    today = queries.today_of(contract, at)
    due = rules.gesture(opens, today)
    told = gesture(due, contract, today) if due else None
    return Read(contract, rules.mirror(done, today), told, today)


def first_gesture(found: Sequence[Read]) -> Gesture | None:
    """The most useful of several contracts'."""
    told = [one.gesture for one in found if one.gesture]
    return min(told, key=lambda one: rules.GESTURES.index(one.code), default=None)


def gesture(one: Open, contract: Contract, today: date) -> Gesture:
    """A gesture in words, with the page on which it is made."""
    about = {"agent": contract.agent.name, "principal": contract.principal.name, "day": words.day(one.on)}
    about |= ABOUT[one.code](one.thing)
    late = one.code == "order" and one.on < today
    title, why, verb = (str(text).format(**about) for text in say.GESTURES["order_late" if late else one.code])
    return Gesture(one.code, title, why, verb, _url(one, contract), contract)


def _of_order(order: Any) -> dict[str, str]:
    return {"customer": order.customer_name}


def _of_section(section: Any) -> dict[str, str]:
    return {"customer": section.report.customer.name}


def _of_action(action: Any) -> dict[str, str]:
    return {"customer": action.section.report.customer.name, "text": excerpt(action.text)}


def _of_name(thing: tuple[Any, str]) -> dict[str, str]:
    product, country = thing
    tongue = get_official_languages(country, de_facto=True)[0]
    return {"product": str(product), "language": words.language(tongue), "country": words.country(country)}


ABOUT = {
    "order": _of_order, "question": _of_section, "action": _of_action, "section": _of_section, "name": _of_name,
    "silence": lambda _newest: {},
}  # fmt: skip


def _url(one: Open, contract: Contract) -> str:
    if one.code == "order":
        return reverse("fieldwork:order", args=[one.thing.pk])
    if one.code == "name":
        return reverse("catalogue:product", args=[one.thing[0].pk])
    if one.thing is None:
        return reverse("contracts:contract", args=[contract.pk])
    return reverse("fieldwork:section", args=[_section(one)]) + PART.get(one.code, "")


def _section(one: Open) -> UUID:
    """The section on which a gesture is made."""
    if one.code == "silence":
        return one.thing
    return one.thing.section_id if one.code == "action" else one.thing.pk


PART = {"question": "#answer", "action": "#actions", "silence": "#answer"}


def shown(one: Read, side: str) -> dict[str, Any]:
    """All that the page of one contract draws. `side`: principal for who may make the gesture."""
    contract = one.contract
    names = {"agent": contract.agent.name, "principal": contract.principal.name}
    return {
        "contract": contract,
        "read": one,
        "gesture": one.gesture,
        "nothing": say.NOTHING if contract.status in queries.TOLD_OF else say.OVER,
        "own": side == "principal",
        "spent": spent(one.mirror),
        "initiative": initiative(one.mirror),
        "last": {name: say.since_last(one.mirror.last.get(name), one.today) for name in names},
        **chart(one.mirror.months, names),
    }


def spent(found: Mirror) -> list[Measure]:
    """What the agency spent on the SME: visits, hours, answers."""
    counts = [Measure(str(say.DEEDS["agent", kind]), words.number(found.of("agent", kind))) for kind in rules.AGENT]
    value, says = say.time_told(found)
    return [counts[0], Measure(str(say.TIME), value, says), *counts[1:]]


def initiative(found: Mirror) -> list[Measure]:
    """What the SME did of its own."""
    made_of = {"answered": say.clock_told(found)}
    return [
        Measure(str(say.DEEDS["principal", kind]), words.number(found.of("principal", kind)), made_of.get(kind, ""))
        for kind in rules.PRINCIPAL
    ]


def chart(months: Sequence[Month], names: Mapping[str, str]) -> dict[str, Any]:
    """The drawing of the months, the agency above the line, and its figures."""
    last = len(months) - 1
    pairs = [
        Pair(words.day(one.first, "name") if (last - number) % LABELLED == 0 else "", one.agent, one.principal)
        for number, one in enumerate(months)
    ]
    totals = {"agent": sum(one.agent for one in months), "principal": sum(one.principal for one in months)}
    says = _("Above the line %(agent)s, %(n_agent)s in twelve months; below it %(principal)s, %(n_principal)s.") % {
        "agent": names["agent"], "principal": names["principal"],
        "n_agent": words.number(totals["agent"]), "n_principal": words.number(totals["principal"]),
    }  # fmt: skip
    return {"bars": paired_bars(pairs, says), "months": list(reversed(months)), "totals": totals, "names": names}


def together(found: Sequence[Read]) -> list[Month]:
    """The months of several contracts of one SME, added up."""
    columns = zip(*(one.mirror.months for one in found), strict=True)
    return [
        Month(same[0].first, sum(one.agent for one in same), sum(one.principal for one in same)) for same in columns
    ]


def overview(found: Sequence[Read], principal: str) -> dict[str, Any]:
    """All that the page of an SME's contracts draws."""
    months = together(found)
    names = {"agent": _("your agents"), "principal": principal}
    return {
        "rows": [{"read": one, "time": say.time_told(one.mirror), "counts": counts(one.mirror)} for one in found],
        "gesture": first_gesture(found),
        "nothing": say.NOTHING,
        "own": True,
        **(chart(months, names) if months else {}),
    }


def counts(found: Mirror) -> dict[str, Any]:
    """Figures of one line: what both sides did, and the answers among it."""
    return {
        "told": found.of("agent", "told"),
        "answers": found.of("agent", "wrote"),
        "read": found.of("principal", "read"),
        "wrote": found.of("principal", "wrote"),
        "answered": found.of("principal", "answered"),
        "clock": say.clock_told(found),
    }
