"""Dates, lengths, rates and sums in words, in both languages, with the spaces that must not break."""

from datetime import date
from decimal import Decimal

import pytest

from contracts.documents import words
from contracts.documents.typography import typeset


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("schedule", "french", "english"),
    [
        ((1,), "un mois", "one month"),
        ((3,), "trois mois", "three months"),
        ((1, 2, 3), "un, deux puis trois mois", "one, two then three months"),
    ],
)
def test_a_scale_of_notice_is_told_shortly(schedule: tuple[int, ...], french: str, english: str) -> None:
    assert plain(words.month_schedule(schedule, "fr")) == french
    assert plain(words.month_schedule(schedule, "en")) == english


def test_a_scale_of_notice_is_told_year_by_year() -> None:
    assert plain(words.month_scale((1, 2, 3), "fr")) == (
        "un mois pendant la première année, deux mois pendant la deuxième année et trois mois à partir de la troisième année"
    )
    assert plain(words.month_scale((1, 2, 3), "en")) == (
        "one month during the first year, two months during the second year and three months from the third year"
    )


def test_the_first_of_the_month_is_told_the_french_way() -> None:
    assert plain(words.long_date(date(2026, 3, 1), "fr")) == "1er mars 2026"
    assert plain(words.long_date(date(2026, 8, 11), "fr")) == "11 août 2026"
    assert plain(words.long_date(date(2026, 3, 1), "en")) == "1 March 2026"


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        ((Decimal(300000), "EUR"), "300 000 €", "€300,000"),
        ((Decimal("1234.5"), "EUR"), "1 234,50 €", "€1,234.50"),
        ((Decimal(9000), "JPY"), "9 000 JPY", "JP¥9,000"),
    ],
)
def test_a_sum_is_told_with_its_currency(value: tuple[Decimal, str], french: str, english: str) -> None:
    assert plain(words.money(value, "fr")) == french
    assert plain(words.money(value, "en")) == english


def test_a_rate_keeps_every_decimal() -> None:
    assert plain(words.percent(Decimal("0.0625"), "fr")) == "6,25 %"
    assert words.percent(Decimal("0"), "en") == "0%"


def test_countries_are_named_in_the_language_and_unknown_codes_refused() -> None:
    assert (words.country("PL", "fr"), words.country("PL", "en")) == ("Pologne", "Poland")
    with pytest.raises(ValueError, match="XX9"):
        words.country("XX9", "fr")


def test_ordinals_beyond_ten() -> None:
    assert [words.ordinal(n, "en") for n in (11, 12, 21, 22, 33)] == ["11th", "12th", "21st", "22nd", "33rd"]
    assert words.ordinal(12, "fr") == "12e"


def test_french_text_gets_its_spaces_and_apostrophes() -> None:
    assert typeset("L'agent : « oui » ; 2 jours, article 7 ?", "fr") == (
        "L’agent\u00a0: «\u00a0oui\u00a0»\u202f; 2\u00a0jours, article\u00a07\u202f?"
    )


def test_placeholders_come_through_the_typesetter_unharmed() -> None:
    assert typeset("les {{ order.answer_days }} jours", "fr") == "les {{ order.answer_days }}\u00a0jours"
