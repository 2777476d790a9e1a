"""A report is filed: once, whole, whatever the network did; then its readers are told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from contracts.models import Contract
from portage.core import journal, references
from portage.core.journal import By, Event
from portage.core.refusals import Refused
from portage.network.actions.contacts import use_contact
from portage.network.models import Contact, Customer

from ..models import Account, Competitor, Draft, Met, NextAction, Report, Section, Shown, VisitBook
from ..rules import content
from ..rules.content import Head, Told
from ..words.refusals import REFUSALS
from . import telling
from .books import book_for
from .checking import check_may_file, check_told
from .prospects import bring_forward


@dataclass(frozen=True)
class Filed:
    """The reports that one sending made: one, and one more for each confidential contract that it tells of. `again`: it
    had been filed before, and nothing was written now; else `sections` are those that were written."""

    reports: list[Report]
    again: bool = False
    sections: list[Section] = field(default_factory=list)


@transaction.atomic
def file_report(
    key: UUID,
    *,
    head: Head,
    sections: Sequence[Told],
    contracts: Mapping[UUID, Contract],
    by: By,
    at: datetime,
    written_at: datetime | None = None,
) -> Filed:
    """The author files what they wrote under `key`, which their device made: the same again changes nothing.

    `contracts` are those that the sections name, as the door found them. Everything is filed or nothing: one section that
    has no reader any more is refused with its reason, and the device keeps the text. Raises Refused `filed_otherwise` when
    other words were filed under that key. `written_at`: what the device's clock said, kept as told.
    """
    subsidiary = check_may_file(by)
    told, said = content.written(sections), content.digest(head, sections)
    before = _filed(key, said, by)
    if before is not None:
        return before
    customer = check_told(head, told, contracts, by=by, at=at)
    by_book: dict[VisitBook, list[Told]] = {}
    if head.note.strip() or not told:
        by_book[book_for(None, subsidiary)] = []
    for section in told:
        by_book.setdefault(book_for(contracts.get(section.contract), subsidiary), []).append(section)
    try:
        with transaction.atomic():
            made = [
                _write(book, key, said, head, customer, mine, contracts, by=by, at=at, written_at=written_at)
                for book, mine in by_book.items()
            ]
    except IntegrityError:
        again = _filed(key, said, by)  # it arrived twice at once, and the other one was first
        if again is None:
            raise
        return again
    Draft.objects.filter(author=by.membership, key=key).delete()
    _use_contacts(head, by, at)
    return Filed([report for report, _ in made], sections=[section for _, written in made for section in written])


def _filed(key: UUID, said: str, by: By) -> Filed | None:
    """What was filed before under this key by this member. Raises Refused when it said something else."""
    found = list(Report.objects.filter(author=by.membership, key=key).order_by("pk"))
    if found and any(report.digest != said for report in found):
        raise Refused("filed_otherwise", REFUSALS["filed_otherwise"], report=str(found[0].pk))
    return Filed(found, again=True) if found else None


def _write(
    book: VisitBook,
    key: UUID,
    said: str,
    head: Head,
    customer: Customer,
    sections: Sequence[Told],
    contracts: Mapping[UUID, Contract],
    *,
    by: By,
    at: datetime,
    written_at: datetime | None,
) -> tuple[Report, list[Section]]:
    """One report in one book, and its sections. The private note stands where everybody of the subsidiary reads it."""
    report = Report.objects.create(
        book=book, author=by.membership, key=key, digest=said, customer=customer, kind=head.kind,
        visited_on=head.visited_on, place=head.place.strip(), language=head.language,
        note="" if book.contract_id else head.note.strip(), written_at=written_at, filed_at=at,
    )  # fmt: skip
    Met.objects.bulk_create(
        [
            Met(report=report, name=one.name.strip(), function=one.function.strip(), contact=one.contact)
            for one in head.met
            if one.name.strip()
        ]
    )
    written = [
        _write_section(report, told, contracts[told.contract] if told.contract else None, by=by, at=at)
        for told in sections
    ]
    of_contracts = [Event("fieldwork.section_filed", section) for section in written if section.contract_id]
    journal.record_all([Event("fieldwork.report_filed", report), *of_contracts], by=by, at=at)
    return report, written


def _write_section(report: Report, told: Told, contract: Contract | None, *, by: By, at: datetime) -> Section:
    section = Section.objects.create(report=report, contract=contract, reference=references.make("VR"), filed_at=at)
    write_account(section, told, number=1, at=at)
    NextAction.objects.bulk_create(
        [
            NextAction(
                section=section, text=one.text.strip(), side=one.side, due_on=one.due_on, asked_by=by.membership, at=at
            )
            for one in told.actions
        ]
    )
    if contract is not None:
        bring_forward(contract, report, section=section.pk, by=by, at=at)
        telling.section_filed(section, contract, at=at)
    return section


def write_account(section: Section, told: Told, *, number: int, at: datetime, reason: str = "") -> Account:
    """The words of a section as its `number`th account."""
    account = Account.objects.create(
        section=section, number=number, interest=told.interest, order_taken=told.order_taken, minutes=told.minutes, reason=reason,
        at=at, **{name: getattr(told, name).strip() for name in content.TEXTS},
    )  # fmt: skip
    Shown.objects.bulk_create([Shown(account=account, product_id=product) for product in told.shown])
    Competitor.objects.bulk_create(
        [
            Competitor(
                account=account, name=seen.name.strip(), product=seen.product.strip(), price=seen.price,
                currency=seen.currency if seen.price is not None else "", unit=seen.unit.strip(),
            )
            for seen in told.competitors
            if seen.name.strip()
        ]
    )  # fmt: skip
    return account


def _use_contacts(head: Head, by: By, at: datetime) -> None:
    """Who was met was in touch: their records are kept longer."""
    named = [one.contact for one in head.met if one.contact]
    for contact in Contact.objects.filter(pk__in=named).select_related("customer") if named else ():
        use_contact(contact, by=by, at=at)
