"""What people write is drawn as they meant it, and nothing of it runs, fetches or pretends."""

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portage.core.markdown import block, plain

HARMLESS = {
    "p", "br", "em", "strong", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr", "span", "table", "thead",
    "tbody", "tr", "th", "td",
}  # fmt: skip


class Reader(HTMLParser):
    """Every tag with its attributes, as a browser would read them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def harmless(html: str) -> bool:
    """Only known tags; of attributes the target of a link to the web or to mail, where a list begins, a mention's class."""
    for tag, attributes in Reader(html).tags:
        link = attributes.pop("href", None)
        if tag not in HARMLESS or (link is not None and not re.match(r"(https?:|mailto:)", link)):
            return False
        rel, style = attributes.pop("rel", ""), attributes.pop("class", "")
        if (link is not None and rel != "noopener noreferrer nofollow") or style not in {"", "mention", "mention me"}:
            return False
        if set(attributes) - ({"start"} if tag == "ol" else set()):
            return False
    return True


HOSTILE = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))",
    "[x](java\nscript:alert(1))", "[x](data:text/html;base64,PHNjcmlwdD4=)", "[x](vbscript:x)", "<javascript:alert(1)>",
    "![x](https://evil.test/p.png)", "![x](javascript:alert(1))", '[x](https://a.test "onmouseover=alert(1)")',
    "<svg/onload=alert(1)>", "<iframe src=//evil.test>", "[x]: javascript:alert(1)\n\n[x]", "`<b onclick=x>`",
    "[<img src=x onerror=alert(1)>](https://a.test)", "<a href='javascript:x'>y</a>", "&lt;script&gt;", "<<b>script>",
    '<span class="mention me">@You</span>', "[x](https://a.test/\" onclick=\"alert(1))", "[x](//evil.test)",
    "[x](&#106;avascript:alert(1))", "[x](\x01javascript:alert(1))", "<style>*{display:none}</style>", "<!-- x -->",
    "|<img src=x>|\n|-|\n|<script>|", "> <script>\n> alert(1)", "```<img onerror=x>\nx\n```", "[x](file:///etc/passwd)",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_of_what_is_written_runs_or_fetches(text):
    assert harmless(block(text))


@given(st.text(alphabet="[]()<>!*_`~#|>-+&\"'@:/\\ \n" + "abjspt", max_size=120))
def test_whatever_is_typed_is_harmless(text):
    assert harmless(block(text))
    assert harmless(block(text, (("ab", True), ("a", False))))


def test_what_people_write_is_drawn():
    html = block("**Nine** days, *once*.\nSee [the sheet](https://a.test/s).\n\n- one\n- two\n\n> quoted\n\n1. first")
    assert html.startswith("<p><strong>Nine</strong> days, <em>once</em>.<br>")
    assert '<a href="https://a.test/s" rel="noopener noreferrer nofollow">the sheet</a>' in html
    assert html.count("<li>") == 3
    assert "<blockquote>" in html


def test_headings_and_pictures_stay_words():
    assert block("# Big") == "<p># Big</p>\n"
    assert "<img" not in block("![a](https://a.test/p.png)")


def test_only_whom_it_is_known_to_speak_to_is_marked():
    html = block("@Aiko Mori and @Ai and @aiko mori! a@Aiko Mori", (("Aiko Mori", True), ("Ai", False)))
    assert html.count('<span class="mention me">') == 2
    assert html.count('<span class="mention">@Ai</span>') == 1
    assert html.endswith("a@Aiko Mori</p>\n")
    assert "mention" not in block("@Aiko Mori")
    assert block("@<b>", (("<b>", False),)) == '<p><span class="mention">@&lt;b&gt;</span></p>\n'


def test_a_list_tells_the_words_alone():
    assert plain("**a** `b` & <b> [l](https://x.test)\n\n> c") == "a b & <b> l c"
    assert plain("x" * 300, 20) == "x" * 19 + "…"


LONG = (
    "[" * 10000,
    "> " * 5000,
    "*a " * 3300,
    "`a``b" * 2000,
    "[a](" * 2500,
    "![" * 5000,
    "**x *y" * 1600,
    "@A" * 5000,
)


@pytest.mark.parametrize("text", LONG, ids=[text[:5] for text in LONG])
def test_the_longest_post_is_drawn_in_time_whatever_it_holds(text):
    began = time.process_time()
    assert harmless(block.__wrapped__(text, (("Aiko", False),) * 20))
    assert time.process_time() - began < 5  # the longest takes half a second here
