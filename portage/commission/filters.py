"""How the list of statements is narrowed."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from .models import BatchEntry, CommissionInvoice, Share, Statement
from .queries.batches import ENTRY_STATES
from .words.billing import ORIGINS
from .words.pages import STATES
from .words.splits import STATES as SPLIT_STATES
from .words.together import STATES as ENTRY_WORDS

STATE_CHOICES = [(code, word) for code, (_shape, word) in STATES.items()]


class StatementFilter(django_filters.FilterSet):
    """By words (reference, parties) and by state."""

    q = django_filters.CharFilter(label=_("Search"), method="named")
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=STATE_CHOICES, method="in_state", empty_label=_("Any state")
    )  # fmt: skip

    class Meta:
        model = Statement
        fields: list[str] = []

    def named(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        parties = Q(contract__principal__name__icontains=value) | Q(contract__agent__name__icontains=value)
        return queryset.filter(Q(reference__icontains=value) | Q(contract__reference__icontains=value) | parties)

    def in_state(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        if value == "disputed":
            return queryset.filter(open_disputes__gt=0)
        return queryset.filter(open_disputes=0, is_accepted=value == "accepted")


class StatementsOfContractFilter(StatementFilter):
    """The same for programs, and by contract."""

    contract = django_filters.UUIDFilter(label=_("Contract"), field_name="contract")


class InvoiceFilter(django_filters.FilterSet):
    """By words (number, statement, parties) and by who wrote them."""

    q = django_filters.CharFilter(label=_("Search"), method="named")
    origin = django_filters.ChoiceFilter(label=_("Written"), choices=list(ORIGINS.items()), empty_label=_("By anyone"))

    class Meta:
        model = CommissionInvoice
        fields: list[str] = []

    def named(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        parties = Q(contract__principal__name__icontains=value) | Q(contract__agent__name__icontains=value)
        return queryset.filter(Q(number__icontains=value) | Q(statement__reference__icontains=value) | parties)


class InvoicesOfContractFilter(InvoiceFilter):
    """The same for programs, and by contract."""

    contract = django_filters.UUIDFilter(label=_("Contract"), field_name="contract")


class ShareFilter(django_filters.FilterSet):
    """Parts of orders, by words (order, customer, contract, principal) and by where they stand."""

    q = django_filters.CharFilter(label=_("Order, customer, contract"), method="named")
    state = django_filters.ChoiceFilter(
        label=_("State"), method="in_state", empty_label=_("Any state"),
        choices=[(code, word) for code, (_shape, word) in SPLIT_STATES.items()],
    )  # fmt: skip

    class Meta:
        model = Share
        fields: list[str] = []

    def named(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        order = Q(split__order__reference__icontains=value) | Q(split__order__customer__icontains=value)
        contract = Q(contract__reference__icontains=value) | Q(contract__principal__name__icontains=value)
        return queryset.filter(order | contract)

    def in_state(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        if value in {"holds", "withdrawn"}:
            return queryset.filter(split__outcome__kind=value)
        declined = Q(answer__agrees=False)
        return queryset.filter(declined if value == "declined" else ~declined, split__outcome__isnull=True)


class BatchEntryFilter(django_filters.FilterSet):
    """Statements issued together, by words (contract, agent) and by how they ended."""

    q = django_filters.CharFilter(label=_("Contract, agent"), method="named")
    state = django_filters.ChoiceFilter(
        label=_("State"), method="in_state", empty_label=_("Any state"),
        choices=[(code, word) for code, (_shape, word) in ENTRY_WORDS.items()],
    )  # fmt: skip

    class Meta:
        model = BatchEntry
        fields: list[str] = []

    def named(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        return queryset.filter(Q(contract__reference__icontains=value) | Q(contract__agent__name__icontains=value))

    def in_state(self, queryset: QuerySet, _name: str, value: str) -> QuerySet:
        return queryset.filter(ENTRY_STATES[value])
