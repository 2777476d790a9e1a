"""Options of a model, the invented contract of its preview, and what changed between two versions."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.documents import articles, checking, grammar, samples, shipped
from contracts.documents.articles import BadModel
from contracts.documents.names import FILTERS, NAMES
from contracts.documents.options import OPTIONS, Needs, chosen
from contracts.pages.model_changes import changes
from contracts.pages.model_preview import preview_html

TEXT = "## A {#a .fixed}\nOne.\n{?exclusive} Two.\n\n## B {#b .fixed ?indefinite}\nThree.\n\n## C {#c .negotiable}\nFour.\n"


def test_a_condition_decides_what_is_printed_and_the_rest_is_numbered_anew():
    kept = chosen(articles.parse(TEXT), Needs(exclusive=False))
    assert [(a.key, a.position, a.paragraphs) for a in kept] == [("a", 1, ("One.",)), ("c", 2, ("Four.",))]
    every = chosen(articles.parse(TEXT), Needs(nature="indefinite"))
    assert [(a.key, a.position, a.paragraphs) for a in every] == [
        ("a", 1, ("One.", "Two.")), ("b", 2, ("Three.",)), ("c", 3, ("Four.",)),
    ]  # fmt: skip
    assert {type(article) for article in every} == {articles.Article}


def test_every_condition_holds_for_some_contract_and_not_for_another():
    ends = ("compensation", "indemnity", "none", "negotiated", "by_law")
    worlds = [
        Needs(*facts)
        for facts in product((True, False), ("renewable", "indefinite"), ends, (True, False), (True, False))
    ]
    for name, holds in OPTIONS.items():
        assert {holds(needs) for needs in worlds} == {True, False}, name


def test_an_unknown_condition_stops_the_document():
    with pytest.raises(BadModel):
        chosen(articles.parse("## A {#a .fixed ?rich}\nOne.\n"), Needs())


def test_a_model_without_conditions_keeps_its_digest_and_its_articles():
    for text in shipped.model_texts().values():
        parsed = articles.parse(text)
        assert chosen(parsed, Needs()) == parsed


words = st.text(st.characters(codec="latin-1", categories=["L", "N"]), min_size=1, max_size=8)
lines = st.lists(words, min_size=1, max_size=4)
written = st.builds(
    lambda temper, option, title, texts: (temper, option, title, tuple(texts)),
    st.booleans(), st.sampled_from(["", *OPTIONS]), words, lines,
)  # fmt: skip


@given(st.lists(written, min_size=1, max_size=5))
def test_articles_written_to_a_file_are_read_back_the_same(given_articles):
    made = tuple(
        articles.made(f"k{n}", n, temper, title, texts, only_if=option)
        for n, (temper, option, title, texts) in enumerate(given_articles, start=1)
    )
    assert articles.parse(articles.write(made)) == made


@pytest.mark.parametrize("name", sorted(NAMES))
def test_the_invented_contract_has_the_sample_of_every_name(name):
    show = FILTERS[NAMES[name].kind][0]
    spelled = f"{{{{ {name}|{show} }}}}" if show else f"{{{{ {name} }}}}"
    printed = grammar.fill(spelled, samples.known("en", ()), "en")
    assert printed.replace("\u00a0", " ").replace("\u202f", " ") == NAMES[name].sample


@pytest.mark.parametrize("tags", [("fr",), ("en",), ("fr", "en")])
@pytest.mark.parametrize(("exclusive", "nature"), product((True, False), ("renewable", "indefinite")))
def test_the_shipped_model_is_previewed_for_every_nature(tags, exclusive, nature):
    texts = {tag: articles.parse(shipped.model_texts()[tag]) for tag in tags}
    needs = Needs(exclusive=exclusive, nature=nature, two_languages=len(tags) > 1)
    made = preview_html(texts, name="Agent contract", number=1, prevailing="fr", needs=needs)
    assert "PMI n.3" in made
    assert "{{" not in made


def test_what_changed_is_told_article_by_article():
    before = articles.parse(
        "## A {#a .fixed}\nOne.\n## B {#b .fixed}\nTwo.\n## C {#c .fixed}\nThree.\n## D {#d .fixed}\nFour.\n"
    )
    after = articles.parse(
        "## C {#c .fixed}\nThree.\n## A {#a .negotiable}\nOne.\n## B {#b .fixed ?exclusive}\nTwo more.\n## E {#e .fixed}\nFive.\n"
    )
    found = {one.key: (one.kind, one.moved, bool(one.marks)) for one in changes({"en": before}, {"en": after})}
    assert found == {
        "c": ("same", True, False), "a": ("same", False, True), "b": ("changed", False, True),
        "d": ("removed", False, False), "e": ("added", False, False),
    }  # fmt: skip
    assert changes({"en": before}, {"en": before}) == []


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("Fine.\n  see {{ ref.gone }}", "unknown_article", 2, 7),
        ("a\u2066b", "invisible", 1, 2),
        ("# Title", "hash_line", 1, 1),
        ("{?exclusive} One {\nFine.", "stray_brace", 1, 18),
        ("{?exclusive} One.", "all_optional", 0, 0),
        ("{?exclusive} One:\n- two", "all_optional", 0, 0),
        ("See {{ ref.b }}.", "optional_article", 1, 5),
        ("- - - - deep", "deep_list", 1, 1),
        ("x" * 20_001, "long_text", 0, 0),
    ],
)
def test_a_fault_is_told_at_its_place(text, code, line, column):
    found = checking.of_typed(checking.Typed("a", "A", text), "en", {"a": "", "b": "indefinite"})
    assert [(one.code, one.line, one.column) for one in found] == [(code, line, column)]
