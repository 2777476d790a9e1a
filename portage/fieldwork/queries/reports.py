"""Reports, sections and drafts: what a door starts from before `access` narrows it to what a person may see."""

from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet, Subquery

from contracts.models import Contract
from contracts.queries.counted import counted
from portage.network import access
from portage.network.access import Acting
from portage.network.models import Customer, Membership, Person

from ..models import Account, Acknowledgement, ActionEvent, Draft, NextAction, Report, Section

# Newest first: what happened today is what is read tonight.
ORDERS = {
    "newest": ("-visited_on", "-pk"),
    "visited_on": ("visited_on", "pk"),
    "customer": ("customer__name", "-visited_on", "-pk"),
    "author": ("author__person__name", "-visited_on", "-pk"),
}
OF_SECTIONS = {
    "newest": ("-filed_at", "-pk"),
    "filed_at": ("filed_at", "pk"),
    "customer": ("report__customer__name", "-filed_at", "-pk"),
}
TOLD_OF = (Contract.Status.IN_FORCE, Contract.Status.NOTICE_GIVEN)


def reports() -> QuerySet[Report]:
    """Filed reports with what a line of the list says of them."""
    return Report.objects.select_related("customer", "author__person", "book__subsidiary", "book__contract").order_by(
        "-visited_on", "-pk"
    )


def sections() -> QuerySet[Section]:
    """Sections with what a line of the list says of them, and the interest that their newest words tell."""
    newest = Account.objects.filter(section=OuterRef("pk")).order_by("-number")
    return (
        Section.objects.select_related(
            "report__customer", "report__author__person", "report__author__organisation", "contract__principal"
        )
        .annotate(
            interest=Subquery(newest.values("interest")[:1]),
            is_acknowledged=Exists(Acknowledgement.objects.filter(section=OuterRef("pk"))),
        )
        .order_by("-filed_at", "-pk")
    )


def sections_of(person: Person, reports: list[Report]) -> dict[UUID, list[Section]]:
    """The sections that this person may read of these reports, which they may read: one query. The group's own come with
    their report, to whoever reads that."""
    found: dict[UUID, list[Section]] = {report.pk: [] for report in reports}
    seen = access.visible(person, Section.objects.filter(report__in=reports)).values("pk")
    rows = sections().filter(report__in=reports).filter(pk__in=seen) | sections().filter(
        report__in=reports, contract__isnull=True
    )
    for section in rows.order_by(F("contract__principal__sorted_as").asc(nulls_last=True), "pk"):
        found[section.report_id].append(section)
    return found


def accounts(section: Section) -> list[Account]:
    """The words of a section, the first ones first, each with what it showed and saw."""
    return list(section.accounts.prefetch_related("shown__product", "competitors"))


def actions(section: Section) -> QuerySet[NextAction]:
    """What is to be done after a section, with what became of it."""
    events = Prefetch("events", queryset=ActionEvent.objects.select_related("membership__person"))
    return section.actions.select_related("asked_by__person").prefetch_related(events)


def drafts(author: Membership) -> QuerySet[Draft]:
    """What this member has begun and not filed: nobody else's."""
    return Draft.objects.filter(author=author)


def contracts_told_of(person: Person) -> QuerySet[Contract]:
    """The contracts of which a member of the agent may tell: those that they see and that bind now."""
    acting: Acting = person.acting  # type: ignore[attr-defined]
    running = counted().filter(agent=acting.organisation, status__in=TOLD_OF)
    return access.visible(person, running).select_related("principal").order_by("principal__sorted_as", "pk")


def customers_last_first(author: Membership) -> QuerySet[Customer]:
    """The customers of the author's organisation, those that they visited last first; the others by name."""
    last = Report.objects.filter(author=author, customer=OuterRef("pk")).order_by("-filed_at").values("filed_at")[:1]
    own = Customer.objects.filter(owner=author.organisation_id).annotate(last=Subquery(last))
    return own.order_by(F("last").desc(nulls_last=True), "name")
