"""Forms about the parties: who may sign for one, and putting one aside."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portage.core.forms import Answered, DayField
from portage.network.models import Membership


class ArchiveForm(Answered, forms.Form):
    agree = forms.BooleanField(label=_("I archive this organisation."))


class AuthorityForm(Answered, forms.Form):
    """Who may sign what, between which days and by which power; without a last day, until further notice."""

    from_day = DayField(label=_("From which day"))
    until_day = DayField(label=_("Until which day"), required=False, help_text=_("Empty: until further notice."))
    signs = forms.ChoiceField(
        label=_("What they may sign"),
        choices=[
            ("both", _("contracts and amendments")),
            ("contracts", _("contracts only")),
            ("amendments", _("amendments only")),
        ],
        required=False,
        initial="both",
    )
    jointly = forms.BooleanField(
        label=_("Only together with another person"),
        required=False,
        help_text=_("Two signatures for one party are made on paper, not here."),
    )
    source = forms.CharField(
        label=_("What gives this power"),
        required=False,
        max_length=200,
        help_text=_("Extract of the register, or power of attorney, with its date."),
    )

    def __init__(self, members: Iterable[Membership], data: Any = None) -> None:
        super().__init__(data)
        self.members = {str(member.pk): member for member in members}
        choices = [
            (pk, f"{member.person}, {member.title or member.get_role_display()}, {member.organisation}")
            for pk, member in self.members.items()
        ]
        self.fields["membership"] = forms.ChoiceField(label=_("Who"), choices=[("", _("Choose a person")), *choices])
        self.order_fields(["membership"])

    def clean_membership(self) -> Membership:
        return self.members[self.cleaned_data["membership"]]

    def given(self) -> dict[str, Any]:
        """What the verb is called with."""
        given = dict(self.cleaned_data)
        signs = given.pop("signs") or "both"
        return {**given, "signs_contracts": signs != "amendments", "signs_amendments": signs != "contracts"}


class EndAuthorityForm(Answered, forms.Form):
    """The last day of an authority that is recorded."""

    authority = forms.UUIDField(widget=forms.HiddenInput)
    until_day = DayField(label=_("Last day"))
