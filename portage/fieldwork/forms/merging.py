"""What is said of two records: a box, never ticked beforehand."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portage.core.forms import Answered


class MergeForm(Answered, forms.Form):
    agree = forms.BooleanField(label=_("These two records are of one company. This cannot be undone."))


class SameCompanyForm(Answered, forms.Form):
    agree = forms.BooleanField(label=_("These two records are of one company."))
