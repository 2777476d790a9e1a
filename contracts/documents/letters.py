"""The notice letter: who, to whom, which contract, when it ends, on what grounds, by which computation."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from . import words
from .blocks import Text, facts, lines, small, two_columns
from .certificates import sheet
from .data import Party
from .papers import NoticeLetter
from .phrases import say


def notice_html(paper: NoticeLetter, language: str) -> str:
    """One page. The grounds are the sender's own words: printed as they are, on lines of their own."""
    tag = language
    sender = paper.subject.principal if paper.sender == "principal" else paper.subject.agent
    parts = [
        *_head(paper, sender, tag),
        format_html('<div class="letter">{}</div>', _body(paper, tag)),
        *_computation(paper, tag),
        format_html('<div class="letter">{}</div>', _end(paper, tag)),
        _signature(sender, tag),
        format_html('<p class="note">{}</p>', _say("letter_note", tag)),
    ]
    return sheet(paper.subject, f"letter_{paper.kind}", parts, tag)


def _head(paper: NoticeLetter, sender: Party, tag: str) -> list[SafeString]:
    subject = paper.subject
    other = subject.agent if sender is subject.principal else subject.principal
    people = [
        lines([format_html("<b>{}</b>", party.name), party.address, party.registration]) for party in (sender, other)
    ]
    rows: list[tuple[str, list[Text]]] = [(tag, [small(_say("from", tag)), small(_say("to", tag))]), ("", list(people))]
    line = f"{subject.reference} · {words.long_date(paper.day, tag)} · {_say('form_' + paper.form, tag)}"
    return [
        format_html('<p class="ref">{}</p>', line),
        format_html("<h1>{}</h1>", _say(f"letter_{paper.kind}", tag)),
        format_html('<p class="lead">{}</p>', _say("subject", tag, subject.reference, subject.version)),
        format_html('<div class="parties" title="{} · {}">{}</div>', sender.name, other.name, two_columns(rows)),
    ]


def _body(paper: NoticeLetter, tag: str) -> SafeString:
    since, end = words.long_date(paper.contract_first_day, tag), words.long_date(paper.ends_on, tag)
    body = _say(f"body_{paper.kind}", tag, paper.subject.reference, since, end, paper.article)
    grounds: Text = ""
    if paper.grounds.strip():
        title = "" if paper.kind == "serious_default" else format_html("<p>{}</p>", _say("grounds", tag))
        grounds = format_html('{}<p class="quote">{}</p>', title, paper.grounds.strip())
    return format_html("<p>{}</p><p>{}</p>{}", _say("greeting", tag), body, grounds)


def _computation(paper: NoticeLetter, tag: str) -> list[SafeString]:
    if not paper.steps:
        return []
    rows = [
        ({tag: step.label[tag]}, {tag: lines([step.value[tag], small(step.rule[tag])])}, None) for step in paper.steps
    ]
    return [format_html("<h2>{}</h2>", _say("computation", tag)), facts(rows, [tag])]


def _end(paper: NoticeLetter, tag: str) -> SafeString:
    claim: Text = ""
    if paper.claim_last_day and paper.claim_source:
        text = _say("claim", tag, words.long_date(paper.claim_last_day, tag), paper.claim_source[tag])
        claim = format_html("<p>{}</p>", text)
    return format_html("<p>{}</p>{}<p>{}</p>", _say("what_follows", tag), claim, _say("closing", tag))


def _signature(sender: Party, tag: str) -> SafeString:
    name = lines([format_html("<b>{}</b>", sender.name), f"{sender.signatory}, {sender.capacity.get(tag, '')}"])
    cell = format_html("{}<p>{}</p>", name, say("signature", tag))
    return two_columns([(tag, [cell, ""])], "two sign")


def _say(key: str, tag: str, *args: object) -> str:
    return say(key, tag, *args, table="paper")
