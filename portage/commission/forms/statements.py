"""Forms of statements: a dispute, its answer, a payment, the rates of exchange."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from portage.core.forms import Answered, DayField
from portage.core.forms.fields import PercentField, currency_choices, one_of

from ..actions.rates import read_file

AREA = forms.Textarea(attrs={"rows": 3})
SUM: dict[str, Any] = {"max_digits": 17, "decimal_places": 3}
MOST_BYTES = 500_000


class IssueForm(Answered, forms.Form):
    """The box of the person who issues a statement, never ticked beforehand."""

    last_day = forms.DateField(widget=forms.HiddenInput)
    agree = forms.BooleanField(
        label=_("I issue this statement: its lines never change. A correction stands in the next one.")
    )


class AcceptForm(Answered, forms.Form):
    agree = forms.BooleanField(label=_("I accept every line that is not in dispute."))


class DisputeForm(Answered, forms.Form):
    """What is wrong with a line: the base or the rate that the agent expects, and why."""

    use_required_attribute = False
    base = forms.DecimalField(label=_("Base you expect"), **SUM)
    rate = PercentField(label=_("Rate you expect, %"))
    reason = forms.CharField(
        label=_("Why"), max_length=2000, widget=AREA, help_text=_("The principal reads and answers it.")
    )

    field_order = ("base", "rate", "reason")


class AnswerForm(Answered, forms.Form):
    """Upheld with a base and a rate, or refused with a reason."""

    use_required_attribute = False
    uphold = forms.TypedChoiceField(
        label=_("Answer"),
        choices=[
            ("yes", _("I uphold it: the correction stands in the next statement")),
            ("no", _("I refuse it, for this reason")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    base = forms.DecimalField(label=_("Base granted"), required=False, **SUM)
    rate = PercentField(label=_("Rate granted, %"), required=False)
    reason = forms.CharField(
        label=_("Reason"), max_length=2000, required=False, widget=AREA, help_text=_("The agent reads it.")
    )


class WithdrawForm(Answered, forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=2000, required=False, widget=AREA)


class PaymentForm(Answered, forms.Form):
    use_required_attribute = False
    amount = forms.DecimalField(label=_("Amount"), min_value=Decimal(0), **SUM)
    paid_on = DayField(label=_("Paid on"))
    note = forms.CharField(label=_("Reference of the transfer"), max_length=120, required=False)

    def __init__(self, currency: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].label = _("Amount, %(currency)s") % {"currency": currency}


class RatesForm(Answered, forms.Form):
    """One rate typed, or a file of them; and who published them."""

    use_required_attribute = False
    currency = one_of(currency_choices, empty=_("Choose a currency"), label=_("Currency"), required=False)
    day = DayField(label=_("Day"), required=False)
    rate = forms.DecimalField(
        label=_("Rate"), required=False, max_digits=19, decimal_places=10,
        help_text=_("Units of the contract's currency for one unit of the other."),
    )  # fmt: skip
    file = forms.FileField(
        label=_("Or a file"), required=False,
        help_text=_("Text with one rate a line: currency, day, rate. For example PLN,2026-11-30,0.2331"),
    )  # fmt: skip
    source = forms.CharField(
        label=_("Source"), max_length=120, help_text=_("Who published them: a central bank, a daily paper.")
    )

    def rates(self) -> list[tuple]:
        """What was typed, or read in the file. Raises Invalid for a file that cannot be read."""
        given = self.cleaned_data
        if given.get("file"):
            return read_file(text_of(given["file"]))
        return [(given["currency"], given["day"], given["rate"])]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        missing = [name for name in ("currency", "day", "rate") if not given.get(name)]
        if not given.get("file"):
            for name in missing:
                if name not in self.errors:
                    self.add_error(name, _("Type it, or choose a file."))
        elif given["file"].size > MOST_BYTES:
            self.add_error("file", _("This file is too large for rates of exchange."))
        return given


def text_of(file: UploadedFile) -> str:
    """The file's text; what is no text reads as lines that cannot be read."""
    return file.read().decode("utf-8", errors="replace")
