"""The steps that say what a contract covers: products, territory, tasks, commission."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from contracts.documents.data import AGENT_TASKS, PRINCIPAL_TASKS
from portage.catalogue.codes import dotted
from portage.catalogue.models import Product
from portage.catalogue.queries import offered_by
from portage.core.forms.fields import CodesField, PercentField, country_choices, one_of
from portage.core.forms.fields import currency_choices as currencies
from portage.core.words import country
from portage.network import access
from portage.network.segments import segment_choices

from ..templatetags.contract_words import task_words
from ..words.pages import EVENTS, PERIODS, SIDES
from .rows import RowForm, StepForm, of

BOUNDS = {code: _("A rate lies between 0 and 100.") for code in ("min_value", "max_value")}


class ProductChoices(forms.ModelMultipleChoiceField):
    def label_from_instance(self, product: Product) -> str:
        """Name, own code, HS code."""
        about = ", ".join(filter(None, (product.code, product.hs_code and f"HS {dotted(product.hs_code)}")))
        return format_html('<span>{} <small class="quiet">{}</small></span>', str(product), about)


class ProductsForm(StepForm):
    """Products that the principal offers and that this side may see; those already chosen stay choosable."""

    products = ProductChoices(
        label=_("Products of the contract"), queryset=Product.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = access.visible(self.person, offered_by(self.contract.principal))
        chosen = Product.objects.filter(pk__in=self.initial["products"])
        of(self, "products").queryset = Product.objects.filter(pk__in=[p.pk for p in (*offered, *chosen)]).order_by(
            "family", "code"
        )

    def kept(self) -> dict[str, Any]:
        return {"products": list(self.contract.product_lines.values_list("product", flat=True))}


class ReservedForm(RowForm):
    name = forms.CharField(label=_("Customer"), max_length=160, required=False)
    place = forms.CharField(label=_("Place"), max_length=120, required=False)
    rate = PercentField(label=_("Rate, %"), required=False, error_messages=BOUNDS)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not given.get("name") and (given.get("place") or given.get("rate") is not None):
            self.add_error("name", _("Name the customer, or empty the whole line."))
        elif given.get("name") and given.get("rate") is None and "rate" not in self.errors:
            self.add_error("rate", _("Type the rate of this customer; 0 is possible."))
        return given


class TerritoryForm(StepForm):
    """Countries with their regions, segments, exclusivity, reserved customers."""

    row_form, rows_name = ReservedForm, "reserved"
    countries = CodesField(
        label=_("Countries"),
        choices=country_choices,
        error_messages={"required": _("Choose at least one country.")},
        help_text=_("The countries that the subsidiary covers are ticked beforehand."),
    )
    segments = CodesField(
        label=_("Customer segments"), choices=segment_choices, required=False, help_text=_("None chosen: all segments.")
    )
    other_segments = forms.CharField(
        label=_("Other segments"),
        max_length=300,
        required=False,
        help_text=_("In your own words, separated by commas."),
    )
    exclusive = forms.BooleanField(
        label=_("Reciprocal exclusivity"),
        required=False,
        help_text=_("The principal appoints no other agent there; the agent represents no competing goods."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of(self, "countries").keep(self.initial["countries"])
        for code in self._listed():
            self.fields[f"regions_{code}"] = forms.CharField(
                label=country(code), required=False, max_length=300, initial=", ".join(self.lines.get(code, []))
            )

    @cached_property
    def lines(self) -> dict[str, list[str]]:
        """Regions by country, as kept."""
        return {str(line.country): list(line.regions) for line in self.contract.territory_lines.order_by("pk")}

    def _listed(self) -> list[str]:
        """Countries whose regions may be typed: those kept or proposed, and those just ticked."""
        ticked = self.data.getlist("countries") if self.is_bound and hasattr(self.data, "getlist") else []
        known = dict(country_choices())
        return [code for code in dict.fromkeys([*self.initial["countries"], *ticked]) if code in known]

    def kept(self) -> dict[str, Any]:
        known = dict(segment_choices())
        return {
            "countries": list(self.lines) or list(self.contract.agent.countries_covered),
            "segments": [s for s in self.contract.segments if s in known],
            "other_segments": ", ".join(s for s in self.contract.segments if s not in known),
            "exclusive": self.contract.exclusive,
        }

    def kept_rows(self) -> list[Any]:
        return list(self.contract.reserved_customers.order_by("pk").values("name", "place", "rate"))

    @property
    def regions(self) -> list[forms.BoundField]:
        """For the template: one field a country."""
        return [self[name] for name in self.fields if name.startswith("regions_")]

    def given(self) -> dict[str, Any]:
        given = super().given()
        typed = {name[8:]: _words(given.pop(name)) for name in list(given) if name.startswith("regions_")}
        given["regions"] = {code: regions for code, regions in typed.items() if regions}
        given["segments"] = list(dict.fromkeys([*given["segments"], *_words(given.pop("other_segments"))]))
        return given


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


class TasksForm(StepForm):
    """Each task to one of the two parties."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for task in (*AGENT_TASKS, *PRINCIPAL_TASKS):
            self.fields[task] = forms.ChoiceField(
                label=task_words(task),
                choices=[(side, SIDES[side]) for side in ("agent", "principal")],
                widget=forms.RadioSelect,
            )

    def kept(self) -> dict[str, Any]:
        return {task: side for side in ("agent", "principal") for task in getattr(self.contract, f"{side}_tasks")}

    def given(self) -> dict[str, Any]:
        return {side: [task for task, to in self.cleaned_data.items() if to == side] for side in ("agent", "principal")}


class RateForm(RowForm):
    """A rate that differs: for one product or all, up to a yearly amount or without a bound."""

    product = forms.ModelChoiceField(
        label=_("Product"), queryset=Product.objects.none(), required=False, empty_label=_("all products")
    )
    up_to = forms.DecimalField(
        label=_("Sales of the year up to"),
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text=_("Empty: without a bound."),
    )
    rate = PercentField(label=_("Rate, %"), required=False, error_messages=BOUNDS)

    def __init__(self, *args: Any, products: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of(self, "product").queryset = products

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if (
            given.get("rate") is None
            and "rate" not in self.errors
            and (given.get("product") or given.get("up_to") is not None)
        ):
            self.add_error("rate", _("Type the rate of this line, or empty the whole line."))
        return given


class CommissionForm(StepForm):
    """Rate, event, currency, statements. No figure is ever proposed: it must be agreed."""

    row_form, rows_name = RateForm, "lines"
    rate = PercentField(
        label=_("Commission rate, %"),
        error_messages=BOUNDS,
        help_text=_("Of the net price invoiced, without taxes, freight, insurance."),
    )
    event = forms.ChoiceField(
        label=_("What earns the commission"), choices=list(EVENTS.items()), widget=forms.RadioSelect
    )
    currency = one_of(currencies, label=_("Currency"))
    statement_months = forms.TypedChoiceField(
        label=_("Commission statements"), choices=list(PERIODS.items()), coerce=int, widget=forms.RadioSelect
    )
    target = forms.DecimalField(
        label=_("Sales target a year"),
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text=_("An objective; missing it has no automatic effect."),
    )

    def kept(self) -> dict[str, Any]:
        names = {
            "rate": "commission_rate",
            "event": "commission_event",
            "currency": "currency",
            "statement_months": "statement_months",
            "target": "target",
        }
        return {field: getattr(self.contract, name) for field, name in names.items()}

    def kept_rows(self) -> list[Any]:
        return list(
            self.contract.commission_lines.order_by("product", "up_to", "pk").values("product", "up_to", "rate")
        )

    def row_options(self) -> dict[str, Any]:
        chosen = self.contract.product_lines.values("product")
        return {"products": Product.objects.filter(pk__in=chosen).order_by("family", "code")}
