"""Filters of reports and of sections, the same for pages, for files and for the API. They narrow what is visible."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from portage.core.forms import DayInput
from portage.core.forms.fields import country_choices
from portage.network import access
from portage.network.access import Acting

from ..models import Report, Section

READ = [("no", _("not acknowledged")), ("yes", _("acknowledged"))]


def since(label: Any, field: str) -> django_filters.DateFilter:
    return django_filters.DateFilter(label=label, field_name=field, lookup_expr="gte", widget=DayInput)


def until(label: Any, field: str) -> django_filters.DateFilter:
    return django_filters.DateFilter(label=label, field_name=field, lookup_expr="lte", widget=DayInput)


class ReportFilter(django_filters.FilterSet):
    """`subsidiary`, `author` and `principal` are identifiers; a menu of those that the reader sees is made by the page."""

    q = django_filters.CharFilter(label=_("Customer or city"), method="search")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Report.Kind.choices, empty_label=_("All kinds"))
    subsidiary = django_filters.UUIDFilter(label=_("Subsidiary"), field_name="book__subsidiary")
    author = django_filters.UUIDFilter(label=_("Author"), field_name="author")
    principal = django_filters.UUIDFilter(label=_("Principal"), method="tells_of")
    from_day = since(_("Visited from"), "visited_on")
    until_day = until(_("Visited until"), "visited_on")

    class Meta:
        model = Report
        fields: list[str] = []

    def __init__(self, *args: Any, acting: Acting | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.acting = acting

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(Q(customer__name__icontains=value) | Q(customer__city__icontains=value))

    def tells_of(self, queryset: QuerySet, name: str, value: Any) -> QuerySet:
        """By the sections that this reader sees: no filter tells of others."""
        if self.acting is None:
            return queryset.none()
        seen = access.visible(self.acting.person, Section.objects.filter(contract__principal=value))
        return queryset.filter(Exists(seen.filter(report=OuterRef("pk"))))


class SectionFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Customer or city"), method="search")
    acknowledged = django_filters.ChoiceFilter(
        label=_("Acknowledged"), choices=READ, empty_label=_("All"), method="is_read"
    )
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=Report.Kind.choices, empty_label=_("All kinds"), field_name="report__kind"
    )
    country = django_filters.ChoiceFilter(
        label=_("Country"),
        choices=country_choices,
        empty_label=_("All countries"),
        field_name="report__customer__country",
    )
    agent = django_filters.UUIDFilter(label=_("Agent"), field_name="contract__agent")
    contract = django_filters.UUIDFilter(label=_("Contract"), field_name="contract")
    from_day = since(_("Visited from"), "report__visited_on")
    until_day = until(_("Visited until"), "report__visited_on")

    class Meta:
        model = Section
        fields: list[str] = []

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        named = Q(report__customer__name__icontains=value) | Q(report__customer__city__icontains=value)
        return queryset.filter(named | Q(reference__iexact=value.strip()))

    def is_read(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(is_acknowledged=value == "yes")
