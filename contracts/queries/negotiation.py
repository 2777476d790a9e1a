"""Reads of a negotiation: proposals with their answers, comments that one side may read, what one member has not sent."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Q, QuerySet

from portage.network.access import Acting

from ..models import Comment, Contract, Proposal, Typing, Version
from ..rules import points
from ..rules.points import Standing
from .people import side_of


def proposals(contract: Contract) -> QuerySet[Proposal]:
    """Every proposal on this contract, oldest first, with its answer and the people of both."""
    people = ("membership__person", "membership__organisation")
    answer = ("answer", "answer__membership__person", "answer__membership__organisation", "answer__version")
    return Proposal.objects.filter(contract=contract).select_related(*people, *answer).order_by("at", "id")


def answered(proposal: Proposal) -> bool:
    """Whether it has its answer; no query for a row of `proposals`."""
    return hasattr(proposal, "answer")


def standings(found: Sequence[Proposal]) -> Mapping[str, Standing]:
    """How each subject that was ever proposed on stands."""
    by_subject: dict[str, list[tuple[str, bool]]] = {}
    for one in sorted(found, key=lambda row: row.number):
        by_subject.setdefault(one.subject, []).append((one.side, answered(one)))
    return {subject: points.standing(moves) for subject, moves in by_subject.items()}


def moves(contract: Contract, subject: str) -> int:
    """How many proposals and answers one subject has: the state that a page was read in."""
    found = Proposal.objects.filter(contract=contract, subject=subject).select_related("answer").order_by("number")
    return standings(list(found)).get(subject, Standing()).moves


def open_ones(found: Sequence[Proposal]) -> dict[str, Proposal]:
    """The open proposal of each subject that has one."""
    return {one.subject: one for one in found if not answered(one)}


def comments(contract: Contract, acting: Acting) -> QuerySet[Comment]:
    """The comments that who acts may read: those for both sides, and those of their own side. The only way to comments.

    `contract` was fetched through access. Who acts for neither side reads what both sides read.
    """
    side = side_of(contract, acting.organisation.pk)
    readable = Q(audience=Comment.Audience.BOTH)
    if side:
        readable |= Q(audience=Comment.Audience.OWN, side=side)
    found = Comment.objects.filter(readable, contract=contract)
    return found.select_related("membership__person", "membership__organisation", "correction").order_by("at", "id")


def own_comment(contract: Contract, acting: Acting, pk: UUID) -> Comment | None:
    """One comment that this member wrote, to be corrected."""
    return comments(contract, acting).filter(pk=pk, membership=acting.membership).first()


def typings(contract: Contract, acting: Acting) -> dict[str, Typing]:
    """What this member has typed and not sent, by subject. Nobody else's."""
    found = Typing.objects.filter(contract=contract, membership=acting.membership)
    return {one.subject: one for one in found}


def versions_of(contract: Contract) -> QuerySet[Version]:
    """All versions, newest first, without their weight."""
    return Version.objects.filter(contract=contract).select_related("made_by").defer("data", "articles")
