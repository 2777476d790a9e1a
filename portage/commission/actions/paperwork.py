"""The paper of a statement: rendered outside any transaction, then kept once."""

from datetime import datetime

from django.db import transaction
from django.utils import translation

from contracts.actions.locking import lock
from contracts.actions.paperwork import page_count
from contracts.documents.pool import render_pdf
from contracts.paperwork import language_of
from portage.core import files, journal

from ..documents.statement import statement_html
from ..models import Paper, Statement
from ..queries import statements as queries

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
