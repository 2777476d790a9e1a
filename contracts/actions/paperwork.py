"""Papers made by jobs: render outside any transaction, then keep once. A job that runs twice keeps nothing twice."""

from datetime import datetime

from django.db import transaction

from contracts.documents.pool import render_pdf
from contracts.documents.render import annulment_html, notice_html, renewal_html
from portage.core import files, journal, seals

from .. import evidence, paperwork
from ..models import Annulment, Contract, Document, Effect, Notice, Term, Version
from .locking import lock
from .signature import PDF, store_contract_document

TERM = ("contract", "contract__principal", "contract__agent", "contract__group")


def make_contract(version_id: str, *, at: datetime) -> Document | None:
    """The PDF of an approved version, with its data attached, sealed by the platform; with a field for each side that signs
    in the file."""
    version = Version.objects.select_related("contract__amends").get(pk=version_id)
    language = paperwork.printed(version).language.tags[0]
    html, carried = paperwork.html_of(version), paperwork.attachments_of(version)
    pdf = render_pdf(html, created=version.made_at, language=language, attachments=carried)
    sealed = seals.seal(pdf, fields=fields_of(version.contract), at=at)
    return store_contract_document(version, pdf=sealed, pages=page_count(pdf), at=at, made=evidence.made(version, pdf))


def fields_of(contract: Contract) -> tuple[str, ...]:
    """The signature fields of its file: none where it is signed by hand."""
    return () if contract.signature == Contract.Way.PAPER else ("principal", "agent")


def make_certificate(term_id: int, *, at: datetime) -> Document | None:
    """The certificate of one tacit renewal."""
    term = Term.objects.select_related(*(f"{path}" for path in TERM)).get(pk=term_id)
    contract, number = term.contract, term.number
    if _made(contract, Document.Kind.CERTIFICATE, number):
        return None
    language = paperwork.language_of(contract)
    html = renewal_html(paperwork.certificate(term, at=at), language)
    return _keep(contract, Document.Kind.CERTIFICATE, number, html, language, at)


def make_letter(notice_id: str, *, at: datetime) -> Document | None:
    """The letter of one notice."""
    notice = Notice.objects.select_related("contract", "contract__principal", "contract__agent").get(pk=notice_id)
    contract = notice.contract
    number = contract.notices.filter(at__lte=notice.at).count()
    if _made(contract, Document.Kind.NOTICE, number):
        return None
    language = paperwork.language_of(contract)
    return _keep(contract, Document.Kind.NOTICE, number, notice_html(paperwork.letter(notice), language), language, at)


def make_consolidated(effect_id: int, *, at: datetime) -> Document | None:
    """The consolidated text since an amendment took effect; its number is the version's."""
    effect = Effect.objects.select_related("contract", "version").get(pk=effect_id)
    contract, number = effect.contract, effect.version.number
    if _made(contract, Document.Kind.CONSOLIDATED, number):
        return None
    html = paperwork.consolidated_html_of(effect)
    return _keep(contract, Document.Kind.CONSOLIDATED, number, html, paperwork.language_of(contract), at)


def make_annulment(annulment_id: int, *, at: datetime) -> Document | None:
    """The certificate that one renewal was annulled."""
    row = Annulment.objects.select_related("term__contract", "notice", "proof", "confirmed_by__person").get(
        pk=annulment_id
    )
    contract, number = row.term.contract, row.term.number
    if _made(contract, Document.Kind.ANNULMENT, number):
        return None
    language = paperwork.language_of(contract)
    html = annulment_html(paperwork.annulment(row, at=at), language)
    return _keep(contract, Document.Kind.ANNULMENT, number, html, language, at)


def _made(contract: Contract, kind: str, number: int) -> bool:
    return contract.documents.filter(kind=kind, number=number).exists()


def _keep(contract: Contract, kind: str, number: int, html: str, language: str, at: datetime) -> Document | None:
    """Render, then keep."""
    return keep_paper(contract, kind, number, render_pdf(html, created=at, language=language), language, at)


def keep_paper(
    contract: Contract, kind: str, number: int, pdf: bytes, language: str, at: datetime, *, pages: int | None = None
) -> Document | None:
    """Keep a rendered paper under the contract's lock, unless somebody else kept it meanwhile. `pages` of a sealed one."""
    with transaction.atomic():
        lock(contract)
        if _made(contract, kind, number):
            return None
        file = files.store(pdf, scope=contract, name=f"{contract.reference}-{kind}-{number}.pdf", media_type=PDF, at=at)
        document = Document.objects.create(
            contract=contract,
            kind=kind,
            number=number,
            file=file,
            sha256=file.blob_id,
            pages=pages or page_count(pdf),
            language=language,
            made_at=at,
        )
        journal.record(
            "contracts.paper_made", contract, by=journal.PORTAGE, at=at, paper=kind, number=number, sha256=file.blob_id
        )
    return document


def page_count(pdf: bytes) -> int:
    """Pages of a PDF of ours: it has one page tree, uncompressed."""
    return pdf.count(b"/Type /Page\n") or pdf.count(b"/Type /Page/") or pdf.count(b"/Type /Page ")
