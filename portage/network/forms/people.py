"""Forms of a person: how the product speaks to them, opening an account, joining."""

from copy import copy
from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from portage.core.forms import Answered, fields

from ..models import Person
from .organisations import keep


class SettingsForm(Answered, forms.ModelForm):
    """How the product speaks to one person."""

    time_zone = fields.one_of(
        fields.zone_choices,
        label=_("Time zone"),
        help_text=_("Times are shown in it; days that bind keep the contract's own."),
    )

    class Meta:
        model = Person
        fields = ["name", "language", "time_zone", "theme"]
        labels = {"theme": _("Colours")}
        help_texts = {"name": _("As it stands on what you write, approve and sign.")}
        widgets = {"theme": forms.RadioSelect, "language": forms.RadioSelect}

    def __init__(self, data: Any = None, *, instance: Person) -> None:
        super().__init__(data, instance=copy(instance))
        keep(self)


class AccountForm(Answered, forms.Form):
    """The name and password of who opens an account by invitation."""

    name = forms.CharField(
        label=_("Your name"), max_length=120, help_text=_("As it stands below what you write, approve and sign.")
    )
    password = forms.CharField(
        label=_("Password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Twelve characters or more, and none of the common ones."),
    )

    def __init__(self, email: str, data: Any = None) -> None:
        super().__init__(data)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """The password is checked against name, address and the common ones."""
        given = super().clean() or self.cleaned_data
        if given.get("password"):
            try:
                password_validation.validate_password(
                    given["password"], Person(email=self.email, name=given.get("name", ""))
                )
            except forms.ValidationError as error:
                self.add_error("password", error)
        return given


class JoinForm(Answered, forms.Form):
    """Nothing to type: the letter says it all."""
