"""Rows of the pages of a contract, ready for templates: its documents, its people and what they did, its notices."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portage.core.words import day
from portage.network.roles import Role

from ..models import Document, Notice
from ..queries.page import AFTER_SIGNATURE, Page
from ..words.pages import ACTS, PAPERS


def documents(page: Page) -> dict[str, list[dict[str, Any]]]:
    """Rows of core/_file.html, newest first; of the certificates only the last one is `shown`, the others are `older`."""
    certificates = [d for d in page.documents if d.kind == Document.Kind.CERTIFICATE]
    older = {d.pk for d in certificates[1:]}
    return {
        "shown": [document(row, page) for row in sorted(page.documents, key=_signed_first) if row.pk not in older],
        "older": [document(row, page) for row in page.documents if row.pk in older],
    }


def _signed_first(row: Document) -> bool:
    """What binds stands before what proves or tells; each by age."""
    return row.kind != Document.Kind.CONTRACT


def document(row: Document, page: Page) -> dict[str, Any]:
    """One stored file: what it is, its kind of file, pages, day and hash; whether both have signed it, or nobody is bound."""
    pages = ngettext("%(count)d page", "%(count)d pages", row.pages or 0) % {"count": row.pages} if row.pages else ""
    about = [row.file.media_type.rsplit("/", 1)[-1].upper(), pages, day(row.made_at, "short")]
    state, word = _state(row, page)
    return {
        "name": title_of(row),
        "url": reverse("contracts:document", args=[row.pk]),
        "icon": "file-text" if row.kind in {Document.Kind.PROOF, Document.Kind.SCAN} else "file-certificate",
        "says": ", ".join(filter(None, about)),
        "sha256": getattr(row, "newest_sha256", None) or row.sha256,
        "state": state,
        "word": word,
        "check": reverse("contracts:check_document", args=[row.pk]) if is_pdf(row) else "",
    }


def is_pdf(row: Document) -> bool:
    """Whether the file can be checked: proofs may be pictures."""
    return row.file.media_type == "application/pdf"


def _state(row: Document, page: Page) -> tuple[str, str]:
    """Code and word of where a file stands."""
    contract = page.contract
    if row.kind == Document.Kind.EVIDENCE:
        return "done", _("Sealed")
    if row.kind != Document.Kind.CONTRACT:
        return "", ""
    if hasattr(row, "not_concluded"):
        return "none", _("Not concluded")
    if row.number == contract.signed_number and contract.status in AFTER_SIGNATURE:
        return "done", _("Signed on paper") if contract.signature == "paper" else _("Signed by both")
    return "", ""


def title_of(row: Document) -> str:
    """Agent contract, version 3; certificate of renewal, term 2."""
    name = str(PAPERS[row.kind]).capitalize() if row.kind in PAPERS else row.get_kind_display()
    if row.kind in {Document.Kind.CONTRACT, Document.Kind.EVIDENCE}:
        return _("%(paper)s, version %(number)s") % {"paper": name, "number": row.number}
    if row.kind in {Document.Kind.CERTIFICATE, Document.Kind.ANNULMENT}:
        return _("%(paper)s, term %(number)s") % {"paper": name, "number": row.number}
    return _("%(paper)s %(number)s") % {"paper": name, "number": row.number}


def people(page: Page) -> list[dict[str, Any]]:
    """For each side: its party, what its people did with the version that is signed or to be signed, and who is awaited."""
    contract, shown = page.contract, []
    for side, party in (("principal", contract.principal), ("agent", contract.agent)):
        rows = _done(page, side)
        rows += [
            {"name": roles_of(roles), "awaited": _("approval awaited")}
            for at_side, roles in page.awaited
            if at_side == side
        ]
        if contract.status in {"approved", "awaiting_signature"} and side not in page.facts.signed:
            holders = [h.membership.person.name for h in page.signatories if h.organisation_id == party.pk]
            rows.append(
                {"name": ", ".join(holders) or _("no signatory is recorded"), "awaited": _("signature awaited")}
            )
        shown.append({"side": side, "party": party, "rows": rows})
    return shown


def _done(page: Page, side: str) -> list[dict[str, Any]]:
    """One row a person: everything they did, with the day of the last."""
    rows: dict[Any, dict[str, Any]] = {}
    for act in page.acts:
        if act.side == side:
            row = rows.setdefault(act.membership, {"name": act.name, "role": role_name(act.role), "words": []})
            row["words"].append(str(ACTS[act.act]))
            row["at"] = act.at
    return [
        {**row, "word": ", ".join([row["words"][0], *(word.lower() for word in row["words"][1:])])}
        for row in rows.values()
    ]


def role_name(role: str) -> str:
    return str(Role(role).label) if role in Role.values else role


def roles_of(roles: frozenset[str]) -> str:
    """export director or managing director."""
    return _(" or ").join(sorted(role_name(role) for role in roles))


def notice_row(notice: Notice) -> dict[str, Any]:
    """A notice with its receipt, for the contract's page."""
    receipt = getattr(notice, "receipt", None)
    return {"notice": notice, "receipt": receipt, "url": reverse("contracts:served", args=[notice.pk])}
