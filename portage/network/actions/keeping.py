"""What the verbs of members and of invitations share: one order of locks, who may, and letters that open no more."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portage.core import journal
from portage.core.journal import By
from portage.core.refusals import Forbidden, Invalid, Refused

from .. import queries
from ..models import Invitation, Membership, Organisation
from ..roles import ROLES_OF_KIND, Kind
from ..rules import members as rules

NOT_BY_TOKEN = _("No token does this: a person signs in, and does it themselves.")


def lock(organisation: Organisation) -> Organisation:
    """The organisation, held until the verb ends; always before a membership or an invitation of it."""
    return Organisation.objects.select_for_update().get(pk=organisation.pk)


def lock_member(membership: Membership) -> Membership:
    """A membership, held with its organisation."""
    lock(membership.organisation)
    return (
        Membership.objects.select_for_update(of=("self",))
        .select_related("organisation", "person")
        .get(pk=membership.pk)
    )


def check_keeper(organisation: Organisation, by: By) -> None:
    """Raise Forbidden unless `by` keeps the members of this organisation, which is locked: the right is read anew, as it
    may have been taken while the verb waited. Nobody in person is the operator. Never by a token, whose right it may be."""
    if by.person is None:
        return
    check_in_person(by)
    mine = Membership.objects.select_related("organisation").filter(person=by.person, organisation=by.organisation)
    asking = mine.filter(ended_at__isnull=True).first()
    if asking is None or not rules.keeps(queries.keeping(organisation, asking)):
        raise Forbidden("not_keeper", _("Its administrators keep the members of an organisation, and nobody else."))


def check_in_person(by: By) -> None:
    """Raise Forbidden for a program: what lets people or programs in is done by a person who is there."""
    if by.token is not None:
        raise Forbidden("not_by_token", NOT_BY_TOKEN)


def check_lives(organisation: Organisation) -> None:
    """Raise Refused for an archived organisation: members leave it, nobody joins or changes."""
    if organisation.archived_at is not None:
        raise Refused("archived", _("This organisation is archived: nobody joins it any more."))


def check_role(organisation: Organisation, role: str) -> None:
    """Raise Invalid for a role that an organisation of this kind does not have."""
    if role not in ROLES_OF_KIND[Kind(organisation.kind)]:
        raise Invalid("role_of_kind", _("This role does not exist in an organisation of this kind."), field="role")


def revoke(invitations: Iterable[Invitation], *, by: By, at: datetime) -> None:
    """Their letters open nothing more. The caller holds the organisation locked."""
    for invitation in invitations:
        invitation.revoked_at = at
        invitation.save(update_fields=["revoked_at"])
        journal.record("network.invitation_revoked", invitation.organisation, by=by, at=at, invitation=invitation.pk)
