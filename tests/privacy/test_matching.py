"""One person in free text: names in any order, addresses, phones; and nobody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portage.privacy.rules import matching
from portage.privacy.rules.matching import by_email, by_name, by_phone, spans, without


def found(text, *finders):
    return [text[start:end] for start, end in spans(text, [finder for finder in finders if finder])]


@pytest.mark.parametrize(
    ("name", "text", "there"),
    [
        ("Anna Ferrand", "vu Anna Ferrand hier", ["Anna Ferrand"]),
        ("Anna Ferrand", "vu Mme FERRAND Anna hier", ["FERRAND Anna"]),
        ("Anna Ferrand", "Ferrand, Anna; puis A. Ferrand.", ["Ferrand, Anna", "A. Ferrand"]),
        ("Anna Ferrand", "Anna M. Ferrand puis Anna Maria Ferrand", ["Anna M. Ferrand", "Anna Maria Ferrand"]),
        ("Anna Ferrand", "Hannah Ferrandin et Anna. Puis rien de Ferrand", []),
        ("Anna Ferrand", "Anna viendra. Ferrand aussi", []),
        ("Hélène Müller", "helene muller", ["helene muller"]),
        ("helene muller", "HE\u0301LE\u0300NE MU\u0308LLER", ["HE\u0301LE\u0300NE MU\u0308LLER"]),
        ("Łukasz Wójcik", "lukasz wojcik", ["lukasz wojcik"]),
        ("Lukasz Wojcik", "Pan Wójcik Łukasz", ["Wójcik Łukasz"]),
        ("Jean-Paul Weiß", "Jean Paul Weiss; Weiss Jean-Paul", ["Jean Paul Weiss", "Weiss Jean-Paul"]),
        ("Ferrand", "M. Ferrand; Mme Ferrand", ["Ferrand", "Ferrand"]),
        ("O’Brien", "Mr O'Brien", ["O'Brien"]),
        ("小野春香", "昨日、小野春香さんと", ["小野春香"]),
        ("Nguyễn Thị Hương", "Nguyen Thi Huong", ["Nguyen Thi Huong"]),
    ],
)
def test_names(name, text, there):
    assert found(text, by_name(name)) == there


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("écrire à EWA@polimer.example.", ["EWA@polimer.example"]),
        ("<ewa@polimer.example>", ["ewa@polimer.example"]),
        ("xewa@polimer.example", []),
        ("ewa@polimer.example.org", []),
        ("ewa@polimer.examples", []),
        ("j.ewa@polimer.example", []),
    ],
)
def test_addresses(text, there):
    assert found(text, by_email("ewa@polimer.example")) == there


@pytest.mark.parametrize("typed", ["+33 6 12 34 56 78", "06.12.34.56.78", "0033612345678"])
@pytest.mark.parametrize(
    "text", ["06 12 34 56 78", "06.12.34.56.78", "+33612345678", "+33 (0)6 12-34-56-78", "0033 6 12 34 56 78"]
)
def test_phones_grouped_in_any_way(typed, text):
    assert found(f"appeler le {text}.", by_phone(typed)) == [text]


def test_a_longer_number_is_another_one():
    assert found("no 1061234567890", by_phone("06 12 34 56 78")) == []


@pytest.mark.parametrize(
    "finder", [by_name("A"), by_name("  "), by_email("ewa"), by_email("@"), by_phone("12 34"), by_name("-")]
)
def test_what_is_too_short_finds_nobody(finder):
    assert finder is None


def test_the_mark_stands_in_place_and_the_rest_stays():
    text = "Ewa Lis (ewa@x.example) aime le thé."
    assert without(text, spans(text, [by_name("Lis Ewa"), by_email("ewa@x.example")]), "[effacé]") == (
        "[effacé] ([effacé]) aime le thé."
    )


NAMES = st.sampled_from(["Anna Ferrand", "Łukasz Wójcik", "Jean-Paul Weiß", "Hélène Müller", "O’Brien Kate"])


@given(NAMES, st.text(max_size=60), st.text(max_size=60))
def test_a_name_put_anywhere_is_found_and_gone_after_erasing(name, before, after):
    text = f"{before} . {name} . {after}"
    finder = by_name(name)
    assert spans(text, [finder])
    left = without(text, spans(text, [finder]), "[erased]")
    assert name not in left
    assert spans(left, [finder]) == []


@given(st.text(max_size=200), NAMES)
def test_any_text_can_be_searched(text, name):
    for start, end in spans(text, [by_name(name), by_email("a@b.example"), by_phone("0612345678")]):
        assert 0 <= start < end <= len(text)


def test_an_excerpt_is_cut_between_words():
    text = "a " * 100 + "Ewa" + " b" * 100
    head, said, tail = matching.excerpt(text, spans(text, [by_name("Ewa")])[0])
    assert (said, head[0], tail[-1]) == ("Ewa", "…", "…")
