"""The articles of a version for the screen: each paragraph with its number and the values in place, one language at a time."""

import copy
from dataclasses import dataclass

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from contracts.documents import grammar, markup
from contracts.documents.canonical import build
from contracts.documents.data import ContractData
from contracts.documents.typography import typeset
from contracts.documents.values import values

from ..assembly import PERIODS
from ..models import Contract, Version
from ..paperwork import articles

MONTHS = {period: months for months, period in PERIODS.items()}


@dataclass(frozen=True)
class Paragraph:
    number: str
    text: SafeString


@dataclass(frozen=True)
class ReadArticle:
    key: str
    position: int
    title: SafeString
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Text:
    """One language of a version, and which others there are."""

    data: ContractData
    language: str
    others: tuple[str, ...]
    articles: tuple[ReadArticle, ...]


def text_of(version: Version, language: str) -> Text:
    """The version in `language`, or in its prevailing language where it has no such text."""
    data = build(version.data)
    tags = data.language.tags
    tag = language if language in tags else tags[0]
    frozen = articles(version)[tag]
    known = values(data, tag, frozen)

    def filled(safe: str, key: str) -> SafeString:
        return mark_safe(grammar.fill(safe, known, tag, key))  # noqa: S308  # nosec: markup escapes, fill escapes values

    read = tuple(
        ReadArticle(
            article.key,
            article.position,
            filled(conditional_escape(typeset(article.title, tag)), article.key),
            tuple(
                Paragraph(f"{article.position}.{n}", filled(_html(typeset(paragraph, tag)), article.key))
                for n, paragraph in enumerate(article.paragraphs, start=1)
            ),
        )
        for article in frozen
    )
    return Text(data, tag, tuple(other for other in tags if other != tag), read)


def as_agreed(contract: Contract, data: ContractData) -> Contract:
    """A copy of the contract, never saved, whose terms are those of the version: what is shown is what was frozen."""
    agreed = copy.copy(contract)
    frozen = {
        "exclusive": data.exclusivity, "agent_tasks": list(data.agent_tasks), "principal_tasks": list(data.principal_tasks),
        "commission_rate": data.commission.rate, "commission_event": data.commission.event, "currency": data.commission.currency,
        "statement_months": MONTHS[data.statement.period], "first_day": data.term.first_day, "first_months": data.term.months,
        "renewal_months": data.term.renewal_months, "notice_scale": list(data.notice.months), "notice_month_end": data.notice.month_end,
        "notice_forms": list(data.notice.forms), "law": data.law.code, "forum": data.law.forum.get("en", ""),
        "languages": data.language.mode, "prevailing": data.language.prevailing, "target": data.target,
    }  # fmt: skip
    for name, value in frozen.items():
        if value is not None or name == "target":
            setattr(agreed, name, value)
    return agreed


def _html(text: str) -> str:
    """A paragraph, with its list when it has one."""
    if "\n" not in text:
        return markup.inline(text)
    head, items = text.split("\n", 1)
    return markup.inline(head) + markup.block(items)
