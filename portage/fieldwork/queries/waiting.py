"""What of visit reports waits for one person: sections to acknowledge, things to do, answers that nobody answered."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from django.db.models import BooleanField, Case, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from portage.network import access
from portage.network.access import Acting
from portage.network.roles import Kind, Role

from ..models import Acknowledgement, ActionEvent, NextAction, Order, Remark, Section
from ..rules.mirror import UNREAD
from . import reports

ANSWER, ACKNOWLEDGE = "fieldwork.answer_section", "fieldwork.acknowledge_section"
LATELY = timedelta(days=14)  # an answer that needs none in return is not told for ever
SIDES: dict[str, str] = {Kind.CARRIED_SME: "principal", Kind.SUBSIDIARY: "agent"}


def side_of(acting: Acting) -> str:
    """The side that this person's organisation is asked as; "" for a carrier group, whose subsidiaries are asked."""
    return SIDES.get(acting.organisation.kind, "")


def to_read(acting: Acting, *, at: datetime) -> QuerySet[Any]:
    """The sections that wait for this person; one query for both reasons, those that were written on first, then the oldest.

    `is_new`: an SME's director has not acknowledged it. `is_answered`: its newest words are the other party's (`said_at`), and of
    the last two weeks; told to whoever may answer, among a subsidiary's sales engineers to the author of the report.
    """
    side = side_of(acting)
    new, answered = Q(pk__in=[]), Q(pk__in=[])
    if side == "principal" and acting.may(ACKNOWLEDGE):
        new = Q(is_acknowledged=False)
    if side and acting.may(ANSWER):
        answered = Q(~Q(said_by=side), said_at__gte=at - LATELY)
        if acting.role == Role.SALES_ENGINEER:
            answered &= Q(report__author=acting.membership)
    newest = Remark.objects.filter(section=OuterRef("pk")).order_by("-at", "-pk")
    told = access.visible(acting.person, reports.sections()).annotate(
        said_by=Subquery(newest.values("side")[:1]), said_at=Subquery(newest.values("at")[:1])
    )
    told = told.annotate(is_new=_holds(new), is_answered=_holds(answered)).filter(new | answered)
    return told.order_by("-is_answered", "filed_at", "pk")


def _holds(condition: Q) -> Case:
    """Whether a row is one of these, as a column."""
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


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


def unread_by_principals(acting: Acting, *, at: datetime, most: int) -> int:
    """How many sections told by this subsidiary wait, since three days or more, for their SME to acknowledge them; counting
    stops at `most`."""
    read = Acknowledgement.objects.filter(section=OuterRef("pk"))
    told = access.visible(
        acting.person, Section.objects.filter(contract__agent=acting.organisation, filed_at__lt=at - UNREAD)
    )
    return told.filter(~Exists(read)).order_by().values("pk")[:most].count()


def came_in(acting: Acting, since: datetime) -> Counter[str]:
    """How many things an SME's agents told it since an instant: sections, orders, answers (words on a section); one query."""
    own, theirs = {"contract__principal": acting.organisation}, {"side": "agent", "at__gte": since}
    told: list[tuple[str, QuerySet[Any]]] = [
        ("sections", Section.objects.filter(filed_at__gte=since, **own)),
        ("orders", Order.objects.filter(**own, **theirs)),
        ("answers", Remark.objects.filter(section__contract__principal=acting.organisation, **theirs)),
    ]
    kinds = [
        access.visible(acting.person, rows).annotate(of=Value(kind, output_field=CharField())).order_by()
        for kind, rows in told
    ]
    first, *others = [rows.values_list("of", "pk") for rows in kinds]
    return Counter(kind for kind, _pk in first.union(*others, all=True))


def unacknowledged(acting: Acting, most: int) -> int:
    """How many sections an SME has not acknowledged; counting stops at `most`."""
    read = Acknowledgement.objects.filter(section=OuterRef("pk"))
    told = access.visible(acting.person, Section.objects.filter(contract__principal=acting.organisation))
    return told.filter(~Exists(read)).order_by().values("pk")[:most].count()
