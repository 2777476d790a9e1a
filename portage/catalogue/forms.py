"""Shapes of input of products. What is allowed and what is right belongs to the verbs and to the model."""

from copy import copy
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portage.core import words
from portage.core.forms import Answered, fields
from portage.network.models import Organisation
from portage.network.segments import segment_choices

from . import codes
from .models import ARROWS, Product

LANGUAGES = ("fr", "en")


class Lines(forms.CharField):
    """A list typed one a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value: Any) -> list[str]:
        typed = super().clean(value)
        return list(dict.fromkeys(line.strip() for line in typed.splitlines() if line.strip()))

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


class ProductForm(Answered, forms.ModelForm):
    """What is said of a product: its names by language, its codes, where it may be sold."""

    hs_code = forms.CharField(
        label=_("HS code"),
        required=False,
        max_length=9,
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "decimal"}),
        help_text=_("Six digits of the Harmonised System 2022, as 3302.90."),
    )
    segments = fields.CodesField(choices=segment_choices, label=_("Customer segments"), required=False)
    certifications = Lines(
        label=_("Certifications"), required=False, max_length=2000, help_text=_("One a line: ISO 9001, COSMOS, REACH.")
    )
    countries_open = fields.CodesField(
        choices=fields.country_choices,
        label=_("Countries open"),
        required=False,
        help_text=_("None named: all countries."),
    )
    countries_closed = fields.CodesField(choices=fields.country_choices, label=_("Countries closed"), required=False)
    original = forms.ChoiceField(
        label=_("Original name"), widget=forms.RadioSelect, help_text=_("The one that the others translate.")
    )

    class Meta:
        model = Product
        fields = [
            "code",
            "family",
            "hs_code",
            "segments",
            "certifications",
            "countries_open",
            "countries_closed",
            "original",
            "status",
        ]
        widgets = {"status": forms.RadioSelect, "family": forms.TextInput(attrs={"list": "families"})}
        help_texts = {"code": _("Your own, as on your price list.")}

    def __init__(self, data: Any = None, *, instance: Product | None = None) -> None:
        product = copy(instance) if instance else Product()
        super().__init__(data, instance=product)
        self.tags = [*LANGUAGES, *(tag for tag in product.names or {} if tag not in LANGUAGES)]
        for tag in self.tags:
            label = _("Name in %(language)s") % {"language": words.language(tag)}
            self.fields[f"name_{tag}"] = forms.CharField(
                label=label, required=False, max_length=160, initial=(product.names or {}).get(tag, "")
            )
        self.fields["original"] = forms.ChoiceField(
            label=_("Original name"),
            choices=[(tag, words.language(tag)) for tag in self.tags],
            widget=forms.RadioSelect,
            help_text=_("The one that the others translate."),
            initial=product.original,
        )
        statuses = {product.status, *ARROWS.table[product.status]} if instance else {"draft", "offered"}
        self.fields["status"] = forms.ChoiceField(
            label=_("Status"),
            choices=[choice for choice in Product.Status.choices if choice[0] in statuses],
            widget=forms.RadioSelect,
            initial=product.status,
            help_text=_("Only an offered product can be shared and put in a new contract."),
        )
        for name in ("segments", "countries_open", "countries_closed"):
            chosen: Any = self.fields[name]
            chosen.keep(getattr(product, name))

    def clean_hs_code(self) -> str:
        """The code picked from the list wins over what is typed."""
        code = codes.compact(str(self.data.get("hs_pick", "")) or self.cleaned_data["hs_code"])
        if code:
            codes.check_hs_code(code)
        return code

    def _post_clean(self) -> None:
        """The verb puts names together and has the model check them."""

    def facts(self) -> dict[str, Any]:
        """What the verb receives."""
        given = {name: value for name, value in self.cleaned_data.items() if not name.startswith("name_")}
        return {
            **given,
            "names": {tag: self.cleaned_data[f"name_{tag}"] for tag in self.tags if self.cleaned_data[f"name_{tag}"]},
        }

    @property
    def names(self) -> list[forms.BoundField]:
        return [self[f"name_{tag}"] for tag in self.tags]

    @property
    def asked(self) -> str:
        """What was searched for in the list of codes."""
        return str(self.data.get("hs_q", "")) if self.is_bound else ""


class ShareForm(Answered, forms.Form):
    """With whom: only organisations that the person sees."""

    with_ = forms.ChoiceField(label=_("With"), widget=forms.RadioSelect)

    def __init__(self, partners: list[Organisation], data: Any = None) -> None:
        super().__init__(data)
        self.partners = {str(partner.pk): partner for partner in partners}
        self.fields["with_"] = forms.ChoiceField(
            label=_("With"),
            widget=forms.RadioSelect,
            choices=[
                (pk, f"{partner.name}, {partner.get_kind_display()}, {words.country(str(partner.country))}")
                for pk, partner in self.partners.items()
            ],
        )
