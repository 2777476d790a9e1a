"""Markdown as people write it to each other: emphasis, lists, quotes, code, links. Never HTML, images, or headings.

markdown-it-py with what is not wanted switched off, then nh3 as second lock: what it does not know of is not shown. A link
leads to the web or to an address of mail, and says nothing of where one came from. No picture is fetched from another host.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape, unescape
from typing import Any

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

MOST_DEPTH = 100  # of quotes in lists in quotes: what stands deeper is not drawn
TAGS = {
    "p", "br", "em", "strong", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr", "span",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES: dict[str, set[str]] = {"*": set(), "a": {"href"}, "ol": {"start"}}
CLASSES = {"span": {"mention", "me"}}
SCHEMES = {"http", "https", "mailto"}
LINK = re.compile(r"(https?://|mailto:)\S", re.IGNORECASE)
OFF = ("image", "html_block", "html_inline", "heading", "lheading", "reference")
Names = tuple[tuple[str, bool], ...]


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("js-default", {"html": False, "breaks": True, "linkify": False, "maxNesting": MOST_DEPTH})
    parser.disable(list(OFF), ignoreInvalid=True)
    parser.validateLink = lambda url: bool(LINK.match(url))  # type: ignore[method-assign]
    parser.inline.ruler.before("emphasis", "mention", _mention)
    parser.add_render_rule("mention", _draw_mention)
    return parser


def _mention(state: StateInline, silent: bool) -> bool:
    """`@` and one of the names that the text is known to speak to, the longest first, not inside a word."""
    if state.src[state.pos] != "@" or (state.pos and state.src[state.pos - 1].isalnum()):
        return False
    for name, is_me in state.env.get("names", ()):
        end = state.pos + 1 + len(name)
        if state.src[state.pos + 1 : end].casefold() == name.casefold() and not state.src[end : end + 1].isalnum():
            if not silent:
                token = state.push("mention", "", 0)
                token.content, token.meta = state.src[state.pos : end], {"me": is_me}
            state.pos = end
            return True
    return False


def _draw_mention(_renderer: Any, tokens: Sequence[Any], at: int, _options: Any, _env: Any) -> str:
    token = tokens[at]
    return f'<span class="mention{" me" if token.meta["me"] else ""}">{escape(token.content)}</span>'


@lru_cache(maxsize=4096)
def block(text: str, names: Names = ()) -> SafeString:
    """Safe HTML of what a person wrote. `names`: (name, whether it is the reader's) of those whom it mentions."""
    known = sorted(names, key=lambda one: -len(one[0]))
    drawn = _parser().render(text, {"names": known})
    safe = nh3.clean(
        drawn, tags=TAGS, attributes=ATTRIBUTES, allowed_classes=CLASSES, url_schemes=SCHEMES,
        link_rel="noopener noreferrer nofollow",
    )  # fmt: skip
    return mark_safe(safe)  # nosec: what nh3 let through


@lru_cache(maxsize=4096)
def plain(text: str, most: int = 200) -> str:
    """The words alone, on one line, cut at `most` characters: for lists, quotes and titles."""
    bare = nh3.clean(_parser().render(text[: most * 6]), tags=set())
    told = " ".join(unescape(bare).split())
    return told if len(told) <= most else told[: most - 1].rstrip() + "…"
