"""How the portfolio is drawn: a table on desks, a card for each contract on phones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import django_tables2 as tables
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from contracts.law.wording import law_name
from portage.core import binding, words
from portage.core.drawings import shapes
from portage.core.lists import Table

from ..models import Contract
from ..queries.covered import in_language
from ..queries.portfolio import Line
from ..words.pages import reader_language, state_words

DESK = {"td": {"class": "desk"}, "th": {"class": "desk"}}
CORNER = {"td": {"class": "corner"}}
FIGURE = {"td": {"class": "num less"}, "th": {"class": "num"}}


def tag(word: str | Promise) -> SafeString:
    return format_html(' <span class="tag-word">{}</span>', word)


def territory_in_short(countries: Sequence[str]) -> str:
    """Poland and 2 more."""
    if not countries:
        return ""
    more = len(countries) - 1
    first = words.country(countries[0])
    return (
        first
        if not more
        else ngettext("%(first)s and %(n)d more", "%(first)s and %(n)d more", more) % {"first": first, "n": more}
    )


def products_in_short(line: Line, shown: int = 1) -> str:
    """The main product, the first typed, and how many more."""
    names = [in_language(names, reader_language()) for names in line.products]
    more = len(names) - shown
    told = ", ".join(names[:shown])
    return (
        told
        if more <= 0
        else ngettext("%(first)s and %(n)d more", "%(first)s and %(n)d more", more) % {"first": told, "n": more}
    )


class ContractTable(Table):
    principal = tables.Column(verbose_name=_("Principal"), accessor="contract")
    agent = tables.Column(verbose_name=_("Agent and territory"), accessor="contract")
    state = tables.Column(verbose_name=_("State"), accessor="contract", attrs=CORNER)
    term = tables.Column(verbose_name=_("Term"), accessor="contract__term_number", attrs=FIGURE)
    next = tables.Column(verbose_name=_("Next date that binds"), accessor="contract")
    products = tables.Column(verbose_name=_("Products"), accessor="products", empty_values=())
    first_day = tables.Column(verbose_name=_("First day"), accessor="contract__first_day", attrs=DESK)
    law = tables.Column(verbose_name=_("Governing law"), accessor="contract__law", attrs=DESK)
    rate = tables.Column(verbose_name=_("Commission rate"), accessor="contract__commission_rate", attrs=FIGURE)
    reference = tables.Column(
        verbose_name=_("Reference"), accessor="contract__reference", attrs={"td": {"class": "mono less nowrap"}}
    )

    def render_principal(self, record: Line) -> SafeString:
        return linked(record, record.contract.principal.name, products_in_short(record))

    def render_agent(self, record: Line) -> SafeString:
        return format_html(
            '{}<span class="sub">{}</span>', record.contract.agent.name, territory_in_short(record.countries)
        )

    def render_state(self, record: Line) -> SafeString:
        return shapes.state(record.contract.status, state_words(record.contract))

    def render_term(self, value: int) -> str:
        return str(value) if value else "–"

    def render_next(self, record: Line) -> SafeString:
        contract = record.contract
        if contract.next_day is None:
            return format_html('<span class="quiet">{}</span>', record.without_date)
        return binding.cell(contract.next_kind, contract.next_day, record.today, record.rule)

    def render_products(self, record: Line) -> str:
        return products_in_short(record, shown=3)

    def render_first_day(self, value: date) -> str:
        return words.day(value, "short")

    def render_law(self, value: str) -> str:
        return law_name(value)[reader_language()]

    def render_rate(self, value: Decimal) -> str:
        return words.percent(value)


class PrincipalTable(ContractTable):
    """For a carried SME, whose contracts all have the same principal: itself. The agent leads to the contract."""

    class Meta(ContractTable.Meta):
        sequence = ("agent", "products", "...")

    def render_agent(self, record: Line) -> SafeString:
        return linked(record, record.contract.agent.name, territory_in_short(record.countries))

    def render_products(self, record: Line) -> str:
        return products_in_short(record)


@dataclass(frozen=True)
class Layout:
    """The table of one side: the column that always stands, the usual ones, and those that may be added."""

    table: type[ContractTable]
    stands: str
    usual: tuple[str, ...]
    more: tuple[str, ...]

    @property
    def choices(self) -> tuple[str, ...]:
        """What a person may take away or add."""
        return (*self.usual, *self.more)

    def hidden(self, chosen: Sequence[str]) -> list[str]:
        """The columns to leave out, when these were chosen; none chosen: the usual ones stand."""
        shown = [name for name in self.choices if name in chosen] or self.usual
        return [name for name in ContractTable.base_columns if name != self.stands and name not in shown]


LAYOUTS = {
    "agent": Layout(
        ContractTable,
        "principal",
        ("agent", "state", "term", "next", "reference"),
        ("products", "first_day", "law", "rate"),
    ),
    "principal": Layout(
        PrincipalTable, "agent", ("products", "state", "term", "next", "reference"), ("first_day", "law", "rate")
    ),
}


def linked(line: Line, name: str, under: str) -> SafeString:
    """The name that leads to the contract, what it is, and a quiet line below."""
    contract = line.contract
    moral = tag(gettext("moral")) if contract.nature == Contract.Nature.MORAL else ""
    secret = tag(gettext("confidential")) if contract.confidential else ""
    return format_html(
        '<a href="{}"><b>{}</b></a>{}{}<span class="sub">{}</span>', address(contract), name, moral, secret, under
    )


def address(contract: Contract) -> str:
    return reverse("contracts:contract", args=[contract.pk])
