"""Filters of prospects, and the forms by which they are added and moved."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from portage.core.forms import Answered
from portage.network.models import Customer
from portage.network.segments import segment_choices

from ..models import Prospect
from ..queries import prospects as queries

MOST_CHOICES = 500  # customers in one menu: beyond, the customer's own record leads here


def stages(*, without: str = "", lost: bool = True) -> list[tuple[str, str]]:
    """The stages in their order."""
    left_out = {without} | (set() if lost else {"lost"})
    return [(code, str(capfirst(label))) for code, label in Prospect.Stage.choices if code not in left_out]


class ProspectFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Customer or city"), method="search")
    stage = django_filters.ChoiceFilter(label=_("Stage"), choices=stages, empty_label=_("All stages"))
    segment = django_filters.ChoiceFilter(
        label=_("Segment"), field_name="customer__segment", choices=segment_choices, empty_label=_("All segments")
    )
    late = django_filters.BooleanFilter(label=_("Late actions"), method="only_late", widget=forms.CheckboxInput)

    class Meta:
        model = Prospect
        fields: list[str] = []

    def __init__(self, *args: Any, today: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(Q(customer__name__icontains=value) | Q(customer__city__icontains=value))

    def only_late(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        return queries.late(queryset, self.today) if value else queryset


class OfAnyContract(ProspectFilter):
    """The filters of programs, which ask for the prospects of several contracts at once."""

    contract = django_filters.UUIDFilter(label=_("Contract"), field_name="contract_id")


class AddForm(Answered, forms.Form):
    """A customer of the agent's, and the stage at which its prospecting begins."""

    customer = forms.ModelChoiceField(
        queryset=Customer.objects.none(), label=_("Customer"), empty_label=_("Choose a customer")
    )
    stage = forms.ChoiceField(choices=lambda: stages(lost=False), label=_("Stage"), initial="identified")

    def __init__(self, customers: QuerySet[Customer], data: Any = None) -> None:
        super().__init__(data)
        field: Any = self.fields["customer"]
        field.queryset = customers
        shown = list(customers[:MOST_CHOICES])
        field.choices = [("", field.empty_label), *((str(one.pk), _line(one)) for one in shown)]


def _line(customer: Customer) -> str:
    return f"{customer.name}, {customer.city}" if customer.city else customer.name


class MoveForm(Answered, forms.Form):
    """The stage to which a prospect moves; lost asks why. `seen`: how many moves it had when the person looked."""

    stage = forms.ChoiceField(label=_("Stage"))
    why_lost = forms.ChoiceField(
        choices=lambda: [("", "–"), *((code, capfirst(label)) for code, label in Prospect.Why.choices)], required=False,
        label=_("Why it is lost"), help_text=_("Only for a lost one."),
    )  # fmt: skip
    note = forms.CharField(
        max_length=300, required=False, label=_("More precisely"), help_text=_("Both parties of the contract read it.")
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, prospect: Prospect, data: Any = None, *, stage: str = "") -> None:
        super().__init__(data, initial={"seen": prospect.moves_made, "stage": stage})
        field: Any = self.fields["stage"]
        field.choices = [("", _("Choose a stage")), *stages(without=prospect.stage)]
