"""Shapes of what the agent types: a need, a complaint, a quote."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from contracts.models import Contract
from portage.catalogue.models import Product
from portage.core.forms import DayField
from portage.core.forms.fields import currency_choices, language_choices, one_of
from portage.fieldwork.forms.orders import Amount, Keyed, WithLines
from portage.fieldwork.models import Incoterm

from ..rules.asked import Fault, Wish
from ..rules.quoting import Offer

PHOTOS = "image/jpeg,image/png,image/webp,application/pdf"
MOST_WORDS = 5000


def language_field() -> forms.ChoiceField:
    return one_of(language_choices, label=_("Language of what you write"))


def words_field(label: Any, rows: int = 4, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=MOST_WORDS, widget=forms.Textarea(attrs={"rows": rows}), **options)


class PhotosInput(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class PhotosField(forms.FileField):
    """Several photos or plain PDFs, each as it came; what may be kept is the verb's to say."""

    def __init__(self, **options: Any) -> None:
        options = {"label": _("Photos"), "required": False, **options}
        super().__init__(
            widget=PhotosInput(attrs={"accept": PHOTOS, "multiple": True}), allow_empty_file=True, **options
        )

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if not given and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        single = super().clean
        return [single(one, initial) for one in given]


class Chosen(Keyed):
    """A form of one contract: its products, and the customers of the agent, those visited last first."""

    customer = forms.ChoiceField(label=_("Customer"), required=False)
    product = forms.ChoiceField(label=_("Product"), required=False)

    def __init__(
        self, products: Sequence[Product], customers: Iterable[Any], data: Any = None, files: Any = None, *,
        initial: Mapping[str, Any],
    ) -> None:  # fmt: skip
        super().__init__(data, initial=initial)
        self.files = files or MultiValueDict()
        self.customers = {str(one.pk): one for one in customers}
        self.fields["customer"] = customer_field(self.customers, required=False)
        names = [(str(one.pk), capfirst(str(one))) for one in products]
        self.fields["product"] = forms.ChoiceField(
            label=_("Product"), required=False, choices=[("", _("None in particular")), *names]
        )

    @property
    def about(self) -> Any:
        """The customer, or None."""
        return self.customers.get(self.cleaned_data["customer"])

    @property
    def good(self) -> UUID | None:
        """The product's identifier, or None."""
        return UUID(self.cleaned_data["product"]) if self.cleaned_data["product"] else None


def customer_field(customers: Mapping[str, Any], *, required: bool) -> forms.ChoiceField:
    """A menu of the agent's customers; one that need not be named says so."""
    names = [(pk, f"{one.name}, {one.city}" if one.city else one.name) for pk, one in customers.items()]
    empty = _("Choose a customer") if required else _("Not named")
    return forms.ChoiceField(
        label=_("Customer"), required=required, choices=[("", empty), *names],
        help_text=_("Those that you visited last come first. The SME reads the name and the city."),
    )  # fmt: skip


class NeedForm(Chosen):
    """What a customer needs: the words, and whatever else is known."""

    field_order = (
        "key",
        "text",
        "product",
        "quantity",
        "unit",
        "price",
        "currency",
        "wanted_on",
        "wants_sample",
        "photos",
    )
    text = words_field(_("What the customer needs"))
    quantity = Amount(label=_("Quantity"), required=False, max_digits=14, decimal_places=3)
    unit = forms.CharField(
        label=_("Unit"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"list": "units", "class": "short"}),
    )
    price = Amount(label=_("Price wished, a unit"), required=False, max_digits=14, decimal_places=4)
    currency = one_of(currency_choices, empty="–", label=_("Currency"), required=False)
    wanted_on = DayField(label=_("Wished by"), required=False)
    wants_sample = forms.BooleanField(label=_("A sample is wanted"), required=False)
    photos = PhotosField()
    language = language_field()

    def wish(self) -> Wish:
        given = self.cleaned_data
        names = ("quantity", "unit", "price", "wanted_on", "wants_sample")
        currency = given["currency"] if given["price"] is not None else ""
        return Wish(product=self.good, currency=currency, **{name: given[name] for name in names})


class ComplaintForm(Chosen):
    """What a customer complains of."""

    field_order = ("key", "text", "customer", "order", "product", "lot", "received_on", "photos")
    text = words_field(_("What the customer complains of"))
    lot = forms.CharField(label=_("Lot number"), required=False, max_length=60)
    received_on = DayField(label=_("Received from the customer on"))
    photos = PhotosField()
    language = language_field()

    def __init__(self, orders: Sequence[Any], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        names = [(str(one.pk), f"{one.reference}, {one.customer_name}") for one in orders]
        self.fields["order"] = forms.ChoiceField(
            label=_("Order"), required=False, choices=[("", _("None in particular")), *names]
        )
        self.order_fields(self.field_order)

    def fault(self) -> Fault:
        given = self.cleaned_data
        order = UUID(given["order"]) if given["order"] else None
        return Fault(received_on=given["received_on"], order=order, product=self.good, lot=given["lot"])


class QuoteForm(WithLines):
    """A quote: the customer, until when it holds, its terms and lines; and the words that ask for an exception."""

    field_order = ("key", "customer")
    customer = forms.ChoiceField(label=_("Customer"))
    currency = one_of(currency_choices, label=_("Currency"))
    valid_until = DayField(label=_("Valid until"))
    payment_days = forms.IntegerField(
        label=_("Days to pay"), required=False, widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"})
    )
    incoterm = forms.ChoiceField(
        label=_("Delivery terms"), required=False, choices=[("", _("Not said")), *Incoterm.choices],
        help_text=_("Incoterms 2020."),
    )  # fmt: skip
    place = forms.CharField(label=_("Named place"), required=False, max_length=120)
    note = words_field(_("Note for the customer"), rows=3, required=False)
    text = words_field(_("Why the SME should agree"), rows=3, required=False)
    language = language_field()

    def __init__(
        self, contract: Contract, products: Sequence[Product], customers: Iterable[Any], data: Any = None, *, until: date,
        **initial: Any,
    ) -> None:  # fmt: skip
        known = {"currency": contract.currency, "valid_until": until, **initial}
        super().__init__(products, data, initial=known)
        self.customers = {str(one.pk): one for one in customers}
        self.fields["customer"] = customer_field(self.customers, required=True)
        self.order_fields([*self.field_order, *(name for name in self.fields if name not in self.field_order)])

    def offer(self) -> Offer:
        """What is offered beside the lines; the customer's country is the customer's."""
        given = self.cleaned_data
        names = ("currency", "valid_until", "payment_days", "incoterm", "place", "note")
        return Offer(country="", **{name: given[name] for name in names})


class OrderQuoteForm(forms.Form):
    """The customer orders what was quoted."""

    status, done, use_required_attribute = 200, None, False
    received_on = DayField(label=_("Received on"))
    wanted_on = DayField(label=_("Delivery wanted by"), required=False)
    file = forms.CharField(label=_("The customer's reference"), required=False, max_length=60)
