"""The page of a signing: where each side stands, the states of the file, the record of evidence, ready for the template."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.urls import reverse

from .. import evidence as certificates
from ..models import Contract, Document, Evidence, NotConcluded, PaperCopy, Revision, Signature
from ..queries import evidence, signing
from ..words.signing import CAUSES, EVENTS, IDENTIFIED, STATES, TIMESTAMPS, trouble


@dataclass
class Signing:
    """One document and its signing. `waits`: an act is recorded whose signature is not in the file yet."""

    contract: Contract
    document: Document
    until: Any
    sides: list[dict[str, Any]]
    states: list[dict[str, Any]]
    events: list[dict[str, Any]]
    timestamp: Any
    waits: bool
    copy: PaperCopy | None
    stopped: NotConcluded | None
    cause: Any = ""
    certificate: Document | None = field(default=None)


def shown(contract: Contract, document: Document, *, own_side: str) -> Signing:
    """Read in a handful of queries. Where from, and by which program, each side reads of its own people only."""
    record, revisions = evidence.record(document), evidence.revisions(document)
    acts = {row.side: row for row in document.signatures.select_related("membership__person", "revision")}
    stopped = NotConcluded.objects.filter(document=document).select_related("membership__person").first()
    invitation, copy = signing.invitation(document), signing.paper_copy(document)
    sides = [_side(contract, side, acts.get(side), record, stopped is not None) for side in ("principal", "agent")]
    both = sum(row.signature_id is not None for row in revisions) == 2
    stamp = certificates.timestamp_state(revisions) if both else ""
    return Signing(
        contract=contract,
        document=document,
        until=invitation.last_day if invitation else None,
        sides=[] if contract.signature == Contract.Way.PAPER else sides,
        states=[_state(row) for row in revisions],
        events=[_event(row, own_side) for row in record],
        timestamp=TIMESTAMPS[stamp] if stamp else "",
        waits=any(side["state"] == "busy" for side in sides),
        copy=copy,
        stopped=stopped,
        cause=CAUSES[stopped.cause] if stopped else "",
        certificate=signing.certificate(document),
    )


def _side(
    contract: Contract, side: str, act: Signature | None, record: list[Evidence], stopped: bool
) -> dict[str, Any]:
    """done: in the file; busy: being put there; trouble: not there, and why; waiting; none: it will not be signed."""
    found = {"side": side, "party": getattr(contract, side), "act": act, "state": "waiting", "why": "", "how": ""}
    if act is None:
        return found | {"state": "none" if stopped else "waiting"}
    found["how"] = IDENTIFIED.get(act.identified_by, act.identified_by)
    if hasattr(act, "revision"):
        return found | {"state": "done"}
    if stopped:
        return found | {"state": "none"}
    codes = [row.facts.get("code", "") for row in record if row.kind == "trouble" and row.side == side]
    return found | ({"state": "trouble", "why": trouble(codes[-1])} if codes else {"state": "busy"})


def _state(row: Revision) -> dict[str, Any]:
    state = f"?revision={row.number}"
    return {
        "word": STATES[row.what],
        "who": row.signature.membership.person.name if row.signature else "",
        "at": row.at,
        "sha256": row.sha256,
        "url": reverse("contracts:document", args=[row.document_id]) + state,
        "check": reverse("contracts:check_document", args=[row.document_id]) + state,
        "found": row.found,
    }


def _event(row: Evidence, own_side: str) -> dict[str, Any]:
    """One event in words; its personal text only for the side that it is about."""
    text = row.text.content if hasattr(row, "text") and row.side and row.side == own_side else {}
    who = row.membership.person.name if row.membership else "Portage"
    where = ", ".join(str(text[key]) for key in ("address", "agent", "zone") if text.get(key))
    return {"at": row.at, "who": who, "what": EVENTS.get(row.kind, row.kind), "where": where, "digest": row.digest}


def as_file(document: Document, *, own_side: str, at: datetime) -> dict[str, Any]:
    """The record of evidence as a file that another program can verify; the rule stands in `rules.evidence`."""
    return {
        "schema": "portage.evidence/1",
        "document": str(document.pk),
        "sha256": document.sha256,
        "written_at": at,
        "events": [_plain(row, own_side) for row in evidence.record(document)],
    }


def _plain(row: Evidence, own_side: str) -> dict[str, Any]:
    event = evidence.event_of(row)
    told = {
        name: getattr(event, name)
        for name in ("position", "kind", "at", "side", "membership", "facts", "text_digest", "previous", "digest")
    }
    told["at"] = event.at.astimezone(UTC).isoformat(timespec="microseconds")  # as it is hashed
    if event.text and event.side and event.side == own_side:
        told["text"] = {"salt": event.text[0], "content": event.text[1]}
    return told
