"""Rules on templates and static files. Each takes a path and its text, and yields (line, what is wrong)."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

Finding = tuple[int, str]
Rule = Callable[[Path, str], Iterator[Finding]]

COMMENT = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}|<!--.*?-->", re.DOTALL)
INLINE = re.compile(
    r"""<[a-z][^<>]*?\s(style|on[a-z]+|hx-on[:a-z-]*)\s*=|(<style)\b|(javascript:)|\b(hx-vals=['"]js:)""", re.I
)
BARE_SCRIPT = re.compile(r"<script(?![^>]*\b(?:src|nonce)=)[^>]*>", re.I)
HOST = re.compile(r"(?:https?:)?//(?!www\.w3\.org/)[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.I)
UNESCAPED = re.compile(r"\|\s*safe\b|\|\s*safeseq\b|autoescape off")
# Mail readers know only inline styles; printed documents carry their own page.
WITHOUT_SHELL = {"forms", "mail", "email", "documents", "print", "django", "allauth", "layouts", "elements", "snippets"}


def hits(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, str]]:
    """(line, matched text), comments left out and lines kept."""
    text = COMMENT.sub(lambda match: "\n" * match.group().count("\n"), text)
    for match in pattern.finditer(text):
        yield text.count("\n", 0, match.end()) + 1, match.group().strip()[-60:]


def is_html(path: Path) -> bool:
    return path.suffix == ".html"


def folders(path: Path) -> set[str]:
    parts = path.parts
    return set(parts[parts.index("templates") + 1 : -1]) if "templates" in parts else set()


def no_inline_style_or_script(path: Path, text: str) -> Iterator[Finding]:
    """The content security policy refuses style attributes, handlers and scripts inside the page."""
    if not is_html(path) or folders(path) & {"mail", "email", "documents"}:
        return
    for pattern in (INLINE, BARE_SCRIPT):
        for line, words in hits(pattern, text):
            yield line, f"inline: {words}"


def no_other_host(path: Path, text: str) -> Iterator[Finding]:
    """No page, style sheet or script names a host: nothing is fetched from elsewhere, links come from data."""
    if path.suffix == ".js":
        text = re.sub(r"^\s*//.*$", "", text, flags=re.M)
    for line, words in hits(HOST, text):
        yield line, f"host: {words}"


def nothing_unescaped(path: Path, text: str) -> Iterator[Finding]:
    """Text is escaped by the template; what is HTML already comes as SafeString from one reviewed place."""
    if is_html(path):
        for line, words in hits(UNESCAPED, text):
            yield line, f"unescaped: {words}"


def extends_or_is_a_fragment(path: Path, text: str) -> Iterator[Finding]:
    """A page extends a base; a piece is called _name or name_fragment; a page that must stand alone, name_bare."""
    if not is_html(path) or folders(path) & WITHOUT_SHELL or path.name.startswith(("_", "base")):
        return
    if path.stem.endswith(("_fragment", "_bare")) or path.stem == "table":
        return
    if not re.match(r"\s*(\{#.*?#\}\s*)*\{% extends ", text, re.DOTALL):
        yield 1, "neither extends a base nor is a fragment (_name.html)"


RULES: list[Rule] = [no_inline_style_or_script, no_other_host, nothing_unescaped, extends_or_is_a_fragment]
