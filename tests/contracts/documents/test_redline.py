"""Marks of revision say exactly what changed: both texts can be read out of them, and nothing is marked without need."""

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.documents import matching, redline, shipped
from contracts.documents.articles import Article
from contracts.documents.redline import ADDED, REMOVED, SAME, Piece

TEXTS = st.text(st.sampled_from(list("ab é,.{}\n\u00a0")), max_size=60)


def read(marked: redline.Marked, *kinds: str) -> str:
    return "".join(piece.text for piece in marked if piece.kind in kinds)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_out_of_the_marks(before: str, after: str) -> None:
    marked = redline.words(before, after)
    assert read(marked, SAME, REMOVED) == before
    assert read(marked, SAME, ADDED) == after


@given(TEXTS)
def test_what_did_not_change_is_not_marked(text: str) -> None:
    assert all(piece.kind == SAME for piece in redline.words(text, text))


@given(st.lists(TEXTS, max_size=5), st.lists(TEXTS, max_size=5))
def test_each_paragraph_of_both_sides_is_read_once_and_in_order(before: list[str], after: list[str]) -> None:
    marked = redline.paragraphs(before, after)
    assert [read(m, SAME, REMOVED) for m in marked if read(m, SAME, REMOVED) or not m] == [b for b in before if b]
    assert [read(m, SAME, ADDED) for m in marked if read(m, SAME, ADDED) or not m] == [a for a in after if a]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a rate of 5 %.", "a rate of 6 %.", [(SAME, "a rate of "), (REMOVED, "5 %"), (ADDED, "6 %"), (SAME, ".")]),
        ("the old firm words end", "the new text end", [(SAME, "the "), (REMOVED, "old firm words"), (ADDED, "new text"), (SAME, " end")]),
        ("{{ term.months }} months", "{{ renewal.months }} months", [(REMOVED, "{{ term.months }}"), (ADDED, "{{ renewal.months }}"), (SAME, " months")]),
        ("", "new", [(ADDED, "new")]),
    ],
)  # fmt: skip
def test_a_change_is_marked_in_whole_words(before: str, after: str, expected: list[tuple[str, str]]) -> None:
    assert list(redline.words(before, after)) == [Piece(*each) for each in expected]


def article(key: str, position: int, *paragraphs: str) -> Article:
    return Article(key, position, True, key.title(), paragraphs)


def test_articles_are_matched_by_key_and_one_taken_out_stays_where_it_stood() -> None:
    before = [article("object", 1, "One."), article("goods", 2, "Two."), article("end", 3, "Three.")]
    after = [article("object", 1, "One."), article("end", 2, "Three or four."), article("more", 3, "Five.")]
    found = redline.articles(before, after)
    assert [(c.key, c.kind, c.before, c.after) for c in found] == [
        ("object", SAME, 1, 1), ("goods", REMOVED, 2, None), ("end", "changed", 3, 2), ("more", ADDED, None, 3),
    ]  # fmt: skip


def test_a_mark_that_changed_is_a_change() -> None:
    one = article("object", 1, "One.")
    assert redline.compared(one, replace(one, negotiable=False)).kind == "changed"


def test_a_text_of_two_million_characters_is_compared_at_once() -> None:
    marked = redline.words("word " * 400_000, "other " * 400_000)
    assert [piece.kind for piece in marked] == [REMOVED, ADDED]


def by_difflib(one: Sequence[str], other: Sequence[str]) -> list[matching.Block]:
    """The same answer by the library, slower: what the marks were made of before."""
    return [tuple(found) for found in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()[:-1]]


FEW = st.lists(st.sampled_from("abc,"), max_size=40)


@given(FEW, FEW)
def test_common_words_are_those_that_difflib_finds(one: list[str], other: list[str]) -> None:
    assert matching.blocks(one, other) == by_difflib(one, other)


def test_the_marks_between_shipped_models_are_those_that_difflib_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each text against itself with words changed, moved and taken out, and against the other language."""

    def marks() -> list:
        return [redline.articles(*pair) for pair in pairs]

    texts = [shipped.default(tag) for tag in shipped.TAGS]
    pairs = [(one, other) for one in texts for other in (*texts, one[::-1], tuple(map(disturbed, one)))]
    ours = marks()
    monkeypatch.setattr(redline, "blocks", by_difflib)
    assert ours == marks()


def disturbed(article: Article) -> Article:
    """Every fifth word another, every ninth taken out, every seventh before the one in front of it."""

    def changed(text: str) -> str:
        found = ["autrement" if n % 5 == 4 else word for n, word in enumerate(text.split(" ")) if n % 9 != 8]
        for n in range(6, len(found), 7):
            found[n - 1], found[n] = found[n], found[n - 1]
        return " ".join(found)

    return replace(article, paragraphs=(*map(changed, article.paragraphs), "Une phrase de plus."))


def test_words_that_stand_everywhere_are_left_to_difflib(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = ["a", "b"] * 30, ["b", "a", "c"] * 20
    expected = by_difflib(one, other)
    assert matching.blocks(one, other) == expected
    monkeypatch.setattr(matching, "MOST_PAIRS", 0)
    assert matching.blocks(one, other) == expected


def test_a_figure_is_marked_whole_and_apart_from_the_one_it_replaces() -> None:
    marked = redline.words("A commission of 7.5%.", "A commission of 9%.")
    assert [piece.text for piece in marked] == ["A commission of ", "7.5%", "9%", "."]
    assert [gap for _piece, gap in redline.apart(marked)] == ["", " ", "", ""]
    assert redline.words("Poland", "Poland; Malta") == (Piece(SAME, "Poland"), Piece(ADDED, "; Malta"))


def test_nothing_stands_apart_where_there_is_nothing():
    assert list(redline.apart(redline.words("", ""))) == []
