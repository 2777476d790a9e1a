"""Forms of the people named on a confidential contract."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portage.core.forms import Answered
from portage.network.models import Membership


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, membership: Membership) -> str:
        """Name and role."""
        return f"{membership.person}, {membership.get_role_display()}"


class NameForm(Answered, forms.Form):
    """One colleague more."""

    def __init__(self, people: QuerySet[Membership], data: Any = None) -> None:
        super().__init__(data)
        self.fields["person"] = PersonField(
            queryset=people, label=_("Colleague to name"), empty_label=_("Choose a colleague")
        )


class TakeOffForm(Answered, forms.Form):
    """One colleague less: a button beside their name."""

    def __init__(self, people: QuerySet[Membership], data: Any = None) -> None:
        super().__init__(data)
        self.fields["person"] = forms.ModelChoiceField(queryset=people, widget=forms.HiddenInput)
