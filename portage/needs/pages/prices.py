"""The lists of price instructions and of samples."""

from datetime import date
from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from portage.core import words
from portage.core.drawings import shapes
from portage.core.forms.fields import country_choices
from portage.core.lists import Table
from portage.fieldwork.pages.orders import parties
from portage.fieldwork.words.pages import price

from ..models import Instruction, Sample
from ..words.samples import STANDING
from .matters import OfContracts


class PriceFilter(OfContracts):
    """They narrow what is visible, never widen it."""

    q = django_filters.CharFilter(label=gettext_lazy("Product, contract, party"), method="search")
    country = django_filters.ChoiceFilter(
        label=gettext_lazy("Country"), choices=country_choices, empty_label=gettext_lazy("All countries")
    )

    class Meta:
        model = Instruction
        fields: list[str] = []

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        found = Q(product__code__icontains=value) | Q(contract__reference__icontains=value)
        found |= Q(contract__principal__name__icontains=value) | Q(contract__agent__name__icontains=value)
        return queryset.filter(found | Q(product__names__icontains=value))


class PriceTable(Table):
    """On phones each row is a card. `today` is the reader's."""

    product = tables.Column(verbose_name=gettext_lazy("Product"))
    party = tables.Column(
        verbose_name=gettext_lazy("Contract"), empty_values=(), attrs={"td": {"data-l": gettext_lazy("Contract")}}
    )
    country = tables.Column(
        verbose_name=gettext_lazy("Country"), attrs={"td": {"class": "in", "data-l": gettext_lazy("Country")}}
    )
    floor = tables.Column(
        verbose_name=gettext_lazy("Floor price"),
        attrs={"td": {"class": "num in", "data-l": gettext_lazy("Floor price")}, "th": {"class": "num"}},
    )
    list_price = tables.Column(
        verbose_name=gettext_lazy("List price"),
        attrs={"td": {"class": "num in", "data-l": gettext_lazy("List price")}, "th": {"class": "num"}},
    )
    valid_until = tables.Column(
        verbose_name=gettext_lazy("Valid"),
        empty_values=(),
        attrs={"td": {"class": "in", "data-l": gettext_lazy("Valid")}},
    )

    def __init__(self, *args: Any, today: date, own: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today, self.own = today, own

    def render_product(self, record: Instruction) -> SafeString:
        return format_html("<b>{}</b>{}", capfirst(str(record.product)), _small(*conditions(record)))

    def render_party(self, record: Any) -> SafeString:
        return format_html('{}<span class="sub mono">{}</span>', parties(record, self.own), record.contract.reference)

    def render_country(self, record: Instruction) -> str:
        return words.country(str(record.country))

    def render_floor(self, record: Instruction) -> SafeString:
        return format_html('<span class="nowrap">{}</span>', price(record.floor, record.currency, record.unit))

    def render_list_price(self, record: Instruction) -> SafeString:
        return format_html('<span class="nowrap">{}</span>', price(record.list_price, record.currency, record.unit))

    def render_valid_until(self, record: Instruction) -> SafeString:
        since = _("from %(day)s") % {"day": words.day(record.valid_from, "short")}
        until = (
            _("until %(day)s") % {"day": words.day(record.valid_until, "short")}
            if record.valid_until
            else _("until another replaces it")
        )
        near = "late" if record.valid_until and record.valid_until < self.today else ""
        return format_html('{}<span class="clock {}">{}</span>', since, near, until)


def conditions(record: Instruction) -> list[str]:
    """What the prices hold for, in a few words each."""
    found = []
    if record.minimum is not None:
        found.append(
            _("from %(quantity)s %(unit)s on") % {"quantity": words.number(record.minimum), "unit": record.unit}
        )
    if record.payment_days is not None:
        found.append(_("at most %(days)s days to pay") % {"days": record.payment_days})
    if record.incoterm:
        found.append(record.incoterm)
    return [*found, record.note] if record.note else found


def _small(*parts: str) -> SafeString:
    return format_html_join("", '<span class="sub">{}</span>', ((part,) for part in parts if part))


class SampleFilter(OfContracts):
    """They narrow what is visible, never widen it."""

    q = django_filters.CharFilter(label=gettext_lazy("Reference, customer, lot, contract"), method="search")

    class Meta:
        model = Sample
        fields: list[str] = []

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        found = Q(reference__icontains=value) | Q(customer_name__icontains=value) | Q(lot__icontains=value)
        found |= Q(contract__reference__icontains=value) | Q(contract__principal__name__icontains=value)
        return queryset.filter(found | Q(contract__agent__name__icontains=value))


class SampleTable(Table):
    """On phones each row is a card."""

    customer = tables.Column(verbose_name=gettext_lazy("Sample"), accessor="customer_name", empty_values=())
    party = tables.Column(
        verbose_name=gettext_lazy("Contract"), empty_values=(), attrs={"td": {"data-l": gettext_lazy("Contract")}}
    )
    lot = tables.Column(verbose_name=gettext_lazy("Lot"), attrs={"td": {"class": "in", "data-l": gettext_lazy("Lot")}})
    sent_on = tables.Column(
        verbose_name=pgettext_lazy("sample", "Sent"),
        attrs={"td": {"class": "in", "data-l": pgettext_lazy("sample", "Sent")}},
    )
    standing = tables.Column(verbose_name=gettext_lazy("Status"))

    def __init__(self, *args: Any, own: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.own = own

    def render_customer(self, record: Sample) -> SafeString:
        quantity = f"{words.number(record.quantity)} {record.unit}"
        for_whom = record.customer_name or _("for the agent")
        return format_html(
            '<a href="{}"><b>{}</b></a><span class="sub">{}, {}</span><span class="sub mono">{}</span>',
            reverse("needs:sample", args=[record.pk]), capfirst(str(record.product)), quantity, for_whom, record.reference,
        )  # fmt: skip

    def render_party(self, record: Any) -> SafeString:
        return format_html('{}<span class="sub mono">{}</span>', parties(record, self.own), record.contract.reference)

    def render_sent_on(self, value: date) -> SafeString:
        return format_html('<time class="nowrap" datetime="{}">{}</time>', value.isoformat(), words.day(value, "short"))

    def render_standing(self, value: str) -> SafeString:
        shape, word = STANDING[value]
        return shapes.state(shape, str(word))
