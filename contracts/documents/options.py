"""Options of a model: the closed list of conditions under which an article, or one paragraph of it, is printed.

In the file format a condition stands in the title's mark, or at the head of a paragraph (see `articles`):

    ## Target {#target .negotiable ?with_target}
    {?exclusive} The principal appoints nobody else in the territory.

A condition is a name in this list and nothing more: no expression, no "or", nothing to evaluate. What a contract needs is
known before its text is made; the chosen articles are then numbered anew, and are plain articles again.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from .articles import Article, BadModel, only_if, split
from .data import INDEFINITE, RENEWABLE


@dataclass(frozen=True)
class Needs:
    """What a contract is, as far as options ask. `end` is what `shipped.ending` answers for its law."""

    exclusive: bool = True
    nature: str = RENEWABLE
    end: str = "compensation"
    target: bool = False
    two_languages: bool = False


OPTIONS: dict[str, Callable[[Needs], bool]] = {
    "exclusive": lambda needs: needs.exclusive,
    "not_exclusive": lambda needs: not needs.exclusive,
    "with_terms": lambda needs: needs.nature != INDEFINITE,
    "indefinite": lambda needs: needs.nature == INDEFINITE,
    "with_target": lambda needs: needs.target,
    "two_languages": lambda needs: needs.two_languages,
    "end_compensation": lambda needs: needs.end == "compensation",
    "end_indemnity": lambda needs: needs.end == "indemnity",
    "end_none": lambda needs: needs.end == "none",
    "end_negotiated": lambda needs: needs.end == "negotiated",
    "end_by_law": lambda needs: needs.end == "by_law",
}


def chosen(articles: Sequence[Article], needs: Needs) -> tuple[Article, ...]:
    """The articles that such a contract prints, numbered from 1, without their marks.

    BadModel for a condition outside the list, which `checking` refuses before publication.
    """
    found = [article for article in articles if _holds(only_if(article), needs)]
    return tuple(
        Article(article.key, number, article.negotiable, article.title, tuple(_kept(article.paragraphs, needs)))
        for number, article in enumerate(found, start=1)
    )


def _kept(paragraphs: Iterable[str], needs: Needs) -> Iterable[str]:
    for paragraph in paragraphs:
        condition, text = split(paragraph)
        if _holds(condition, needs):
            yield text


def _holds(condition: str, needs: Needs) -> bool:
    if condition and condition not in OPTIONS:
        raise BadModel(f"there is no condition “{condition}”", "unknown_option", name=condition)
    return not condition or OPTIONS[condition](needs)
