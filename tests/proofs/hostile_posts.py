"""Posts that somebody writes to run something in a reader's browser, or to fetch something from elsewhere: ours, in the ways
that are known of HTML (event handlers, addresses that are scripts, foreign markup, mutation) and of Markdown (links, pictures,
references, code, nesting). `hit()` says that one of them ran.
"""

from collections.abc import Iterator

HANDLERS = (
    "onload",
    "onerror",
    "onfocus",
    "onmouseover",
    "ontoggle",
    "onanimationstart",
    "onpointerrawupdate",
    "onbegin",
)
CARRIERS = (
    "<img src=x {on}=hit()>", "<img src='x' {on}='hit()'>", '<svg {on}="hit()">', "<svg/{on}=hit()>", "<body {on}=hit()>",
    "<input autofocus {on}=hit()>", "<details open {on}=hit()>x</details>", "<video src=x {on}=hit()></video>",
    "<audio src=x {on}=hit()></audio>", "<iframe src=x {on}=hit()></iframe>", "<b {on}=hit()>x</b>", "<a href=# {on}=hit()>x</a>",
    "<style {on}=hit()>*{{color:red}}</style>", "<math {on}=hit()><mi>x</mi></math>",
)  # fmt: skip
SCRIPTS = (
    "<script>hit()</script>", "<SCRIPT>hit()</SCRIPT>", "<scr<script>ipt>hit()</scr</script>ipt>", "<script/x>hit()</script>",
    "<script src=data:text/javascript,hit()></script>", "<svg><script>hit()</script></svg>", "<script\n>hit()</script\n>",
    "</p><script>hit()</script>", "<<script>hit()//<</script>", "<script>/*\n*/hit()</script>", "<noscript><script>hit()</script>",
    "<template><script>hit()</script></template>", "<math><mtext><script>hit()</script></mtext></math>",
    "<svg><style><img src=x onerror=hit()></style></svg>", "<form><math><mtext></form><form><mglyph><style></math><img src onerror=hit()>",
    "<noscript><p title='</noscript><img src=x onerror=hit()>'>", "<textarea><img title='</textarea><img src=x onerror=hit()>'>",
    "<iframe srcdoc='<script>parent.hit()</script>'></iframe>", "<object data='javascript:parent.hit()'></object>",
    "<embed src='javascript:parent.hit()'>", "<link rel=stylesheet href='data:text/css,*{}'>", "<base href='javascript:hit()//'>",
    "<meta http-equiv=refresh content='0;url=javascript:hit()'>", "<isindex action=javascript:hit() type=submit>",
    "<svg><animate onbegin=hit() attributeName=x dur=1s>", "<svg><set onbegin=hit() attributeName=x>",
    "<marquee onstart=hit()>x</marquee>", "<select autofocus onfocus=hit()>", "<keygen autofocus onfocus=hit()>",
    "<svg><a xlink:href='javascript:hit()'><text y=20>x</text></a></svg>", "<!--><img src=x onerror=hit()>-->",
    "<![CDATA[<img src=x onerror=hit()>]]>", "<?xml-stylesheet href='javascript:hit()'?>", "<img src=x:x onerror=hit()//",
)  # fmt: skip
ADDRESSES = (
    "javascript:hit()", "JaVaScRiPt:hit()", "java\tscript:hit()", "java\nscript:hit()", " javascript:hit()", "\x01javascript:hit()",
    "javascript&colon;hit()", "javascript&#58;hit()", "&#106;avascript:hit()", "&#x6A;avascript:hit()", "javascript&#0;:hit()",
    "javascript://x%0ahit()", "data:text/html,<script>opener.hit()</script>", "data:text/html;base64,PHNjcmlwdD5oaXQoKTwvc2NyaXB0Pg==",
    "vbscript:hit()", "feed:javascript:hit()", "view-source:javascript:hit()", "blob:hit()", "file:///etc/passwd", "//evil.test/x",
    "/\\evil.test", "mailto:x@y.test?subject=<script>hit()</script>", "https://a.test/'onmouseover='hit()", 'https://a.test/"onclick="hit()',
)  # fmt: skip
LINKS = (
    "[x]({to})", "[x](<{to}>)", "![x]({to})", "<{to}>", "[x][y]\n\n[y]: {to}", '[x]({to} "t")', "[![x]({to})]({to})",
    "<a href='{to}'>x</a>",
)  # fmt: skip
MARKDOWN = (
    "`<img src=x onerror=hit()>`", "```<img src=x onerror=hit()>\nx\n```", "```\"><img src=x onerror=hit()>\nx\n```",
    "    <img src=x onerror=hit()>", "> <img src=x onerror=hit()>", "- <img src=x onerror=hit()>", "# <img src=x onerror=hit()>",
    "|<img src=x onerror=hit()>|\n|-|\n|<script>hit()</script>|", "**<img src=x onerror=hit()>**", "[<img src=x onerror=hit()>](https://a.test)",
    "[a](https://a.test '><img src=x onerror=hit()>')", "\\<img src=x onerror=hit()>", "&lt;img src=x onerror=hit()&gt;",
    "&#60;img src=x onerror=hit()&#62;", "<img\\ src=x onerror=hit()>", "*<a*href='javascript:hit()'>x</a>", "<https://a.test/<img src=x onerror=hit()>>",
    "@<img src=x onerror=hit()>", "![<img src=x onerror=hit()>](x)", "~~<img src=x onerror=hit()>~~", "---\n<img src=x onerror=hit()>",
    "1. <img src=x onerror=hit()>\n   <script>hit()</script>", "x\n<img src=x onerror=hit()>\n=", "<img src=x\nonerror=hit()>",
)  # fmt: skip


def posts() -> Iterator[str]:
    """Each text once."""
    for carrier in CARRIERS:
        for handler in HANDLERS:
            yield carrier.format(on=handler)
    yield from SCRIPTS
    for link in LINKS:
        for address in ADDRESSES:
            yield link.format(to=address)
    yield from MARKDOWN
    yield from (f"> - **{text}**" for text in SCRIPTS)
