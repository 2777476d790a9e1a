"""Shapes of what is typed of orders: the order with its lines, an answer, and what is declared of it afterwards."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from contracts.models import Contract
from portage.catalogue.models import Product
from portage.commission.models import CreditNote
from portage.core.forms import Answered, DayField
from portage.core.forms.fields import country_choices, country_field, currency_choices, one_of
from portage.core.words import money

from ..models import Incoterm
from ..rules.orders import MOST_ITEMS, Item, Terms

ROWS, MORE = 2, 3  # lines that are ready at first, and those that the button adds
GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?\Z")


class Amount(forms.DecimalField):
    """A number as people type it: 14.205; 14,205 where the reader's language writes a comma; 1 400 with or without its space."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "short"})
        super().__init__(**{"widget": widget, **options})

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = re.sub(r"\s", "", value)
            grouped = (get_language() or "en").startswith("en") and GROUPED.match(value)
            value = value.replace(",", "" if grouped else ".")
        return super().to_python(value)


class Keyed(Answered, forms.Form):
    """A form that was opened once: its key makes two sendings of it one."""

    use_required_attribute = False
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial={"key": uuid4(), **(initial or {})})


class ItemForm(forms.Form):
    """One line of an order; all its fields empty, it does not count."""

    use_required_attribute = False
    product = forms.ChoiceField(label=_("Product"))
    quantity = Amount(label=_("Quantity"), max_digits=14, decimal_places=3)
    unit = forms.CharField(
        label=_("Unit"), max_length=20, widget=forms.TextInput(attrs={"list": "units", "class": "short"})
    )
    price = Amount(label=_("Net price a unit"), max_digits=14, decimal_places=4)

    def __init__(self, *args: Any, products: Sequence[Product], **options: Any) -> None:
        super().__init__(*args, **options)
        names = [(str(one.pk), ", ".join(filter(None, (capfirst(str(one)), one.code)))) for one in products]
        self.fields["product"] = forms.ChoiceField(
            label=_("Product"), choices=[("", _("Choose a product")), *names], widget=forms.Select
        )

    def item(self) -> Item | None:
        """The line as the rules read it; None while it is empty."""
        given = self.cleaned_data if self.is_bound and hasattr(self, "cleaned_data") else {}
        if not self.has_changed() or not all(given.get(name) for name in ("product", "quantity", "price")):
            return None
        return Item(UUID(given["product"]), given["quantity"], given.get("unit", ""), given["price"])


class WithLines(Keyed):
    """A form with lines below it: products, quantities, net prices."""

    def __init__(self, products: Sequence[Product], data: Any = None, *, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=initial)
        made = forms.formset_factory(ItemForm, extra=ROWS, max_num=MOST_ITEMS, absolute_max=MOST_ITEMS)
        self.rows = made(self._with_more(data), prefix="row", form_kwargs={"products": products})

    @staticmethod
    def _with_more(data: Any) -> Any:
        """What was typed, with more empty lines when the button asks for them."""
        if data is None or "row-TOTAL_FORMS" not in data:
            return None
        if "more" not in data:
            return data
        data = data.copy()
        known = data["row-TOTAL_FORMS"]
        data["row-TOTAL_FORMS"] = str(min(int(known) + MORE, MOST_ITEMS)) if known.isdigit() else known
        return data

    def is_valid(self) -> bool:
        """Both the form and its lines are read, so that everything wrong is told at once."""
        valid = super().is_valid()
        if self.rows.is_bound and self.rows.is_valid():
            return valid
        self.add_error(None, _("Look at the lines: something is not right yet."))
        return False

    def items(self) -> list[Item]:
        """The lines that are typed in full."""
        if not self.rows.is_bound or not self.rows.management_form.is_valid():
            return []
        for row in self.rows:
            row.full_clean()
        return [item for row in self.rows if (item := row.item())]

    def forget_errors(self) -> None:
        """While lines are added and the sum is looked at, nothing is told to be wrong."""
        self.errors.clear()
        for row in self.rows:
            row.errors.clear()


class OrderForm(WithLines):
    """An order that is recorded: days, currency, delivery terms, lines."""

    received_on = DayField(label=_("Received on"))
    wanted_on = DayField(label=_("Delivery wanted by"), required=False)
    currency = one_of(currency_choices, label=_("Currency"))
    incoterm = forms.ChoiceField(
        label=_("Delivery terms"), required=False, choices=[("", _("Not agreed yet")), *Incoterm.choices],
        help_text=_("Incoterms 2020."),
    )  # fmt: skip
    place = forms.CharField(label=_("Named place"), required=False, max_length=120)
    delivery_country = one_of(
        country_choices, empty=_("The buyer's"), label=_("Country of delivery"), required=False,
        help_text=_("Where the goods go, when it is not the buyer's country."),
    )  # fmt: skip
    payer_country = one_of(
        country_choices, empty=_("The buyer's"), label=_("Country of the payer"), required=False,
        help_text=_("Who pays, when it is not in the buyer's country."),
    )  # fmt: skip
    file = forms.CharField(label=_("The customer's reference"), required=False, max_length=60)
    note = forms.CharField(
        label=_("Note for the other party"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(
        self, contract: Contract, products: Sequence[Product], data: Any = None, *, today: date, **initial: Any
    ) -> None:
        known = {"received_on": today, "currency": contract.currency, **initial}
        super().__init__(products, data, initial=known)

    def terms(self) -> Terms:
        """What is ordered beside the lines."""
        names = (
            "received_on", "currency", "wanted_on", "incoterm", "place", "file", "note", "delivery_country", "payer_country",
        )  # fmt: skip
        return Terms(**{name: self.cleaned_data[name] for name in names})


class AgentOrderForm(OrderForm):
    """One that the agent records, of one of its customers."""

    field_order = ("key", "customer")
    customer = forms.ChoiceField(label=_("Customer"))

    def __init__(
        self,
        contract: Contract,
        products: Sequence[Product],
        customers: Iterable[Any],
        data: Any = None,
        **options: Any,
    ) -> None:
        super().__init__(contract, products, data, **options)
        self.customers = {str(one.pk): one for one in customers}
        names = [(pk, f"{one.name}, {one.city}" if one.city else one.name) for pk, one in self.customers.items()]
        self.fields["customer"] = forms.ChoiceField(
            label=_("Customer"), choices=[("", _("Choose a customer")), *names],
            help_text=_("Those that you visited last come first."),
        )  # fmt: skip


class DirectOrderForm(OrderForm):
    """One that the principal received itself."""

    field_order = ("key", "customer_name", "city", "country")
    customer_name = forms.CharField(label=_("Customer"), max_length=160)
    city = forms.CharField(label=_("City"), required=False, max_length=100)
    country = country_field(label=_("Country"), required=False)


class AcceptForm(Answered, forms.Form):
    use_required_attribute = False
    on = DayField(label=_("Accepted on"), help_text=_("Today, or the day of an acceptance that you gave otherwise."))


class ReasonForm(Answered, forms.Form):
    use_required_attribute = False
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The other party reads it."),
    )


class WordsForm(Answered, forms.Form):
    use_required_attribute = False
    text = forms.CharField(label=_("Your words"), max_length=5000, widget=forms.Textarea(attrs={"rows": 5}))


class DisputeForm(WordsForm):
    field_order = ("about", "text")

    def __init__(self, about: Sequence[tuple[str, str]], data: Any = None) -> None:
        super().__init__(data)
        self.fields["about"] = forms.ChoiceField(label=_("What you do not agree with"), choices=about)
        self.fields["text"].label = _("Why")
        self.order_fields(["about", "text"])


class DeliverForm(Answered, forms.Form):
    use_required_attribute = False
    on = DayField(label=_("Delivered on"))
    complete = forms.TypedChoiceField(
        label=_("What is delivered"), choices=[("whole", _("the order, or its last part")), ("part", _("a part of it"))],
        coerce=lambda typed: typed == "whole", widget=forms.RadioSelect,
    )  # fmt: skip
    says = forms.CharField(label=_("Carrier, document"), required=False, max_length=160)


class WithAmounts(Keyed):
    """A declaration with one amount for each product: an empty one is left out. `last`: the fields below the amounts."""

    last: tuple[str, ...] = ()

    def __init__(
        self, amounts: Sequence[tuple[Product, Decimal]], currency: str, data: Any = None, *, initial: Mapping[str, Any]
    ) -> None:
        super().__init__(data, initial=initial)
        self.products = {f"net_{number}": product for number, (product, _most) in enumerate(amounts)}
        for name, (product, most) in zip(self.products, amounts, strict=True):
            self.fields[name] = Amount(
                label=capfirst(str(product)), required=False, max_digits=18, decimal_places=3, min_value=Decimal(0),
                help_text=gettext("At most %(amount)s.") % {"amount": money(most, currency)},
            )  # fmt: skip
        self.order_fields([name for name in self.fields if name not in self.last])

    def lines(self) -> dict[Product, Decimal]:
        return {product: net for name, product in self.products.items() if (net := self.cleaned_data.get(name))}


class InvoiceForm(WithAmounts):
    last = ("total",)
    number = forms.CharField(label=_("Invoice number"), max_length=40)
    day = DayField(label=_("Date of the invoice"))
    due_on = DayField(label=_("To be paid by"))
    total = Amount(
        label=_("Total to be paid"), required=False, max_digits=18, decimal_places=3,
        help_text=_("With taxes, freight and insurance; left empty, the sum of the lines."),
    )  # fmt: skip


class CreditForm(WithAmounts):
    last = ("cause", "reason")
    number = forms.CharField(label=_("Number of the credit note"), max_length=40)
    day = DayField(label=_("Date"))
    cause = forms.ChoiceField(label=_("Cause"), choices=CreditNote.Cause.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Reason"), required=False, max_length=160)


class PaymentForm(Keyed):
    paid_on = DayField(label=_("Paid on"))
    amount = Amount(label=_("Amount"), max_digits=18, decimal_places=3)


class LostForm(Keyed):
    day = DayField(label=_("Lost on"))
    proof = forms.CharField(
        label=_("What proves it"),
        max_length=160,
        help_text=_("A judgment, the notice of a court: its date and number."),
    )
