"""Documents that await signature, with their last day; what the pages and the daily run ask of signing."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery

from ..models import Contract, Document, NotConcluded, PaperCopy, SigningInvitation
from ..rules.signing import has_expired


def awaiting() -> QuerySet[Any]:
    """Documents that await signature now; `until` is the last day of their newest invitation."""
    newest = SigningInvitation.objects.filter(document=OuterRef("pk")).order_by("-pk")
    return Document.objects.filter(
        kind=Document.Kind.CONTRACT,
        number=F("contract__version_number"),
        contract__status=Contract.Status.AWAITING_SIGNATURE,
    ).annotate(until=Subquery(newest.values("last_day")[:1]))


def present(contract: Contract) -> Document | None:
    """The newest document made to be signed: of the version that was agreed last, or of one that binds nobody since."""
    found = Document.objects.filter(contract=contract, kind=Document.Kind.CONTRACT).order_by("-number")
    return found.select_related("contract", "file").first()


def invitation(document: Document) -> SigningInvitation | None:
    """The newest invitation to sign a document: the one that counts."""
    return SigningInvitation.objects.filter(document=document).order_by("-pk").first()


def stopped(contract: Contract) -> NotConcluded | None:
    """Why the newest document of the contract that was stopped binds nobody, with who said so."""
    found = NotConcluded.objects.filter(document__contract=contract).select_related("membership__person", "document")
    return found.order_by("-pk").first()


def paper_copy(document: Document) -> PaperCopy | None:
    """The scan on the table: the newest."""
    found = PaperCopy.objects.filter(document=document).select_related("scan__file", "membership__person")
    return found.order_by("-pk").first()


@dataclass(frozen=True)
class Table:
    """What lies on the table while a document awaits signature: its last day, and which side's scan, if any."""

    until: date
    too_late: bool
    scan_by: str = ""


def table(contract: Contract, today: date) -> Table | None:
    """None while nothing awaits signature; one query, two for a contract signed on paper."""
    if contract.status != Contract.Status.AWAITING_SIGNATURE:
        return None
    found = awaiting().filter(contract=contract).first()
    if found is None or found.until is None:
        return None
    copy = paper_copy(found) if contract.signature == Contract.Way.PAPER else None
    return Table(found.until, has_expired(found.until, today), copy.side if copy else "")


def certificate(document: Document) -> Document | None:
    """The evidence certificate of a document, once it is made."""
    kind = Document.Kind.EVIDENCE
    return Document.objects.filter(contract=document.contract_id, kind=kind, number=document.number).first()
