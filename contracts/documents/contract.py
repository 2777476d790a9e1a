"""The agent contract: head, parties, summary, articles, then annexes and signatures, in one language or two side by side."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from . import blocks, grammar, markup, words
from .annexes import annexes
from .articles import Article, BadModel, parity
from .closing import closing
from .data import ContractData, Party
from .phrases import say
from .summary import Articles, Sheet, summary
from .typography import typeset
from .values import values


def contract_html(data: ContractData, articles: Articles, *, draft: bool = False) -> str:
    """The whole contract as HTML for `pdf.write`; `draft` says so at the head of every page.

    Raises MissingValue (article and name), BadModel when two languages cannot face each other, KeyError for a language
    with no articles.
    """
    tags = data.language.tags
    chosen = {tag: articles[tag] for tag in tags}
    if len(tags) == 2 and (faults := parity(chosen[tags[0]], chosen[tags[1]])):
        raise BadModel("; ".join(faults), "parity")
    sheet = Sheet(data, chosen, {tag: values(data, tag, chosen[tag]) for tag in tags})
    main = tags[0]
    body = blocks.join([*_head(sheet, draft), summary(sheet), *articles_html(sheet), *annexes(data), *closing(data)])
    return blocks.page(
        title=f"{say('contract', main)} {data.reference}, {say('version', main)} {data.version}",
        authors=f"{data.principal.name}; {data.agent.name}",
        language=main,
        body=body,
        kind="both" if len(tags) == 2 else "one",
    )


def _head(sheet: Sheet, draft: bool) -> list[SafeString]:
    data, tags = sheet.data, sheet.tags
    main = tags[0]
    line = f"{data.reference} · {say('version', main)} {data.version} · {words.long_date(data.day, main)}"
    drafted = " / ".join(say("draft", tag, data.version) for tag in tags)
    status = [format_html('<p class="status">{}</p>', drafted)] if draft else []
    return [
        format_html('<p class="ref">{}</p>', line),
        *status,
        _title(data, tags),
        format_html(
            '<div class="parties" title="{}">{}</div>', f"{data.principal.name} · {data.agent.name}", parties(data)
        ),
    ]


def _title(data: ContractData, tags: Sequence[str]) -> SafeString:
    lead = "lead_exclusive" if data.exclusivity else "lead"
    if len(tags) == 1:
        return format_html('<h1>{}</h1><p class="lead">{}</p>', say("contract", tags[0]), say(lead, tags[0]))
    cell = '<td lang="{}"><h1>{}</h1><p class="lead">{}</p></td>'
    cells = format_html_join("", cell, ((tag, say("contract", tag), say(lead, tag)) for tag in tags))
    return format_html('<table class="bi title"><tr>{}</tr></table>', cells)


def parties(data: ContractData) -> SafeString:
    """Principal and agent side by side, a row for what is the same in every language, a row a language for the rest."""
    tags, sides = data.language.tags, (("principal", data.principal), ("agent", data.agent))
    group = {tag: {"principal": "", "agent": say("subsidiary_of", tag, data.carrier)} for tag in tags}
    same = group[tags[0]] if len(tags) == 1 else {}
    rows: list[tuple[str, list[blocks.Text]]] = [
        (tag, [blocks.small(say(side, tag)) for side, _ in sides]) for tag in tags
    ]
    rows.append(("", [_identity(party, same.get(side, "")) for side, party in sides]))
    rows += [(tag, [_signing(party, "" if same else group[tag][side], tag) for side, party in sides]) for tag in tags]
    return blocks.two_columns(rows)


def _identity(party: Party, group: str) -> SafeString:
    name = format_html("<b>{}</b>", party.name)
    return blocks.lines([name, party.legal_form, group, party.address, party.registration])


def _signing(party: Party, group: str, tag: str) -> SafeString:
    return blocks.lines([group, say("represented", tag, party.signatory, party.capacity.get(tag, ""))])


def articles_html(sheet: Sheet) -> list[SafeString]:
    """Each article whole on its page when it fits on one; with two languages, one row a paragraph."""
    first, *others = [
        [_printed(article, sheet.values[tag], tag) for article in sheet.articles[tag]] for tag in sheet.tags
    ]
    if not others:
        return [
            format_html('<section id="{}"><h2>{}</h2>{}</section>', article.key, title, blocks.join(paragraphs))
            for article, (title, paragraphs) in zip(sheet.articles[sheet.tags[0]], first, strict=True)
        ]
    return [
        _side_by_side(article.key, left, right, sheet.tags)
        for article, left, right in zip(sheet.articles[sheet.tags[0]], first, others[0], strict=True)
    ]


Printed = tuple[SafeString, list[SafeString]]


def _side_by_side(key: str, left: Printed, right: Printed, tags: Sequence[str]) -> SafeString:
    row = '<tr><td lang="{}">{}</td><td lang="{}">{}</td></tr>'
    heads = [format_html("<h2>{}</h2>", title) for title, _ in (left, right)]
    pairs = list(zip(left[1], right[1], strict=True))
    rows = [
        (tags[0], blocks.join([heads[0], a]) if i == 0 else a, tags[1], blocks.join([heads[1], b]) if i == 0 else b)
        for i, (a, b) in enumerate(pairs)
    ]
    return format_html(
        '<section id="{}"><table class="bi"><tbody>{}</tbody></table></section>', key, format_html_join("", row, rows)
    )


def _printed(article: Article, known: Mapping[str, Any], tag: str) -> Printed:
    """Title and paragraphs with numbers and values in place."""
    title = conditional_escape(f"{article.position}. {typeset(article.title, tag)}")
    paragraphs = [
        _paragraph(f"{article.position}.{number}", text, known, tag, article.key)
        for number, text in enumerate(article.paragraphs, start=1)
    ]
    return _filled(title, known, tag, article.key), paragraphs


def _paragraph(number: str, text: str, known: Mapping[str, Any], tag: str, key: str) -> SafeString:
    prepared = typeset(text, tag)
    if "\n" not in prepared:
        return format_html('<p class="par"><i>{}</i> {}</p>', number, _filled(markup.inline(prepared), known, tag, key))
    head, items = prepared.split("\n", 1)
    return format_html(
        '<div class="par"><i>{}</i> {}{}</div>',
        number,
        _filled(markup.inline(head), known, tag, key),
        _filled(markup.block(items), known, tag, key),
    )


def _filled(safe: str, known: Mapping[str, Any], tag: str, key: str) -> SafeString:
    """`safe` comes from `markup` or is escaped; `grammar.fill` escapes the values it puts in."""
    return mark_safe(grammar.fill(safe, known, tag, key))  # see above  # nosec B308 B703
