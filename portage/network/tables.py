"""How the network's lists are drawn; on phones each row is a card."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from portage.core import words
from portage.core.drawings.shapes import state
from portage.core.lists import Table

from .models import Candidature, Customer, Organisation
from .segments import segment_name
from .words.codes import CANDIDATURE_SHAPES

SHOWN = 3
INLINE = {"td": {"class": "in"}}  # on phones, beside each other


def countries_in_short(codes: list[str]) -> str:
    """Poland, Czechia and 4 more."""
    return shortened([words.country(code) for code in codes])


def shortened(names: list[str]) -> str:
    """The first names of a list and how many more."""
    more = len(names) - SHOWN
    told = ", ".join(names[:SHOWN])
    if more <= 0:
        return told
    return told + " " + ngettext("and %(n)d more", "and %(n)d more", more) % {"n": more}


class OrganisationTable(Table):
    name = tables.Column(verbose_name=_("Organisation"))
    kind = tables.Column(verbose_name=_("Kind"), attrs=INLINE)
    country = tables.Column(verbose_name=_("Country of seat"), attrs=INLINE)
    covers = tables.Column(
        verbose_name=_("Countries or sectors"),
        empty_values=(),
        attrs={"td": {"class": "desk"}, "th": {"class": "desk"}},
    )

    def render_name(self, record: Organisation) -> SafeString:
        mark = format_html(' <span class="tag-word">{}</span>', gettext("archived")) if record.archived_at else ""
        under = format_html('<span class="sub">{}</span>', record.parent.name) if record.parent else ""
        return format_html(
            '<a href="{}"><b>{}</b></a>{}{}',
            reverse("network:organisation", args=[record.pk]),
            record.name,
            mark,
            under,
        )

    def render_kind(self, record: Organisation) -> str:
        return capfirst(record.get_kind_display())

    def render_country(self, record: Organisation) -> SafeString:
        city = format_html('<span class="sub">{}</span>', record.city) if record.city else ""
        return format_html("{}{}", words.country(str(record.country)), city)

    def render_covers(self, record: Organisation) -> str:
        return countries_in_short(record.countries_covered) or shortened(
            [segment_name(sector) for sector in record.sectors]
        )


class CandidatureTable(Table):
    company = tables.Column(verbose_name=_("Company"), empty_values=())
    country = tables.Column(verbose_name=_("Country"), attrs=INLINE)
    products = tables.Column(verbose_name=_("Products"), empty_values=(), attrs={"td": {"data-l": _("Products")}})
    markets = tables.Column(
        verbose_name=_("Target countries"), empty_values=(), attrs={"td": {"data-l": _("Target countries")}}
    )
    received = tables.Column(
        verbose_name=_("Came on"), accessor="confirmed_at", attrs={"td": {"class": "in", "data-l": _("Came on")}}
    )
    status = tables.Column(verbose_name=_("State"), attrs=INLINE)

    def render_company(self, record: Candidature) -> SafeString:
        return format_html(
            '<a href="{}"><b>{}</b></a>',
            reverse("network:candidature", args=[record.pk]),
            record.company or gettext("Erased"),
        )

    def render_country(self, record: Candidature) -> str:
        return words.country(str(record.country))

    def render_products(self, record: Candidature) -> str:
        return shortened([product["name"] for product in record.products])

    def render_markets(self, record: Candidature) -> str:
        return countries_in_short(record.markets)

    def render_received(self, record: Candidature) -> str:
        return words.day(record.confirmed_at, "short") if record.confirmed_at else ""

    def render_status(self, record: Candidature) -> SafeString:
        return state(CANDIDATURE_SHAPES[record.status], record.get_status_display())


class CustomerTable(Table):
    name = tables.Column(verbose_name=_("Customer"))
    country = tables.Column(verbose_name=_("Country"), attrs=INLINE)
    segment = tables.Column(verbose_name=_("Segment"), empty_values=(), attrs=INLINE)
    owner = tables.Column(verbose_name=_("Recorded by"), attrs={"td": {"data-l": _("Recorded by")}})

    def render_name(self, record: Customer) -> SafeString:
        return format_html(
            '<a href="{}"><b>{}</b></a>', reverse("network:change_customer", args=[record.pk]), record.name
        )

    def render_country(self, record: Customer) -> SafeString:
        city = format_html('<span class="sub">{}</span>', record.city) if record.city else ""
        return format_html("{}{}", words.country(str(record.country)), city)

    def render_segment(self, record: Customer) -> str:
        return segment_name(record.segment) if record.segment else ""

    def render_owner(self, record: Customer) -> str:
        return record.owner.name
