"""How a draft begins: principal, agent, nature, and the only people who will ever see it when it is confidential."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portage.core.forms import Answered
from portage.network.access import Acting
from portage.network.models import Membership

from ..queries import parties
from ..words.pages import NATURES
from .rows import of


class PeopleField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, membership: Membership) -> str:
        """Name, role and organisation."""
        return f"{membership.person}, {membership.get_role_display()}, {membership.organisation}"


class StartForm(Answered, forms.Form):
    use_required_attribute = False
    principal: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Principal, a carried SME"), queryset=None, empty_label=_("Choose an SME")
    )
    agent: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Agent, a subsidiary of your group"), queryset=None, empty_label=_("Choose a subsidiary")
    )
    nature = forms.ChoiceField(
        label=_("Nature"),
        choices=[(key, label) for key, (label, _says) in NATURES.items()],
        initial="renewable",
        widget=forms.RadioSelect,
    )
    confidential = forms.BooleanField(
        label=_("Confidential: named people only"),
        required=False,
        help_text=_("Nobody else will ever see it, in neither organisation. The people are named now."),
    )
    people = PeopleField(
        label=_("People who may see it"),
        queryset=Membership.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, acting: Acting, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.acting = acting
        of(self, "principal").queryset = parties.principals(acting.person)
        of(self, "agent").queryset = parties.agents(acting)
        of(self, "people").queryset = self._candidates()

    @property
    def is_confidential(self) -> bool:
        return bool(self["confidential"].value())

    def _candidates(self) -> QuerySet[Membership]:
        """The members of both parties and of the group, once these are chosen and the box is ticked."""
        if not self.is_confidential:
            return Membership.objects.none()
        chosen = []
        for name in ("principal", "agent"):
            try:
                chosen.append(of(self, name).clean(self[name].value()))
            except forms.ValidationError:
                return Membership.objects.none()
        return parties.nameable(self.acting, *chosen)

    def clean(self) -> dict[str, Any]:
        """A confidential contract names somebody of the principal: nobody there would see it otherwise."""
        given = super().clean() or self.cleaned_data
        if given.get("confidential") and given.get("principal") and "people" not in self.errors:
            named = list(given.get("people") or [])
            if not any(person.organisation_id == given["principal"].pk for person in named):
                self.add_error(
                    "people",
                    _("Name at least one person of the principal: nobody there would see the contract otherwise."),
                )
        return given

    def given(self) -> dict[str, Any]:
        """What `start_draft` is called with; who starts a confidential draft is named on it."""
        given = dict(self.cleaned_data)
        people = list(given.pop("people"))
        confidential = given.pop("confidential")
        return {
            **given,
            "confidential_to": {m.pk: m for m in [self.acting.membership, *people]}.values() if confidential else (),
        }
