"""How the list of statements is drawn; on phones each is a card."""

from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from portage.core import clock, words
from portage.core.drawings import shapes
from portage.core.lists import Table

from .models import BatchEntry, CommissionInvoice, Share, Statement
from .pages import splits
from .pages.invoice import state_of
from .pages.statement import period_words
from .pages.together import state_of as state_of_entry
from .queries.statements import standing_of
from .words.billing import KINDS
from .words.pages import MONEY, STATES
from .words.splits import STATES as SPLIT_STATES
from .words.together import STATES as ENTRY_STATES
from .words.together import why

FIGURE = {"td": {"class": "num", "data-l": _("Commission due")}, "th": {"class": "num"}}


GROSS = {"td": {"class": "num", "data-l": _("To be paid")}, "th": {"class": "num"}}


class StatementTable(Table):
    period = tables.Column(verbose_name=_("Period"), accessor="last_day")
    parties = tables.Column(verbose_name=_("Principal and agent"), empty_values=(), orderable=False)
    total = tables.Column(verbose_name=_("Commission due"), attrs=FIGURE, orderable=False)
    due_on = tables.Column(verbose_name=_("Payable by"), attrs={"td": {"class": "in", "data-l": _("Payable by")}})
    state = tables.Column(verbose_name=_("State"), empty_values=(), orderable=False)

    def render_period(self, record: Statement) -> SafeString:
        return format_html(
            '<a href="{}"><b>{}</b></a><span class="sub mono">{}</span>',
            reverse("commission:statement", args=[record.pk]), period_words(record.first_day, record.last_day),
            record.reference,
        )  # fmt: skip

    def render_parties(self, record: Statement) -> SafeString:
        contract = record.contract
        return format_html('{}<span class="sub">{}</span>', contract.principal.name, contract.agent.name)

    def render_total(self, record: Statement) -> str:
        return words.money(record.total, record.currency)

    def render_due_on(self, record: Statement) -> str:
        return words.day(record.due_on, "short")

    def render_state(self, record: Statement) -> SafeString:
        found = standing_of(record, clock.day_in(record.contract.time_zone, clock.now()))
        state, money = STATES[found.state], MONEY[found.money]
        return format_html("{} {}", shapes.state(state[0], str(state[1])), shapes.state(money[0], str(money[1])))


class InvoiceTable(Table):
    number = tables.Column(verbose_name=_("Number"))
    parties = tables.Column(verbose_name=_("Agent to principal"), empty_values=(), orderable=False)
    gross = tables.Column(verbose_name=_("To be paid"), attrs=GROSS, orderable=False)
    day = tables.Column(verbose_name=_("Date"), attrs={"td": {"class": "in", "data-l": _("Date")}})
    state = tables.Column(verbose_name=_("State"), empty_values=(), orderable=False)

    def render_number(self, record: CommissionInvoice) -> SafeString:
        return format_html(
            '<a href="{}"><b class="mono">{}</b></a><span class="sub">{} · {}</span>',
            reverse("commission:invoice", args=[record.pk]), record.number, KINDS[record.kind], record.statement.reference,
        )  # fmt: skip

    def render_parties(self, record: CommissionInvoice) -> SafeString:
        contract = record.contract
        return format_html('{}<span class="sub">{}</span>', contract.agent.name, contract.principal.name)

    def render_gross(self, record: CommissionInvoice) -> str:
        return words.money(record.gross, record.currency)

    def render_day(self, record: CommissionInvoice) -> str:
        return words.day(record.day, "short")

    def render_state(self, record: CommissionInvoice) -> SafeString:
        code, word = state_of(record)
        return shapes.state(code, str(word))


class ShareTable(Table):
    """Parts of orders. An agent reads its own; a principal one row for each contract that it sees."""

    order = tables.Column(verbose_name=_("Order"), empty_values=(), orderable=False)
    contract = tables.Column(verbose_name=_("Contract"), empty_values=(), orderable=False)
    percent = tables.Column(
        verbose_name=_("Part"),
        orderable=False,
        attrs={"td": {"class": "num in", "data-l": _("Part")}, "th": {"class": "num"}},
    )
    proposed = tables.Column(
        verbose_name=_("Proposed on"), accessor="split__at", attrs={"td": {"class": "in", "data-l": _("Proposed on")}}
    )
    state = tables.Column(verbose_name=_("State"), empty_values=(), orderable=False)

    def render_order(self, record: Share) -> SafeString:
        order = record.split.order
        return format_html(
            '<a href="{}"><b>{}</b></a><span class="sub mono">{}</span>',
            reverse("commission:share", args=[record.pk]), order.customer, order.reference,
        )  # fmt: skip

    def render_contract(self, record: Share) -> SafeString:
        contract = record.contract
        return format_html(
            '{}<span class="sub">{} <span class="mono">{}</span></span>', contract.principal.name, contract.agent.name,
            contract.reference,
        )  # fmt: skip

    def render_percent(self, record: Share) -> str:
        return splits.percent(record.percent)

    def render_proposed(self, record: Share) -> str:
        return words.day(words.local(record.split.at).date(), "short")

    def render_state(self, record: Share) -> SafeString:
        shape, word = SPLIT_STATES[splits.state_of(record.split, [record])]
        return shapes.state(shape, str(word))


class BatchEntryTable(Table):
    """Statements issued together: a contract a row, its statement or why there is none."""

    contract = tables.Column(verbose_name=_("Contract"), empty_values=(), orderable=False)
    period = tables.Column(
        verbose_name=_("Period until"),
        accessor="last_day",
        attrs={"td": {"class": "in", "data-l": _("Period until")}},
    )
    total = tables.Column(verbose_name=_("Commission due"), empty_values=(), attrs=FIGURE, orderable=False)
    state = tables.Column(verbose_name=_("State"), empty_values=(), orderable=False)

    def render_contract(self, record: BatchEntry) -> SafeString:
        row: Any = record
        issued = row.statement_pk
        url = (
            reverse("commission:statement", args=[row.statement_pk])
            if issued
            else reverse("commission:preview", args=[row.contract_id])
        )
        sub = f"{row.contract.reference} · {row.statement_reference}" if issued else row.contract.reference
        return format_html(
            '<a href="{}"><b>{}</b></a><span class="sub mono">{}</span>', url, row.contract.agent.name, sub
        )

    def render_period(self, record: BatchEntry) -> str:
        return words.day(record.last_day, "short")

    def render_total(self, record: BatchEntry) -> str:
        row: Any = record
        return words.money(row.statement_total, row.statement_currency) if row.statement_pk else "—"

    def render_state(self, record: BatchEntry) -> SafeString:
        shape, word = ENTRY_STATES[state_of_entry(record)]
        reason = why(record.outcome.refusal) if hasattr(record, "outcome") else ""
        said = format_html('<span class="sub">{}</span>', reason) if reason else ""
        return format_html("{}{}", shapes.state(shape, str(word)), said)
