"""The figures of a contract that is only being thought of: its dates are shown, nothing is kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contracts.law.scales import INDEFINITE, RENEWABLE, RENEWAL_CHOICES
from portage.core.forms import DayField

from ..words.codes import QUESTIONS
from .law import ScaleField
from .terms import MOST_MONTHS, law_choices

NATURES = [(RENEWABLE, _("Renewable: terms that renew themselves")), (INDEFINITE, _("Indefinite: no terms"))]
CHOICES = QUESTIONS["renewal_choice"]
DEFAULTS = {"law": "FR", "nature": RENEWABLE, "months": 12}


class TryDatesForm(forms.Form):
    """Read from the address: a page of dates can be kept as a bookmark or sent to a colleague."""

    nature = forms.ChoiceField(label=_("Nature"), choices=NATURES, widget=forms.RadioSelect)
    first_day = DayField(label=_("First day"))
    months = forms.IntegerField(label=_("First term, months"), min_value=1, max_value=MOST_MONTHS, required=False)
    renewal_months = forms.IntegerField(
        label=_("Renewed for, months"),
        min_value=1,
        max_value=MOST_MONTHS,
        required=False,
        help_text=_("Empty: as the first term."),
    )
    notice = ScaleField(
        label=_("Notice in months, by year begun"),
        required=False,
        max_length=100,
        help_text=_("Such as 1, 2, 3. Empty: the law's scale."),
    )
    month_end = forms.BooleanField(label=_("Notice ends with a calendar month"), required=False)
    choice = forms.ChoiceField(
        label=_("What renewal makes of it"),
        choices=[("", _("as the law says")), *[(code, CHOICES[code]) for code in RENEWAL_CHOICES]],
        required=False,
        help_text=_("Where the law's answer is not established."),
    )
    served_on = DayField(label=_("A notice served on"), required=False, help_text=_("Empty: only the terms are shown."))

    def __init__(self, data: Any = None) -> None:
        asked = data if data and "first_day" in data else None
        super().__init__(asked, initial={**DEFAULTS, **({"law": data["law"]} if data and "law" in data else {})})
        self.fields["law"] = forms.ChoiceField(label=_("Governing law"), choices=law_choices())
        self.order_fields(["law"])
        self.fields["months"].required = not (asked and asked.get("nature") == INDEFINITE)

    def clean(self) -> None:
        """A notice does not come before the first day."""
        super().clean()
        first, served = self.cleaned_data.get("first_day"), self.cleaned_data.get("served_on")
        if first and served and served < first:
            self.add_error(
                "served_on", _("A contract that has not begun is withdrawn; notice comes after its first day.")
            )
