"""What the contract says in seven lines, each with the article and annex that says it fully."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from . import blocks, words
from .articles import Article
from .data import ContractData
from .phrases import say
from .values import places, segments

Articles = Mapping[str, Sequence[Article]]


@dataclass(frozen=True)
class Sheet:
    """One contract being printed: its data, its articles and what names are worth, by language."""

    data: ContractData
    articles: Articles
    values: Mapping[str, Mapping[str, Any]]

    @property
    def tags(self) -> tuple[str, ...]:
        return self.data.language.tags

    def number(self, *keys: str) -> str:
        """The positions of these articles, those that the model has: "14, 15"."""
        positions = {article.key: article.position for article in self.articles[self.tags[0]]}
        return ", ".join(str(positions[key]) for key in keys if key in positions)


def summary(sheet: Sheet) -> SafeString:
    """The table under the parties."""
    makers = {
        "products": (("products",), "A"),
        "territory": (("territory",), "B"),
        "exclusivity": (("exclusivity",), ""),
        "commission": (("commission",), "C"),
        "duration": (("term",), ""),
        "notice": (("notice",), ""),
        "law": (("law", "language"), ""),
    }
    rows = []
    for key, (keys, annex) in makers.items():
        label = {tag: say(key, tag) for tag in sheet.tags}
        value = {tag: _summary_of(key, sheet, tag) for tag in sheet.tags}
        where = {tag: _where(sheet.number(*keys), annex, tag) for tag in sheet.tags}
        rows.append((label, value, where))
    return blocks.facts(rows, sheet.tags)


def _where(number: str, annex: str, tag: str) -> str:
    parts = [f"{say('art', tag)}\u00a0{number}" if number else "", f"{say('ann', tag)}\u00a0{annex}" if annex else ""]
    return ", ".join(part for part in parts if part)


def _summary_of(key: str, sheet: Sheet, tag: str) -> str:
    data, known = sheet.data, sheet.values[tag]
    if key == "products":
        return words.first_upper(", ".join(known["products.names"]))
    if key == "territory":
        count = len(data.territory.reserved)
        kept = say(f"reserved_count_{count}" if count < 2 else "reserved_count", tag, words.number(count, tag))
        return say(
            "summary_territory", tag, words.join(places(data, tag), tag), words.join(segments(data, tag), tag), kept
        )
    if key == "exclusivity":
        return say("reciprocal" if data.exclusivity else "no_exclusivity", tag)
    if key == "commission":
        rate = words.percent(data.commission.rate, tag)
        return say("summary_commission", tag, rate, known["commission.event"], known["statement.period"])
    if key == "duration":
        return _duration(data, tag)
    if key == "notice":
        return words.first_upper(_notice(data, known["notice.schedule"], tag))
    prevails = say("prevails", tag, known["language.prevailing"])
    return words.first_upper(say("summary_law", tag, known["law.name"], known["dispute.forum"], prevails))


def _duration(data: ContractData, tag: str) -> str:
    """The first term and its renewals; an indefinite contract has a first day only."""
    first = words.long_date(data.term.first_day, tag)
    if data.term.last_day is None:
        return say("summary_indefinite", tag, first)
    return say("summary_term", tag, first, words.long_date(data.term.last_day, tag), data.term.renewal_months)


def _notice(data: ContractData, schedule: str, tag: str) -> str:
    """Its length, and the first last day, or that it may be given at any time."""
    length = say("summary_month_end", tag, schedule) if data.notice.month_end else schedule
    if data.notice.first_last_day is None:
        return say("summary_notice_any_day", tag, length)
    return say("summary_notice", tag, length, words.long_date(data.notice.first_last_day, tag))
