"""Dates of a contract as plain JSON, each with its rule and article: the answer of the command and of the API."""

from datetime import date

from .chain import Chain
from .explain import Explanation, explain_indefinite_end, explain_refusal
from .notice import end_indefinite, refuse_renewal, year_begun
from .records import Jurisdiction
from .scales import CONTRACT, AppliedScale
from .terms import Term

TERM_CLAUSE = {"rule": "chained_terms", "article": "contract, duration clause", "jurisdiction": None}
SERVICE = {"rule": "day_of_service", "article": "given", "jurisdiction": None}


def head(law: Jurisdiction, applied: AppliedScale) -> dict:
    """The law, the nature and the scale used."""
    scale = {"months": list(applied.scale.months), "to_month_end": applied.scale.to_month_end}
    scale["origins"] = [applied.origin(year) for year in range(1, len(applied.scale.months) + 1)]
    return {"law": {"code": law.code, "name": law.name}, "nature": applied.nature, "notice_scale": scale}


def term(one: Term, chain: Chain, applied: AppliedScale, law: Jurisdiction) -> dict:
    """A term with the rule of each of its days."""
    notice_day = one.last_notice_day
    year = year_begun(chain.first_day, notice_day) if notice_day else 1
    return {
        "number": one.number,
        "first_day": one.first_day.isoformat(),
        "last_day": one.last_day.isoformat(),
        "last_notice_day": notice_day and notice_day.isoformat(),
        "rules": {
            "first_day": TERM_CLAUSE,
            "last_day": {**TERM_CLAUSE, "months": chain.months_of(one.number)},
            "last_notice_day": notice_rule(applied, law, year),
        },
    }


def refusal(chain: Chain, applied: AppliedScale, law: Jurisdiction, served_on: date) -> dict:
    """The effect of a notice on a renewable contract."""
    effect = refuse_renewal(chain, applied.scale, served_on=served_on)
    explanation = explain_refusal(chain, applied, law, served_on=served_on)
    extra = {"refuses_renewal_of_term": effect.refuses_renewal_of_term, "late": effect.late}
    return _served(served_on, explanation, notice_rule(applied, law, effect.year), extra)


def indefinite(first_day: date, applied: AppliedScale, law: Jurisdiction, served_on: date) -> dict:
    """The effect of a notice on an indefinite contract."""
    effect = end_indefinite(first_day, applied.scale, served_on=served_on)
    explanation = explain_indefinite_end(first_day, applied, law, served_on=served_on)
    return _served(served_on, explanation, notice_rule(applied, law, effect.year), {})


def notice_rule(applied: AppliedScale, law: Jurisdiction, year: int) -> dict:
    """The rule that gives the length in that year: the contract's clause or the law's article, with the law beside."""
    origin, rule = applied.origin(year), applied.rule
    clause = {"rule": "notice_clause", "article": "contract, notice clause", "jurisdiction": None}
    legal = {"rule": rule.key, "article": rule.source, "jurisdiction": rule.jurisdiction} if rule else None
    ends = applied.month_end_rule
    return {
        **(clause if origin == CONTRACT or legal is None else legal),
        "origin": origin,
        "year_begun": year,
        "months": applied.scale.at(year),
        "to_month_end": applied.scale.to_month_end,
        "month_end_article": ends.source if ends else None,
        "law": rule.as_dict() if rule else None,
    }


def _served(served_on: date, explanation: Explanation, rule: dict, extra: dict) -> dict:
    return {
        "served_on": served_on.isoformat(),
        "ends_on": explanation.day and explanation.day.isoformat(),
        **extra,
        "rules": {"served_on": SERVICE, "ends_on": rule},
        "steps": [step.as_dict() for step in explanation.steps],
    }
