"""The amendment (avenant): what is replaced, old and new terms and wording, from when; then the consolidated text as annex."""

import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString

from . import blocks, grammar, redline, words
from .annexes import annexes
from .articles import Article
from .blocks import Facing
from .closing import closing
from .contract import articles_html, parties
from .data import ContractData
from .phrases import say
from .summary import Articles, Sheet
from .typography import typeset
from .values import values

_say = partial(say, table="amendment")


@dataclass(frozen=True)
class Facts:
    """What an amendment amends: its number, the contract's reference and the version it changes, the contract's first day,
    the day it takes effect and, where that may lie before signature, why."""

    number: int
    reference: str
    version: int
    first_day: date
    from_day: date
    earlier: str = ""

    def as_dict(self) -> dict[str, Any]:
        return {**self.__dict__, "first_day": self.first_day.isoformat(), "from_day": self.from_day.isoformat()}


def facts_of(plain: Mapping[str, Any]) -> Facts:
    """The facts that `as_dict` wrote."""
    days = {name: date.fromisoformat(plain[name]) for name in ("first_day", "from_day")}
    return Facts(**{**plain, **days})


@dataclass(frozen=True)
class Change:
    """One subject that changes: its code (products, countries, …) and its words before and after, as pieces."""

    subject: str
    marked: redline.Marked


def changes(before: ContractData, after: ContractData, tag: str) -> list[Change]:
    """Each term that differs, in words of one language; those that stay are left out."""
    old, new = _terms(before, tag), _terms(after, tag)
    return [
        Change(subject, redline.words(old[subject], new[subject])) for subject in new if old[subject] != new[subject]
    ]


def wording(
    before: ContractData, old: Sequence[Article], after: ContractData, new: Sequence[Article], tag: str
) -> list[redline.ArticleChange]:
    """The articles whose text reads otherwise, values in place: what a party compares with the paper it signed."""
    plain = [_filled(articles, values(data, tag, articles), tag) for data, articles in ((before, old), (after, new))]
    return [change for change in redline.articles(*plain) if change.kind != redline.SAME]


def _filled(articles: Sequence[Article], known: Mapping[str, Any], tag: str) -> list[Article]:
    def plain(text: str, key: str) -> str:
        return html.unescape(strip_tags(grammar.fill(typeset(text, tag), known, tag, key)))

    return [
        Article(
            **{
                **article.__dict__,
                "title": plain(article.title, article.key),
                "paragraphs": tuple(plain(one, article.key) for one in article.paragraphs),
            }
        )
        for article in articles
    ]


def _terms(data: ContractData, tag: str) -> dict[str, str]:
    """Every term that an amendment may change, in words."""
    known, deal, between = values(data, tag), data.commission, words.BETWEEN[tag]
    names = {product.key: product.names.get(tag) or next(iter(product.names.values())) for product in data.products}
    reserved = [
        f"{c.name}, {c.place} ({words.percent(c.rate, tag)})" if c.place else f"{c.name} ({words.percent(c.rate, tag)})"
        for c in data.territory.reserved
    ]
    rates = [
        f"{', '.join(names.get(key, key) for key in line.products)}{words.COLON[tag]}{_tiers(line.tiers, deal.currency, tag)}"
        for line in deal.lines
    ]
    return {
        "products": between.join(names.values()),
        "countries": between.join(known["territory.countries"]),
        "segments": between.join(known["territory.segments"]),
        "reserved": between.join(reserved) or say("none", tag),
        "exclusivity": say("reciprocal" if data.exclusivity else "no_exclusivity", tag),
        "task_agent": between.join(known["tasks.agent"]),
        "task_principal": between.join(known["tasks.principal"]),
        "commission": _tiers(deal.tiers, deal.currency, tag) or words.percent(deal.rate, tag),
        "product_rates": between.join(rates) or say("none", tag),
        "earned": known["commission.event"],
        "currency": known["commission.currency"],
        "statements": known["statement.period"],
        "target": words.money((data.target, deal.currency), tag) if data.target is not None else say("none", tag),
    }


def _tiers(tiers: Sequence[Any], currency: str, tag: str) -> str:
    """Each bracket with its rate: up to 100 000 euros: 6 %; beyond: 4 %."""
    shown = [
        f"{say('up_to', tag, words.money((tier.up_to, currency), tag)) if tier.up_to is not None else say('beyond', tag)}{words.COLON[tag]}{words.percent(tier.rate, tag)}"
        for tier in tiers
    ]
    return (
        words.percent(tiers[0].rate, tag)
        if len(tiers) == 1 and tiers[0].up_to is None
        else words.BETWEEN[tag].join(shown)
    )


def amendment_html(
    facts: Facts, before: ContractData, old: Articles, data: ContractData, articles: Articles, *, draft: bool = False
) -> str:
    """The whole amendment as HTML for `pdf.write`. Raises what `contract_html` raises."""
    tags = data.language.tags
    sheet = Sheet(data, {tag: articles[tag] for tag in tags}, {tag: values(data, tag, articles[tag]) for tag in tags})
    parts = [
        *_head(facts, data, draft),
        *_replaced(before, data),
        *_worded(before, old, sheet),
        *_effect(facts, tags),
        *closing(data),
        blocks.heading({tag: _say("consolidated_annex", tag, facts.reference) for tag in tags}, tags),
        *articles_html(sheet),
        *annexes(data),
    ]
    main = tags[0]
    return blocks.page(
        title=f"{_say('amendment', main, facts.number, facts.reference)}, {data.reference}, {say('version', main)} {data.version}",
        authors=f"{data.principal.name}; {data.agent.name}",
        language=main,
        body=blocks.join(parts),
        kind="both" if len(tags) == 2 else "one",
    )


def consolidated_html(facts: Sequence[Facts], data: ContractData, articles: Articles) -> str:
    """The contract as it reads with the amendments in effect: a help to read, the signed documents alone bind."""
    tags = data.language.tags
    sheet = Sheet(data, {tag: articles[tag] for tag in tags}, {tag: values(data, tag, articles[tag]) for tag in tags})
    listed = {tag: _listed(facts, tag) for tag in tags}
    main = tags[0]
    parts = [
        format_html(
            '<p class="ref">{}</p>',
            f"{data.reference} · {say('version', main)} {data.version} · {words.long_date(data.day, main)}",
        ),
        *_titles(
            {tag: _say("consolidated", tag) for tag in tags},
            {tag: _say("consolidated_lead", tag, words.long_date(data.day, tag)) for tag in tags},
            tags,
        ),
        format_html(
            '<div class="parties" title="{}">{}</div>', f"{data.principal.name} · {data.agent.name}", parties(data)
        ),
        blocks.facts([({tag: _say("amendments_in_effect", tag) for tag in tags}, listed, None)], tags),
        blocks.note({tag: _say("consolidated_note", tag) for tag in tags}, tags),
        *articles_html(sheet),
        *annexes(data),
    ]
    return blocks.page(
        title=f"{_say('consolidated', main)} {data.reference}, {say('version', main)} {data.version}",
        authors=f"{data.principal.name}; {data.agent.name}",
        language=main,
        body=blocks.join(parts),
        kind="both" if len(tags) == 2 else "one",
    )


def _listed(facts: Sequence[Facts], tag: str) -> SafeString:
    return blocks.lines(_say("amendment_from", tag, one.number, words.long_date(one.from_day, tag)) for one in facts)


def _titles(title: Facing, lead: Facing, tags: Sequence[str]) -> Iterator[SafeString]:
    if len(tags) == 1:
        yield format_html('<h1>{}</h1><p class="lead">{}</p>', title[tags[0]], lead[tags[0]])
        return
    cells = blocks.join(
        format_html('<td lang="{}"><h1>{}</h1><p class="lead">{}</p></td>', tag, title[tag], lead[tag]) for tag in tags
    )
    yield format_html('<table class="bi title"><tr>{}</tr></table>', cells)


def _head(facts: Facts, data: ContractData, draft: bool) -> Iterator[SafeString]:
    tags = data.language.tags
    main = tags[0]
    yield format_html(
        '<p class="ref">{}</p>',
        f"{data.reference} · {say('version', main)} {data.version} · {words.long_date(data.day, main)}",
    )
    if draft:
        yield format_html('<p class="status">{}</p>', " / ".join(say("draft", tag, data.version) for tag in tags))
    title = {tag: _say("amendment", tag, facts.number, facts.reference) for tag in tags}
    lead = {tag: _say("amendment_lead", tag, words.long_date(facts.first_day, tag)) for tag in tags}
    yield from _titles(title, lead, tags)
    yield format_html(
        '<div class="parties" title="{}">{}</div>', f"{data.principal.name} · {data.agent.name}", parties(data)
    )


def _replaced(before: ContractData, after: ContractData) -> Iterator[SafeString]:
    """Each term that changes: what is taken out struck, what is new underlined, each also told in words for who hears it."""
    tags = after.language.tags
    by_tag = {tag: {change.subject: change.marked for change in changes(before, after, tag)} for tag in tags}
    subjects = list(dict.fromkeys(subject for found in by_tag.values() for subject in found))
    yield blocks.heading({tag: _say("replaced", tag) for tag in tags}, tags)
    rows = [
        (
            {tag: _say(f"subject_{subject}", tag) for tag in tags},
            {tag: marks(by_tag[tag].get(subject, ()), tag) for tag in tags},
            None,
        )
        for subject in subjects
    ]
    yield blocks.facts(rows, tags)
    yield blocks.note({tag: _say("marks_note", tag) for tag in tags}, tags)


def _worded(before: ContractData, old: Articles, sheet: Sheet) -> Iterator[SafeString]:
    """The articles whose words change, whole, with their marks; one language after the other."""
    for tag in sheet.tags:
        found = wording(before, old[tag], sheet.data, sheet.articles[tag], tag)
        if found:
            yield format_html('<h2 lang="{}">{}</h2>', tag, _say("new_wording", tag))
        for change in found:
            number = change.after or change.before
            paragraphs = blocks.join(format_html('<p class="par">{}</p>', marks(one, tag)) for one in change.paragraphs)
            yield format_html(
                '<section lang="{}"><h3>{}. {}</h3>{}</section>', tag, number, marks(change.title, tag), paragraphs
            )


def marks(marked: redline.Marked, tag: str) -> SafeString:
    """Pieces as HTML: <del> and <ins>."""
    shapes = {redline.SAME: "{}", redline.ADDED: "<ins>{}</ins>", redline.REMOVED: "<del>{}</del>"}
    return blocks.join((format_html(shapes[piece.kind] + gap, piece.text) for piece, gap in redline.apart(marked)), "")


def _effect(facts: Facts, tags: Sequence[str]) -> Iterator[SafeString]:
    key = "effect_earlier" if facts.earlier else "effect_text"
    told = {tag: _say(key, tag, words.long_date(facts.from_day, tag), facts.earlier) for tag in tags}
    yield blocks.heading({tag: _say("effect", tag) for tag in tags}, tags)
    rows: list[tuple[Facing, Facing, Facing | None]] = [
        ({tag: _say("effect_from", tag) for tag in tags}, told, None),
        (
            {tag: _say("the_rest", tag) for tag in tags},
            {tag: _say("unchanged_rest", tag, facts.reference, facts.version) for tag in tags},
            None,
        ),
    ]
    yield blocks.facts(rows, tags)
