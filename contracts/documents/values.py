"""What each name of the grammar is worth for one contract, in one language."""

from collections.abc import Mapping, Sequence
from typing import Any

from . import words
from .articles import Article, references
from .data import ContractData, Notice, Party, Pay
from .phrases import say


def values(data: ContractData, language: str, articles: Sequence[Article] = ()) -> dict[str, Any]:
    """Every name of `names.NAMES` that this contract has a value for, and `ref.key` for each article.

    What is absent from the data is absent here, so that an article that uses it stops generation (MissingValue).
    KeyError when the data hold a code outside the closed lists, such as an unknown event.
    """
    return {
        "contract.reference": data.reference,
        "contract.version": data.version,
        "carrier.name": data.carrier,
        **_party("principal", data.principal, language),
        **_party("agent", data.agent, language),
        **_scope(data, language),
        **_money(data, language),
        **_time(data, language),
        **_law(data, language),
        **_small(data, language),
        **references(articles),
    }


def text(texts: Mapping[str, str], language: str) -> str:
    """The text in this language; "" when there is none, which the grammar then reports as missing."""
    return texts.get(language, "")


def _party(side: str, party: Party, language: str) -> dict[str, Any]:
    return {
        f"{side}.name": party.name,
        f"{side}.legal_form": party.legal_form,
        f"{side}.address": party.address,
        f"{side}.registration": party.registration,
        f"{side}.signatory": party.signatory,
        f"{side}.capacity": text(party.capacity, language),
    }


def _scope(data: ContractData, language: str) -> dict[str, Any]:
    return {
        "products.names": [text(product.names, language) for product in data.products],
        "territory.countries": places(data, language),
        "territory.segments": segments(data, language),
        "tasks.agent": [say(task, language, table="task") for task in data.agent_tasks],
        "tasks.principal": [say(task, language, table="task") for task in data.principal_tasks],
    }


def places(data: ContractData, language: str) -> list[str]:
    """Countries by name; where regions are chosen, they stand in brackets after their country."""
    regions = data.territory.regions
    names = ((code, words.country(code, language)) for code in data.territory.countries)
    return [f"{name} ({words.join(regions[code], language)})" if regions.get(code) else name for code, name in names]


def segments(data: ContractData, language: str) -> list[str]:
    """Customer segments by name; one word for "all" when none is chosen."""
    return [text(segment, language) for segment in data.territory.segments] or [say("all_segments", language)]


def _money(data: ContractData, language: str) -> dict[str, Any]:
    deal, currency = data.commission, data.commission.currency
    return {
        "commission.rate": deal.rate,
        "commission.currency": words.currency(currency, language),
        "commission.event": say(deal.event, language, table="event"),
        "statement.period": say(data.statement.period, language, table="period"),
        "statement.source": text(data.statement.source, language),
        "target.minimum": None if data.target is None else (data.target, currency),
    }


def _time(data: ContractData, language: str) -> dict[str, Any]:
    return {
        "term.first_day": data.term.first_day,
        "term.last_day": data.term.last_day,
        "term.months": data.term.months,
        "renewal.months": data.term.renewal_months,
        "notice.schedule": words.month_schedule(data.notice.months, language),
        "notice.scale": scale(data.notice, language),
        "notice.form": " ou ".join(forms(data.notice, language))
        if language == "fr"
        else " or ".join(forms(data.notice, language)),
        "notice.source": text(data.notice.source, language),
        "notice.first_last_day": data.notice.first_last_day,
    }


def scale(notice: Notice, language: str) -> str:
    """The length of notice year by year, and the end of a month where the contract rounds to it."""
    rounded = {"fr": ", prenant fin avec un mois civil", "en": ", ending with a calendar month"}
    return words.month_scale(notice.months, language) + (rounded[language] if notice.month_end else "")


def forms(notice: Notice, language: str) -> list[str]:
    """The accepted forms of notice, in words."""
    by = {"fr": "par ", "en": "by "}[language]
    named = [say(form, language, table="form") for form in notice.forms]
    return [name if i == 0 else by + name for i, name in enumerate(named)]


def _law(data: ContractData, language: str) -> dict[str, Any]:
    law, tongues = data.law, [say(tag, language, table="tongue") for tag in data.language.tags]
    return {
        "law.name": text(law.names, language),
        "dispute.forum": text(law.forum, language),
        "compensation.source": text(law.compensation, language),
        "compensation.loss_source": text(law.compensation_loss, language),
        **_pay(law.pay, language),
        "non_compete.source": text(law.non_compete, language),
        "language.list": [f"en {tongue}" if language == "fr" and i else tongue for i, tongue in enumerate(tongues)],
        "language.prevailing": say(data.language.prevailing, language, table="language"),
        "signature.level": say(data.signature, language, table="level"),
    }


def _pay(pay: Pay, language: str) -> dict[str, Any]:
    """The figures of the compensation at the end, in words; what the law's record does not say is absent."""
    shown = {
        "compensation.cap": (pay.cap_years, words.years),
        "compensation.average": (pay.average_years, words.number),
        "compensation.claim": (pay.claim_months, words.months),
    }
    return {name: None if figure is None else say_it(figure, language) for name, (figure, say_it) in shown.items()}


def _small(data: ContractData, language: str) -> dict[str, Any]:
    clauses = data.clauses
    return {
        "confidentiality.years": clauses.confidentiality_years,
        "order.forward_days": clauses.forward_days,
        "order.answer_days": clauses.answer_days,
        "reporting.visit_days": clauses.visit_days,
        "reporting.meetings": words.number(clauses.meetings, language),
        "reporting.complaint_days": clauses.complaint_days,
        "force_majeure.days": clauses.force_majeure_days,
        "dispute.amicable_days": clauses.amicable_days,
    }
