"""The table of prospects, its file, and one prospect's page."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts.models import Contract
from portage.core import words
from portage.core.lists import Table
from portage.network.access import Acting

from ..models import Account, Prospect
from ..queries.reports import TOLD_OF
from . import board

MOVE = "fieldwork.move_prospect"
SIDES = {"principal": gettext_lazy("the principal"), "agent": gettext_lazy("the agent")}


class ProspectTable(Table):
    """One line a prospect. `today` is the contract's own day."""

    today: date = date.min
    customer = tables.Column(verbose_name=gettext_lazy("Customer"), empty_values=())
    city = tables.Column(verbose_name=gettext_lazy("City and segment"), empty_values=(), attrs={"td": {"class": "in"}})
    stage = tables.Column(verbose_name=gettext_lazy("Stage"), empty_values=(), attrs={"td": {"class": "in"}})
    since = tables.Column(verbose_name=gettext_lazy("Since"), attrs={"td": {"data-l": gettext_lazy("Since")}})
    interest = tables.Column(
        verbose_name=gettext_lazy("Interest"), empty_values=(), attrs={"td": {"data-l": gettext_lazy("Interest")}}
    )
    todo = tables.Column(
        verbose_name=gettext_lazy("Next action"), empty_values=(), attrs={"td": {"data-l": gettext_lazy("Next action")}}
    )

    def render_customer(self, record: Prospect) -> SafeString:
        return format_html(
            '<a href="{}"><b>{}</b></a>', reverse("fieldwork:prospect", args=[record.pk]), record.customer.name
        )

    def render_city(self, record: Prospect) -> str:
        return board.place_of(record)

    def render_stage(self, record: Prospect) -> SafeString:
        why = format_html('<span class="sub">{}</span>', record.get_why_lost_display()) if record.why_lost else ""
        return format_html("{}{}", board.stage_label(record.stage), why)

    def render_since(self, record: Prospect) -> str:
        return words.day(record.since, "short")

    def render_interest(self, record: Any) -> str:
        return str(capfirst(Account.Interest(record.interest).label)) if record.interest is not None else "–"

    def render_todo(self, record: Any) -> SafeString:
        shown = board.card(record, self.today)
        if not shown.when:
            return format_html("{}", "–")
        return format_html(
            '{}<span class="sub {}">{}</span>', record.next_text, "late" if shown.is_late else "", shown.when
        )


def table_on(today: date) -> type[ProspectTable]:
    """The table as it is drawn on that day."""
    return type("ProspectTable", (ProspectTable,), {"today": today})


def header() -> list[str]:
    return [
        _("Customer"), _("Country"), _("City"), _("Segment"), _("Stage"), _("Why it is lost"), _("Since"), _("Interest"),
        _("Next action"), _("Who"), _("By"),
    ]  # fmt: skip


def row(prospect: Any) -> list[Any]:
    """One prospect in a file."""
    customer, told = prospect.customer, prospect.interest
    return [
        customer.name, words.country(str(customer.country)), customer.city, board.segment_name(customer.segment),
        board.stage_label(prospect.stage), str(prospect.get_why_lost_display()), prospect.since,
        str(Account.Interest(told).label) if told is not None else "", prospect.next_text or "",
        str(SIDES.get(prospect.next_side, "")), prospect.next_day,
    ]  # fmt: skip


def rows(parts: Iterable[list[Any]]) -> Iterator[list[Any]]:
    """The header, then every row."""
    yield header()
    for part in parts:
        yield from (row(prospect) for prospect in part)


def why_not(contract: Contract, acting: Acting) -> str:
    """Why this person moves no prospect of the contract; "" when they may."""
    if acting.organisation.pk != contract.agent_id:
        return _("The agent's people move prospects; both parties read where they stand.")
    if contract.status not in TOLD_OF:
        return _("The contract does not bind now: its prospects stay as they are.")
    return "" if acting.may(MOVE) else _("Sales engineers and the manager of the subsidiary move prospects.")
