"""The Markdown subset of articles: emphasis, strong, lists. No HTML, no link, no image, no heading, no code.

markdown-it-py with everything else switched off, then nh3 as second lock. Placeholders pass through untouched.
"""

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt

_TAGS = {"em", "strong", "ul", "ol", "li", "p", "br"}


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False, "breaks": False})
    return parser.enable(["emphasis", "list", "escape", "balance_pairs"])


def block(text: str) -> str:
    """HTML of a text that may hold lists, in <p>, <ul>, <ol>."""
    return nh3.clean(_parser().render(text), tags=_TAGS, attributes={})


@lru_cache(maxsize=4096)
def inline(text: str) -> str:
    """HTML of one paragraph without its <p>: emphasis and strong only."""
    return nh3.clean(_parser().renderInline(text), tags={"em", "strong"}, attributes={})
