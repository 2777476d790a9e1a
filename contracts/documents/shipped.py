"""The model that ships with the product, and the articles that replace some of its own where the contract or its law asks.

Which ones is decided by data, never by country: exclusivity, nature, and what the law's record says of the end
(`Pay.kind` and its figures; an article is chosen only when the record has every figure that it prints).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from .articles import SHIPPED, Article, parse
from .data import INDEFINITE, RENEWABLE, Pay
from .grammar import names_used

#: Name and languages of the model itself.
MODEL, TAGS = "Agent contract", ("fr", "en")
#: What only a contract with terms has.
OF_TERMS = frozenset({"term.months", "term.last_day", "renewal.months", "notice.first_last_day"})
#: The model's own article on the end: compensation of the loss, claimed within the year.
COMPENSATION, A_YEAR = "compensation", 12
BY_LAW = "by_law"


def model_texts() -> dict[str, str]:
    """The articles of the model as they ship, by language."""
    return {tag: (SHIPPED / f"agent.{tag}.md").read_text(encoding="utf-8") for tag in TAGS}


def ending(pay: Pay) -> str:
    """Which article on the end fits: compensation (the model's own), indemnity, none, negotiated, or by_law, which
    refers to the law and says nothing of what it gives."""
    if pay.kind == "compensation" and pay.claim_months == A_YEAR:
        return COMPENSATION
    if pay.kind == "indemnity" and pay.cap_years and pay.average_years and pay.claim_months:
        return "indemnity"
    return {"none": "none", "by_negotiated_contracts": "negotiated"}.get(pay.kind, BY_LAW)


@lru_cache(maxsize=64)
def replacements(language: str, *, exclusive: bool, nature: str, end: str) -> Mapping[str, Article]:
    """The shipped articles that take the place of the model's, by key. `end` is what `ending` answers."""
    names = [] if exclusive else ["non_exclusive"]
    names += ["indefinite"] if nature == INDEFINITE else []
    names += [] if end == COMPENSATION else [f"end_{end}"]
    return {article.key: article for name in names for article in _file(name, language)}


def default(
    language: str, *, exclusive: bool = True, nature: str = RENEWABLE, end: str = COMPENSATION
) -> tuple[Article, ...]:
    """The shipped model for such a contract."""
    own = _file("agent", language)
    return fitted(own, language, exclusive=exclusive, nature=nature, end=end)


def fitted(own: Sequence[Article], language: str, *, exclusive: bool, nature: str, end: str) -> tuple[Article, ...]:
    """The articles of a model as this contract needs them, each in its place.

    Replaced are: the article on exclusivity where there is none; one that stands word for word in the shipped model; one
    that asks for a value which a contract without terms does not have. Words of counsel's own otherwise stay.
    """
    other = replacements(language, exclusive=exclusive, nature=nature, end=end)
    shipped = {article.key: article for article in _file("agent", language)}
    return tuple(
        replace(other[a.key], position=a.position)
        if a.key in other and _gives_way(a, shipped.get(a.key), nature)
        else a
        for a in own
    )


def _gives_way(article: Article, shipped: Article | None, nature: str) -> bool:
    if article.key == "exclusivity" or (shipped and article.paragraphs == shipped.paragraphs):
        return True
    return nature == INDEFINITE and bool(names_used("\n".join(article.paragraphs)) & OF_TERMS)


@lru_cache(maxsize=32)
def _file(name: str, language: str) -> tuple[Article, ...]:
    return parse((SHIPPED / f"{name}.{language}.md").read_text(encoding="utf-8"))
