"""Filters of the network's lists, the same for pages and for the API. They narrow what is visible, never widen it."""

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from portage.core.forms.fields import country_choices
from portage.core.words import alphabetical

from .models import Candidature, Customer, Organisation
from .roles import Kind
from .segments import segment_choices


class OrganisationFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Name, present or past, or city"), method="search")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Kind.choices, empty_label=_("All kinds"))
    country = django_filters.ChoiceFilter(label=_("Country"), choices=country_choices, empty_label=_("All countries"))
    archived = django_filters.BooleanFilter(label=_("Archived too"), method="with_archived", widget=forms.CheckboxInput)

    class Meta:
        model = Organisation
        fields: list[str] = []

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        former = queryset.model.objects.filter(names__name__icontains=value).values("pk")
        return queryset.filter(Q(name__icontains=value) | Q(city__icontains=value) | Q(pk__in=former))

    def with_archived(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        return queryset

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        found = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("archived") else found.filter(archived_at__isnull=True)


class CandidatureFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Company, product or sector"), method="search")
    status = django_filters.ChoiceFilter(
        label=_("State"), choices=Candidature.Status.choices[1:], empty_label=_("All states")
    )
    country = django_filters.ChoiceFilter(
        label=_("Country of seat"), choices=country_choices, empty_label=_("All countries of seat")
    )
    market = django_filters.ChoiceFilter(
        label=_("Target country"), choices=country_choices, empty_label=_("All target countries"), method="aims_at"
    )

    class Meta:
        model = Candidature
        fields: list[str] = []

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(searched__contains=alphabetical(value))

    def aims_at(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(markets__icontains=f'"{value}"')


class CustomerFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Name or city"), method="search")
    country = django_filters.ChoiceFilter(label=_("Country"), choices=country_choices, empty_label=_("All countries"))
    segment = django_filters.ChoiceFilter(label=_("Segment"), choices=segment_choices, empty_label=_("All segments"))

    class Meta:
        model = Customer
        fields: list[str] = []

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(Q(name__icontains=value) | Q(city__icontains=value))
