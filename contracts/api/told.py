"""From rows and rules to what the API tells of one contract. Reads only."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from contracts.law.ending import safe_posting_day
from contracts.law.findings import Finding
from contracts.law.terms import term
from portage.network.access import Acting

from ..actions.notice import explain
from ..leaving import POSTAL_DAYS
from ..models import Contract, PlaceAsked
from ..pages import checks as panel
from ..pages import panels
from ..queries import checks, exclusivity
from ..queries import page as queries
from ..queries.changes import origin_seen
from ..queries.page import Page
from ..queries.people import side_of
from ..rules import verbs
from ..rules.checks import Check
from ..standing import chain_of, scale_of
from ..words import steps
from ..words.codes import ANSWERED_BY, GAPS, findings_text
from ..words.pages import REASONS, VERBS, reader_language
from .shapes import PLAIN, ChecksSerializer, ContractSerializer


def contract(row: Contract, acting: Acting, today: date) -> dict[str, Any]:
    """One contract as this person may read it; `row` comes from `queries.page.contracts()` through access."""
    page = queries.page(row, acting, today=today, language=reader_language())
    plain = {
        name: getattr(row, name)
        for name in ("id", "reference", "status", "nature", "confidential", "principal", "agent", "group")
    }
    told = {
        **plain,
        "amends": row.amends_id,
        "amendment_number": row.amendment_number,
        "effective_from": row.effective_from,
        "origin": getattr(origin_seen(acting.person, row), "pk", None),
        "side": page.side,
        "version": row.version_number,
        "today": today,
        "agreed": agreed(page),
        "next": next_date(page),
        "terms": page.terms,
        "acts": page.acts,
        "notices": page.notices,
        "documents": queries.documents().filter(contract=row) if page.documents else [],
        "verbs": [verdict(said) for said in verbs.verdicts(page.facts)],
    }
    return ContractSerializer(told).data


def agreed(page: Page) -> dict[str, Any]:
    """What is typed so far, or what the newest version froze, in plain figures."""
    row, covers = page.contract, page.covered
    told = {name: getattr(row, name) for name in PLAIN}
    lines = [
        {"product": p.key, "rates": [{"up_to": b.up_to, "rate": b.rate} for b in p.rates]} for p in covers.products
    ]
    return {
        **told,
        "model_version": row.model_version_id,
        "products": [{"id": p.key, "name": p.name, "hs_code": p.hs_code} for p in covers.products],
        "countries": [{"code": c.code, "regions": list(c.regions)} for c in covers.countries],
        "reserved": [{"name": c.name, "place": c.place, "rate": c.rate} for c in covers.reserved],
        "brackets": [{"up_to": b.up_to, "rate": b.rate} for b in covers.brackets],
        "rates": [line for line in lines if line["rates"]],
    }


def next_date(page: Page) -> dict[str, Any]:
    """The next date that binds, its explanation where it is computed, and what follows."""
    row, told = page.contract, panels.binding(page)
    shown = {"day": row.next_day, "kind": row.next_kind, "rule": "", "then": "", "explanation": None}
    if told is None:
        return shown
    shown |= {"rule": told["rule"], "then": told["then"]}
    steps_told = panels.explained(page)
    return shown | {"explanation": explanation(steps_told)} if steps_told else shown


def explanation(told: Mapping[str, Any]) -> dict[str, Any]:
    """Steps as codes, and the same in words."""
    return {
        **told,
        "says": [": ".join(filter(None, row[:2])) + (f" ({row[2]})" if row[2] else "") for row in steps.rows(told)],
    }


def verdict(said: verbs.Verdict) -> dict[str, Any]:
    """A verb with its words: what it does, or why it is refused."""
    says = VERBS[said.verb][1] if said.allowed else REASONS[said.reason]
    return {"verb": said.verb, "allowed": said.allowed, "reason": said.reason, "says": str(says)}


def checked(row: Contract, acting: Acting, today: date) -> dict[str, Any]:
    """The checks, and what they are made of: gaps, findings, the overlaps that this person may see."""
    side = side_of(row, acting.organisation.pk)
    free = exclusivity.told(row, acting.person) if row.status in queries.BEFORE_SIGNATURE else None
    found = checks.checks(row, free.reading, today) if free else []
    answered = set(row.choices.values_list("question", flat=True))
    told = {
        "checks": [check(one, panel.shown(one, row, free, side)) for one in found if free],
        "exclusivity": free.reading.code if free else "",
        "places_asked": [place_asked(one) for one in exclusivity.asked_of(row, side)],
        "gaps": [
            {"code": g.code, "step": g.step, "field": g.field, "says": str(GAPS[g.code])}
            for g in checks.gaps(row, today)
        ],
        "findings": [finding(one, answered) for one in checks.findings(row)],
        "overlaps": free.seen if free else [],
    }
    return ChecksSerializer(told).data


def check(one: Check, shown: Mapping[str, Any]) -> dict[str, Any]:
    """One check with the words of its page."""
    return {
        "code": one.code,
        "state": one.state,
        "title": shown["title"],
        "says": [line["says"] for line in shown["lines"]],
        "gaps": [gap.code for gap in one.gaps],
        "findings": [found.code for found in one.findings],
        "rules": [line["rule"] for line in shown["lines"] if line["rule"]],
    }


def place_asked(row: PlaceAsked) -> dict[str, Any]:
    """What the people named on this contract are asked."""
    told = panel.asked(row, reader_language())
    return {"id": row.pk, "first_day": row.first_day, "places": told["places"]}


def finding(one: Finding, answered: set[str]) -> dict[str, Any]:
    """One finding of a law."""
    question = ANSWERED_BY.get(one.code, "") if one.severity != "warning" else ""
    return {
        "code": one.code,
        "severity": one.severity,
        "says": str(findings_text(one)),
        "rule": one.rule.as_dict() if one.rule else None,
        "question": question,
        "answered": question in answered,
    }


def effect(row: Contract, served_on: date, today: date) -> dict[str, Any]:
    """What a notice served on that day would do."""
    told = explain(row, served_on=served_on)
    last = told.steps[-1].params.get("refuses_renewal_of_term")
    return {
        "served_on": served_on,
        "ends_on": told.day,
        "refuses_renewal_of_term": last,
        "explanation": explanation(told.as_dict()),
        **letter_days(row, last, today),
    }


def letter_days(row: Contract, refused: int | None, today: date) -> dict[str, Any]:
    """The last day for the same end, and until when a letter may be posted to be presented by then."""
    chain = chain_of(row)
    last = term(chain, scale_of(row), refused).last_notice_day if chain and refused else None
    post_by = safe_posting_day(last, postal_days=POSTAL_DAYS) if last else None
    return {"last_notice_day": last, "post_by": post_by if post_by and post_by >= today else None}
