"""Needs, quotes and complaints: what a door starts from before `access` narrows it, and what of them waits for one person."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from contracts.models import Contract
from contracts.queries.people import side_of
from portage.core.journal import reading
from portage.core.models import Entry
from portage.fieldwork.queries.reports import TOLD_OF
from portage.network import access
from portage.network.access import Acting
from portage.network.roles import Kind

from ..models import Matter, MatterFile, Said, Translation
from ..rules.verbs import ANSWER, ANSWERS, OPEN, WRITE, Facts

# The newest first; or what waits longest first, then the newest.
ORDERS = {
    "asked_on": ("-at", "-pk"),
    "answer_by": ("answer_by", "pk"),
    "customer": ("customer_name", "-at", "-pk"),
}
VIEWS = ("waiting", "late", "needs", "quotes", "complaints")
MOST_OFFERED = 300  # contracts in the menu that narrows a list
OF_VIEW = {"needs": "need", "quotes": "quote", "complaints": "complaint"}
PERMISSIONS = (*ANSWER.values(), *OPEN.values(), WRITE, "needs.send_sample")


def matters() -> QuerySet[Matter]:
    """Matters with what a line of the list says of them."""
    return Matter.objects.select_related(
        "contract__principal", "contract__agent", "membership__person", "membership__organisation"
    ).order_by("-at", "-pk")


def one() -> QuerySet[Matter]:
    """Matters with what the page of one of them says."""
    return matters().select_related(
        "contract__group",
        "customer",
        "need__product",
        "quote__ordered__order",
        "complaint__order",
        "complaint__product",
    )


def utterances() -> QuerySet[Said]:
    """What was said, for a door that is given one."""
    return Said.objects.select_related("matter__contract", "membership__person")


def files() -> QuerySet[MatterFile]:
    """Photos and documents, for a door that is given one."""
    return MatterFile.objects.select_related("file__blob", "matter__contract")


def in_view(found: QuerySet[Matter], view: str, today: date) -> QuerySet[Matter]:
    """Waiting for an answer, late, or of one kind; all of them without a view."""
    if view in OF_VIEW:
        return found.filter(kind=OF_VIEW[view])
    if view == "late":
        return found.filter(status=Matter.Status.WAITING, answer_by__lt=today)
    return found.filter(status=Matter.Status.WAITING) if view == "waiting" else found


def with_openings(rows: Sequence[Matter]) -> Sequence[Matter]:
    """The same rows, each with what was said first (`opening`, None for a quote that asked nothing): one query."""
    first = {one.matter_id: one for one in Said.objects.filter(matter__in=rows, number=1)} if rows else {}
    for row in rows:
        row.opening = first.get(row.pk)  # type: ignore[attr-defined]
    return rows


def thread_of(matter: Matter) -> list[Said]:
    """What both parties said, the first first, each with who translated it."""
    translations = Prefetch("translations", queryset=Translation.objects.select_related("membership__person"))
    told = matter.thread.select_related("membership__person", "membership__organisation")
    return list(told.prefetch_related(translations))


def entries_of(matter: Matter) -> list[Entry]:
    """The journal of one matter."""
    return list(reading.of_scope(matter))


def facts_now(matter: Matter, acting: Acting, today: date) -> Facts:
    """What decides which verbs this person has now."""
    organisation, contract = acting.organisation.pk, matter.contract
    return Facts(
        kind=matter.kind,
        status=matter.status,
        side=side_of(contract, organisation) or "",
        is_agent=organisation == contract.agent_id,
        permissions=frozenset(name for name in PERMISSIONS if acting.may(name)),
        binds=contract.status in TOLD_OF,
        in_time=matter.kind != Matter.Kind.QUOTE or today <= matter.quote.valid_until,
    )


def to_open(acting: Acting) -> QuerySet[Contract]:
    """The contracts that bind now and whose agent this person's organisation is."""
    return _running(acting).filter(agent=acting.organisation)


def to_instruct(acting: Acting) -> QuerySet[Contract]:
    """The contracts that bind now and whose principal this person's organisation is: it prices and sends samples."""
    return _running(acting).filter(principal=acting.organisation)


def _running(acting: Acting) -> QuerySet[Contract]:
    bound = Contract.objects.filter(status__in=TOLD_OF, amends__isnull=True)
    return (
        access.visible(acting.person, bound).select_related("principal", "agent").order_by("principal__sorted_as", "pk")
    )


def offered(acting: Acting, asked: str) -> list[tuple[str, str]]:
    """(identifier, the other party and the reference) of the contracts that this person may narrow a list to; the one that the
    address names among them, when they see it. One query, or two."""
    bound = access.visible(acting.person, Contract.objects.filter(first_day__isnull=False, amends__isnull=True))
    found = bound.select_related("principal", "agent").order_by("principal__sorted_as", "pk")
    shown = list(found[:MOST_OFFERED])
    if asked and all(str(one.pk) != asked for one in shown):
        with suppress(ValueError):  # what names no contract is told by the form
            shown += found.filter(pk=UUID(asked))
    own = acting.organisation.pk
    return [
        (str(one.pk), f"{one.agent if own == one.principal_id else one.principal}, {one.reference}") for one in shown
    ]


def waiting_for(acting: Acting, most: int) -> list[Matter]:
    """What waits for a word of this person's side, the earliest day first: of an SME whatever it has to answer, of an agent the
    principal's questions. One query; none for who acts for neither."""
    found = access.visible(acting.person, matters()).filter(status=Matter.Status.WAITING)
    if acting.organisation.kind == Kind.CARRIED_SME and acting.may(ANSWER["need"]):
        found = found.filter(contract__principal=acting.organisation)
    elif acting.organisation.kind == Kind.SUBSIDIARY and acting.may(WRITE):
        found = found.filter(contract__agent=acting.organisation, asked_at__isnull=False)
    else:
        return []
    return list(found.order_by("answer_by", "pk")[:most])


def answered_since(acting: Acting, since: datetime, most: int) -> list[Any]:
    """What an agent asked and was answered lately, the newest answer first; `answered_at`. One query."""
    if acting.organisation.kind != Kind.SUBSIDIARY:
        return []
    said = Said.objects.filter(matter=OuterRef("pk"), kind__in=[one for one in ANSWERS if one != "question"])
    found = access.visible(acting.person, matters()).filter(contract__agent=acting.organisation)
    newest = said.order_by("-number").values("at")[:1]
    return list(
        found.filter(Exists(said.filter(at__gte=since)))
        .annotate(answered_at=newest)
        .order_by("-answered_at", "-pk")[:most]
    )
