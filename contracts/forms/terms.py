"""The steps that say how long, under which law and in which words: duration and notice, law and language."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from contracts.documents.data import Clauses
from contracts.law.records import Jurisdiction, jurisdictions, record_members
from portage.core.forms import DayField

from ..models import Contract, ModelVersion
from ..queries.law import corrections, law_of
from ..queries.models import usable
from ..words.pages import FORMS
from .rows import StepForm, of

YEARS = 3
MOST_MONTHS = 120
CLAUSES = {
    "forward_days": _("Orders are passed on within (working days)"),
    "answer_days": _("The principal answers an order within (working days)"),
    "visit_days": _("Visits are reported within (working days)"),
    "meetings": _("Meetings a year"),
    "complaint_days": _("Complaints are passed on within (working days)"),
    "amicable_days": _("Disputes are first settled amicably within (days)"),
    "force_majeure_days": _("Force majeure ends the contract after (days)"),
    "confidentiality_years": _("Confidentiality after the end (years)"),
}


class DurationForm(StepForm):
    """First day, terms, notice by year begun. A moral contract has a first day only."""

    first_day = DayField(label=_("First day"))
    first_months = forms.IntegerField(label=_("First term, months"), min_value=1, max_value=MOST_MONTHS)
    renewal_months = forms.IntegerField(label=_("Renewed for, months"), min_value=1, max_value=MOST_MONTHS)
    notice_month_end = forms.BooleanField(
        label=_("Notice ends with a calendar month"),
        required=False,
        help_text=_("The month's end must not pass the term's last day."),
    )
    notice_forms = forms.MultipleChoiceField(
        label=_("Form of notice"), choices=list(FORMS.items()), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, contract: Contract, person: Any, data: Any = None) -> None:
        if data and "adopt" in data:
            data = self._adopting(contract, data)
        super().__init__(contract, person, data)
        nature = self.contract.nature
        for year in range(1, self.years + 1) if nature != Contract.Nature.MORAL else ():
            last = year == self.years
            label = gettext("Year %(year)d and later") if last else gettext("Year %(year)d")
            self.fields[f"year_{year}"] = forms.IntegerField(
                label=label % {"year": year},
                min_value=0,
                max_value=MOST_MONTHS,
                required=year == 1,
                initial=self._scale_at(year),
            )
        unused = {
            "renewable": (),
            "indefinite": ("first_months", "renewal_months"),
            "moral": ("first_months", "renewal_months", "notice_month_end", "notice_forms"),
        }
        for name in unused[nature]:
            del self.fields[name]

    def _adopting(self, contract: Contract, data: Any) -> Any:
        """What was typed, with the law's minimum in place of the notice."""
        self.contract, typed = contract, data.copy()
        for place in range(self.years):
            minimum = self.minimum or ()
            typed[f"year_{place + 1}"] = str(minimum[place]) if place < len(minimum) else ""
        return typed

    @cached_property
    def law(self) -> Jurisdiction:
        return law_of(self.contract)

    @cached_property
    def minimum(self) -> list[int] | None:
        """The law's scale, None when it is not established."""
        rule = self.law.find("notice_months")
        return list(rule.value) if rule and rule.value is not None else None

    @cached_property
    def years(self) -> int:
        """As many fields as the longest scale in sight."""
        return max(YEARS, len(self.contract.notice_scale), len(self.minimum or ()))

    def _scale_at(self, year: int) -> int | None:
        scale = self.contract.notice_scale
        return scale[year - 1] if year <= len(scale) else None

    def kept(self) -> dict[str, Any]:
        names = ("first_day", "first_months", "renewal_months", "notice_month_end")
        return {name: getattr(self.contract, name) for name in names} | {
            "notice_forms": self.contract.notice_forms or list(FORMS)
        }

    @property
    def scale_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("year_")]

    def clean(self) -> dict[str, Any]:
        """A year left empty between two that are typed cannot be read."""
        given = super().clean() or self.cleaned_data
        typed = [given.get(f"year_{year}") for year in range(1, self.years + 1)]
        last = max((place for place, months in enumerate(typed) if months is not None), default=-1)
        for place in range(last):
            if typed[place] is None and f"year_{place + 1}" in self.fields and f"year_{place + 1}" not in self.errors:
                self.add_error(f"year_{place + 1}", _("Type the months of this year too."))
        return given

    def given(self) -> dict[str, Any]:
        given = super().given()
        scale = [given.pop(f"year_{year}", None) for year in range(1, self.years + 1)]
        kept = {"first_months": self.contract.first_months, "renewal_months": self.contract.renewal_months}
        typed = [months for months in scale if months is not None]
        return {
            **kept,
            "notice_month_end": False,
            "notice_forms": list(FORMS),
            **given,
            "notice_scale": typed or list(self.contract.notice_scale),
        }


class ModelChoice(forms.ModelChoiceField):
    def label_from_instance(self, version: ModelVersion) -> str:
        """Name and version of the model."""
        return gettext("%(name)s, version %(number)d") % {"name": version.model.called, "number": version.number}


class LawForm(StepForm):
    """Governing law, forum, languages, model of articles, figures of its clauses."""

    law = forms.ChoiceField(label=_("Governing law"))
    forum = forms.CharField(
        label=_("Court or arbitration"),
        max_length=160,
        help_text=_("As it is to be printed, for instance: commercial court of Lyon."),
    )
    languages = forms.ChoiceField(
        label=_("Language of the contract"), choices=Contract.Languages, widget=forms.RadioSelect
    )
    prevailing = forms.ChoiceField(
        label=_("Language that prevails"),
        choices=[("fr", _("French")), ("en", _("English"))],
        widget=forms.RadioSelect,
        help_text=_("Only where both stand side by side."),
    )
    signature = forms.ChoiceField(
        label=_("Signature"),
        choices=Contract.Way,
        widget=forms.RadioSelect,
        help_text=_("On paper: print the document, sign by hand, bring the scan; the other side compares it."),
    )
    model_version = ModelChoice(
        label=_("Model of articles"), queryset=ModelVersion.objects.none(), empty_label=_("Choose a model")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of(self, "law").choices = law_choices()
        if self.contract.nature == Contract.Nature.MORAL:
            for name in ("forum", "languages", "prevailing", "signature", "model_version"):
                del self.fields[name]
            return
        mine = list(usable(self.person).values_list("pk", flat=True))
        choosable: Any = [*mine, self.contract.model_version_id]
        if len(mine) == 1 and not self.contract.model_version_id:
            self.initial["model_version"] = mine[0]
        of(self, "model_version").queryset = (
            ModelVersion.objects.filter(pk__in=choosable).select_related("model").order_by("model__name")
        )
        for name, label in CLAUSES.items():
            self.fields[name] = forms.IntegerField(label=label, min_value=0, max_value=999, initial=self._figure(name))

    def _figure(self, name: str) -> int:
        return self.contract.clauses.get(name, getattr(Clauses(), name))

    def kept(self) -> dict[str, Any]:
        names = ("law", "forum", "languages", "prevailing", "signature")
        return {name: getattr(self.contract, name) for name in names} | {
            "model_version": self.contract.model_version_id
        }

    @property
    def figures(self) -> list[forms.BoundField]:
        return [self[name] for name in CLAUSES if name in self.fields]

    def given(self) -> dict[str, Any]:
        given = super().given()
        own = self.contract
        kept = {
            "forum": own.forum,
            "languages": own.languages,
            "prevailing": own.prevailing,
            "signature": own.signature,
            "model_version": own.model_version,
        }
        figures = {name: given.pop(name) for name in CLAUSES if name in given}
        return {**kept, **given, "signature": given.get("signature") or own.signature, "clauses": figures}


def law_choices() -> list[tuple[str, str]]:
    """Laws that can be chosen, by name: a directive that binds member states is none."""
    from ..templatetags.contract_words import law_words

    found = [law for law in jurisdictions(corrections()) if not record_members(law)]
    return sorted(((law.code, law_words(law.code)) for law in found), key=lambda pair: pair[1])
