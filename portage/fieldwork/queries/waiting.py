"""What of visit reports waits for one person: sections to acknowledge, things to do, answers that nobody answered."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from portage.network import access
from portage.network.access import Acting
from portage.network.roles import Kind, Role

from ..models import Acknowledgement, ActionEvent, NextAction, Remark, Section
from . import reports

ANSWER, ACKNOWLEDGE = "fieldwork.answer_section", "fieldwork.acknowledge_section"
LATELY = timedelta(days=14)  # an answer that needs none in return is not told for ever
SIDES: dict[str, str] = {Kind.CARRIED_SME: "principal", Kind.SUBSIDIARY: "agent"}


def side_of(acting: Acting) -> str:
    """The side that this person's organisation is asked as; "" for a carrier group, whose subsidiaries are asked."""
    return SIDES.get(acting.organisation.kind, "")


def to_acknowledge(acting: Acting) -> QuerySet[Section]:
    """The sections that an SME's director has not acknowledged, the oldest first."""
    if side_of(acting) != "principal" or not acting.may(ACKNOWLEDGE):
        return Section.objects.none()
    told = access.visible(acting.person, reports.sections()).filter(contract__principal=acting.organisation)
    return told.filter(is_acknowledged=False).order_by("filed_at", "pk")


def open_actions(acting: Acting) -> QuerySet[NextAction]:
    """What is asked of this person's side and is not over, the earliest day first; `due` is the newest day named for it.

    A sales engineer is asked what stands in their own reports, and what they took upon them.
    """
    side = side_of(acting)
    if not side or not acting.may(ANSWER):
        return NextAction.objects.none()
    found = access.visible(acting.person, with_due(NextAction.objects.all())).filter(side=side, is_over=False)
    if acting.role == Role.SALES_ENGINEER:
        taken = ActionEvent.objects.filter(action=OuterRef("pk"), kind="taken", membership=acting.membership)
        found = found.filter(Q(section__report__author=acting.membership) | Exists(taken))
    return found.select_related("section__report__customer", "section__contract").order_by("due", "pk")


def with_due(actions: QuerySet[NextAction]) -> QuerySet[Any]:
    """Actions with `due`, the newest day named for each, and `is_over`."""
    events = ActionEvent.objects.filter(action=OuterRef("pk"))
    moved = events.filter(kind="moved").order_by("-at", "-pk").values("due_on")[:1]
    over = events.filter(kind__in=["done", "dropped"])
    return actions.annotate(due=Coalesce(Subquery(moved), F("due_on")), is_over=Exists(over))


def to_answer(acting: Acting, *, at: datetime) -> QuerySet[Any]:
    """The sections whose newest words are the other party's and of the last two weeks, the newest first: `said_at` is when.

    Told to whoever may answer; of a subsidiary's sales engineers, to the author of the report.
    """
    side = side_of(acting)
    if not side or not acting.may(ANSWER):
        return Section.objects.none()
    newest = Remark.objects.filter(section=OuterRef("pk")).order_by("-at", "-pk")
    told = access.visible(acting.person, reports.sections()).annotate(
        said_by=Subquery(newest.values("side")[:1]), said_at=Subquery(newest.values("at")[:1])
    )
    found = told.filter(said_at__gte=at - LATELY).exclude(said_by=side)
    if acting.role == Role.SALES_ENGINEER:
        found = found.filter(report__author=acting.membership)
    return found.order_by("-said_at", "pk")


def unacknowledged(acting: Acting, most: int) -> int:
    """How many sections an SME has not acknowledged; counting stops at `most`."""
    read = Acknowledgement.objects.filter(section=OuterRef("pk"))
    told = access.visible(acting.person, Section.objects.filter(contract__principal=acting.organisation))
    return told.filter(~Exists(read)).order_by().values("pk")[:most].count()
