"""The form that issues many statements at once."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from portage.core.forms import Answered


class TogetherForm(Answered, forms.Form):
    """What was read (`seal`), which contracts are left out, and the box of who issues: never ticked beforehand."""

    seal = forms.CharField(widget=forms.HiddenInput, max_length=64)
    leave_out = forms.MultipleChoiceField(required=False, label=_("Leave out"))
    agree = forms.BooleanField(
        label=_("I issue these statements: their lines never change. A correction stands in the next one.")
    )

    def __init__(self, *given: Any, rows: list[dict[str, Any]], **more: Any) -> None:
        super().__init__(*given, **more)
        field: Any = self.fields["leave_out"]
        field.choices = [(str(row["contract"].pk), str(row["contract"].reference)) for row in rows]

    def clean_leave_out(self) -> set[UUID]:
        return {UUID(one) for one in self.cleaned_data["leave_out"]}

    def left_out(self) -> set[str]:
        """What is ticked when the form is shown again."""
        return set(self["leave_out"].value() or [])
