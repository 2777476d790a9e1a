"""Forms about the law: a correction typed rule by rule, each in fields of its own kind; dates tried before committing."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from contracts.law.records import Jurisdiction, Rule
from contracts.law.shapes import thaw
from portage.core.forms import Answered, DayField
from portage.core.forms.fields import CodesField, country_choices

from ..words.law import EFFECTS, FLAGS, LOSSES, PAYS, STATUSES, WRITTEN_FORMS
from ..words.pages import STATUSES as STATUS_SENTENCES

MOST_TEXT = 600
YES, NO, OTHER = "yes", "no", "other"


class ScaleField(forms.CharField):
    """Months by year begun, "1, 2, 3": a list of whole numbers."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "short"})

    def clean(self, value: Any) -> list[int] | None:
        typed = super().clean(value).strip()
        parts = re.split(r"[\s,;]+", typed) if typed else []
        if not all(re.fullmatch(r"[0-9]{1,3}", part) for part in parts):
            raise ValidationError(_("Type whole months separated by commas, such as 1, 2, 3."), code="scale")
        return [int(part) for part in parts] or None

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, list | tuple) else value


def _figure(label: Any, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=1200, required=False, **options)


def _choice(label: Any, choices: Mapping[str, Any]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=list(choices.items()), required=False, widget=forms.RadioSelect)


def _text(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=MOST_TEXT, required=False, widget=forms.Textarea(attrs={"rows": 3}))


def fields_of(key: str) -> dict[str, forms.Field]:
    """The fields in which the value of a rule is typed. The first is `value`, where a refusal is told."""
    if key in FLAGS:
        yes, no = FLAGS[key]
        return {"value": _choice(_("Value"), {YES: yes, NO: no})}
    made: Mapping[str, Callable[[], dict[str, forms.Field]]] = {
        "written_form": lambda: {"value": _choice(_("Value"), WRITTEN_FORMS)},
        "notice_months": lambda: {"value": ScaleField(label=_("Months by year begun"), required=False)},
        "notice_default_months": lambda: {
            "value": _figure(_("Months")),
            "after_years": forms.CharField(
                label=_("Longer after so many years"),
                required=False,
                max_length=100,
                help_text=_("Years: months, separated by commas, such as 3: 5, 6: 6."),
            ),
        },
        "renewal_clause_effect": lambda: {
            "value": _choice(_("Value"), {**EFFECTS, OTHER: _("in other words, typed below")}),
            "words": _text(_("In words")),
        },
        "termination_pay": _pay_fields,
        "termination_pay_lost": lambda: {
            "value": forms.MultipleChoiceField(
                label=_("Value"), choices=list(LOSSES.items()), required=False, widget=forms.CheckboxSelectMultiple
            )
        },
        "statement": lambda: {
            "value": _figure(_("Every so many months")),
            "by": _text(_("By when")),
            "max_months_by_agreement": _figure(_("By agreement, up to every so many months")),
        },
        "non_compete_max_months": lambda: {"value": _figure(_("Months at most"))},
        "after_termination_months": lambda: {"value": _figure(_("Months after the end"))},
        "non_compete_if_short": lambda: {
            "value": _figure(_("Months at most")),
            "agreed_duration_at_most_months": _figure(_("where the agreed duration is at most, months")),
        },
        "registration": lambda: {
            "value": _figure(_("Within so many days")),
            "amendments_within_days": _figure(_("Amendments within so many days")),
        },
        "members": lambda: {"value": CodesField(label=_("Countries"), choices=country_choices, required=False)},
        "overriding": lambda: {"value": _text(_("When it applies"))},
    }
    return made[key]() if key in made else {"value": _text(_("In words"))}


def _pay_fields() -> dict[str, forms.Field]:
    return {
        "value": _choice(_("Kind"), PAYS),
        "habit_years": _figure(_("Years that courts usually give")),
        "cap_years": _figure(_("At most so many years of commission")),
        "average_over_years": _figure(_("on the average of so many years")),
        "claim_within_months": _figure(_("To be claimed within so many months")),
        "due_on_non_renewal": forms.BooleanField(label=_("Due also when the contract is not renewed"), required=False),
        "conditions": _text(_("Conditions, in words")),
    }


# Where `value` stands in a value of several figures.
FIRST = {
    "termination_pay": "kind",
    "statement": "every_months",
    "notice_default_months": "base",
    "non_compete_if_short": "max_months",
    "registration": "within_days",
    "overriding": "when",
}

MAY_LACK_THE_FIRST = {"registration"}


class CorrectionForm(Answered, forms.Form):
    """The next version of one rule, beginning with what the record says now."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    left_to_contract = forms.BooleanField(label=_("The law leaves it to the contract"), required=False)
    certainty = forms.ChoiceField(
        label=_("How sure it is"),
        choices=[(code, STATUS_SENTENCES[code]) for code in STATUSES],
        widget=forms.RadioSelect,
        help_text=_("Not established: what is typed above is left aside, and people are asked."),
    )
    source = forms.CharField(
        label=_("Article or decision"), max_length=200, required=False, help_text=_("As it is to be cited.")
    )
    checked_on = DayField(label=_("Checked on"))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody reads it with the rule."),
    )
    agree = forms.BooleanField(label=_("I have read the source and record this version."))

    def __init__(self, law: Jurisdiction, key: str, data: Any = None) -> None:
        self.key, self.present = key, law.rules.get(key)
        super().__init__(data, initial=_initial(self.present))
        told = _told(key, self.present)
        for name, field in fields_of(key).items():
            self.fields[name] = field
            self.initial[name] = told.get(name)
        empty = bool(data) and (data.get("certainty") == "unknown" or "left_to_contract" in data)
        self.fields["value"].required = not empty and key not in MAY_LACK_THE_FIRST
        self.fields["source"].required = not (data and data.get("certainty") == "unknown")
        first = self.fields["value"]
        if isinstance(first, CodesField):
            first.keep(told.get("value") or [])

    @property
    def typed(self) -> list[forms.BoundField]:
        """The fields of the value itself."""
        return [self[name] for name in fields_of(self.key)]

    @property
    def proof(self) -> list[forms.BoundField]:
        """What makes it believable."""
        return [self[name] for name in ("left_to_contract", "certainty", "source", "checked_on", "reason")]

    def clean(self) -> None:
        """Years and months that can be read."""
        super().clean()
        if self.key == "notice_default_months" and _steps(self.cleaned_data.get("after_years") or "") is None:
            self.add_error("after_years", _("Type years and months such as 3: 5, 6: 6."))

    def given(self) -> dict[str, Any]:
        """What the verb takes."""
        cleaned = self.cleaned_data
        empty = cleaned["certainty"] == "unknown" or cleaned["left_to_contract"]
        value = None if empty else _value(self.key, cleaned, self.present)
        return {
            "value": value,
            "status": cleaned["certainty"],
            **{name: cleaned[name] for name in ("source", "checked_on", "reason", "seen")},
        }


def _initial(rule: Rule | None) -> dict[str, Any]:
    if rule is None:
        return {"seen": 0, "certainty": "found"}
    left = rule.value is None and not rule.unknown
    return {"seen": rule.version, "certainty": rule.status, "source": rule.source, "left_to_contract": left}


def _told(key: str, rule: Rule | None) -> dict[str, Any]:
    """What the record says now, field by field."""
    value = thaw(rule.value) if rule else None
    if value is None:
        return {}
    if isinstance(value, bool):
        return {"value": YES if value else NO}
    if key == "renewal_clause_effect":
        return {"value": value} if value in EFFECTS else {"value": OTHER, "words": value}
    if key == "notice_default_months":
        steps = ", ".join(f"{years}: {months}" for years, months in value.get("after_years", {}).items())
        return {"value": value["base"], "after_years": steps}
    return {**value, "value": value.get(FIRST[key])} if isinstance(value, dict) else {"value": value}


def _value(key: str, given: Mapping[str, Any], present: Rule | None) -> Any:
    """The typed value as JSON; members of the present value that have no field stay."""
    first = given.get("value")
    if key in FLAGS:
        return None if first is None else first == YES
    if key == "renewal_clause_effect":
        return given["words"].strip() if first == OTHER else first
    if key == "notice_default_months":
        return {"base": first, "after_years": _steps(given["after_years"])}
    if key not in FIRST:
        return first
    kept = thaw(present.value) if present and present.value is not None else _OTHERS.get(key, {})
    typed = {name: given[name] for name in fields_of(key) if name != "value"}
    merged = {**kept, **typed, FIRST[key]: first}
    told = {name: None if part == "" or part is False else part for name, part in merged.items()}
    return {name: part for name, part in told.items() if part is not None or name in kept}


_OTHERS = {"overriding": {"rule": "termination_pay"}}


def _steps(typed: str) -> dict[str, int] | None:
    """ "3: 5, 6: 6" as {"3": 5, "6": 6}; None when it cannot be read."""
    pairs = [pair.split(":") for pair in typed.split(",") if pair.strip()]
    if not all(len(pair) == 2 and all(re.fullmatch(r"\s*[0-9]{1,3}\s*", part) for part in pair) for pair in pairs):
        return None
    return {years.strip(): int(months) for years, months in pairs}
