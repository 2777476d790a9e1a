"""Forms of leaving: a year's commission, an answer where the law is silent, a duty done or dated."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portage.core.forms import Answered, DayField

from ..words.leaving import ANSWERS
from .rows import of


class FigureForm(Answered, forms.Form):
    """The gross commission of one year. `years`: those in which the contract has earned, the newest first."""

    use_required_attribute = False
    year = forms.TypedChoiceField(label=_("Year"), coerce=int)
    until = DayField(
        label=_("Up to"),
        required=False,
        help_text=_("Only for the year that is still running; a year that is over counts whole."),
    )
    amount = forms.DecimalField(
        label=_("Gross commission"),
        min_value=Decimal(0),
        max_digits=15,
        decimal_places=3,
        help_text=_("Before any tax or deduction, as the statements of that year give it."),
    )
    source = forms.CharField(
        label=_("Source"), max_length=200, help_text=_("Where the figure was read: statements, accounts, an estimate.")
    )
    shared = forms.BooleanField(
        label=_("The other side may read this figure"),
        required=False,
        help_text=_("Otherwise only your own side reads it. What was shared stays shared."),
    )

    def __init__(self, years: list[int], currency: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of(self, "year").choices = [(year, str(year)) for year in years]
        self.fields["amount"].label = _("Gross commission, %(currency)s") % {"currency": currency}


class AmountForm(Answered, forms.Form):
    """What counsel says is owed, where the law's record gives no figure."""

    use_required_attribute = False
    answer = forms.DecimalField(label=_("Compensation"), min_value=Decimal(0), max_digits=15, decimal_places=3)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It stays with the contract."),
    )


class DueForm(Answered, forms.Form):
    """Whether compensation is owed when the contract ends so, where the record does not say."""

    use_required_attribute = False
    answer = forms.ChoiceField(label=_("Answer"), choices=list(ANSWERS.items()), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It stays with the contract."),
    )


class DoneForm(Answered, forms.Form):
    """It was done: on which day, under which number."""

    use_required_attribute = False
    done_on = DayField(label=_("Done on"))
    number = forms.CharField(
        label=_("Number"),
        max_length=60,
        required=False,
        help_text=_("Of the register, the claim or the parcel, if it has one."),
    )
    reason = forms.CharField(label=_("Remark"), max_length=1000, required=False)


class DatedForm(Answered, forms.Form):
    """By when it is to be done, where the law names no delay."""

    use_required_attribute = False
    day = DayField(label=_("To be done by"))
    reason = forms.CharField(
        label=_("Reason"), max_length=1000, help_text=_("Who said so, and where it stands: both sides read it.")
    )
