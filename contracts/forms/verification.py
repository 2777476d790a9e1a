"""The shape of what is handed in to be verified: one file. What it is, the examination says."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portage.core.forms import Answered


class VerifyForm(Answered, forms.Form):
    file = forms.FileField(
        label=_("PDF file"),
        allow_empty_file=True,
        max_length=None,
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={"required": _("Choose a file first.")},
    )
