"""The name of a view that a member keeps."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ViewForm(forms.Form):
    status: int

    name = forms.CharField(
        label=_("Name of the view"),
        max_length=60,
        help_text=_("As it will stand among the tabs: Asia, To renew in March."),
    )
