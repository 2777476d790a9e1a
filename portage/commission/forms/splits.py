"""Shapes of splits: which rule or which parts are proposed, and what an agent answers for its part."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contracts.models import Contract
from portage.core.forms import Answered
from portage.core.forms.fields import PercentField

from ..rules.splits import Proposed


class PartField(PercentField):
    """A part of an order as people type it: 62.5 is 62.5."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"decimal_places": 4, "required": False, **options})

    def clean(self, value: Any) -> Decimal | None:
        part = super().clean(value)
        return None if part is None else part * 100


class SplitForm(Answered, forms.Form):
    """One of the rules' proposals, or a part for each contract; nothing is chosen beforehand."""

    use_required_attribute = False
    choice = forms.ChoiceField(label=_("What you propose"), widget=forms.RadioSelect)
    agree = forms.BooleanField(
        label=_("I propose these parts. Until every agent has agreed, nothing more of this order is due.")
    )

    def __init__(
        self,
        found: Sequence[Proposed],
        contracts: Sequence[Contract],
        choices: Sequence[tuple[str, str]],
        data: Any = None,
    ) -> None:
        super().__init__(data)
        self.found, self.contracts = found, contracts
        self.fields["choice"] = forms.ChoiceField(
            label=_("What you propose"), choices=choices, widget=forms.RadioSelect, required=True
        )
        for number, contract in enumerate(contracts):
            self.fields[f"part_{number}"] = PartField(
                label=_("%(agent)s, contract %(reference)s, %%")
                % {"agent": contract.agent.name, "reference": contract.reference}
            )
        self.order_fields(["choice", *self.typed_names, "agree"])

    @property
    def typed_names(self) -> list[str]:
        return [name for name in self.fields if name.startswith("part_")]

    @property
    def typed(self) -> list[Any]:
        """The fields of parts that are typed."""
        return [self[name] for name in self.typed_names]

    def proposed(self) -> tuple[str, list[tuple[Contract, Decimal]]]:
        """(rule, parts) as the verb takes them."""
        given = self.cleaned_data
        if given["choice"] == "typed":
            typed = [(one, given.get(name)) for one, name in zip(self.contracts, self.typed_names, strict=True)]
            return "agreed", [(contract, part) for contract, part in typed if part is not None]
        chosen, known = self.found[int(given["choice"])], {one.pk: one for one in self.contracts}
        return chosen.rule, [(known[part.key], part.percent) for part in chosen.parts]


class ShareForm(Answered, forms.Form):
    """Agreed, or declined with a reason."""

    use_required_attribute = False
    agrees = forms.TypedChoiceField(
        label=_("Your answer"), coerce=lambda value: value == "yes", widget=forms.RadioSelect,
        choices=[("yes", _("I agree with this part")), ("no", _("I decline it, for this reason"))],
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Reason"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The principal alone reads it."),
    )  # fmt: skip
