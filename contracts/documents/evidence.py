"""The evidence certificate: a paper of its own, sealed after the last signature. It tells who, when, how, and every hash."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.html import format_html
from django.utils.safestring import SafeString

from . import words
from .blocks import Text, facts, grouped, lines
from .certificates import Rows, head, sheet
from .papers import EvidenceCertificate, FileState, SignatureFact
from .phrases import say

IDENTIFIED = {"password", "totp", "webauthn", "recovery_codes"}


def evidence_html(paper: EvidenceCertificate, language: str) -> str:
    """The certificate in one language."""
    subject = paper.subject
    lead = _say("lead", language, subject.reference, subject.version)
    what = _say("certificate", language, subject.version)
    parts = [*head(subject, "evidence_certificate", what, paper.established.date(), lead, language)]
    for row in paper.signatures:
        parts += _table(f"signed_for_{row.side}", _signature(row, paper, language), language)
    parts += _table("files", _files(paper, language), language)
    parts += _table("record", _record(paper, language), language)
    parts.append(format_html('<p class="note">{}</p>', _say("note", language)))
    return sheet(subject, "evidence_certificate", parts, language)


def _signature(row: SignatureFact, paper: EvidenceCertificate, tag: str) -> Rows:
    if row.how == "paper":
        return [
            (_say("who", tag), row.name),
            (_say("when", tag), _say("paper_day", tag, words.long_date(row.on, tag))),
            (_say("checked", tag), row.checked_by),
            (_say("nature", tag), _say("nature_paper", tag)),
        ]
    party = getattr(paper.subject, row.side).name
    return [
        (_say("who", tag), f"{row.name}, {party}"),
        (_say("when", tag), _moment(row.at, paper, tag)),
        (_say("identified", tag), _identified(row.identified, tag)),
        (_say("consent", tag), lines([row.consent, "SHA-256", grouped(row.consent_hash)])),
        (_say("in_file", tag), _in_file(row, tag)),
        (_say("found", tag), row.stated),
        (_say("nature", tag), _say(f"nature_{row.how}", tag)),
    ]


def _identified(code: str, tag: str) -> str:
    return _say(f"by_{code}", tag) if code in IDENTIFIED else _say("by_other", tag, code)


def _in_file(row: SignatureFact, tag: str) -> Text:
    if row.in_file is None:
        return ""
    told = _say("in_file_text", tag, words.long_date(row.in_file.date(), tag), _hour(row.in_file, tag), row.field)
    return lines([told, grouped(row.certificate)])


def _files(paper: EvidenceCertificate, tag: str) -> Rows:
    rows: list[tuple[str, Text]] = [(_state(row, tag), grouped(row.sha256)) for row in paper.states]
    before = [(_say("unsigned", tag), grouped(paper.unsigned_hash))] if paper.unsigned_hash else []
    told = [("", _say("states_note", tag))] if len(paper.states) > 1 and not paper.on_paper else []
    return [*before, *rows, *told]


def _state(row: FileState, tag: str) -> str:
    key = f"state_{row.what}_{row.side}" if row.side else f"state_{row.what}"
    return _say(key, tag, row.number)


def _record(paper: EvidenceCertificate, tag: str) -> Rows:
    stamp = "paper" if paper.on_paper else paper.timestamp
    return [
        (_say("concluded", tag), _moment(paper.concluded, paper, tag)),
        (_say("timestamp", tag), _say(f"timestamp_{stamp}", tag)),
        (_say("record", tag), lines([_say("record_text", tag, paper.events), grouped(paper.head)])),
        (_say("data", tag), lines(["SHA-256", grouped(paper.data_hash)])),
        (_say("model", tag), paper.model.get(tag, "")),
        (_say("made", tag), paper.made_with),
    ]


def _moment(at: datetime | None, paper: EvidenceCertificate, tag: str) -> str:
    if at is None:
        return ""
    return _say("moment", tag, words.long_date(at.date(), tag), _hour(at, tag), paper.zone[tag])


def _hour(at: datetime, tag: str) -> str:
    return f"{at:%H}\u00a0h\u00a0{at:%M}" if tag == "fr" else f"{at:%H:%M}"


def _table(title: str, rows: Rows, tag: str) -> Sequence[SafeString]:
    shown = [({tag: label}, {tag: value}, None) for label, value in rows if value]
    return [format_html("<h2>{}</h2>", _say(title, tag)), facts(shown, [tag])]


def _say(key: str, tag: str, *args: object) -> str:
    return say(key, tag, *args, table="evidence")
