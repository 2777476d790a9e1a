"""The records of law in words: every text that shipped can be read in the reader's language, every value is told."""

import json

import pytest
from django.utils.translation import override

from contracts import law
from contracts.forms.law import CorrectionForm
from contracts.law.records import DATA, Rule
from contracts.law.shapes import thaw
from contracts.pages.law import groups_of
from contracts.words.law import GROUPS, REWORDED, RULES, TEXTS
from contracts.words.values import by_year, short_words, value_words

CODES = {"rule", "kind"}
PLAIN = {"written_form", "renewal_clause_effect", "members"}


def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from texts(part) if key not in CODES else ()


def english(words):
    """Whether a source holds a remark and not only the mark of an article."""
    return any(word.isalpha() and len(word) > 4 for word in words.replace(":", " ").replace(",", " ").split())


def test_every_text_that_ships_has_a_place_for_its_translation():
    known = {*TEXTS, *REWORDED, "stays_fixed_term"}
    for record in json.loads(DATA.read_text(encoding="utf-8"))["jurisdictions"]:
        assert record["name"] in known
        for key, rule in record["rules"].items():
            assert key in RULES, f"{record['code']}.{key} has no name"
            if key not in PLAIN:
                assert set(texts(rule["value"])) <= known, f"{record['code']}.{key}"
            assert rule["source"] in known or not english(rule["source"]), rule["source"]


def test_every_rule_stands_in_one_group():
    grouped = [key for _title, keys in GROUPS for key in keys]
    assert sorted(grouped) == sorted(RULES)


@pytest.mark.parametrize("record", law.jurisdictions(), ids=lambda record: record.code)
@pytest.mark.parametrize("tag", ["en", "fr"])
def test_every_value_is_told_in_words_without_braces_or_codes(record, tag):
    with override(tag):
        for rule in record.rules.values():
            for words in (value_words(rule), short_words(rule)):
                assert not set("{}[]_%") & set(words), words
        assert groups_of(record, [])


@pytest.mark.parametrize(
    ("scale", "words"),
    [
        ((1, 2, 3), "1 month in year 1, 2 months in year 2, 3 months from year 3 on"),
        (
            (1, 2, 3, 3, 3, 6),
            "1 month in year 1, 2 months in year 2, 3 months in years 3 to 5, 6 months from year 6 on",
        ),
        ((2,), "2 months"),
        ((4, 4), "4 months"),
        ((0,), "none: at any time"),
    ],
)
def test_a_scale_tells_years_of_one_length_together(scale, words):
    with override("en"):
        assert by_year(scale) == words


@pytest.mark.parametrize("record", law.jurisdictions(), ids=lambda record: record.code)
def test_the_form_of_a_correction_gives_back_what_the_record_says(record):
    """Sent back unchanged, every rule has the value it had."""
    for key, rule in record.rules.items():
        blank = CorrectionForm(record, key)
        sent = {name: blank.get_initial_for_field(field, name) for name, field in blank.fields.items()}
        sent = {name: value for name, value in sent.items() if value is not None and value is not False}
        if isinstance(sent.get("value"), list) and key not in {"members", "termination_pay_lost"}:
            sent["value"] = ", ".join(map(str, sent["value"]))
        form = CorrectionForm(
            record,
            key,
            {**sent, "source": rule.source or "art. 1", "checked_on": "2026-11-21", "reason": "again", "agree": "on"},
        )
        assert form.is_valid(), (key, form.errors)
        assert form.given()["value"] == thaw(rule.value), key
        assert form.given()["seen"] == 0


def test_what_no_one_has_named_is_still_shown():
    odd = Rule("FR", "a_new_key", "some words", "found", "art. 1", "2026-11-21")
    record = law.jurisdiction("FR")
    odder = law.Jurisdiction("FR", record.name, {**record.rules, odd.key: odd})
    assert "some words" in [rule.value for _title, rules in groups_of(odder, []) for rule in rules]
