"""What keeps the articles of a model from being published, each fault at its place: language, article, line, character.

Pure, and quick enough to be asked at every pause of typing: one article takes a millisecond or two. The same checks serve the
page that is typed on, the whole text that is brought in, and publication; nothing is ever executed to check it.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from . import fonts, grammar
from .articles import Article, only_if, paragraphs_of, parity, split
from .options import OPTIONS

#: The longest article, in characters: some ten printed pages. The longest title.
MOST_CHARACTERS, MOST_IN_TITLE = 20_000, 200
#: So many faults of one text are told; what is wrong everywhere is said often enough.
MOST_FAULTS = 20
_REFERENCE = re.compile(r"\{\{[ \u00a0\u202f]{0,3}ref\.([a-z][a-z0-9_]{0,40})")
# A list in a list in a list in a list: nobody reads it, and it takes the printer minutes.
_DEEP = re.compile(r"\s*(?:(?:[-*+]|\d{1,3}[.)])\s+){4}|\s{12,}(?:[-*+]|\d{1,3}[.)])\s")
# A line separator is a control to us: what is printed must be what was typed.
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_WELCOME = frozenset("\n\t\u200c\u200d\u200e\u200f")


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong. `line` counts from 1 in the article's text, 0 is its title; `column` counts characters from 1.

    Both are 0 for the article as a whole, and `article` is empty for the model as a whole. `name` is what was read there.
    """

    code: str
    tag: str
    article: str = ""
    title: str = ""
    line: int = 0
    column: int = 0
    name: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Typed:
    """One article in one language as it stands in an editor: it may be anything."""

    key: str
    title: str
    text: str
    only_if: str = ""


def of_typed(typed: Typed, tag: str, keys: Mapping[str, str]) -> list[Fault]:
    """What is wrong in one article of one language. `keys` are the model's articles: key and condition of each."""
    found = [*_title(typed.title, keys), *_text(typed, keys)]
    if typed.only_if and typed.only_if not in OPTIONS:
        found.append(Fault("unknown_option", tag, name=typed.only_if))
    return [replace(fault, tag=tag, article=typed.key, title=typed.title[:80]) for fault in found[:MOST_FAULTS]]


def of_model(parsed: Mapping[str, Sequence[Article]]) -> list[Fault]:
    """What is wrong in a whole model: each article in each language, then what two languages must have in common."""
    found: list[Fault] = []
    for tag, articles in parsed.items():
        keys = {article.key: only_if(article) for article in articles}
        for article in articles:
            text = "\n".join(article.paragraphs)
            found += of_typed(Typed(article.key, article.title, text, only_if(article)), tag, keys)
    return found or of_languages(parsed)


def of_languages(parsed: Mapping[str, Sequence[Article]]) -> list[Fault]:
    """What keeps the languages from standing side by side; told of the second and later ones."""
    (_first, one), *others = parsed.items()
    return [
        Fault(fault.code, tag, str(fault.params.get("article", "")), params=fault.params)
        for tag, other in others
        for fault in parity(one, other)
    ]


def _title(title: str, keys: Mapping[str, str]) -> Iterator[Fault]:
    if not title.strip():
        yield Fault("no_title", "")
    if len(title) > MOST_IN_TITLE:
        yield Fault("long_title", "", params={"most": MOST_IN_TITLE})
        return
    if title.lstrip().startswith("#"):
        yield Fault("hash_line", "", column=1, name="#")
    yield from _line(title, 0, "", keys)


def _text(typed: Typed, keys: Mapping[str, str]) -> Iterator[Fault]:
    if not typed.text.strip():
        yield Fault("no_text", "")
    if len(typed.text) > MOST_CHARACTERS:
        yield Fault("long_text", "", params={"most": MOST_CHARACTERS})
        return
    for number, line in enumerate(typed.text.split("\n"), start=1):
        yield from _paragraph(line, number, typed.only_if, keys)
    paragraphs = paragraphs_of(typed.text)
    if paragraphs and all(split(paragraph)[0] for paragraph in paragraphs):
        yield Fault("all_optional", "")


def _paragraph(line: str, number: int, whole: str, keys: Mapping[str, str]) -> Iterator[Fault]:
    """One line: its condition, what the file format would read otherwise, then its words. `whole`: the article's condition."""
    condition, rest = split(line.strip())
    if condition and condition not in OPTIONS:
        yield Fault("unknown_option", "", line=number, column=line.index("{") + 1, name=condition)
    if _DEEP.match(line):
        yield Fault("deep_list", "", line=number, column=1, name=line.strip()[:10])
    for sign, code in (("#", "hash_line"), ("<!--", "hidden_comment")):
        at = line.find(sign)
        if at == 0 or (at > 0 and sign != "#"):
            yield Fault(code, "", line=number, column=at + 1, name=sign)
    before = line.rindex(rest) if condition else 0
    for fault in _line(line[before:], number, condition or whole, keys, whole):
        yield replace(fault, column=fault.column + before)


def _line(text: str, number: int, condition: str, keys: Mapping[str, str], whole: str = "") -> Iterator[Fault]:
    """Placeholders, pointers to articles that may not be printed, and characters, of one line."""
    for problem in grammar.check(text, articles=keys):
        yield Fault(problem.code, "", line=number, column=problem.position + 1, name=problem.name[:60])
    for match in _REFERENCE.finditer(text):
        if keys.get(match[1], "") not in {"", condition, whole}:
            yield Fault("optional_article", "", line=number, column=match.start() + 1, name=match[1])
    yield from _characters(text, number)


def _characters(text: str, number: int) -> Iterator[Fault]:
    """What cannot be seen, or changes the order of what is read; and what no font of ours draws."""
    hidden = [at for at, character in enumerate(text) if is_hidden(character)]
    if hidden:
        yield Fault("invisible", "", line=number, column=hidden[0] + 1, name=spelled(text[hidden[0]]))
    seen = "".join(character for character in text if not is_hidden(character))
    try:
        with suppress(fonts.FontsMissing):  # nothing counsel can mend: the checks at start tell the operator
            fonts.check_coverage(seen)
    except fonts.MissingGlyphs as error:
        column = text.index(error.characters[0]) + 1
        yield Fault("no_glyph", "", line=number, column=column, name=error.characters[:20])


def is_hidden(character: str) -> bool:
    """Whether this character is a control that may not stand in an article."""
    return character not in _WELCOME and unicodedata.category(character) in _HIDDEN


def spelled(character: str) -> str:
    """U+202E RIGHT-TO-LEFT OVERRIDE."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()


def shown(text: str) -> str:
    """The text for a page: what could not be seen, or would reorder the rest, is written out."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(f"[U+{ord(one):04X}]" if is_hidden(one) else one for one in text)


def unstorable(texts: Collection[str]) -> bool:
    """Whether a database would refuse it: a null character, half of a pair."""
    return any("\x00" in text or any("\ud800" <= one <= "\udfff" for one in text) for text in texts)
