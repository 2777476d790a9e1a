"""Forms of what changes a contract: an amendment's day, an extension, the answer to a succession, a succession."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portage.core.forms import Answered, DayField
from portage.network.models import Organisation

from ..models import Succession
from ..rules.proofs import LARGEST
from .binding import Statement
from .rows import StepForm, of

PROOF = _("The act or the extract of the register: PDF, JPEG or PNG, 5 MB at most.")


class EffectForm(StepForm):
    """The day on which an amendment takes effect."""

    effective_from = DayField(label=_("Takes effect on"))
    earlier_reason = forms.CharField(
        label=_("Why it applies before it is signed"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Only when that day may have passed once both have signed. It stands in the amendment: both sign it."
        ),
    )

    def kept(self) -> dict[str, Any]:
        return {"effective_from": self.contract.effective_from, "earlier_reason": self.contract.earlier_reason}


class AmendForm(Answered, forms.Form):
    """Nothing to type yet: it starts as a copy of what is agreed."""


class ExtendForm(Answered, forms.Form):
    """Which subsidiaries; none is chosen beforehand."""

    agents = forms.ModelMultipleChoiceField(
        label=_("Subsidiaries"), queryset=Organisation.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, agents: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of(self, "agents").queryset = agents
        of(self, "agents").error_messages["required"] = _("Choose at least one subsidiary.")


class AnswerForm(Statement):
    """Consent to a successor, or refusal."""

    consent = forms.ChoiceField(
        label=_("Answer"),
        choices=[("yes", _("I consent")), ("no", _("I refuse: the contract stays where it is"))],
        widget=forms.RadioSelect,
    )

    field_order = ("consent", "agree")


class SuccessionForm(Answered, forms.Form):
    """What happened, from when, on which ground. Shown with what it would change before it is recorded."""

    use_required_attribute = False
    kind = forms.ChoiceField(label=_("What happened"), choices=Succession.Kind, widget=forms.RadioSelect)
    successor = forms.ChoiceField(
        label=_("By or into which organisation"), required=False, help_text=_("Not for a change of name.")
    )
    new_name = forms.CharField(
        label=_("New name"), required=False, max_length=160, help_text=_("Only for a change of name.")
    )
    from_day = DayField(label=_("Since"))
    ground = forms.CharField(
        label=_("Ground"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Which act, registered where and when."),
    )
    proof = forms.FileField(label=_("Document"), help_text=PROOF)
    agree = forms.BooleanField(
        label=_("I record this for every contract concerned, those that I may not see included.")
    )

    def __init__(self, successors: Iterable[Organisation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.successors = {str(one.pk): one for one in successors}
        of(self, "successor").choices = [("", _("Choose"))] + [(pk, str(one)) for pk, one in self.successors.items()]

    def clean_successor(self) -> Organisation | None:
        return self.successors.get(self.cleaned_data["successor"])

    def clean_proof(self) -> Any:
        """Too large a file is refused before it is read."""
        proof = self.cleaned_data["proof"]
        if proof.size > LARGEST:
            raise forms.ValidationError(_("This file is larger than 5 MB."))
        return proof
