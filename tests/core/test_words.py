"""Days, delays, money and rates in the reader's language."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from babel import Locale
from django.utils import timezone, translation

from portage.core import binding, words
from portage.core.templatetags import portage as tags

TODAY = date(2026, 11, 21)


def plain(text: str) -> str:
    """Babel's non-breaking spaces as spaces, to compare by eye."""
    return text.replace("\xa0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("language", "style", "day", "told"),
    [
        ("en", "long", date(2026, 11, 30), "30 November 2026"),
        ("en", "short", date(2026, 11, 30), "30 Nov 2026"),
        ("en", "weekday", TODAY, "Saturday 21 November 2026"),
        ("fr", "long", date(2026, 11, 30), "30 novembre 2026"),
        ("fr", "long", date(2027, 3, 1), "1er mars 2027"),
        ("fr", "weekday", date(2027, 3, 1), "lundi 1er mars 2027"),
        ("fr", "long", date(2027, 3, 21), "21 mars 2027"),
        ("fr", "month", date(2027, 3, 1), "mars 2027"),
        ("en", "no_year", date(2026, 11, 30), "30 November"),
    ],
)
def test_a_day_reads_as_people_write_it(language, style, day, told):
    with translation.override(language):
        assert words.day(day, style) == told


@pytest.mark.parametrize(
    ("days", "told"),
    [(0, "today"), (1, "tomorrow"), (-1, "yesterday"), (9, "in 9 days"), (-3, "3 days ago"), (1200, "in 1,200 days")],
)
def test_a_binding_day_is_told_exactly(days, told):
    with translation.override("en"):
        assert words.away(date.fromordinal(TODAY.toordinal() + days), TODAY) == told


@pytest.mark.parametrize(
    ("language", "amount", "currency", "told"),
    [
        ("en", "38640", "EUR", "EUR 38,640.00"),
        ("fr", "38640", "EUR", "38 640,00 EUR"),
        ("en", "1500", "JPY", "JPY 1,500"),
        ("en", "-12.5", "USD", "-USD 12.50"),
    ],
)
def test_money_has_its_code_and_the_digits_of_its_currency(language, amount, currency, told):
    with translation.override(language):
        assert plain(words.money(Decimal(amount), currency)) == told


@pytest.mark.parametrize(
    ("language", "share", "told"),
    [
        ("en", "0.06", "6%"),
        ("en", "0.04500", "4.5%"),
        ("fr", "0.045", "4,5 %"),
        ("en", "0", "0%"),
        ("en", "0.00125", "0.125%"),
    ],
)
def test_a_share_reads_as_a_rate(language, share, told):
    with translation.override(language):
        assert plain(words.percent(Decimal(share))) == told


def test_countries_are_named_in_the_readers_language():
    with translation.override("fr"):
        assert words.country("pl") == "Pologne"
    with translation.override("en"):
        assert words.country("PL") == "Poland"
        assert words.country("??") == "??"


def test_a_zone_is_told_by_its_city_and_country():
    with translation.override("fr"):
        assert words.zone("Europe/London") == "Londres, Royaume-Uni"
        assert words.zone("America/Argentina/Buenos_Aires") == "Buenos Aires, Argentine"
        assert words.zone("UTC") == "UTC"
    with translation.override("en"):
        assert words.zone("America/New_York") == "New York, United States"
        assert words.zone("Asia/Calcutta") == words.zone("Asia/Kolkata")


def test_marks_between_parts_have_the_spaces_of_the_language():
    with translation.override("fr"):
        assert (words.mark(";"), words.mark(":")) == ("\u202f; ", "\xa0: ")
        assert "dans 9 jours\u202f; 3 mois" in binding.cell("notice", date(2026, 11, 30), TODAY, "3 mois")
    with translation.override("en"):
        assert (words.mark(";"), words.mark(":")) == ("; ", ": ")
        assert "in 9 days; 3 months" in binding.cell("notice", date(2026, 11, 30), TODAY, "3 months")


def test_a_moment_is_told_in_the_readers_zone():
    at = datetime(2026, 11, 20, 15, 12, tzinfo=UTC)
    with translation.override("en"), timezone.override("Europe/Paris"):
        assert words.moment(at) == "20 Nov 2026, 16:12"
        assert words.ago(at, datetime(2026, 11, 20, 16, 0, tzinfo=UTC)) == "48 minutes ago"


def test_without_a_language_english_is_spoken():
    with translation.override(None):
        assert words.locale() == Locale("en")


@pytest.mark.parametrize("told", [tags.day, tags.short_day, tags.moment, tags.percent, tags.number, tags.month])
def test_what_is_not_known_shows_nothing(told):
    assert told(None) == ""


def test_a_day_is_marked_for_machines():
    with translation.override("en"):
        assert tags.day(TODAY) == '<time datetime="2026-11-21">21 November 2026</time>'
