"""The form that issues many statements at once."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portage.core.forms import Answered


class LeftOut(forms.MultipleChoiceField):
    """Contracts by their identifiers, whichever: those that are on the list no more need no leaving out."""

    def valid_value(self, value: Any) -> bool:
        return True


class TogetherForm(Answered, forms.Form):
    """What was read (`seal`), which contracts are left out, and the box of who issues: never ticked beforehand."""

    seal = forms.CharField(max_length=64)
    leave_out = LeftOut(required=False, label=_("Leave out"))
    agree = forms.BooleanField(
        label=_("I issue these statements: their lines never change. A correction stands in the next one.")
    )

    def left_out(self) -> set[str]:
        """What is ticked when the form is shown again."""
        return set(self["leave_out"].value() or [])
