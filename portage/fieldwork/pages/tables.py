"""How reports and sections are listed: a table on desks, cards on phones."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from portage.core import words
from portage.core.drawings import shapes
from portage.core.lists import Table

from ..models import Report
from ..words import pages as say
from .pieces import interest

INLINE = {"td": {"class": "in"}}
CORNER = {"td": {"class": "corner"}}
SHOWN = 2


@dataclass(frozen=True)
class ReportLine:
    """A report with the sections that its reader may read."""

    report: Report
    sections: Sequence[Any] = field(default=())

    @property
    def told(self) -> list[Any]:
        """The sections that speak to a principal."""
        return [section for section in self.sections if section.contract_id]

    @property
    def highest(self) -> int | None:
        """The highest interest among them."""
        return max((one.interest for one in self.sections if one.interest is not None), default=None)


class ReportTable(Table):
    customer = tables.Column(verbose_name=_("Customer"), accessor="report")
    visited_on = tables.Column(verbose_name=_("Date"), accessor="report__visited_on", attrs=INLINE)
    kind = tables.Column(verbose_name=_("Kind"), accessor="report", attrs=INLINE)
    author = tables.Column(verbose_name=_("Author"), accessor="report")
    told = tables.Column(verbose_name=_("Speaks to"), accessor="told", empty_values=())
    interest = tables.Column(verbose_name=_("Interest"), accessor="highest", empty_values=())
    read = tables.Column(verbose_name=_("Acknowledged"), accessor="told", empty_values=(), attrs=CORNER)

    def render_customer(self, record: ReportLine) -> SafeString:
        report = record.report
        secret = report.book.contract_id is not None
        mark = format_html(' <span class="tag-word">{}</span>', gettext("confidential")) if secret else ""
        address = reverse("fieldwork:report", args=[report.pk])
        under = say.place(report.customer)
        return format_html(
            '<a href="{}"><b>{}</b></a>{}<span class="sub">{}</span>', address, report.customer.name, mark, under
        )

    def render_visited_on(self, value: date) -> str:
        return words.day(value, "short")

    def render_kind(self, record: ReportLine) -> str:
        return say.kind(record.report)

    def render_author(self, record: ReportLine) -> SafeString | str:
        report = record.report
        return format_html('{}<span class="sub">{}</span>', report.author.person.name, report.book.subsidiary.name)

    def render_told(self, record: ReportLine) -> str:
        return speaks_to(record)

    def render_interest(self, record: ReportLine) -> SafeString | str:
        return interest(record.highest) if record.sections else "–"

    def render_read(self, record: ReportLine) -> SafeString | str:
        if not record.told:
            return "–"
        read, all_of_them = sum(one.is_acknowledged for one in record.told), len(record.told)
        if read == all_of_them:
            return shapes.state("done", gettext("Acknowledged"))
        if not read:
            return shapes.state("open", gettext("Not yet"))
        return shapes.state("running", gettext("%(read)s of %(all)s") % {"read": read, "all": all_of_them})


class OwnReportTable(ReportTable):
    """For the people of one subsidiary: its name stands in no row."""

    def render_author(self, record: ReportLine) -> str:
        return record.report.author.person.name


def speaks_to(line: ReportLine) -> str:
    """PMI n.1, PMI n.3 and 2 more; the group's own products."""
    names = [section.contract.principal.name for section in line.told]
    if len(line.told) < len(line.sections):
        names.append(gettext("own products"))
    if not names:
        return gettext("private note only")
    more = len(names) - SHOWN
    told = ", ".join(names[:SHOWN])
    if more <= 0:
        return told
    return told + " " + ngettext("and %(n)d more", "and %(n)d more", more) % {"n": more}


class SectionTable(Table):
    """What an SME's agents told it. Of a report it knows the head and this section."""

    customer = tables.Column(verbose_name=_("Customer"), accessor="report")
    visited_on = tables.Column(verbose_name=_("Date"), accessor="report__visited_on", attrs=INLINE)
    kind = tables.Column(verbose_name=_("Kind"), accessor="report", attrs=INLINE)
    agent = tables.Column(verbose_name=_("Agent"), accessor="contract")
    interest = tables.Column(verbose_name=_("Interest"), accessor="interest", empty_values=())
    filed_at = tables.Column(verbose_name=_("Received"), accessor="filed_at", attrs={"td": {"data-l": _("Received")}})
    read = tables.Column(verbose_name=_("Acknowledged"), accessor="is_acknowledged", attrs=CORNER)

    def render_customer(self, record: Any) -> SafeString:
        customer = record.report.customer
        secret = record.contract.confidential
        mark = format_html(' <span class="tag-word">{}</span>', gettext("confidential")) if secret else ""
        address = reverse("fieldwork:section", args=[record.pk])
        return format_html(
            '<a href="{}"><b>{}</b></a>{}<span class="sub">{}</span>', address, customer.name, mark, say.place(customer)
        )

    def render_visited_on(self, value: date) -> str:
        return words.day(value, "short")

    def render_kind(self, record: Any) -> str:
        return say.kind(record.report)

    def render_agent(self, record: Any) -> SafeString:
        return format_html(
            '{}<span class="sub">{}</span>', record.contract.agent.name, record.report.author.person.name
        )

    def render_interest(self, record: Any) -> SafeString:
        return interest(record.interest)

    def render_filed_at(self, value: Any) -> str:
        return words.moment(value)

    def render_read(self, record: Any) -> SafeString:
        return shapes.state(*map(str, say.READ[record.is_acknowledged]))


class AllSectionTable(SectionTable):
    """For who acts for an agent or its group: the principal stands in the agent's place."""

    agent = tables.Column(verbose_name=_("Principal"), accessor="contract")

    def render_agent(self, record: Any) -> SafeString:
        return format_html(
            '{}<span class="sub">{}</span>', record.contract.principal.name, record.report.author.person.name
        )
