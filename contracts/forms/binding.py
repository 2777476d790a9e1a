"""Forms of verbs that bind or undo: a box that is never ticked beforehand, and the few words that the verb keeps."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portage.core.forms import Answered, DayField

from .rows import of

AREA = forms.Textarea(attrs={"rows": 3})


class ProposeForm(Answered, forms.Form):
    """Nothing to type: what is wrong is told at its top."""


class ReopenForm(Answered, forms.Form):
    agree = forms.BooleanField(label=_("I reopen the text of this contract."))


class WithdrawForm(Answered, forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=1000,
        widget=AREA,
        help_text=_("Both sides read it in the journal."),
    )
    agree = forms.BooleanField(label=_("I withdraw this contract."))


class Statement(Answered, forms.Form):
    """A form whose box says what is agreed to, with names and days: `Statement(words, ...)`."""

    agree = forms.BooleanField()

    def __init__(self, words: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agree"].label = words


class ApproveForm(Statement):
    """Approval of the version that was on the page."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class SignForm(Statement):
    """Signature of the document whose hash was on the page."""

    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)

    field_order = ("sha256", "agree")


class ReceiptForm(Answered, forms.Form):
    received_on = DayField(label=_("Received on"))


class ProposeEndForm(Statement):
    last_day = DayField(label=_("Last day of the contract"))
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=2000, widget=AREA, help_text=_("The other side reads it.")
    )

    field_order = ("last_day", "reason", "agree")


class DefaultForm(Statement):
    grounds = forms.CharField(
        label=_("Facts of the serious default"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "What happened, when, and which obligation it breaks. What is not stated now does not count later."
        ),
    )

    field_order = ("grounds", "agree")


class ChoiceForm(Answered, forms.Form):
    """An answer, with its reason, to a question that the law leaves open."""

    answer = forms.ChoiceField(label=_("Answer"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It stays with the contract."),
    )

    def __init__(self, question: str, answers: Mapping[str, Any], data: Any = None) -> None:
        super().__init__(data, prefix=question)
        self.question = question
        of(self, "answer").choices = list(answers.items())


class AskDayForm(forms.Form):
    """A day that may be left empty: then it is today."""

    day = DayField(label=_("Day"), required=False)

    def day_or(self, today: date) -> date:
        """What was typed, if it can be read."""
        return (self.is_valid() and self.cleaned_data["day"]) or today
