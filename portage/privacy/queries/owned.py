"""Which rows of a model belong to an organisation, and which of them somebody who searches may be shown."""

from typing import Any

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, UUIDField
from django.db.models.functions import Coalesce

from contracts.models import Contract
from portage.core.models import EntryText, Message
from portage.network import access
from portage.network.models import Invitation, Membership, Organisation, Person

from ..places import PLACES, Rows

CONTRACT = "contracts.contract"


def rows_of(label: str, organisation: Organisation, person: Person) -> QuerySet[Any]:
    """The rows of a model that belong to `organisation`, those of contracts that `person` may not see left out."""
    model, told = apps.get_model(label), PLACES[label]
    if model is EntryText:
        return texts(person).filter(entry__on_behalf_of=organisation.pk)
    if model is Message:
        return messages().filter(belongs_to=organisation.pk)
    mine = Q()
    for path in told.owner.split():
        mine |= Q(**{path: organisation.pk})
    found = model._default_manager.filter(mine)
    found = readable(person, told, found)
    return (
        found.distinct() if told.owner.startswith("memberships__") else found
    )  # a person may have been a member twice


def readable(person: Person, told: Rows, found: Any) -> Any:
    """Those of the rows found that `person` may see, where what is seen decides."""
    if told.within:
        return found.filter(**{f"{told.within}__in": access.visible(person, Contract.objects.all()).values("pk")})
    return access.visible(person, found) if told.seen else found


def texts(person: Person) -> QuerySet[EntryText]:
    """Personal texts of the journal, without those of contracts that `person` may not see."""
    seen = access.visible(person, Contract.objects.all()).values("pk")
    return EntryText.objects.exclude(Q(entry__scope_kind=CONTRACT) & ~Q(entry__scope_id__in=seen))


def messages() -> QuerySet[Any]:
    """Messages, with the organisation that each belongs to: the one that invited, or the recipient's own among the parties.

    Messages about a confidential contract, and those about nothing in particular, belong to none: the platform forgets them.
    """
    invited = Invitation.objects.filter(pk=OuterRef("scope_id")).values("organisation")[:1]
    open_contracts = Contract.objects.filter(pk=OuterRef(OuterRef("scope_id")), confidential=False)
    party = open_contracts.filter(
        Q(principal=OuterRef("organisation")) | Q(agent=OuterRef("organisation")) | Q(group=OuterRef("organisation"))
    )
    member = Membership.objects.filter(Exists(party), person=OuterRef("recipient"))
    theirs = member.order_by("started_at", "pk").values("organisation")[:1]
    return Message.objects.annotate(belongs_to=Coalesce(Subquery(invited), Subquery(theirs), output_field=UUIDField()))


def journal_texts() -> QuerySet[EntryText]:
    """Texts of the journal with the organisation they belong to; those of confidential contracts belong to the platform."""
    hidden = Contract.objects.filter(confidential=True).values("pk")
    found = EntryText.objects.exclude(Q(entry__scope_kind=CONTRACT) & Q(entry__scope_id__in=hidden))
    return found.annotate(belongs_to=F("entry__on_behalf_of"))
