"""Forms of signing besides the signature itself: refusal, a file signed elsewhere, the scan of a paper, the last day."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portage.core.forms import Answered, DayField
from portage.core.seals import LIMIT

from .binding import Statement


class PdfField(forms.FileField):
    """A PDF of 20 MB at most; what it holds is looked at by the verb."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Too large a file is refused before it is read."""
        found = super().clean(data, initial)
        if found and found.size > LIMIT:
            raise forms.ValidationError(_("This file is larger than 20 MB."))
        return found


class RefuseForm(Statement):
    use_required_attribute = False
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Both sides read it; it stays with the contract."),
    )

    field_order = ("reason", "agree")


class ElsewhereForm(Statement):
    use_required_attribute = False
    file = PdfField(label=_("The signed file"), help_text=_("Our file with your signature added, PDF, 20 MB at most."))

    field_order = ("file", "agree")


class ScanForm(Statement):
    use_required_attribute = False
    scan = PdfField(label=_("Scan of the signed paper"), help_text=_("All pages in one PDF, 20 MB at most."))
    principal_signed_on = DayField(label=_("Signed by the principal on"))
    agent_signed_on = DayField(label=_("Signed by the agent on"))

    field_order = ("scan", "principal_signed_on", "agent_signed_on", "agree")


class ConfirmScanForm(Statement):
    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)

    field_order = ("sha256", "agree")


class LastDayForm(Answered, forms.Form):
    last_day = DayField(label=_("Last day to sign"))
