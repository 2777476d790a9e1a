"""The end of the contract: signature blocks drawn in the page, and what is known before sealing. Who signed when is told after
the last signature, by a certificate of its own (decisions: in the file only intended signatories, approvals, consent text)."""

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString

from . import words
from .blocks import Facing, Text, facts, grouped, heading, kept, lines, note, small, two_columns
from .canonical import digest
from .data import ContractData, Party
from .phrases import say

#: Name of the attached file.
ATTACHMENT = "contract.json"


def closing(data: ContractData) -> list[SafeString]:
    """Signatures and evidence, kept on one page, and the line on legal advice."""
    tags = data.language.tags
    remark = {"paper": "paper_note", "recorded": "recorded_note"}.get(data.signature, "signature_note")
    parts = [
        heading({tag: say("signatures", tag) for tag in tags}, tags),
        signature_blocks(data.principal, data.agent, tags),
        note({tag: say(remark, tag) for tag in tags}, tags),
        heading({tag: say("evidence", tag) for tag in tags}, tags),
        facts(_evidence(data), tags),
        note({tag: say("advice", tag) for tag in tags}, tags),
    ]
    return [kept(parts)]


def signature_blocks(principal: Party, agent: Party, tags: Sequence[str]) -> SafeString:
    """One block a party, drawn: visible stamps would break PDF/A, so the fields themselves are invisible."""
    sides = (("principal", principal), ("agent", agent))
    rows: list[tuple[str, list[Text]]] = [(tag, [small(say(f"for_{side}", tag)) for side, _ in sides]) for tag in tags]
    rows.append(("", [format_html("<b>{}</b>", party.name) for _, party in sides]))
    rows += [(tag, [f"{party.signatory}, {party.capacity.get(tag, '')}" for _, party in sides]) for tag in tags]
    rows.append((tags[0], [format_html("<p>{}</p>", say("signature", tags[0]))] * 2))
    return two_columns(rows, "two sign")


def _evidence(data: ContractData) -> list[tuple[Facing, Facing, Facing | None]]:
    tags, hash_of_data = data.language.tags, digest(data)
    rows = {
        "signatories": lambda tag: say("signatories_text", tag, data.principal.signatory, data.agent.signatory),
        "consent": lambda tag: consent(data, tag),
        "approvals": lambda tag: _approvals(data, tag),
        "model": lambda tag: _model(data, tag),
        "attached": lambda tag: lines([f"{ATTACHMENT}, SHA-256", grouped(hash_of_data)]),
        "nature": lambda tag: say(f"nature_{data.signature}", tag),
        "verification": lambda tag: say(
            "verification_recorded" if data.signature == "recorded" else "verification_text", tag
        ),
    }
    if data.signature == "paper":
        del rows["consent"], rows["verification"]
    return [
        ({tag: say(key, tag) for tag in tags}, {tag: show(tag) for tag in tags}, None) for key, show in rows.items()
    ]


def consent(data: ContractData, language: str) -> str:
    """The words each signatory agrees to; the same are shown on the signing page and kept in the evidence."""
    return say("consent_text", language, data.reference, data.version)


def _approvals(data: ContractData, tag: str) -> str:
    if not data.approvals:
        return say("no_approval", tag, data.version)
    named = [
        say("approval", tag, approval.name, say(f"side_{approval.side}", tag), words.long_date(approval.on, tag))
        for approval in data.approvals
    ]
    return say("approvals_of", tag, data.version, words.join(named, tag))


def _model(data: ContractData, tag: str) -> str:
    kept = say("fixed_kept" if data.model.fixed_kept else "fixed_changed", tag)
    return say("model_text", tag, data.model.names.get(tag, ""), data.model.version, kept)
