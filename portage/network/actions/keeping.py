"""Who keeps members, asked under the lock: one order of locks for every verb of members and invitations."""

from django.utils.translation import gettext_lazy as _

from portage.core.journal import By
from portage.core.refusals import Forbidden, Refused

from .. import queries
from ..models import Membership, Organisation
from ..rules import members as rules


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
    may have been taken while the verb waited. Nobody in person is the operator."""
    if by.person is None:
        return
    mine = Membership.objects.select_related("organisation").filter(person=by.person, organisation=by.organisation)
    asking = mine.filter(ended_at__isnull=True).first()
    if asking is None or not rules.keeps(queries.keeping(organisation, asking)):
        raise Forbidden("not_keeper", _("Its administrators keep the members of an organisation, and nobody else."))


def check_lives(organisation: Organisation) -> None:
    """Raise Refused for an archived organisation: members leave it, nobody joins or changes."""
    if organisation.archived_at is not None:
        raise Refused("archived", _("This organisation is archived: nobody joins it any more."))
