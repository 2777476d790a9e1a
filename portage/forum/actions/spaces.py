"""Spaces are opened and named; who keeps order in them is named."""

from datetime import datetime

from django.db import IntegrityError, transaction

from contracts.models import Contract
from portage.core import journal
from portage.core.journal import By
from portage.core.refusals import Forbidden, Refused
from portage.network import access
from portage.network.models import Membership, Organisation
from portage.network.roles import Kind

from ..models import Moderator, Space
from ..words.refusals import REFUSALS
from . import checking


@transaction.atomic
def open_space(group: Organisation, *, name: str, about: str = "", by: By, at: datetime) -> Space:
    """A portage manager opens a space between the agencies of their group: its people and its subsidiaries' read it."""
    if group.kind != Kind.CARRIER_GROUP or by.organisation != group.pk:
        raise Forbidden("not_a_group", REFUSALS["not_a_group"])
    named = {"name": checking.name(name), "about": checking.about(about)}
    space = _kept(Space(kind=Space.Kind.AGENCIES, group=group, membership=by.membership, at=at, **named))
    journal.record("forum.space_opened", space, by=by, at=at, name=space.name)
    return space


@transaction.atomic
def change_space(space: Space, *, name: str, about: str, by: By, at: datetime) -> Space:
    """A moderator gives a space between agencies another name, or says anew what it is for."""
    space = _moderated(space, by)
    before = space.name
    space.name, space.about = checking.name(name), checking.about(about)
    _kept(space)
    journal.record("forum.space_changed", space, by=by, at=at, **checking.told({"name": space.name, "before": before}))
    return space


def space_of(contract: Contract, *, by: By, at: datetime) -> Space:
    """The space of a contract, opened when its first thread is. In the caller's transaction."""
    space, is_new = Space.objects.get_or_create(
        contract=contract, defaults={"kind": Space.Kind.CONTRACT, "membership": by.membership, "at": at}
    )
    if is_new:
        journal.record("forum.space_opened", space, by=by, at=at, contract=contract.pk)
    return space


@transaction.atomic
def name_moderator(space: Space, *, membership: Membership, by: By, at: datetime) -> Moderator:
    """Somebody who reads the space shall keep order in it. Naming them twice changes nothing."""
    space = _moderated(space, by)
    if not access.everybody_who_sees(space).filter(pk=membership.pk).exists():
        raise checking.refusal("not_a_reader", "membership")
    named, is_new = Moderator.objects.get_or_create(space=space, membership=membership, defaults={"at": at})
    if is_new:
        journal.record("forum.moderator_named", space, by=by, at=at, membership=membership.pk)
    return named


@transaction.atomic
def end_moderator(moderator: Moderator, *, by: By, at: datetime) -> None:
    """They keep order there no more. Ending it twice changes nothing."""
    space = _moderated(moderator.space, by)
    if Moderator.objects.filter(pk=moderator.pk).delete()[0]:
        journal.record("forum.moderator_ended", space, by=by, at=at, membership=moderator.membership_id)


def _moderated(space: Space, by: By) -> Space:
    """The space, locked, when it is one between agencies in which `by` keeps order."""
    space = Space.objects.select_for_update(of=("self",)).select_related("contract").get(pk=space.pk)
    if space.kind != Space.Kind.AGENCIES or not checking.is_moderator(space, by.membership):
        raise Forbidden("not_a_moderator", REFUSALS["not_a_moderator"])
    return space


def _kept(space: Space) -> Space:
    """Save it, unless the group has one of this name: its readers see all of them."""
    try:
        with transaction.atomic():
            space.save()
    except IntegrityError as error:
        raise Refused("same_name", REFUSALS["same_name"], field="name") from error
    return space
