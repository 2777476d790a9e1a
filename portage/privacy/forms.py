"""Shapes of input of personal data."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portage.core.forms import Answered

from .queries.search import Asked
from .rules.matching import by_email, by_name, by_phone, folded
from .rules.periods import PERIODS
from .wording import EXPLAINED, KINDS


class PeriodsForm(Answered, forms.Form):
    """A number of months for each kind, between its bounds."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, bounds in PERIODS.items():
            says = _("%(says)s Months, counted since %(since)s: from %(least)s to %(most)s, usually %(usual)s.") % {
                "says": EXPLAINED[key], "since": KINDS[key][1], "least": bounds.least, "most": bounds.most, "usual": bounds.usual,
            }  # fmt: skip
            self.fields[key] = forms.IntegerField(
                label=KINDS[key][0], min_value=bounds.least, max_value=bounds.most, help_text=says,
                widget=forms.NumberInput(attrs={"class": "short"}),
            )  # fmt: skip


class SearchForm(Answered, forms.Form):
    """Who is searched: one of the three at least, long enough to mean one person."""

    name = forms.CharField(
        label=_("Name"), required=False, max_length=120,
        help_text=_("In any order; accents and capitals do not matter. A family name alone finds more."),
    )  # fmt: skip
    email = forms.CharField(label=_("E-mail"), required=False, max_length=254)
    phone = forms.CharField(
        label=_("Phone"), required=False, max_length=40, help_text=_("Six digits or more, grouped in any way.")
    )

    def clean(self) -> dict[str, Any]:
        """Too short a word would be found everywhere."""
        given = super().clean() or self.cleaned_data
        for field, find in (("name", by_name), ("email", by_email), ("phone", by_phone)):
            if given.get(field) and find(given[field]) is None:
                self.add_error(field, _("This is too short, or not complete, to find one person."))
        if not any(given.values()) and not self.errors:
            self.add_error("name", _("Type a name, an address or a phone."))
        return given

    def asked(self) -> Asked:
        """Who, once it was cleaned."""
        return Asked(**{field: self.cleaned_data.get(field, "") for field in ("name", "email", "phone")})


class TypedForm(Answered, forms.Form):
    """What cannot be taken back is confirmed by typing a name or an address."""

    typed = forms.CharField(max_length=254, widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def __init__(self, expected: str, label: str, data: Any = None) -> None:
        super().__init__(data)
        self.expected = expected
        self.fields["typed"].label = label

    def clean_typed(self) -> str:
        """As it stands on the page; accents and capitals do not matter."""
        typed = self.cleaned_data["typed"]
        if folded(" ".join(typed.split())) != folded(" ".join(self.expected.split())):
            raise forms.ValidationError(_("This is not what stands above. Nothing was erased."))
        return typed


class AccountForm(Answered, forms.Form):
    """Which account the operator erases."""

    email = forms.EmailField(label=_("E-mail"), help_text=_("The address of the account, typed whole."))
    agree = forms.BooleanField(label=_("Its person asked for it, and I have it in writing."))
