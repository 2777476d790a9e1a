"""The closed placeholder grammar of articles: `{{ dotted.name }}`, `{{ dotted.name|filter }}`, `{{ ref.article_key }}`.

Articles are edited by people, hence data: nothing in them is ever executed. One regular expression finds placeholders, names
come from `names.NAMES`, substitution is one pass, and what is inserted is escaped text that is never read again.
"""

import html
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from . import words
from .names import FILTERS, NAMES

# Either a well-formed placeholder, or a run of braces that belongs to none. Gaps are bounded: no input makes it slow.
_GAP = "[ \u00a0\u202f]{0,3}"
TOKEN = re.compile(
    r"\{\{"
    + _GAP
    + r"([a-z][a-z_]{0,30}\.[a-z][a-z0-9_]{0,40})"
    + _GAP
    + r"(?:\|"
    + _GAP
    + r"([a-z]{1,12})"
    + _GAP
    + r")?\}\}|[{}]+"
)

_SHOW: dict[str, Callable[[Any, str], str]] = {
    "": lambda value, language: str(value),
    "upper": lambda value, language: str(value).upper(),
    "date": words.long_date,
    "money": words.money,
    "percent": words.percent,
    "list": words.join,
}


@dataclass(frozen=True)
class Problem:
    """Why an article is refused. `position` counts characters from 0; `name` is what was read there.

    Codes: stray_brace, unknown_name, unknown_filter, wrong_filter, unknown_article.
    """

    article: str
    position: int
    code: str
    name: str


class MissingValue(ValueError):
    """A contract has no value for a name that one of its articles uses: generation stops and names both."""

    def __init__(self, article: str, name: str):
        super().__init__(f"article “{article}”: no value for {name}")
        self.article, self.name = article, name

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.article, self.name)


def check(text: str, article: str = "", articles: Collection[str] | None = None) -> list[Problem]:
    """Every reason to refuse this text when it is saved; an empty list accepts it.

    `articles` are the keys that `ref.` may name; None accepts any well-formed key (the model is not complete yet).
    """
    return [
        Problem(article, match.start(), code, match[1] or match[0])
        for match in TOKEN.finditer(text)
        if (code := _fault(match[1], match[2] or "", articles))
    ]


def _fault(name: str | None, show: str, articles: Collection[str] | None) -> str:
    if name is None:
        return "stray_brace"
    if name.startswith("ref."):
        if articles is not None and name[4:] not in articles:
            return "unknown_article"
        return "wrong_filter" if show else ""
    if name not in NAMES:
        return "unknown_name"
    if show not in _SHOW:
        return "unknown_filter"
    return "" if show in FILTERS[NAMES[name].kind] else "wrong_filter"


def names_used(text: str) -> set[str]:
    """The names that this text needs a value for."""
    return {match[1] for match in TOKEN.finditer(text) if match[1]}


def fill(text: str, values: Mapping[str, Any], language: str, article: str = "") -> str:
    """Replace each placeholder of `text`, which is HTML already (Markdown comes first), by its value as escaped text.

    Raises MissingValue when a value is absent or empty, and also for what `check` should have refused: a contract never
    prints a brace by accident.
    """

    def value_of(match: re.Match[str]) -> str:
        name, show = match[1], match[2] or ""
        value = values.get(name) if name else None
        if value is None or value == "" or value == () or value == []:
            raise MissingValue(article, name or match[0])
        if _fault(name, show, None):
            raise MissingValue(article, f"{name}|{show}")
        return html.escape(_SHOW[show](value, language))

    return TOKEN.sub(value_of, text)
