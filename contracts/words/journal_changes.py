"""Sentences of the journal about what changes a contract: amendments, writing, extension, succession."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy

from portage.core.words import day

from .pages import SIDES

Facts = Mapping[str, Any]
EVENTS: Mapping[str, Any] = {
    "takeover": gettext_lazy("share takeover"),
    "merger": gettext_lazy("merger"),
    "asset_sale": gettext_lazy("sale of assets"),
    "rename": gettext_lazy("change of name"),
}


def _days(facts: Facts) -> dict[str, Any]:
    days = {key: day(date.fromisoformat(facts[key])) for key in ("from_day", "last_day") if facts.get(key)}
    side = str(SIDES.get(facts.get("side", ""), ""))
    return {"old": "", "new": "", **facts, **days, "side": side, "event": EVENTS.get(facts.get("succession", ""), "")}


def _says(sentence: Any) -> Callable[[Facts], str]:
    return lambda facts: str(sentence) % _days(facts)


CHANGES: Mapping[str, Callable[[Facts], str]] = {
    "contracts.amendment_started": _says(gettext_lazy("started amendment %(number)s, %(amendment)s.")),
    "contracts.amendment_drafted": _says(gettext_lazy("started this amendment with what is agreed.")),
    "contracts.amendment_concluded": _says(
        gettext_lazy("recorded that both sides signed amendment %(number)s; it takes effect on %(from_day)s.")
    ),
    "contracts.amended": _says(
        gettext_lazy(
            "put amendment %(number)s into effect on %(from_day)s; the consolidated text is version %(version)s."
        )
    ),
    "contracts.amendment_fell": _says(
        gettext_lazy("recorded that amendment %(number)s fell: the contract had ended on %(last_day)s.")
    ),
    "contracts.extended": _says(gettext_lazy("extended the contract to another subsidiary, as a draft.")),
    "contracts.writing_asked": _says(gettext_lazy("asked, for the %(side)s, for a written contract.")),
    "contracts.formalised": _says(
        gettext_lazy("recorded that the moral contract goes on in writing: %(reference)s. Nothing ended by it.")
    ),
    "contracts.succession_recorded": _says(gettext_lazy("recorded a succession (%(event)s) since %(from_day)s.")),
    "contracts.party_noted": _says(
        gettext_lazy("noted on a party, %(old)s to %(new)s: %(event)s. The contract goes on.")
    ),
    "contracts.party_transferred": _says(gettext_lazy("recorded that %(new)s takes the place of %(old)s: %(event)s.")),
    "contracts.party_offered": _says(
        gettext_lazy("offered that %(new)s takes the place of %(old)s: the other party's consent is asked.")
    ),
    "contracts.party_refused": _says(gettext_lazy("refused that %(new)s takes the place of %(old)s.")),
    "contracts.exclusivity_asked_again": _says(
        gettext_lazy("ran the exclusivity check again: each side reads its own result.")
    ),
}
