"""The documents of the demonstration: rendered by the pool, several at a time, while the telling goes on; sealed and signed here.

Everything that reads the database happens here; the threads only wait for the pool. Without documents, contracts get a
stand-in of a few bytes (they could not be signed otherwise), its signatures a line each, and other papers are left out.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from contracts import evidence, paperwork
from contracts.actions.paperwork import fields_of, keep_paper, page_count
from contracts.actions.signature import store_contract_document
from contracts.actions.signing.certificate import keep_evidence
from contracts.actions.signing.file import keep_signed, signature_of
from contracts.documents.pool import render_pdf
from contracts.documents.render import evidence_html, notice_html, record_named, renewal_html
from contracts.models import Contract, Document, Notice, Signature, Term, Version
from contracts.queries.evidence import newest
from contracts.queries.page import AFTER_SIGNATURE
from portage.core import files, seals

from . import authority

STAND_IN = b"%PDF-1.7 a stand-in of the demonstration, without its document\n"
AT_ONCE = 2


@dataclass
class Papers:
    """`real`: whether documents are rendered. Close it, or use it in a `with`, to stop its threads."""

    real: bool
    threads: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(AT_ONCE))
    contracts: dict[Any, Future] = field(default_factory=dict)
    unsigned: dict[Any, bytes] = field(default_factory=dict)
    waiting: list[tuple[Future, Callable[[bytes], Any], datetime]] = field(default_factory=list)
    made: int = 0

    def __enter__(self) -> "Papers":
        return self

    def __exit__(self, *_: object) -> None:
        self.threads.shutdown(wait=True, cancel_futures=True)

    def begin(self, version: Version) -> None:
        """Send the document of an approved version to the pool."""
        if not self.real:
            return
        html, language = paperwork.html_of(version), paperwork.printed(version).language.tags[0]
        self.contracts[version.pk] = self.threads.submit(
            render_pdf, html, created=version.made_at, language=language, attachments=paperwork.attachments_of(version)
        )

    def finish(self, version: Version, *, at: datetime) -> None:
        """Seal and keep it: the contract now awaits signature."""
        if not self.real:
            store_contract_document(version, pdf=STAND_IN, pages=1, at=at)
            return
        pdf = self.contracts.pop(version.pk).result()
        sealed = seals.seal(pdf, fields=fields_of(version.contract), at=authority.moment(at))
        made = evidence.made(version, pdf)
        store_contract_document(version, pdf=sealed, pages=page_count(pdf), at=at, made=made)
        self.made += 1
        self.unsigned[version.pk] = pdf

    def signed(self, act: Signature, *, at: datetime) -> None:
        """Put the signature of an act in its file; after the second one, send the evidence certificate."""
        over = newest(act.document)
        pdf, field, certificate = files.read(over.file) + b"% signed", act.side, ""
        if self.real:
            made = signature_of(act, files.read(over.file), authority.moment(at))
            pdf, field, certificate = made.pdf, made.field, made.certificate_sha256
        keep_signed(act, over=over, pdf=pdf, field=field, certificate=certificate, at=at)
        act.document.contract.refresh_from_db()
        if act.document.contract.status in AFTER_SIGNATURE:
            self.proof(act.document, at=at)

    def proof(self, document: Document, *, at: datetime) -> None:
        """Send the evidence certificate of a document signed by both."""
        if not self.real:
            return
        language = paperwork.language_of(document.contract)
        paper = evidence.certificate(document, at=at)
        html, carried = evidence_html(paper, language), [record_named(paper)]

        def keep(pdf: bytes) -> None:
            sealed = seals.seal(pdf, fields=(), at=authority.moment(at))
            keep_evidence(document, pdf=sealed, pages=page_count(pdf), language=language, at=at)

        sent = self.threads.submit(render_pdf, html, created=at, language=language, attachments=carried)
        self.waiting.append((sent, keep, at))

    def certificates(self, term_ids: Iterable[int], *, at: datetime) -> None:
        """Send the certificates of these renewals, established at that moment."""
        for term in Term.objects.filter(pk__in=list(term_ids) if self.real else []).select_related(
            "contract__principal", "contract__agent", "contract__group"
        ):
            language = paperwork.language_of(term.contract)
            html = renewal_html(paperwork.certificate(term, at=at), language)
            self._send(term.contract, Document.Kind.CERTIFICATE, term.number, html, language, at)

    def letter(self, notice: Notice) -> None:
        """Send the letter of a notice."""
        if self.real:
            contract = notice.contract
            language = paperwork.language_of(contract)
            number = contract.notices.filter(at__lte=notice.at).count()
            self._send(
                contract,
                Document.Kind.NOTICE,
                number,
                notice_html(paperwork.letter(notice), language),
                language,
                notice.at,
            )

    def _send(self, contract: Contract, kind: str, number: int, html: str, language: str, at: datetime) -> None:
        def keep(pdf: bytes) -> None:
            keep_paper(contract, kind, number, pdf, language, at)

        self.waiting.append((self.threads.submit(render_pdf, html, created=at, language=language), keep, at))

    def collect(self, *, until: datetime) -> None:
        """Keep those that are ready, in the order in which they were sent; wait for those of moments before `until`, so
        that the journal tells a contract's papers in the order of its terms."""
        while self.waiting and (self.waiting[0][2] <= until or self.waiting[0][0].done()):
            future, keep, _at = self.waiting.pop(0)
            keep(future.result())
            self.made += 1
