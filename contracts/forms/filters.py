"""Filters of the portfolio, the same for its page, its exports and the API. They narrow what is visible, never widen it."""

import re
import unicodedata
from datetime import date, timedelta
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from contracts.law import records
from contracts.law.wording import law_name
from portage.core import words
from portage.core.forms import DayInput
from portage.core.forms.fields import country_choices
from portage.network.access import Acting

from ..models import Contract
from ..queries import portfolio
from ..queries.questions import open_questions
from ..queries.waiting import for_me
from ..words.pages import NATURES, reader_language

SOON_DAYS = 90
AMENDMENTS_ONLY = {"in_effect", "fallen"}
KINDS = [
    ("notice", _("last day for notice")),
    ("renews", _("renewal, certain")),
    ("ends", _("end")),
    ("starts", _("first day")),
]
MOST_WORDS = 5
# Letters that people leave bare when they type in haste, with what they may stand for.
BARE = {"a": "aàáâäãåæ", "c": "cç", "e": "eèéêë", "i": "iìíîï", "n": "nñ", "o": "oòóôöõøœ", "u": "uùúûü", "y": "yýÿ"}


def law_choices() -> list[tuple[str, str]]:
    """The governing laws that are recorded, by name."""
    tag = reader_language()
    named = [(law.code, law_name(law.code)[tag]) for law in records.jurisdictions()]
    return sorted(
        ((code, name[:1].upper() + name[1:]) for code, name in named), key=lambda pair: words.alphabetical(pair[1])
    )


def nature_choices() -> list[tuple[str, str]]:
    return [(code, str(name)) for code, (name, _says) in NATURES.items()]


class ContractFilter(django_filters.FilterSet):
    """`today` is the reader's day, `acting` who asks: both decide what "waiting for me" and "in 90 days" mean.

    What cannot be read (an unknown view, a day that is none) is told by its door: the page says that it is left out, and
    shows what the others find, for an old link still leads somewhere; the API refuses it (422), for a program that
    asked for part of the contracts must not be given all.
    """

    q = django_filters.CharFilter(label=_("Principal, agent, product, reference"), method="search")
    view = django_filters.ChoiceFilter(
        label=_("View"),
        choices=[("renewals", _("Renewals, 90 days")), ("waiting", _("Waiting for me"))],
        method="of_view",
    )
    state = django_filters.MultipleChoiceFilter(
        label=_("State"),
        field_name="status",
        choices=[(code, name) for code, name in Contract.Status.choices if code not in AMENDMENTS_ONLY],
        distinct=False,
        widget=forms.CheckboxSelectMultiple,
    )
    kind = django_filters.ChoiceFilter(
        label=_("Next date is"), field_name="next_kind", choices=KINDS, empty_label=_("Any")
    )
    next_from = django_filters.DateFilter(
        label=_("Next date from"), field_name="next_day", lookup_expr="gte", widget=DayInput
    )
    next_to = django_filters.DateFilter(
        label=_("Next date until"), field_name="next_day", lookup_expr="lte", widget=DayInput
    )
    notice_until = django_filters.DateFilter(label=_("Notice possible until"), method="with_last_day", widget=DayInput)
    principal = django_filters.UUIDFilter(label=_("Principal"), field_name="principal_id")
    agent = django_filters.UUIDFilter(label=_("Agent"), field_name="agent_id")
    country = django_filters.ChoiceFilter(
        label=_("Country of the territory"), choices=country_choices, empty_label=_("Any"), method="covering"
    )
    law = django_filters.ChoiceFilter(label=_("Governing law"), choices=law_choices, empty_label=_("Any"))
    nature = django_filters.ChoiceFilter(label=_("Nature"), choices=nature_choices, empty_label=_("Any"))

    class Meta:
        model = Contract
        fields: list[str] = []

    def __init__(self, *args: Any, acting: Acting, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.acting, self.today = acting, today

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        typed = [portfolio.Word(word, pattern(word), countries_named(word)) for word in value.split()[:MOST_WORDS]]
        return portfolio.with_words(queryset, typed, self.acting)

    def of_view(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        if value == "waiting":
            return queryset.filter(for_me(self.acting, today=self.today, questions=open_questions(self.acting)))
        return queryset.filter(next_kind="notice", next_day__range=(self.today, self.today + timedelta(days=SOON_DAYS)))

    def with_last_day(self, queryset: QuerySet, name: str, value: date) -> QuerySet:
        return queryset.filter(next_kind="notice", next_day=value)

    def covering(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return portfolio.in_country(queryset, value)


def pattern(word: str) -> str:
    """A regular expression that finds `word` with or without its accents, and as it was typed otherwise."""
    bare = unicodedata.normalize("NFKD", word.lower())
    letters = (c for c in bare if not unicodedata.combining(c))
    return "".join(f"[{BARE[c]}{BARE[c].upper()}]" if c in BARE else re.escape(c) for c in letters)


def countries_named(word: str) -> list[str]:
    """Codes of the countries whose name in the reader's language holds `word`."""
    if len(word) < 3:
        return []
    found = re.compile(pattern(word), re.IGNORECASE)
    return [code for code, name in country_choices() if found.search(name)]
