"""People join organisations and leave them; access follows at the next request."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portage.core import journal
from portage.core.journal import By
from portage.core.refusals import Refused

from .. import access
from ..models import Invitation, Membership, Organisation, Person, SavedView
from ..roles import FAMILY_OF, Role
from ..rules import members as rules
from .handing_over import hand_over
from .keeping import check_keeper, check_lives, check_role, lock_member, revoke


@transaction.atomic
def add_member(
    organisation: Organisation,
    *,
    email: str,
    name: str,
    role: str,
    at: datetime,
    by: By = journal.PORTAGE,
    is_administrator: bool = False,
    title: str = "",
    language: str = "",
) -> Membership:
    """Give a person, known or new, a role in `organisation`. A role that its kind does not have is refused."""
    person, _new = Person.objects.get_or_create(
        email=email.lower(),
        defaults={
            "name": name,
            "language": language or organisation.language,
            "time_zone": organisation.time_zone,
            "joined_at": at,
        },
    )
    return join(person, organisation, role=role, is_administrator=is_administrator, title=title, by=by, at=at)


@transaction.atomic
def join(
    person: Person,
    organisation: Organisation,
    *,
    role: str,
    by: By,
    at: datetime,
    is_administrator: bool = False,
    title: str = "",
) -> Membership:
    """Give a person a role in `organisation`. Refused for a role that its kind does not have, and for a member."""
    check_role(organisation, role)
    if person.memberships.filter(organisation=organisation, ended_at__isnull=True).exists():
        raise Refused("already_member", _("This person already belongs to the organisation."), field="email")
    membership = Membership.objects.create(
        person=person,
        organisation=organisation,
        role=role,
        is_administrator=is_administrator,
        is_program=person.is_program,
        title=title,
        started_at=at,
    )
    access.admit_to_circle(membership)
    journal.record(
        "network.member_joined",
        organisation,
        by=by,
        at=at,
        membership=membership.pk,
        role=role,
        is_administrator=is_administrator,
    )
    return membership


@transaction.atomic
def add_platform_administrator(*, email: str, name: str, at: datetime, by: By = journal.PORTAGE) -> Person:
    """The operator lets a person, known or new, see jobs and correct the record of law. It opens no organisation's rows."""
    person, _new = Person.objects.get_or_create(email=email.lower(), defaults={"name": name, "joined_at": at})
    if not person.is_platform_administrator:
        person.is_platform_administrator = True
        person.save(update_fields=["is_platform_administrator"])
        journal.record("network.platform_administrator_added", person, by=by, at=at)
    return person


@transaction.atomic
def end_membership(membership: Membership, *, by: By, at: datetime, successor: Membership | None = None) -> None:
    """End a person's role. The last administrator cannot leave. What the person wrote stays, signed by name.

    `successor` takes over what of this organisation only this person could read, see `hand_over`.
    """
    membership = lock_member(membership)
    check_keeper(membership.organisation, by)
    if membership.ended_at is not None:
        return
    if membership.is_administrator:
        _check_not_last(membership)
    hand_over(membership, successor, by=by, at=at)
    membership.ended_at = at
    membership.save(update_fields=["ended_at"])
    access.leave_circles(membership)
    withdraw_invitations(membership, by=by, at=at)
    journal.record("network.member_left", membership.organisation, by=by, at=at, membership=membership.pk)


@transaction.atomic
def change_member(
    membership: Membership,
    *,
    role: str,
    is_administrator: bool,
    title: str,
    by: By,
    at: datetime,
    successor: Membership | None = None,
    was: str = "",
) -> Membership:
    """Another role, title, or the right to keep members. What was done before stays signed with what held then.

    The last administrator stays one: name another first. Who works on contracts no more hands over like who leaves.
    `was` is the stamp of what was seen before: somebody else's change meanwhile is not undone.
    """
    membership = lock_member(membership)
    check_keeper(membership.organisation, by)
    check_lives(membership.organisation)
    _check_as_seen(membership, was)
    check_role(membership.organisation, role)
    if membership.is_program and is_administrator:
        raise Refused("program", _("A program keeps no members."), field="is_administrator")
    if membership.is_administrator and not is_administrator:
        _check_not_last(membership)
    given: dict[str, Any] = {"role": role, "is_administrator": is_administrator, "title": title}
    changed = {name: value for name, value in given.items() if getattr(membership, name) != value}
    if not changed:
        return membership
    moves = FAMILY_OF[Role(membership.role)] != FAMILY_OF[Role(role)]
    if moves:
        hand_over(membership, successor, by=by, at=at)
    for name, value in changed.items():
        setattr(membership, name, value)
    membership.save(update_fields=list(changed))
    if moves:
        access.leave_circles(membership)
        access.admit_to_circle(membership)
    if changed.get("is_administrator") is False:
        withdraw_invitations(membership, by=by, at=at)
    typed = {"title": changed.pop("title")} if "title" in changed else {}
    journal.record(
        "network.member_changed", membership.organisation, by=by, at=at, text=typed, membership=membership.pk, **changed
    )
    return membership


def _check_as_seen(membership: Membership, was: str) -> None:
    """Raise Refused for who left, and for a member whom somebody changed since the page was drawn."""
    if membership.ended_at is not None:
        raise Refused("left", _("This person has left the organisation."))
    if was and was != rules.stamp(membership):
        raise Refused(
            "changed_meanwhile", _("Somebody changed this member meanwhile: look again before you change it.")
        )


def withdraw_invitations(membership: Membership, *, by: By, at: datetime) -> None:
    """Who keeps members no more leaves no open letter behind, by which they or others could come in."""
    sent = Invitation.objects.filter(invited_by=membership, accepted_at=None, revoked_at=None)
    revoke(sent.select_related("organisation"), by=by, at=at)


def _check_not_last(membership: Membership) -> None:
    """Raise Refused for the last administrator of an organisation, which the caller holds locked: two who leave at once
    do not leave it to nobody."""
    others = membership.organisation.memberships.filter(is_administrator=True, ended_at__isnull=True)
    if not others.exclude(pk=membership.pk).exists():
        raise Refused(
            "last_administrator", _("The last administrator of an organisation cannot leave: name another one first.")
        )


@transaction.atomic
def change_settings(person: Person, *, language: str, time_zone: str, theme: str, name: str) -> Person:
    """A person chooses the language, zone and colours of their own pages."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    person.language, person.time_zone, person.theme, person.name = language, time_zone, theme, name
    person.full_clean(exclude=["password"])
    person.save(update_fields=["language", "time_zone", "theme", "name"])
    return person


@transaction.atomic
def keep_view(membership: Membership, *, page: str, name: str, query: str) -> SavedView:
    """Keep the filters of a list under a name; the same name again replaces them."""
    view, _new = SavedView.objects.update_or_create(
        membership=membership, page=page, name=name, defaults={"query": query}
    )
    return view


@transaction.atomic
def drop_view(view: SavedView) -> None:
    """Forget a kept view; only its owner reaches this."""
    view.delete()
