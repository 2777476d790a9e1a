"""A quote on paper: whose offer it is, who makes it in its name, to whom, and until when it holds. Everything typed is escaped."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from contracts.documents import blocks
from contracts.documents.blocks import Column, Facing, Text
from portage.core import words

from ..models import Matter

Cells = list[tuple[list[Facing], list[Text]]]


def quote_html(matter: Matter, lines: Sequence[Mapping[str, Any]], language: str) -> str:
    """`lines` are those of `pages.matters.lines`. The offer is the principal's; the agent makes it in its name."""
    quote, contract = matter.quote, matter.contract
    principal, agent = contract.principal, contract.agent
    named = {"principal": principal.name, "agent": agent.name}
    says = (
        _("Offer of %(principal)s, made by %(agent)s as its commercial agent, in its name and for its account.") % named
    )
    parts: list[Text] = [
        format_html('<p class="ref">{}</p>', matter.reference),
        format_html('<h1>{}</h1><p class="lead">{}</p>', _("Quote"), matter.customer_name),
        format_html("<p>{}</p>", says),
        blocks.facts([({language: label}, {language: value}, None) for label, value in _head(matter)], [language]),
        _grid(matter, lines, language),
        format_html("<p><b>{}{} {}</b></p>", _("Total"), words.mark(":"), words.money(quote.total, quote.currency)),
        format_html('<p class="note">{}</p>', _("Net prices, without taxes, freight and insurance unless the delivery terms say so.")),
        format_html('<p class="note">{}</p>', _("The order is sent to %(agent)s; it binds %(principal)s when %(principal)s accepts it.") % named),
    ]  # fmt: skip
    if quote.note:
        parts.insert(6, format_html("<p>{}</p>", blocks.lines(quote.note.split("\n"))))
    return blocks.page(
        title=f"{matter.reference}, {matter.customer_name}", authors=principal.name, language=language,
        body=blocks.join(parts), kind="one",
    )  # fmt: skip


def _head(matter: Matter) -> list[tuple[str, Text]]:
    quote, contract = matter.quote, matter.contract
    delivery = f"{quote.incoterm} {quote.place} (Incoterms 2020)" if quote.incoterm else ""
    days = _("%(days)s days from the invoice") % {"days": quote.payment_days} if quote.payment_days is not None else ""
    rows: list[tuple[str, Text]] = [
        (_("Offered by"), _party(contract.principal)),
        (_("Commercial agent"), _party(contract.agent)),
        (
            _("Customer"),
            ", ".join(filter(None, [matter.customer_name, matter.city, words.country(str(quote.country))])),
        ),
        (_("Date"), words.day(matter.asked_on)),
        (_("Valid until"), words.day(quote.valid_until)),
        (_("Delivery terms"), delivery),
        (_("To be paid within"), days),
    ]
    return [row for row in rows if row[1]]


def _party(organisation: Any) -> Text:
    place = " ".join(filter(None, [organisation.postcode, organisation.city]))
    registration = organisation.registration or organisation.siren or organisation.vat
    return blocks.lines([organisation.name, organisation.street, place, registration])


def _grid(matter: Matter, lines: Sequence[Mapping[str, Any]], language: str) -> Text:
    columns = [
        Column({language: _("Product")}, 72),
        Column({language: _("Quantity")}, 30, numeric=True),
        Column({language: _("Net price")}, 36, numeric=True),
        Column({language: _("Net amount")}, 36, numeric=True),
    ]
    currency = matter.quote.currency
    rows: Cells = [
        (
            [
                {language: str(one["row"].product)},
                {language: f"{words.number(one['row'].quantity)} {one['row'].unit}"},
                {language: one["price"]},
                {language: words.money(one["row"].net, currency)},
            ],
            [],
        )
        for one in lines
    ]
    return blocks.grid(columns, [], rows, [language])
