"""Fields of forms for codes that lists hold: countries, languages, currencies, time zones, and several of one list.

Each shows names in the reader's language, in its alphabet, and cleans to the code.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from babel import Locale
from babel.numbers import list_currencies
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from .. import words

Choices = list[tuple[str, str]]


def by_name(pairs: Iterable[tuple[str, str]]) -> Choices:
    return sorted(pairs, key=lambda pair: words.alphabetical(pair[1]))


def _spoken(build: Callable[[Locale], Choices]) -> Callable[[], Choices]:
    """The choices in the language of the page, built once for each language."""
    kept = cache(lambda tag: build(Locale.parse(tag, sep="-")))
    return lambda: kept(get_language() or "en")


country_choices = _spoken(
    lambda locale: by_name((code, locale.territories.get(code, name)) for code, name in list(countries))
)
language_choices = _spoken(
    lambda locale: by_name((code, name) for code, name in locale.languages.items() if len(code) == 2)
)
zone_choices = _spoken(lambda _locale: by_name((zone, words.zone(zone)) for zone in _zones()))
currency_choices = _spoken(
    lambda locale: [(code, f"{code}, {locale.currencies[code]}") for code in _currencies() if code in locale.currencies]
)


def _currencies() -> list[str]:
    """Currencies in use: those that some territory pays with today."""
    from babel.core import get_global

    current = {
        entry[0]
        for entries in get_global("territory_currencies").values()
        for entry in entries
        if entry[2] is None and entry[3]
    }
    return sorted(current & set(list_currencies()))


def _zones() -> list[str]:
    """UTC and the time zones of each country today, without the old names that lead to them."""
    lines = files("tzdata.zoneinfo").joinpath("zone.tab").read_text().splitlines()
    return ["UTC", *(line.split("\t")[2] for line in lines if not line.startswith("#"))]


class Codes(forms.CheckboxSelectMultiple):
    """Several of a long list: what is chosen first, the rest below it in a box that scrolls and can be searched."""

    template_name = "core/forms/codes.html"
    option_template_name = "core/forms/code.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        options = [option for _group, members, _index in context["widget"]["optgroups"] for option in members]
        context["widget"]["chosen"] = [option for option in options if option["selected"]]
        context["widget"]["others"] = [option for option in options if not option["selected"]]
        return context


class Listed(forms.ChoiceField):
    """One code of a list. What is kept already stays choosable, though the list does not hold it."""

    def keep(self, values: Iterable[str]) -> None:
        listed: list[Any] = list(self.choices)  # type: ignore[arg-type]
        known = {code for code, _name in listed}
        strange = [(value, value) for value in values if value not in known]
        if strange:
            self.choices = [*strange, *listed]


class CodesField(Listed, forms.MultipleChoiceField):
    """Several codes of a list, searched and ticked."""

    widget = Codes

    def __init__(self, *, choices: Callable[[], Choices], **options: Any) -> None:
        super().__init__(choices=choices, **options)


def one_of(choices: Callable[[], Any], empty: Any = None, **options: Any) -> Listed:
    """One code of a list; `empty` is the line that stands for none."""
    listed = choices if empty is None else lambda: [("", empty), *choices()]
    return Listed(choices=listed, **options)


def country_field(**options: Any) -> forms.ChoiceField:
    return one_of(country_choices, empty=_("Choose a country"), **options)


class PercentField(forms.DecimalField):
    """A share that people type as a rate: 6.5 (6,5 in French) is 0.065."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "short"})

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_value": 0, "max_value": 100, "decimal_places": 3, "localize": True, **options})

    def clean(self, value: Any) -> Decimal | None:
        typed = str(value or "").replace("%", "").strip()
        rate = super().clean(typed.replace(",", "."))
        return None if rate is None else rate / 100

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Decimal):
            return value
        return words.number((value * 100).normalize())
