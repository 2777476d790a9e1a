"""The model's file format, and the two languages of the model that ships."""

import pytest

from contracts.documents import articles, grammar
from contracts.documents.names import NAMES
from contracts.documents.values import values

from .sample import models, sample

TEXT = "<!-- head\n## not a title -->\n\n## Object {#object .fixed}\nOne.\nTwo:\n- a\n- b\n\n## Term {#term .negotiable}\nThree.\n"


def test_a_model_is_read_article_by_article() -> None:
    first, second = articles.parse(TEXT)
    assert first == articles.Article("object", 1, False, "Object", ("One.", "Two:\n- a\n- b"))
    assert (second.position, second.negotiable, second.paragraphs) == (2, True, ("Three.",))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("lost\n## A {#a .fixed}\n", "line 1: text before"),
        ("## A {#a .maybe}\n", "line 1: expected"),
        ("## A\n", "line 1: expected"),
        ("## A {#a .fixed}\n\n## B {#a .fixed}\n", "line 3: article “a” appears twice"),
    ],
)
def test_a_bad_model_says_which_line(text: str, message: str) -> None:
    with pytest.raises(articles.BadModel, match=message):
        articles.parse(text)


@pytest.mark.parametrize("exclusive", [True, False])
def test_both_languages_of_the_shipped_model_face_each_other(exclusive: bool) -> None:
    model = models(exclusive)
    assert articles.parity(model["fr"], model["en"]) == []
    assert len(model["fr"]) == 15


@pytest.mark.parametrize("tag", ["fr", "en"])
@pytest.mark.parametrize("exclusive", [True, False])
def test_the_shipped_model_uses_only_names_that_every_contract_has(tag: str, exclusive: bool) -> None:
    model = models(exclusive)[tag]
    known = values(sample("both"), tag, model)
    keys = {article.key for article in model}
    for article in model:
        for text in (article.title, *article.paragraphs):
            assert grammar.check(text, article.key, keys) == []
            assert all(known[name] for name in grammar.names_used(text))


def test_a_full_contract_has_a_value_for_every_name() -> None:
    known = values(sample("both"), "en")
    absent = {"agent.legal_form", "target.minimum", "compensation.cap", "compensation.average"}
    assert {name for name in NAMES if not known[name]} == absent


def test_what_two_languages_lack_is_named() -> None:
    french = articles.parse("## A {#a .fixed}\nUn.\n## B {#b .fixed}\nDeux.\n")
    assert "b" in articles.parity(french, french[:1])[0]
    assert "order" in articles.parity(french, french[::-1])[0]
    assert "2 paragraphs against 1" in articles.parity(articles.parse("## A {#a .fixed}\nUn.\nDeux.\n"), french[:1])[0]
    assert "fixed" in articles.parity(articles.parse("## A {#a .negotiable}\nUn.\n"), french[:1])[0]


def test_one_changed_word_changes_the_digest() -> None:
    model = models()
    changed = {**model, "en": articles.parse("## A {#a .fixed}\nOther.\n")}
    assert articles.digest(model) == articles.digest(models())
    assert articles.digest(model) != articles.digest(changed)
