"""The steps of a computed date, in words: for pages in the reader's language, for letters in the contract's."""

from collections.abc import Mapping
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contracts.documents.papers import Step as LetterStep
from portage.core.words import day as told_day

LANGUAGES = ("fr", "en")
ORIGINS = ("law", "contract", "model")


def told(step: Mapping) -> tuple[str, str, str] | None:
    """(what, result, why) of one step in the active language, from `explain.Step.as_dict()`; None for a step that
    says nothing to people."""
    say = _STEPS.get(step["code"])
    return say(step, _day(step), _rule(step)) if say else None


def rows(explanation: Mapping) -> list[tuple[str, str, str]]:
    """Every step of an explanation, in words."""
    return [row for row in map(told, explanation["steps"]) if row]


def letter_steps(explanation: Mapping) -> tuple[LetterStep, ...]:
    """The same steps in every language, for a letter."""
    spoken = {}
    for tag in LANGUAGES:
        with translation.override(tag):
            spoken[tag] = rows(explanation)
    return tuple(
        LetterStep(*({tag: spoken[tag][i][part] for tag in LANGUAGES} for part in range(3)))
        for i in range(len(spoken["en"]))
    )


def _day(step: Mapping) -> str:
    return told_day(date.fromisoformat(step["day"])) if step.get("day") else ""


def _rule(step: Mapping) -> str:
    rule = step.get("rule")
    return " ".join(filter(None, (rule["jurisdiction"], rule["source"]))) if rule else ""


def _months(count: int) -> str:
    return ngettext("%(count)d month", "%(count)d months", count) % {"count": count}


def _length(step: Mapping, day: str, rule: str) -> tuple[str, str, str]:
    """The length with both sources: the longer applies."""
    params = step["params"]
    why = {
        "law": _("law: %(rule)s"),
        "contract": _("the contract"),
        "model": _("the contract adopts the law's scale: %(rule)s"),
    }[params["origin"]]
    return _("Length"), _months(params["months"]), why % {"rule": rule}


def _later(step: Mapping, day: str, rule: str) -> tuple[str, str, str]:
    months = _months(step["params"]["months"])
    why = _("that month has no such day: its last day") if step["params"]["clamped"] else _("same day of the month")
    return _("%(months)s later") % {"months": months}, day, why


def _earlier(step: Mapping, day: str, rule: str) -> tuple[str, str, str]:
    months = _months(step["params"]["months"])
    return _("%(months)s earlier") % {"months": months}, day, _("the last day that still reaches the end in time")


def _served_in(step: Mapping, in_time: bool) -> tuple[str, str, str]:
    params = step["params"]
    label = _("Term %(number)d") % {"number": params["term"]}
    last = told_day(date.fromisoformat(params["last_day"]))
    limit = _day(step) or _("no day in time")
    if in_time:
        return (
            label,
            _("ends on %(day)s, not renewed") % {"day": last},
            _("last day for notice: %(day)s") % {"day": limit},
        )
    return (
        label,
        _("too late for this term"),
        _("last day for notice was %(day)s: the next term opens") % {"day": limit},
    )


_STEPS = {
    "first_day": lambda s, day, rule: (_("First day of the contract"), day, _("the contract")),
    "term_last_day": lambda s, day, rule: (_("Last day of term %(number)d") % s["params"], day, _("the contract")),
    "served_on": lambda s, day, rule: (_("Day of the notice"), day, _("the day it is served")),
    "counted_from": lambda s, day, rule: (_("Counted from"), day, _("a shorter notice applies from then on")),
    "year_begun": lambda s, day, rule: (
        _("Age on that day"),
        _("year %(year)d begun") % s["params"],
        rule or _("counted from the first day, renewals included"),
    ),
    "length": _length,
    "months_later": _later,
    "months_earlier": _earlier,
    "eve": lambda s, day, rule: (_("The day before"), day, _("a term's last day is inside it")),
    "month_is_shorter": lambda s, day, rule: (_("Last day of that month"), day, _("the month has no such day")),
    "month_end": lambda s, day, rule: (
        _("End of the calendar month"),
        day,
        rule or _("the contract rounds to month ends"),
    ),
    "in_time": lambda s, day, rule: _served_in(s, True),
    "too_late": lambda s, day, rule: _served_in(s, False),
    "no_day_in_time": lambda s, day, rule: (
        _("Last day for notice"),
        _("none"),
        _("the term is shorter than the notice"),
    ),
    "ends_on": lambda s, day, rule: (_("End of the contract"), day, ""),
}
