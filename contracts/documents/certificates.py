"""Certificates: of a tacit renewal, and of the annulment of one. They state dates, the rule and the sealed contract's hash."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString

from . import words
from .blocks import Column, Facing, Text, facts, grid, grouped, join, lines, page, small, two_columns
from .data import Texts
from .papers import AnnulmentCertificate, RenewalCertificate, Rule, Subject, TermRow
from .phrases import say

Rows = Sequence[tuple[str, Text]]


def renewal_html(paper: RenewalCertificate, language: str) -> str:
    """The certificate of tacit renewal: which terms, why (no notice served by the day), by which rule and article."""
    ended, opened = paper.terms[-2], paper.terms[-1]
    lead = _say("renewal_lead", language, paper.subject.reference, *_days(opened, language))
    parts = [
        *head(
            paper.subject,
            "renewal",
            _say("certificate", language, paper.number),
            paper.established.date(),
            lead,
            language,
        ),
        *table("stated", _renewal_facts(paper, ended, opened, language), language),
        _heading("chain", language),
        _chain(paper.terms, language),
        *table("rules", _rules(paper.rule, paper.renewal_months, paper.terms[0].first_day, language), language),
        *table("evidence", _evidence(paper.subject, paper.established, paper.zone, language), language),
        _note("renewal_note", language),
    ]
    return sheet(paper.subject, "renewal", parts, language)


def annulment_html(paper: AnnulmentCertificate, language: str) -> str:
    """The certificate that a renewal is annulled: the notice's three dates, the last day in time, the proof, the end."""
    ended, annulled = paper.ended, paper.annulled
    end = words.long_date(ended.last_day, language)
    lead = _say("annulment_lead", language, paper.subject.reference, annulled.number, end)
    parts = [
        *head(
            paper.subject,
            "annulment",
            _say("certificate", language, paper.number),
            paper.established.date(),
            lead,
            language,
        ),
        *table("stated", _annulment_facts(paper, language), language),
        *table("rules", _rules(paper.rule, None, None, language), language),
        *table("evidence", _evidence(paper.subject, paper.established, paper.zone, language), language),
        _note("annulment_note", language),
    ]
    return sheet(paper.subject, "annulment", parts, language)


def head(subject: Subject, kind: str, what: str, day: date, lead: str, language: str) -> list[SafeString]:
    """Reference line, title, one sentence, the two parties."""
    sides = (("principal", subject.principal), ("agent", subject.agent))
    rows: list[tuple[str, list[Text]]] = [
        (language, [small(say(side, language)) for side, _ in sides]),
        ("", [lines([format_html("<b>{}</b>", party.name), party.address]) for _, party in sides]),
    ]
    return [
        format_html('<p class="ref">{}</p>', f"{subject.reference} · {what} · {words.long_date(day, language)}"),
        format_html('<h1>{}</h1><p class="lead">{}</p>', _say(kind, language), lead),
        format_html('<div class="parties" title="{}">{}</div>', _names(subject, " · "), two_columns(rows)),
    ]


def table(title: str, rows: Rows, language: str) -> list[SafeString]:
    """A heading and its facts; rows without a value are left out."""
    shown = [({language: label}, {language: value}, None) for label, value in rows if value]
    heading = say(title, language) if title == "evidence" else _say(title, language)
    return [format_html("<h2>{}</h2>", heading), facts(shown, [language])]


def sheet(subject: Subject, kind: str, parts: Sequence[Text], language: str) -> str:
    """The whole page of a certificate or letter."""
    title = f"{_say(kind, language)} {subject.reference}"
    return page(title=title, authors=_names(subject, "; "), language=language, body=join(parts), kind="one")


def _renewal_facts(paper: RenewalCertificate, ended: TermRow, opened: TermRow, tag: str) -> Rows:
    amended = _say("amendments", tag, paper.amendments) if paper.amendments else _say("no_amendment", tag)
    return [
        (_say("ended_term", tag), _span(ended, tag)),
        (_say("notice_possible", tag), _notice_until(ended, tag)),
        (_say("notice_received", tag), _say("no_notice", tag)),
        (_say("opened_term", tag), _say("by_tacit", tag, _span(opened, tag))),
        (_say("conditions", tag), _say("unchanged", tag, paper.subject.version, amended)),
        (_say("next_notice", tag), _notice_until(opened, tag)),
    ]


def _annulment_facts(paper: AnnulmentCertificate, tag: str) -> Rows:
    return [
        (_say("annulled_term", tag), _span(paper.annulled, tag)),
        (_say("annulled_certificate", tag), _say("annulled_certificate_text", tag, paper.renewal_number)),
        (
            _say("given_by", tag),
            f"{getattr(paper.subject, paper.given_by).name} ({say('side_' + paper.given_by, tag)})",
        ),
        (_say("sent", tag), words.long_date(paper.sent, tag) if paper.sent else ""),
        (_say("presented", tag), words.long_date(paper.presented, tag)),
        (_say("received", tag), words.long_date(paper.received, tag) if paper.received else ""),
        (_say("limit", tag), _notice_until(paper.ended, tag)),
        (_say("proof", tag), _proof(paper, tag)),
        (_say("end", tag), _say("end_text", tag, words.long_date(paper.ended.last_day, tag), paper.ended.number)),
        (_say("why", tag), _say("why_text", tag)),
    ]


def _proof(paper: AnnulmentCertificate, tag: str) -> Text:
    day = words.long_date(paper.proved_on, tag)
    if paper.proof_hash:
        return lines([_say("proof_upload", tag, day), grouped(paper.proof_hash)])
    return _say("proof_confirmed", tag, paper.confirmed_by, say("side_" + paper.confirmed_side, tag), day)


def _rules(rule: Rule, months: int | None, first_day: date | None, tag: str) -> Rows:
    notice = _say("notice_rule_short", tag, rule.notice_article, rule.notice_source[tag])
    if first_day:
        notice = _say(
            "notice_rule_text", tag, rule.notice_article, rule.notice_source[tag], words.long_date(first_day, tag)
        )
    return [
        (_say("renewal_rule", tag), _say("renewal_rule_text", tag, rule.renewal_article, months) if months else ""),
        (_say("notice_rule", tag), notice),
        (_say("checked_rule", tag), rule.checked[tag]),
    ]


def _evidence(subject: Subject, established: datetime, zone: Texts, tag: str) -> Rows:
    hour = f"{established:%H}\u00a0h\u00a0{established:%M}" if tag == "fr" else f"{established:%H:%M}"
    day = words.long_date(established.date(), tag)
    return [
        (_say("established", tag), _say("established_text", tag, day, hour, zone[tag])),
        (_say("sealed_contract", tag), lines(["SHA-256", grouped(subject.file_hash)]) if subject.file_hash else ""),
        (say("verification", tag), _say("verification_text", tag)),
    ]


def _chain(terms: Sequence[TermRow], tag: str) -> SafeString:
    keys = ("term", "first_day", "last_day", "origin", "notice_last_day")
    columns = [Column({tag: _say(key, tag)}, 174 / len(keys)) for key in keys]
    rows: list[tuple[list[Facing], list[Text]]] = [
        ([{tag: cell} for cell in _chain_row(term, term is terms[-1], tag)], []) for term in terms
    ]
    return grid(columns, [], rows, [tag])


def _chain_row(term: TermRow, opened: bool, tag: str) -> list[Text]:
    days = [words.long_date(day, tag) for day in (term.first_day, term.last_day, term.notice_last_day)]
    cells = [str(term.number), days[0], days[1], _say(f"origin_{term.origin}", tag), days[2]]
    return [format_html("<b>{}</b>", cell) if opened else cell for cell in cells]


def _span(term: TermRow, tag: str) -> str:
    return _say("span", tag, term.number, *_days(term, tag))


def _days(term: TermRow, tag: str) -> tuple[str, str]:
    return words.long_date(term.first_day, tag), words.long_date(term.last_day, tag)


def _notice_until(term: TermRow, tag: str) -> str:
    return _say("until", tag, words.long_date(term.notice_last_day, tag), words.months(term.notice_months, tag))


def _names(subject: Subject, between: str) -> str:
    return between.join((subject.principal.name, subject.agent.name))


def _heading(key: str, tag: str) -> SafeString:
    return format_html("<h2>{}</h2>", _say(key, tag))


def _note(key: str, tag: str) -> SafeString:
    return format_html('<p class="note">{}</p>', _say(key, tag))


def _say(key: str, tag: str, *args: object) -> str:
    return say(key, tag, *args, table="paper")
