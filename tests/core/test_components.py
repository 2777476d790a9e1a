"""The pieces that pages are made of: complete, allowed by the content policy, light."""

import json
import re
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import Http404
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from portage.core import component_page
from portage.core.drawings import icons, shapes

ROOT = Path(settings.BASE_DIR)
ICON_TAG = re.compile(r"""\{% icon "([^"]+)\"""")
DEFAULT_ICON = re.compile(r"""\bicon(?:_name)?\|default:"([^"]+)\"""")
BUDGET = 120_000


@pytest.fixture
def page(settings) -> str:
    """The page of all components, as the browser gets it."""
    settings.DEBUG = True
    return component_page.components(request()).content.decode()


def request(method: str = "get", **data: str):
    made = getattr(RequestFactory(), method)("/components/", data)
    made.user = AnonymousUser()
    made._messages = CookieStorage(made)
    made._dont_enforce_csrf_checks = True
    return made


def test_the_page_of_components_exists_only_while_building(settings):
    settings.DEBUG = False
    with pytest.raises(Http404):
        component_page.components(request())


def test_no_component_is_styled_or_scripted_in_place(page):
    assert not re.search(r"<[^>]+\s(style|on[a-z]+)=", page)
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert "javascript:" not in page


def test_nothing_comes_from_another_host(page):
    assert not re.findall(r"""(?:src|href)=["'](?:https?:)?//""", page)


def test_no_identifier_stands_twice(page):
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))


def test_a_first_page_keeps_its_weight(page):
    """120 KB compressed with an empty cache: every file that the frame loads, and a page that shows everything."""
    vendor = ROOT / "static"
    htmx = Path(__import__("django_htmx").__file__).parent / "static/django_htmx/htmx-2.min.js"
    files = [vendor / "vendor/tabler.min.css", *vendor.glob("core/*.*"), htmx]
    weight = sum(len(brotli.compress(path.read_bytes())) for path in files) + len(brotli.compress(page.encode()))
    assert weight < BUDGET, weight


def test_every_icon_named_in_a_template_is_in_the_allow_list():
    named = set()
    for path in [*ROOT.glob("templates/**/*.html"), *ROOT.glob("portage/**/templates/**/*.html")]:
        text = path.read_text(encoding="utf-8")
        named |= set(ICON_TAG.findall(text)) | set(DEFAULT_ICON.findall(text))
    assert named
    assert named <= icons.drawings().keys()


def test_an_icon_outside_the_allow_list_is_noticed():
    with pytest.raises(LookupError):
        icons.icon("rocket-of-nobody")


def test_an_icon_alone_says_what_it_stands_for():
    assert 'aria-hidden="true"' in icons.icon("x")
    assert 'aria-label="Close &quot;it&quot;"' in icons.icon("x", 'Close "it"')


def test_vendor_files_name_no_source_map():
    folder = ROOT / "static/vendor"
    assert json.loads((folder / "icons.json").read_text())
    assert b"sourceMappingURL" not in (folder / "tabler.min.css").read_bytes()


def test_every_status_of_a_contract_has_its_own_shape():
    from contracts.models import Contract

    drawn = [shapes.STATES[status][:2] for status in Contract.Status.values]
    assert len(set(drawn)) == len(Contract.Status.values)
    assert all("<svg" in shapes.state(status) for status in Contract.Status.values)


def test_a_state_is_a_shape_and_a_word_never_colour_alone():
    by_tone: dict[str, set[str]] = {}
    for shape, tone, _word in shapes.STATES.values():
        by_tone.setdefault(tone, set()).add(shape)
    assert len({shape for shape, *_ in shapes.STATES.values()}) > len(by_tone)
    assert shapes.state("in_force", "In force, term 6 <b>").endswith("In force, term 6 &lt;b&gt;</span>")


def test_refused_verbs_stay_visible_and_say_why():
    drawn = render_to_string(
        "core/_verbs.html", {"may": [], "refused": [{"label": "Sign", "why": "A. K. is its signatory."}]}
    )
    assert "A. K. is its signatory." in drawn
    assert "Nothing waits for you here." in drawn


def test_a_verb_that_writes_is_a_form():
    may = [{"label": "Withdraw", "url": "/w/", "post": True}, {"label": "Read", "url": "/r/"}]
    drawn = render_to_string("core/_verbs.html", {"may": may}, request())
    assert '<form method="post" action="/w/">' in drawn
    assert "csrfmiddlewaretoken" in drawn
    assert '<a href="/r/">Read</a>' in drawn


@pytest.mark.parametrize(
    ("pager", "shown", "hidden"),
    [
        ({"first": "", "previous": "", "next": "?n", "last": "?l"}, ["Next", "Last"], ["First", "Previous"]),
        ({"first": "?f", "previous": "?p", "next": "", "last": ""}, ["First", "Previous"], ["Next", "Last"]),
    ],
)
def test_a_pager_offers_only_pages_that_exist(pager, shown, hidden):
    drawn = render_to_string("core/_pager.html", {"pager": pager})
    assert all(word in drawn for word in shown)
    assert not any(word in drawn for word in hidden)


def test_a_fingerprint_is_grouped_and_copied_whole():
    drawn = render_to_string("core/_fingerprint.html", {"sha256": "ab" * 32})
    assert "abababab abababab" in drawn
    assert f'data-copy="{"ab" * 32}"' in drawn


def test_an_error_page_stands_without_a_style_sheet(monkeypatch):
    """The manifest may be the thing that failed."""
    from portage.core.templatetags import portage as tags

    def broken(path: str) -> str:
        raise ValueError(path)

    monkeypatch.setattr(tags, "static", broken)
    drawn = render_to_string("core/error_bare.html", {"title": "Portage is away", "status": 503})
    assert "Portage is away" in drawn
    assert "core/portage.css" in drawn


def test_tags_need_no_load():
    assert "30 November 2026" in Template("{{ d|day }}").render(Context({"d": component_page.TODAY.replace(day=30)}))
