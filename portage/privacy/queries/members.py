"""Former members of an organisation, and what it still holds of them."""

from django.db.models import Exists, OuterRef, QuerySet

from portage.core.models import EntryText
from portage.network.models import Invitation, Membership, Organisation, SavedView

from . import owned


def former_members(organisation: Organisation) -> QuerySet[Membership]:
    """Memberships that ended, of people who act for the organisation no more."""
    active = Membership.objects.filter(
        person=OuterRef("person"), organisation=OuterRef("organisation"), ended_at__isnull=True
    )
    left = organisation.memberships.filter(~Exists(active), ended_at__isnull=False)
    return left.select_related("person", "organisation")


def held_of(membership: Membership) -> dict[str, int]:
    """How much is held of a former member, by kind."""
    texts = EntryText.objects.filter(entry__actor=membership.person, entry__on_behalf_of=membership.organisation_id)
    mailed = owned.messages().filter(recipient=membership.person, belongs_to=membership.organisation_id)
    return {
        "addresses": Invitation.objects.filter(accepted_as=membership).exclude(email="").count(),
        "texts": texts.count(),
        "views": SavedView.objects.filter(membership=membership).count(),
        "messages": mailed.exclude(subject="", text="").count(),
    }
