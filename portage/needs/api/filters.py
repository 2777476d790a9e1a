"""The filters of the lists for programs: those of the pages, and the views."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ..pages.matters import MatterFilter
from ..pages.prices import PriceFilter, SampleFilter
from ..queries import matters, prices, samples
from .shapes import KINDS


class OfToday:
    """A filter that counts by the day of the person who asks."""

    def __init__(self, *args: Any, today: Any = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today


class MatterApiFilter(OfToday, MatterFilter):
    contract = django_filters.UUIDFilter(label=_("Contract"))
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=KINDS)
    view = django_filters.ChoiceFilter(
        label=_("View"), choices=[(code, code) for code in matters.VIEWS], method="in_view"
    )

    def in_view(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return matters.in_view(queryset, value, self.today)


class PriceApiFilter(OfToday, PriceFilter):
    contract = django_filters.UUIDFilter(label=_("Contract"))
    view = django_filters.ChoiceFilter(
        label=_("View"), choices=[(code, code) for code in ("in_force", "to_come")], method="in_view"
    )

    def in_view(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return prices.in_view(queryset, value, self.today)


class SampleApiFilter(SampleFilter):
    contract = django_filters.UUIDFilter(label=_("Contract"))
    view = django_filters.ChoiceFilter(
        label=_("View"), choices=[(code, code) for code in samples.VIEWS], method="in_view"
    )

    def in_view(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return samples.in_view(queryset, value)
