"""The printed amendment: old and new, from when, all else unchanged, the consolidated text; in one language and in two."""

from dataclasses import replace
from datetime import date

import pytest

from contracts.documents.amendment import Facts, amendment_html, changes, consolidated_html, facts_of, wording
from contracts.documents.fonts import text_of

from .sample import models, sample

FACTS = Facts(2, "PC-7K3M-Q", 1, date(2026, 3, 1), date(2026, 9, 1))


def amended(mode: str):
    """Slovakia joins, exclusivity goes."""
    before = sample(mode)
    countries = (*before.territory.countries, "SK")
    return before, replace(before, territory=replace(before.territory, countries=countries), exclusivity=False)


def test_only_what_differs_is_told_with_its_marks():
    before, after = amended("en")
    found = {one.subject: [(piece.kind, piece.text) for piece in one.marked] for one in changes(before, after, "en")}
    assert set(found) == {"countries", "exclusivity"}
    assert ("added", "; Slovakia") in found["countries"]
    assert changes(before, before, "en") == []


def test_articles_are_compared_as_they_read_with_their_values():
    before, after = amended("en")
    keys = {one.key for one in wording(before, models(True)["en"], after, models(False)["en"], "en")}
    assert {"territory", "exclusivity"} <= keys
    assert "notice" not in keys


@pytest.mark.parametrize("mode", ["fr", "en", "both"])
def test_it_says_from_when_and_that_all_else_stays(mode):
    before, after = amended(mode)
    text = " ".join(text_of(amendment_html(FACTS, before, models(True), after, models(False))).split())
    said = {
        "fr": ("1er septembre 2026", "demeurent inchangés", "Texte consolidé"),
        "en": ("1 September 2026", "remain unchanged", "Consolidated text"),
    }
    for tag in ("fr", "en") if mode == "both" else (mode,):
        assert all(words in text.replace("\u00a0", " ") for words in said[tag])


def test_a_reason_to_apply_earlier_is_printed_and_escaped():
    before, after = amended("en")
    facts = replace(FACTS, earlier="Since May <b>the agent</b> works there.")
    html = amendment_html(facts, before, models(True), after, models(False))
    assert "&lt;b&gt;the agent&lt;/b&gt;" in html
    assert "before it is signed" in html


def test_the_consolidated_text_names_its_amendments_and_says_what_binds():
    _, after = amended("en")
    text = text_of(consolidated_html([FACTS], after, models(False)))
    assert "No. 2, from 1 September 2026" in text.replace("\u00a0", " ")
    assert "Only the signed agreement" in text


def test_its_facts_are_kept_as_plain_data():
    assert facts_of(FACTS.as_dict()) == FACTS
