"""How the list of products is drawn; on phones each row is a card."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from portage.core.drawings import shapes
from portage.core.lists import Table
from portage.network.segments import segment_name
from portage.network.tables import INLINE, shortened

from .codes import dotted
from .models import Product
from .wording import SHAPES


class ProductTable(Table):
    name = tables.Column(verbose_name=_("Product"), empty_values=())
    owner = tables.Column(verbose_name=_("Owner"))
    family = tables.Column(verbose_name=_("Family"), attrs=INLINE)
    hs_code = tables.Column(verbose_name=_("HS code"), attrs={"td": {"class": "in", "data-l": _("HS code")}})
    segments = tables.Column(verbose_name=_("Segments"), attrs={"td": {"class": "desk"}, "th": {"class": "desk"}})
    status = tables.Column(verbose_name=_("Status"))

    def render_name(self, record: Product) -> SafeString:
        under = format_html('<span class="sub mono">{}</span>', record.code) if record.code else ""
        return format_html(
            '<a href="{}"><b>{}</b></a>{}', reverse("catalogue:product", args=[record.pk]), capfirst(str(record)), under
        )

    def render_owner(self, record: Product) -> str:
        return record.owner.name

    def render_hs_code(self, value: str) -> SafeString:
        return format_html('<span class="nowrap">{}</span>', dotted(value))

    def render_segments(self, value: list[str]) -> str:
        return shortened([segment_name(segment) for segment in value])

    def render_status(self, record: Product) -> SafeString:
        return shapes.state(SHAPES[record.status], capfirst(record.get_status_display()))
