"""Forms of commission invoices: the tax of a domestic one, the agent's own, what contests one; the mandate; a period of accounts."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contracts.forms.signing import PdfField
from portage.core.forms import Answered, DayField

from .statements import AREA, SUM


class InvoiceForm(Answered, forms.Form):
    """The box of the person who makes an invoice, never ticked beforehand; the tax, where both parties are in one country."""

    use_required_attribute = False
    rate = forms.DecimalField(
        label=_("Rate of VAT, %"), max_digits=5, decimal_places=2,
        help_text=_("Of the country of both parties. At 0, say below which article exempts."),
    )  # fmt: skip
    reason = forms.CharField(label=_("Why no VAT is charged"), max_length=200, required=False)
    agree = forms.BooleanField(
        label=_("I issue this invoice. It never changes: a credit note takes it back whole.")
    )  # fmt: skip

    def __init__(self, *args: Any, domestic: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not domestic:
            del self.fields["rate"], self.fields["reason"]


class OwnInvoiceForm(Answered, forms.Form):
    """The agent's own invoice: its Factur-X file, or its number and day."""

    use_required_attribute = False
    file = PdfField(
        label=_("Factur-X file"), required=False,
        help_text=_("PDF of 20 MB at most with factur-x.xml inside. Its number, day and totals are read from it."),
    )  # fmt: skip
    number = forms.CharField(label=_("Or its number"), max_length=40, required=False)
    day = DayField(label=_("Date"), required=False)
    vat = forms.DecimalField(label=_("VAT that it charges"), required=False, min_value=Decimal(0), **SUM)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("file"):
            for name in ("number", "day"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, _("Type it, or choose a file."))
        return given


class CreditForm(Answered, forms.Form):
    agree = forms.BooleanField(
        label=_("I take this invoice back whole. Its statement can then be invoiced anew.")
    )  # fmt: skip


class ContestForm(Answered, forms.Form):
    use_required_attribute = False
    reason = forms.CharField(
        label=_("Why"), max_length=2000, widget=AREA, help_text=_("The principal reads it and takes the invoice back.")
    )


class MandateForm(Answered, forms.Form):
    """From when, until when, and how long the agent has to contest each invoice."""

    use_required_attribute = False
    from_day = DayField(label=_("From"))
    until_day = DayField(label=_("Until"), required=False, help_text=_("Left empty, it holds until one party ends it."))
    contest_days = forms.IntegerField(
        label=_("Days to contest an invoice"), min_value=1, max_value=90,
        help_text=_("Between 1 and 90. An invoice that is not contested by then is accepted."),
    )  # fmt: skip
    agree = forms.BooleanField(
        label=_("The agent lets the principal write its commission invoices, in its name and on its behalf.")
    )


class MandateEndForm(Answered, forms.Form):
    use_required_attribute = False
    from_day = DayField(label=_("It holds no more from"))
    reason = forms.CharField(label=_("Why"), max_length=300, required=False)


class AccountsForm(forms.Form):
    """The period of an export."""

    use_required_attribute = False
    first_day = DayField(label=_("From"))
    last_day = DayField(label=_("To"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("first_day"), given.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day comes before the first."))
        return given
