"""Papers of statements and of invoices: rendered outside any transaction, then kept once."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import translation

from contracts.actions.locking import lock
from contracts.actions.paperwork import page_count
from contracts.documents.attached import Attached
from contracts.documents.pool import render_pdf
from contracts.paperwork import language_of
from portage.core import files, journal

from ..documents import facturx
from ..documents.invoice import invoice_html, metadata
from ..documents.statement import statement_html
from ..models import CommissionInvoice, InvoicePaper, Paper, Statement
from ..queries import statements as queries
from ..rules.billing import bill_from

PDF = "application/pdf"


def make_paper(statement_id: str, *, at: datetime) -> Paper | None:
    """The statement as it was issued, in the contract's language; None when it is made already."""
    statement = queries.statements().get(pk=statement_id)
    if Paper.objects.filter(statement=statement).exists():
        return None
    language = language_of(statement.contract)
    with translation.override(language):
        html = statement_html(statement, language)
    return keep(statement, render_pdf(html, created=statement.at, language=language), at=at)


def keep(statement: Statement, pdf: bytes, *, at: datetime) -> Paper | None:
    """Keep the file under the contract's lock, unless somebody else kept one meanwhile."""
    with transaction.atomic():
        contract = lock(statement.contract_id)
        if Paper.objects.filter(statement=statement).exists():
            return None
        name = f"{statement.reference}.pdf"
        file = files.store(pdf, scope=contract, name=name, media_type=PDF, at=at)
        row = Paper.objects.create(
            statement=statement, file=file, sha256=file.blob_id, pages=page_count(pdf), made_at=at
        )
        journal.record(
            "commission.paper_made", contract, by=journal.PORTAGE, at=at, statement=statement.reference,
            sha256=file.blob_id,
        )  # fmt: skip
    return row


def make_invoice_paper(invoice_id: str, *, at: datetime) -> InvoicePaper | None:
    """The invoice as it was made, in the contract's language, on PDF/A-3b with the very XML that was checked inside; None when it
    is made already."""
    row = CommissionInvoice.objects.select_related("contract", "xml").get(pk=invoice_id)
    if row.xml is None or InvoicePaper.objects.filter(invoice=row).exists():
        return None
    language = language_of(row.contract)
    with translation.override(language):
        html = invoice_html(bill_from(row.told), language)
    carried = Attached(facturx.NAME, files.read(row.xml), "Factur-X invoice", "Alternative")
    pdf = render_pdf(html, created=row.at, language=language, attachments=[carried], level="b", xmp=metadata())
    return keep_invoice(row, pdf, at=at)


def keep_invoice(row: CommissionInvoice, pdf: bytes, *, at: datetime) -> InvoicePaper | None:
    """Keep the file under the contract's lock, unless somebody else kept one meanwhile."""
    with transaction.atomic():
        contract = lock(row.contract_id)
        if InvoicePaper.objects.filter(invoice=row).exists():
            return None
        file = files.store(pdf, scope=contract, name=f"{row.number}.pdf", media_type=PDF, at=at)
        made = InvoicePaper.objects.create(
            invoice=row, file=file, sha256=file.blob_id, pages=page_count(pdf), made_at=at
        )
        facts: dict[str, Any] = {"invoice": row.number, "sha256": file.blob_id}
        journal.record("commission.invoice_paper_made", contract, by=journal.PORTAGE, at=at, **facts)
    return made
