"""One section, and one report, with everything that their pages, their PDF and the API tell of them.

Nothing here reaches from a section to the others of its report: what an SME receives is made of the head, of the section
and of its contract alone, by as many queries whatever else was reported.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from contracts.queries.people import side_of
from portage.core.journal import reading
from portage.core.models import Entry
from portage.network import access
from portage.network.access import Acting
from portage.network.models import Customer
from portage.network.roles import Role

from ..models import (
    Account,
    Acknowledgement,
    HeadCorrection,
    Met,
    NextAction,
    Prospect,
    Remark,
    Report,
    ReportFile,
    Section,
    SectionFile,
)
from ..rules.content import TEXTS, Seen, Told
from ..rules.verdicts import Facts
from . import reports

BEFORE = 5  # earlier sections shown beside one


@dataclass(frozen=True)
class SectionRead:
    """A section as either party reads it. `accounts` are its words, the first ones first; `heads` the former heads."""

    section: Any
    accounts: list[Account]
    actions: list[NextAction]
    remarks: list[Remark]
    acknowledgement: Acknowledgement | None
    heads: list[HeadCorrection]
    met: list[Met]
    files: list[SectionFile]
    before: list[Any]
    prospect: Prospect | None
    entries: list[Entry]
    facts: Facts

    @property
    def report(self) -> Report:
        return self.section.report


@dataclass(frozen=True)
class ReportRead:
    """A report as the subsidiary and its group read it, with the sections that this person may read."""

    report: Report
    heads: list[HeadCorrection]
    met: list[Met]
    files: list[ReportFile]
    parts: list["Part"]
    entries: list[Entry]
    may_correct: bool


@dataclass(frozen=True)
class Part:
    """One section among those of a report: its words, and what they show."""

    section: Any
    accounts: list[Account]
    files: list[SectionFile]
    entries: list[Entry]

    @property
    def newest(self) -> Account:
        return self.accounts[-1]


def sections() -> QuerySet[Section]:
    """What a door that shows one section starts from."""
    return reports.sections().select_related("contract__agent", "contract__group")


def read_section(section: Any, acting: Acting) -> SectionRead:
    """`section` is one of `sections()`, fetched through `access`."""
    report = section.report
    return SectionRead(
        section=section,
        accounts=reports.accounts(section),
        actions=list(reports.actions(section)),
        remarks=list(section.remarks.select_related("membership__person", "membership__organisation")),
        acknowledgement=Acknowledgement.objects.filter(section=section).select_related("membership__person").first(),
        heads=heads_of(report),
        met=list(report.met.all()),
        files=list(section.files.select_related("file__blob")),
        before=before(section),
        prospect=Prospect.objects.filter(contract=section.contract_id, customer=report.customer_id).first(),
        entries=list(reading.of_scope(section)),
        facts=facts_of(section, acting),
    )


def read_report(report: Report, acting: Acting) -> ReportRead:
    """`report` is one of `reports.reports()`, fetched through `access`; its sections are narrowed to what the person sees."""
    found = reports.sections_of(acting.person, [report])[report.pk]
    return ReportRead(
        report=report,
        heads=heads_of(report),
        met=list(report.met.all()),
        files=list(report.files.select_related("file__blob")),
        parts=_parts(found),
        entries=list(reading.of_scope(report)),
        may_correct=may_correct(report, acting),
    )


def _parts(found: list[Any]) -> list[Part]:
    """Sections with their words, their files and who corrected them; as many queries for thirty as for one."""
    words = Account.objects.filter(section__in=found).prefetch_related("shown__product", "competitors")
    accounts = _grouped(words.order_by("section", "number"), "section_id")
    photos = _grouped(SectionFile.objects.filter(section__in=found).select_related("file__blob"), "section_id")
    told = reading.entries().filter(kind="fieldwork.section_corrected", scope_id__in=[one.pk for one in found])
    corrected = _grouped(told, "scope_id")
    return [Part(one, accounts[one.pk], photos[one.pk], corrected[one.pk]) for one in found]


def _grouped(rows: Any, key: str) -> dict[Any, list[Any]]:
    """Rows in their order, by what they belong to."""
    found: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, key)].append(row)
    return found


def heads_of(report: Report) -> list[HeadCorrection]:
    """The former heads, the first one first."""
    return list(report.corrections.select_related("customer"))


def before(section: Any) -> list[Any]:
    """What the same contract was told of the same customer on earlier days, the newest first."""
    report = section.report
    earlier = reports.sections().filter(contract=section.contract_id, report__customer=report.customer_id)
    earlier = earlier.filter(
        Q(report__visited_on__lt=report.visited_on)
        | Q(report__visited_on=report.visited_on, filed_at__lt=section.filed_at)
    )
    newest = Account.objects.filter(section=OuterRef("pk")).order_by("-number")
    told = earlier.annotate(needs=Subquery(newest.values("needs")[:1]))
    return list(told.order_by("-report__visited_on", "-filed_at", "-pk")[:BEFORE])


def told_of(account: Account) -> Told:
    """What an account says, in the shape in which it is told."""
    seen = [Seen(one.name, one.product, one.price, one.currency, one.unit) for one in account.competitors.all()]
    return Told(
        account.section.contract_id,
        interest=account.interest,
        order_taken=account.order_taken,
        minutes=account.minutes,
        shown=tuple(one.product_id for one in account.shown.all()),
        competitors=tuple(seen),
        **{name: getattr(account, name) for name in TEXTS},
    )


def facts_of(section: Any, acting: Acting) -> Facts:
    """What decides of the verbs of a section."""
    contract = section.contract
    return Facts(
        side=side_of(contract, acting.organisation.pk) if contract is not None else "",
        may_answer=acting.may("fieldwork.answer_section"),
        may_acknowledge=acting.may("fieldwork.acknowledge_section"),
        may_correct=may_correct(section.report, acting),
        is_acknowledged=section.is_acknowledged,
    )


def may_correct(report: Report, acting: Acting) -> bool:
    """The author, or the manager of the subsidiary, while their role still files."""
    member = acting.membership
    if member.organisation_id != report.author.organisation_id or not acting.may("fieldwork.file_report"):
        return False
    return member.pk == report.author_id or member.role == Role.SUBSIDIARY_MANAGER


def own_sections(person: Any) -> QuerySet[Section]:
    """The sections of the group's own products in the reports that this person sees."""
    seen = access.visible(person, Report.objects.all()).values("pk")
    return sections().filter(contract__isnull=True, report__in=seen)


def readers_of_mine(section: Any, acting: Acting) -> int:
    """How many people of the reader's own organisation see a section."""
    return len(access.readers(section.contract, organisations=[acting.organisation.pk], roles=Role.values))


def actions() -> QuerySet[NextAction]:
    """Actions, with what a door needs to find their section again."""
    return NextAction.objects.select_related("section__contract", "section__report")


def section_files() -> QuerySet[SectionFile]:
    return SectionFile.objects.select_related("file__blob", "section__contract")


def own_section_files(person: Any) -> QuerySet[SectionFile]:
    """Those of the group's own products, seen with their report."""
    return section_files().filter(section__in=own_sections(person).values("pk"))


def report_files() -> QuerySet[ReportFile]:
    return ReportFile.objects.select_related("file__blob", "report__book__contract")


def customers_of(report: Report) -> QuerySet[Customer]:
    """The customers that the head of a report may name."""
    return Customer.objects.filter(owner=report.book.subsidiary_id).order_by("name", "pk")


def products_of(section: Any) -> list[Any]:
    """The products of a section's contract, which it may show; none of the group's own."""
    if section.contract is None:
        return []
    lines = section.contract.product_lines.select_related("product").order_by("pk")
    return [line.product for line in lines]
