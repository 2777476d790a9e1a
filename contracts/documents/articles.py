"""Articles of a model: the file format, and what two languages must have in common.

    ## Title {#key .fixed|.negotiable}
    One paragraph a line, numbered n.m when printed.
    - lines that begin a list item belong to the paragraph above
    {?exclusive} A paragraph that is printed only where the contract is exclusive.

    ## Target {#target .negotiable ?with_target}
    An article that is printed only where a target is agreed; the conditions are those of `options`.

A comment `<!-- … -->` at the head of the file is not printed.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

SHIPPED = Path(__file__).resolve().parent.parent / "models_shipped"
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
KEY = re.compile(r"[a-z][a-z0-9_]{0,40}")
_TITLE = re.compile(r"## (.+?) \{#([a-z][a-z0-9_]{0,40}) \.(fixed|negotiable)(?: \?([a-z_]{1,30}))?\}")
_ONLY = re.compile(r"\{\?([a-z_]{1,30})\}[ \t]*")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)]) ")


@dataclass(frozen=True)
class Article:
    """One article in one language. `position` counts from 1; a paragraph may hold a list on lines of its own."""

    key: str
    position: int
    negotiable: bool
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class OptionalArticle(Article):
    """An article that only some contracts print: those where the condition `only_if` holds (see `options`)."""

    only_if: str = ""


class BadModel(ValueError):
    """The text is not a model's: the message names the line (from 1) or the article at fault.

    `code` and `params` say the same to programs, that tell it in the reader's language.
    """

    def __init__(self, message: str, code: str, **params: object) -> None:
        super().__init__(message)
        self.code, self.params = code, params

    def __reduce__(self) -> tuple:
        return _again, (str(self), self.code, self.params)


def _again(message: str, code: str, params: dict) -> BadModel:
    return BadModel(message, code, **params)


class Fault(str):
    """One sentence of `parity`, with its code and figures."""

    code: str
    params: dict[str, object]


def _fault(message: str, code: str, **params: object) -> Fault:
    fault = Fault(message)
    fault.code, fault.params = code, params
    return fault


def parse(text: str) -> tuple[Article, ...]:
    """The articles of a model's file, in order. BadModel on text before the first title, a bad title, or a key used twice."""
    articles: list[Article] = []
    body = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    for number, line in enumerate(body.splitlines(), start=1):
        if line.startswith("#"):
            articles.append(_begin(line, number, articles))
        elif line.strip():
            if not articles:
                raise BadModel(f"line {number}: text before the first article", "text_before", line=number)
            articles[-1] = _extend(articles[-1], line)
    return tuple(articles)


def _begin(line: str, number: int, before: Sequence[Article]) -> Article:
    title = _TITLE.fullmatch(line.strip())
    if not title:
        raise BadModel(f"line {number}: expected “## Title {{#key .fixed|.negotiable}}”", "bad_title", line=number)
    if any(article.key == title[2] for article in before):
        raise BadModel(f"line {number}: article “{title[2]}” appears twice", "twice", line=number, article=title[2])
    return made(title[2], len(before) + 1, title[3] == "negotiable", title[1], (), only_if=title[4] or "")


def made(
    key: str, position: int, negotiable: bool, title: str, paragraphs: tuple[str, ...], *, only_if: str = ""
) -> Article:
    """An article, of the kind that its condition asks for."""
    if only_if:
        return OptionalArticle(key, position, negotiable, title, paragraphs, only_if)
    return Article(key, position, negotiable, title, paragraphs)


def paragraphs_of(text: str) -> tuple[str, ...]:
    """The paragraphs of one article's text, as `parse` reads them."""
    article = Article("", 1, False, "", ())
    for line in text.splitlines():
        if line.strip():
            article = _extend(article, line)
    return article.paragraphs


def only_if(article: Article) -> str:
    """The condition under which the article is printed; empty: always."""
    return getattr(article, "only_if", "")


def split(paragraph: str) -> tuple[str, str]:
    """(condition, text): a paragraph without a condition has an empty one."""
    mark = _ONLY.match(paragraph)
    return (mark[1], paragraph[mark.end() :]) if mark else ("", paragraph)


def write(articles: Sequence[Article]) -> str:
    """The articles in the file format: `parse(write(a)) == a`."""
    return "\n\n".join(_written(article) for article in articles) + "\n"


def _written(article: Article) -> str:
    temper, option = ("negotiable" if article.negotiable else "fixed"), only_if(article)
    mark = f"#{article.key} .{temper}" + (f" ?{option}" if option else "")
    return "\n".join([f"## {article.title} {{{mark}}}", *article.paragraphs])


def _extend(article: Article, line: str) -> Article:
    *done, last = article.paragraphs or ("",)
    if last and _ITEM.match(line):
        return replace(article, paragraphs=(*done, f"{last}\n{line.rstrip()}"))
    return replace(article, paragraphs=(*article.paragraphs, line.strip()))


def body(text: str) -> tuple[str, ...]:
    """The paragraphs of one article typed by itself, without its title. BadModel on what would begin another article or
    would not be printed: a line that begins with #, a comment."""
    article = Article("", 0, True, "", ())
    for number, line in enumerate(text.splitlines(), start=1):
        if line.lstrip().startswith("#"):
            raise BadModel(f"line {number}: a title inside an article", "heading", line=number)
        if "<!--" in line:
            raise BadModel(f"line {number}: a comment is not printed", "comment", line=number)
        if line.strip():
            article = _extend(article, line)
    return article.paragraphs


def source(paragraphs: Sequence[str]) -> str:
    """The same paragraphs as they are typed: what `body` reads back."""
    return "\n".join(paragraphs)


def worded(articles: Sequence[Article], agreed: Mapping[str, Sequence[str]]) -> tuple[Article, ...]:
    """The articles, those whose key is in `agreed` in the words that both sides agreed on."""
    return tuple(replace(a, paragraphs=tuple(agreed[a.key])) if a.key in agreed else a for a in articles)


def parity(first: Sequence[Article], second: Sequence[Article]) -> list[Fault]:
    """What keeps two languages from standing side by side; empty when keys, order, marks and paragraph counts agree."""
    keys, others = [a.key for a in first], [a.key for a in second]
    if keys != others:
        lone = ", ".join(sorted(set(keys) ^ set(others)))
        if lone:
            return [_fault(f"articles only in one language: {lone}", "lone", articles=lone)]
        return [_fault("articles are in a different order", "order")]
    found = [_differ(a, b) for a, b in zip(first, second, strict=True)]
    return [fault for fault in found if fault]


def _differ(one: Article, other: Article) -> Fault | None:
    counts = len(one.paragraphs), len(other.paragraphs)
    if counts[0] != counts[1]:
        message = f"article “{one.key}”: {counts[0]} paragraphs against {counts[1]}"
        return _fault(message, "paragraphs", article=one.key, first=counts[0], second=counts[1])
    if one.negotiable != other.negotiable:
        return _fault(f"article “{one.key}”: negotiable in one language, fixed in the other", "mark", article=one.key)
    if _options(one) != _options(other):
        return _fault(f"article “{one.key}”: printed under other conditions in the other", "option", article=one.key)
    return None


def _options(article: Article) -> list[str]:
    return [only_if(article), *(split(paragraph)[0] for paragraph in article.paragraphs)]


def references(articles: Sequence[Article]) -> dict[str, str]:
    """Values of `ref.key`: "article 7", the same in French and English."""
    return {f"ref.{article.key}": f"article\u00a0{article.position}" for article in articles}


def digest(articles: Mapping[str, Sequence[Article]]) -> str:
    """SHA-256 of every language's articles: two equal digests mean the same words, in the same order."""
    plain = {tag: [_plain(article) for article in articles[tag]] for tag in sorted(articles)}
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _plain(article: Article) -> list:
    option = only_if(article)
    return [article.key, article.negotiable, article.title, list(article.paragraphs), *([option] if option else [])]
