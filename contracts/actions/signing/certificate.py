"""The evidence certificate, made by a job after the last signature: rendered, sealed, kept once."""

from datetime import datetime

from django.db import transaction

from contracts.documents.pool import render_pdf
from contracts.documents.render import evidence_html, record_named
from portage.core import seals

from ... import evidence, paperwork
from ...models import Document
from ..locking import lock
from ..paperwork import keep_paper, page_count
from .evidence import note


def make_evidence(document_id: str, *, at: datetime) -> Document | None:
    """Who signed what, when and how; None when it stands already. It never waits for a timestamp that is away. It carries
    the end of the record that it names, so that whoever verifies the record later reads it from sealed bytes."""
    document = Document.objects.select_related("contract__principal", "contract__agent", "contract__group").get(
        pk=document_id
    )
    contract, kind = document.contract, Document.Kind.EVIDENCE
    if contract.documents.filter(kind=kind, number=document.number).exists():
        return None
    language = paperwork.language_of(contract)
    paper = evidence.certificate(document, at=at)
    html = evidence_html(paper, language)
    pdf = render_pdf(html, created=at, language=language, attachments=[record_named(paper)])
    sealed = seals.seal(pdf, fields=(), at=at)
    return keep_evidence(document, pdf=sealed, pages=page_count(pdf), language=language, at=at)


@transaction.atomic
def keep_evidence(document: Document, *, pdf: bytes, pages: int, language: str, at: datetime) -> Document | None:
    """Keep the sealed certificate, once, and say so in the record that it tells of."""
    contract = lock(document.contract_id)
    kept = keep_paper(contract, Document.Kind.EVIDENCE, document.number, pdf, language, at, pages=pages)
    if kept:
        note(document, "certificate", at=at, sha256=kept.sha256)
    return kept
