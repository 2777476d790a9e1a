"""Dates tried before anybody commits: from figures typed by hand to terms, last days for notice and an end, with why.

The same rules as those that will run the contract; nothing is read but the law, nothing is written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from contracts import law as engine
from contracts.law.checks import governing_law_findings, notice_findings, renewal_findings
from contracts.law.dates import OutOfCalendar
from contracts.law.explain import Explanation
from contracts.law.notice import year_begun
from contracts.law.records import Jurisdiction, Rule
from contracts.law.scales import RENEWABLE, AppliedScale

from ..words import steps
from ..words.codes import findings_text
from ..words.law import text
from ..words.pages import SEVERITIES
from ..words.values import by_year, months
from .law import address_of

TERMS = 5


@dataclass(frozen=True)
class TriedTerm:
    """One term: its days, the length of notice that applies, how the last day is computed, whether it opens."""

    term: engine.Term
    length: str
    year: int | None
    rows: list[dict[str, Any]]
    opens: bool = True


@dataclass(frozen=True)
class Tried:
    """Everything the page shows. `notice` None: no day of service was typed."""

    law: Jurisdiction
    applied: AppliedScale
    scale: str
    origin: str
    findings: list[dict[str, Any]]
    terms: tuple[TriedTerm, ...] = ()
    notice: Explanation | None = None
    notice_rows: tuple[dict[str, Any], ...] = ()
    late: bool = False

    @property
    def rule(self) -> Rule | None:
        return self.applied.rule

    @property
    def rule_source(self) -> str:
        return text(self.applied.rule.source) if self.applied.rule else ""


def tried(law: Jurisdiction, typed: Mapping[str, Any]) -> Tried:
    """The dates of what was typed: nature, first_day, months, renewal_months, notice, month_end, choice, served_on.

    Raises UnknownRule when no notice is typed and the law's is not established, OutOfCalendar, BeforeFirstDay.
    """
    nature, choice = typed["nature"], typed["choice"] or None
    agreed = tuple(typed["notice"]) if typed["notice"] else None
    applied = engine.applied_scale(
        law, nature=nature, agreed=agreed, to_month_end=typed["month_end"] or None, renewal_choice=choice
    )
    if nature != RENEWABLE:
        dates = _end(law, applied, typed)
    else:
        chain = engine.Chain(typed["first_day"], typed["months"], typed["renewal_months"] or typed["months"])
        dates = _chained(law, applied, chain, typed["served_on"])
    said = _findings(law, engine.Agreed(nature=nature, notice=agreed, renewal_choice=choice))
    return Tried(law, applied, by_year(applied.scale.months), _origin(applied), said, **dates)


def _end(law: Jurisdiction, applied: AppliedScale, typed: Mapping[str, Any]) -> dict[str, Any]:
    """An indefinite contract has no terms, only an end by notice."""
    if typed["served_on"] is None:
        return {}
    told = engine.explain_indefinite_end(typed["first_day"], applied, law, served_on=typed["served_on"])
    return {"notice": told, "notice_rows": tuple(_rows(told))}


def _chained(law: Jurisdiction, applied: AppliedScale, chain: engine.Chain, served_on: date | None) -> dict[str, Any]:
    shown = list(islice(engine.each_term(chain, applied.scale), TERMS))
    if len(shown) < TERMS:
        raise OutOfCalendar("the calendar ends")
    if served_on is None:
        return {"terms": tuple(_term(one, chain, applied, law) for one in shown)}
    told = engine.explain_refusal(chain, applied, law, served_on=served_on)
    last = told.steps[-1].params["refuses_renewal_of_term"]
    return {
        "terms": tuple(_term(one, chain, applied, law, opens=one.number <= last) for one in shown),
        "notice": told,
        "notice_rows": tuple(_rows(told)),
        "late": last != chain.number_on(served_on),
    }


def _term(
    one: engine.Term, chain: engine.Chain, applied: AppliedScale, law: Jurisdiction, *, opens: bool = True
) -> TriedTerm:
    year = year_begun(chain.first_day, one.last_notice_day) if one.last_notice_day else None
    told = engine.explain_last_notice_day(chain, applied, law, one.number)
    return TriedTerm(one, months(applied.scale.at(year)) if year else "", year, _rows(told), opens)


def _rows(told: Explanation) -> list[dict[str, Any]]:
    """Each step for core/_sum.html, the last one being the result."""
    rows: list[dict[str, Any]] = [
        {"label": label, "value": value, "why": why} for label, value, why in steps.rows(told.as_dict())
    ]
    if rows:
        rows[-1]["result"] = True
    return rows


def _origin(applied: AppliedScale) -> str:
    """law, contract or model; longer where the law's length wins in some years of a typed scale."""
    origins = {applied.origin(year) for year in range(1, len(applied.scale.months) + 1)}
    return "longer" if len(origins) > 1 else origins.pop()


def _findings(law: Jurisdiction, agreed: engine.Agreed) -> list[dict[str, Any]]:
    """What the law says of what was typed: how grave, in words, where it stands."""
    found = [*governing_law_findings(law), *renewal_findings(agreed, law), *notice_findings(agreed, law)]
    return [
        {
            "severity": one.severity,
            "word": SEVERITIES[one.severity],
            "text": findings_text(one),
            "needed": by_year(one.needed["months"]) if one.needed.get("months") else "",
            "source": text(one.rule.source) if one.rule else "",
            "url": address_of(one.rule) if one.rule else "",
        }
        for one in found
    ]
