"""Forms of corrections: everything that stands, ready to be changed, and why."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portage.core.forms import Answered, DayField
from portage.core.forms.fields import currency_choices, one_of
from portage.network.models import Customer

from ..models import Account, Report
from ..rules.content import MOST_LINES, MOST_MINUTES, TEXTS, Seen, Told
from ..words.pages import TITLES

BLANK_ROWS = 2


class SeenForm(forms.Form):
    """One competitor; emptied, it is taken away."""

    use_required_attribute = False
    name = forms.CharField(label=_("Competitor"), max_length=120, required=False)
    product = forms.CharField(label=_("Product"), max_length=120, required=False)
    price = forms.DecimalField(label=_("Price"), max_digits=14, decimal_places=4, required=False, localize=True)
    currency = one_of(currency_choices, empty="–", label=_("Currency"), required=False)
    unit = forms.CharField(label=_("Per"), max_length=20, required=False, help_text=_("kg, litre, piece"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("name") and any(given.get(name) for name in ("product", "price", "unit")):
            self.add_error("name", _("Name the competitor, or empty the line."))
        return given


def texts() -> dict[str, forms.Field]:
    """One large field for each text of a section."""
    area: dict[str, Any] = {"max_length": 5000, "required": False}
    return {
        name: forms.CharField(label=TITLES[name], widget=forms.Textarea(attrs={"rows": 3}), **area) for name in TEXTS
    }


class SectionForm(Answered, forms.Form):
    """The words of a section as they stand. `seen` is the number of the words that the person had before them.

    `products`: those of the contract; none for the group's own section.
    """

    use_required_attribute = False
    interest = forms.TypedChoiceField(
        label=_("Interest"), choices=[("", _("not said")), *Account.Interest.choices], coerce=int, empty_value=None,
        required=False,
    )  # fmt: skip
    order_taken = forms.BooleanField(label=_("An order was taken"), required=False)
    minutes = forms.IntegerField(label=_("Time spent, in minutes"), min_value=1, max_value=MOST_MINUTES, required=False)
    shown = forms.MultipleChoiceField(label=_("Products shown"), required=False, widget=forms.CheckboxSelectMultiple)
    reason = forms.CharField(
        label=_("Why it is corrected"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Whoever reads this section reads why."),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, account: Account, products: Sequence[Any], data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=standing(account))
        self.fields |= texts()
        self.fields["shown"].choices = [(str(one.pk), str(one)) for one in products]  # type: ignore[attr-defined]
        if not products:
            del self.fields["shown"]
        order = [
            "interest",
            "order_taken",
            "minutes",
            "needs",
            "shown",
            *(name for name in TEXTS if name != "needs"),
            "reason",
        ]
        self.order_fields(order)
        self.rows = rows_of(account, data)

    def is_valid(self) -> bool:
        """The form and its rows are read, so that everything wrong is told at once."""
        rows_valid = not self.rows.is_bound or self.rows.is_valid()
        return super().is_valid() and rows_valid

    def told(self, contract: UUID | None) -> Told:
        """What the verb is given."""
        given = self.cleaned_data
        rows = [row.cleaned_data for row in self.rows] if self.rows.is_bound else list(self.rows.initial or ())
        seen = [row for row in rows if row.get("name")]
        return Told(
            contract,
            interest=given["interest"],
            order_taken=given["order_taken"],
            minutes=given["minutes"],
            shown=tuple(UUID(pk) for pk in given.get("shown", ())),
            competitors=tuple(Seen(**{name: row[name] for name in SeenForm.base_fields}) for row in seen),
            **{name: given[name] for name in TEXTS},
        )


def standing(account: Account) -> dict[str, Any]:
    """What stands, by field."""
    texts = {name: getattr(account, name) for name in TEXTS}
    shown = [str(one.product_id) for one in account.shown.all()]
    return {
        "interest": account.interest, "order_taken": account.order_taken, "minutes": account.minutes, "shown": shown,
        "seen": account.number, **texts,
    }  # fmt: skip


def as_told(price: Decimal | None) -> Decimal | None:
    """14.80, and not 14.8000 as the database keeps it; 0.0125 stays."""
    if price is None:
        return None
    cents = price.quantize(Decimal("0.01"))
    return cents if cents == price else price.normalize()


def rows_of(account: Account, data: Mapping[str, Any] | None) -> forms.BaseFormSet:
    """The competitors, and two empty lines."""
    kind = forms.formset_factory(
        SeenForm, extra=BLANK_ROWS, max_num=MOST_LINES, absolute_max=MOST_LINES, validate_max=True
    )
    stands = [
        {name: getattr(one, name) for name in SeenForm.base_fields} | {"price": as_told(one.price)}
        for one in account.competitors.all()
    ]
    return kind(data if data and "seen-TOTAL_FORMS" in data else None, prefix="seen", initial=stands)


class HeadForm(Answered, forms.Form):
    """The head of a report as it stands; `seen`: how often it was corrected when the person looked."""

    use_required_attribute = False
    customer = forms.ModelChoiceField(label=_("Customer"), queryset=Customer.objects.none(), empty_label=None)
    kind = forms.ChoiceField(label=_("Kind"), choices=Report.Kind.choices)
    visited_on = DayField(label=_("Date"))
    place = forms.CharField(label=_("Place"), max_length=120, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, report: Report, customers: QuerySet[Customer], data: Mapping[str, Any] | None = None) -> None:
        stands = {
            "customer": report.customer_id, "kind": report.kind, "visited_on": report.visited_on, "place": report.place,
            "seen": report.corrected,
        }  # fmt: skip
        super().__init__(data, initial=stands)
        self.fields["customer"].queryset = customers  # type: ignore[attr-defined]
