"""The value of a rule of law in the reader's words: "1 month in year 1, 2 months in year 2, 3 months from year 3 on"."""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contracts.law.records import Rule
from contracts.law.scales import scale_of
from portage.core.words import country, mark

from .law import EFFECTS, EFFECTS_SHORTLY, FLAGS, LOSSES, PAYS, PAYS_SHORTLY, WRITTEN_FORMS, label_of, text


def value_words(rule: Rule) -> str:
    """The whole value, for the page of a law."""
    if rule.unknown:
        return _("Not established.")
    if rule.value is None:
        return _("The law leaves it to the contract.")
    return _SAY.get(rule.key, _plain)(rule)


def short_words(rule: Rule) -> str:
    """The same in a few words, for the table of all laws; "" when it is not established."""
    if rule.unknown:
        return ""
    if rule.value is None:
        return _("left to the contract")
    say = _SAY_SHORTLY.get(rule.key)
    return say(rule) if say else _first_words(value_words(rule))


def by_year(scale: Sequence[int]) -> str:
    """Months by year begun, years of one length told together."""
    if not any(scale):
        return _("none: at any time")
    if len(set(scale)) == 1:
        return months(scale[0])
    runs = [(length, list(years)) for length, years in groupby(range(1, len(scale) + 1), key=lambda y: scale[y - 1])]
    return ", ".join(_run(length, years, last=years[-1] == len(scale)) for length, years in runs)


def _run(length: int, years: Sequence[int], *, last: bool) -> str:
    told = {"months": months(length), "first": years[0], "last": years[-1]}
    if last:
        return _("%(months)s from year %(first)d on") % told
    if len(years) == 1:
        return _("%(months)s in year %(first)d") % told
    return _("%(months)s in years %(first)d to %(last)d") % told


def months(count: int) -> str:
    """3 months."""
    return ngettext("%(count)d month", "%(count)d months", count) % {"count": count}


def years(count: int) -> str:
    """2 years."""
    return ngettext("%(count)d year", "%(count)d years", count) % {"count": count}


def _days(count: int) -> str:
    return ngettext("%(count)d day", "%(count)d days", count) % {"count": count}


def _first_words(words: str) -> str:
    return words.split(":", 1)[0].strip()


def _plain(rule: Rule) -> str:
    if isinstance(rule.value, bool):
        return str(FLAGS.get(rule.key, (_("yes"), _("no")))[0 if rule.value else 1])
    return text(rule.value) if isinstance(rule.value, str) else str(rule.value)


def _scale_shortly(rule: Rule) -> str:
    """1, 2, 3 months."""
    if not any(rule.value):
        return _("none: at any time")
    if len(rule.value) == 1:
        return months(rule.value[0])
    return _("%(lengths)s months") % {"lengths": ", ".join(map(str, rule.value))}


def _pay_kind(rule: Rule) -> str:
    return str(PAYS[rule.value["kind"]])


def _pay(rule: Rule) -> str:
    """Kind, then every figure and condition that the record has."""
    return mark(";").join([_pay_kind(rule), *_pay_parts(rule.value)])


def _pay_parts(pay: Mapping[str, Any]) -> list[str]:
    parts = [text(pay["conditions"])] if pay.get("conditions") else []
    if pay.get("habit_years"):
        told = {"years": years(pay["habit_years"]), "basis": text(pay.get("basis", "gross commission"))}
        parts.append(_("courts usually give %(years)s of %(basis)s") % told)
    if pay.get("cap_years") and pay.get("average_over_years"):
        told = {"cap": years(pay["cap_years"]), "over": years(pay["average_over_years"])}
        parts.append(_("at most %(cap)s, on the average of the last %(over)s") % told)
    elif "cap_years" in pay:
        parts.append(_("without cap"))
    if pay.get("due_on_non_renewal"):
        parts.append(_("due also when the contract is not renewed"))
    if pay.get("claim_within_months"):
        parts.append(_("to be claimed within %(months)s of the end") % {"months": months(pay["claim_within_months"])})
    if pay.get("indemnity_if_chosen"):
        parts.append(_("the parties may choose an indemnity instead"))
    return parts


def _every(rule: Rule) -> str:
    every = rule.value["every_months"]
    return _("every month") if every == 1 else _("every %(months)s") % {"months": months(every)}


def _statement(rule: Rule) -> str:
    parts = [_every(rule), text(rule.value["by"])]
    if most := rule.value.get("max_months_by_agreement"):
        parts.append(_("by agreement up to every %(months)s") % {"months": months(most)})
    return mark(";").join(parts)


def _counts(rule: Rule) -> str:
    say = {
        "within_days": _("within %(length)s"),
        "amendments_within_days": _("amendments within %(length)s"),
    }
    return mark(";").join(
        say.get(name, name + mark(":") + "%(length)s") % {"length": _days(count)} for name, count in rule.value.items()
    )


def _short_contract(rule: Rule) -> str:
    told = {
        "most": months(rule.value.get("max_months", 0)),
        "agreed": months(rule.value.get("agreed_duration_at_most_months", 0)),
    }
    return _("at most %(most)s where the agreed duration is %(agreed)s or less") % told


def _overriding(rule: Rule) -> str:
    if not isinstance(rule.value, Mapping):
        return _plain(rule)
    told = {"rule": label_of(rule.value.get("rule", "")), "when": text(rule.value.get("when", ""))}
    return _("%(rule)s: when %(when)s") % told


_SAY: Mapping[str, Callable[[Rule], str]] = {
    "written_form": lambda rule: str(WRITTEN_FORMS[rule.value]),
    "renewal_clause_effect": lambda rule: str(EFFECTS[rule.value]) if rule.value in EFFECTS else text(rule.value),
    "notice_months": lambda rule: by_year(rule.value),
    "notice_default_months": lambda rule: by_year(scale_of(rule)),
    "termination_pay": _pay,
    "termination_pay_lost": lambda rule: mark(";").join(str(LOSSES[code]) for code in rule.value),
    "statement": _statement,
    "non_compete_max_months": lambda rule: _("at most %(length)s") % {"length": months(rule.value)},
    "after_termination_months": lambda rule: _("%(length)s after the end") % {"length": months(rule.value)},
    "non_compete_if_short": _short_contract,
    "registration": _counts,
    "overriding": _overriding,
    "members": lambda rule: ", ".join(sorted(country(code) for code in rule.value)),
}
_SAY_SHORTLY: Mapping[str, Callable[[Rule], str]] = {
    "notice_months": _scale_shortly,
    "termination_pay": lambda rule: str(PAYS_SHORTLY[rule.value["kind"]]),
    "statement": _every,
    "renewal_clause_effect": lambda rule: str(EFFECTS_SHORTLY.get(rule.value, text(rule.value))),
}
