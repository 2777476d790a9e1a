"""Shapes of input of tokens and programs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portage.core.forms import Answered
from portage.core.ids import uuid4

from ..rules.tokens import DOMAINS, SCOPES
from ..words.tokens import DOMAIN_WORDS, WAYS, lengths
from .members import roles_of


class TokenForm(Answered, forms.Form):
    """What a token is for, what it opens, until when. `number` is the page's own, so that it makes one token."""

    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("What uses it, and where: monthly report, Excel at the office.")
    )
    days = forms.TypedChoiceField(
        label=_("Good for"), choices=lengths, coerce=int, initial=90, widget=forms.RadioSelect,
        help_text=_("A reminder comes a week before its last day."),
    )  # fmt: skip
    number = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"number": uuid4()})
        for domain in DOMAINS:
            self.fields[domain] = forms.ChoiceField(
                label=DOMAIN_WORDS[domain], choices=list(WAYS.items()), required=False
            )
        self.order_fields(["name", *DOMAINS, "days", "number"])

    def clean(self) -> dict[str, Any]:
        """The scopes: who may change a part may read it too."""
        given = super().clean() or self.cleaned_data
        ways = {"read": ("read",), "write": ("read", "write")}
        chosen = [f"{domain}:{way}" for domain in DOMAINS for way in ways.get(given.pop(domain, ""), ())]
        return given | {"scopes": [scope for scope in SCOPES if scope in chosen]}


class ProgramForm(Answered, forms.Form):
    """A program that shall act for an organisation, and in which role."""

    name = forms.CharField(
        label=_("Name of the program"),
        max_length=80,
        help_text=_("As it stands in the journal beside what it does: ERP."),
    )

    def __init__(self, kind: str, data: Any = None) -> None:
        super().__init__(data)
        self.fields["role"] = forms.ChoiceField(
            label=_("Role"), choices=roles_of(kind), widget=forms.RadioSelect,
            help_text=_("It may do what the role may, within the scopes of its tokens; never what binds."),
        )  # fmt: skip
