"""Filters of products, the same for pages and for the API. They narrow what is visible, never widen it."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from portage.core.forms.fields import country_choices
from portage.network.segments import segment_choices

from .codes import compact
from .models import Product


class ProductFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Name, code, owner, HS code"), method="search")
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=Product.Status.choices, empty_label=_("All statuses")
    )
    segment = django_filters.ChoiceFilter(
        label=_("Segment"), choices=segment_choices, empty_label=_("All segments"), method="of_segment"
    )
    country = django_filters.ChoiceFilter(
        label=_("May be sold in"), choices=country_choices, empty_label=_("All countries"), method="sold_in"
    )

    class Meta:
        model = Product
        fields: list[str] = []

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        found = Q(names__fr__icontains=value) | Q(names__en__icontains=value)
        found |= Q(code__icontains=value) | Q(family__icontains=value) | Q(owner__name__icontains=value)
        digits = compact(value)
        return queryset.filter(found | Q(hs_code__startswith=digits) if digits.isdigit() else found)

    def of_segment(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(segments__icontains=f'"{value}"')

    def sold_in(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Open (all are, when none is named) and not closed."""
        open_there = Q(countries_open=[]) | Q(countries_open__icontains=f'"{value}"')
        return queryset.filter(open_there).exclude(countries_closed__icontains=f'"{value}"')
