"""The panel of checks: each with its state in a word, what stands against it, the rule and its article."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from portage.network.access import Acting

from ..models import Contract, PlaceAsked
from ..queries import checks as queries
from ..queries import exclusivity
from ..queries.exclusivity import Told, places_of
from ..queries.page import BEFORE_SIGNATURE
from ..rules.checks import PASSES, Check
from ..rules.verbs import Facts, verdict
from ..words import checks as words
from ..words.codes import GAPS, findings_text
from ..words.values import short_words
from .law import address_of
from .stages import needed, rule


def panel(
    contract: Contract, checks: list[Check], told: Told | None, side: str, *, may_clear: bool = False
) -> dict[str, Any]:
    """What `contracts/_checks.html` shows: `checks`, and in `clear_url` where this side confirms, when it may now."""
    if told is None:
        return {"checks": []}
    clear_url = reverse("contracts:clear", args=[contract.pk]) if may_clear else ""
    return {"checks": [shown(one, contract, told, side) for one in checks], "clear_url": clear_url}


def of_reader(contract: Contract, acting: Acting, facts: Facts, today: date) -> dict[str, Any]:
    """The same for a page: the checks of a contract before its signature, none after it."""
    if contract.status not in BEFORE_SIGNATURE:
        return {"checks": []}
    told = exclusivity.told(contract, acting.person)
    may = verdict(facts, "clear").allowed
    return panel(contract, queries.checks(contract, told.reading, today), told, facts.side, may_clear=may)


def shown(check: Check, contract: Contract, told: Told, side: str) -> dict[str, Any]:
    """One check, ready to be read."""
    shape, word = words.STATES[check.state]
    return {
        "code": check.code,
        "state": check.state,
        "title": words.CHECKS[check.code],
        "shape": shape,
        "word": word,
        "lines": lines(check, contract, told, side),
        "seen": told.seen if check.code == "exclusivity" else [],
    }


def lines(check: Check, contract: Contract, told: Told, side: str) -> list[Mapping[str, str]]:
    """Each sentence with its rule: what stands against the check, or why it passes."""
    if check.code == "exclusivity":
        return [_line(says)] if (says := of_exclusivity(told, contract, side)) else []
    gaps = [_line(str(GAPS[gap.code])) for gap in check.gaps]
    found = [_line(" ".join(filter(None, (str(findings_text(f)), needed(f)))), f.rule) for f in check.findings]
    return gaps + found or [_line(_passes(check), check.rule)]


def _passes(check: Check) -> str:
    """Why it passes, with what the law asks."""
    says = str(words.PASSES[check.code])
    asked = short_words(check.rule) if check.rule and check.state == PASSES and check.code != "review" else ""
    return _("%(says)s It asks: %(asked)s.") % {"says": says, "asked": asked} if asked else says


def _line(says: str, of: Any = None) -> Mapping[str, str]:
    return {"says": says, "rule": rule(of), "rule_url": address_of(of) if of else ""}


def of_exclusivity(told: Told, contract: Contract, side: str) -> str:
    """The sentence of a reading; empty where the contracts in the way are named instead."""
    if told.reading.code == "seen":
        return ""
    other = contract.agent if side == "principal" else contract.principal
    return str(words.EXCLUSIVITY[told.reading.code]) % {"other": other.name}


def asked(row: PlaceAsked, language: str) -> dict[str, Any]:
    """What the people named on a confidential contract are asked: of which of its own products, countries and segments."""
    places = [
        {"product": p.product.name_in(language), "country": str(p.country), "segment": p.segment}
        for p in places_of(row).select_related("product").order_by("country", "segment", "pk")
    ]
    return {"asked": row, "places": places, "url": reverse("contracts:keep_places", args=[row.contract_id, row.pk])}
