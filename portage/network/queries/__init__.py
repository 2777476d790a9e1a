"""Named reads of the network."""

from datetime import datetime, timedelta
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Sum

from .. import access
from ..access import PERMISSIONS, Acting
from ..models import Contact, Customer, Invitation, Membership, Organisation, Person
from ..roles import FAMILY_OF, Family, Kind, Role
from ..rules import members as of_members
from ..rules import organisations as rules

# The orders of lists, the same for pages and for the API.
ORDERS = {"name": ("sorted_as", "pk"), "kind": ("kind", "sorted_as", "pk"), "country": ("country", "sorted_as", "pk")}
OF_CUSTOMERS = {
    "name": ("name", "pk"),
    "country": ("country", "name", "pk"),
    "owner": ("owner__sorted_as", "name", "pk"),
}
OF_CONTACTS = {"name": ("name", "pk"), "used_on": ("used_on", "pk")}
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def active_memberships(person: Person) -> QuerySet[Membership]:
    """The memberships through which `person` may act now."""
    return (
        Membership.objects.filter(person=person, ended_at__isnull=True)
        .select_related("organisation")
        .order_by("started_at")
    )


def acting_among(memberships: list[Membership], chosen: str | None) -> Membership | None:
    """The membership named in the session if it still holds, else the oldest active one."""
    return next((m for m in memberships if str(m.pk) == chosen), memberships[0] if memberships else None)


def members(organisation: Organisation) -> QuerySet[Membership]:
    """The people who are active members of one organisation, by name."""
    found = organisation.memberships.filter(ended_at__isnull=True, is_program=False)
    return found.select_related("person", "invitation").order_by("person__name")


def heirs(membership: Membership) -> QuerySet[Membership]:
    """The colleagues who may take over what this person is named on; nobody for who works on no contract."""
    if membership.is_program or FAMILY_OF[Role(membership.role)] != Family.PORTAGE:
        return Membership.objects.none()
    roles = [role for role, family in FAMILY_OF.items() if family == Family.PORTAGE]
    found = members(membership.organisation).filter(role__in=roles, person__is_active=True)
    return found.exclude(person=membership.person)


def subsidiaries_of(group: Organisation) -> QuerySet[Organisation]:
    return Organisation.objects.filter(kind=Kind.SUBSIDIARY, parent=group, archived_at__isnull=True).order_by(
        "sorted_as"
    )


def organisations() -> QuerySet[Organisation]:
    """Organisations with their group, for lists and pages."""
    return Organisation.objects.select_related("parent")


def customers() -> QuerySet[Customer]:
    return Customer.objects.select_related("owner")


def contacts() -> QuerySet[Contact]:
    """Contacts at customers with what their lines show, by name."""
    return Contact.objects.select_related("customer__owner", "recorded_by__person").order_by("name", "pk")


def facts_of(organisation: Organisation, acting: Acting) -> rules.Facts:
    """What decides who may do what with an organisation; no query."""
    given = frozenset(permission for permission, roles in PERMISSIONS.items() if acting.role in roles)
    return rules.Facts(
        kind=organisation.kind,
        owners=frozenset({organisation.pk, organisation.parent_id}),
        archived=organisation.archived_at is not None,
        mine=acting.organisation.pk,
        permissions=given,
    )


def of_my_house(organisation: Organisation, acting: Acting) -> bool:
    """Whether its people may be shown: my organisation, my group, or my group's."""
    mine = acting.organisation
    return rules.one_house(mine.pk, mine.parent_id, organisation.pk, organisation.parent_id)


def may_see_group(organisation: Organisation, person: Person) -> bool:
    """Whether the group of an organisation has a page for this person."""
    return access.visible(person, Organisation.objects.filter(children=organisation)).exists()


def owners_of_customers(acting: Acting) -> list[Organisation]:
    """For whom this person may record a customer: their own organisation, or a subsidiary of their group."""
    mine = acting.organisation
    return [mine, *subsidiaries_of(mine)] if mine.kind == Kind.CARRIER_GROUP else [mine]


def administrators(organisation: Organisation) -> QuerySet[Membership]:
    """The members who keep the members of one organisation."""
    return organisation.memberships.filter(is_administrator=True, ended_at__isnull=True)


def keeping(organisation: Organisation, membership: Membership) -> of_members.Facts:
    """What decides whether `membership` keeps the members of an organisation."""
    return of_members.Facts(
        organisation=organisation.pk,
        parent=organisation.parent_id,
        kind=organisation.kind,
        begun=_begun(organisation),
        mine=membership.organisation_id,
        my_kind=membership.organisation.kind,
        administrator=membership.is_administrator and membership.ended_at is None,
        brings_in=membership.role in PERMISSIONS["network.add_organisation"],
        sees=access.holders(organisation).filter(pk=membership.organisation_id).exists(),
    )


def _begun(organisation: Organisation) -> bool:
    """Whether it keeps its own members by now: a subsidiary with an administrator, any other with a member."""
    if organisation.kind == Kind.SUBSIDIARY:
        return administrators(organisation).exists()
    return organisation.memberships.filter(ended_at__isnull=True, is_program=False).exists()


def member_known_as(organisation: Organisation, email: str) -> bool:
    """Whether somebody belongs to it under that address: the one they were invited by, else the account's.

    Another address of the same account is nobody's business here: it may name a rival.
    """
    known = Q(invitation__email=email) | Q(invitation__isnull=True, person__email=email)
    return organisation.memberships.filter(known, ended_at__isnull=True).exists()


def letters_of_a_day(organisation: Organisation, email: str, at: datetime) -> tuple[int, datetime | None]:
    """(letters to that address in the last day, when the newest went out), whatever became of them."""
    found = organisation.invitations.filter(email=email, sent_at__gt=at - timedelta(days=1))
    told = found.aggregate(letters=Sum("round"), newest=Max("sent_at"))
    return told["letters"] or 0, told["newest"]


def invitations() -> QuerySet[Invitation]:
    """Invitations with what their lines show, the newest first."""
    return Invitation.objects.select_related("organisation", "invited_by__person", "accepted_as__person").order_by(
        "-made_at"
    )


def memberships() -> QuerySet[Membership]:
    """Active memberships with their person."""
    return Membership.objects.filter(ended_at__isnull=True).select_related("person", "organisation", "invitation")


def owns_address(person: Person, email: str) -> bool:
    """Whether that address is this person's: the one of the account, or another that they proved."""
    proved = EmailAddress.objects.filter(user=person, email__iexact=email, verified=True)
    return person.email.lower() == email.lower() or proved.exists()


def has_account(email: str) -> bool:
    """Whether an address has an account: told only to who holds the key of a letter sent to it."""
    proved = EmailAddress.objects.filter(email__iexact=email, verified=True)
    return Person.objects.filter(email=email.lower()).exists() or proved.exists()


def invitation_of(pk: UUID, number: int) -> Invitation | None:
    """The invitation that the key of its newest letter names."""
    return invitations().filter(pk=pk, round=number).first()


def person_known_as(email: str) -> Person | None:
    """The one person whom an address names: who proved it, else whose account was opened with it."""
    address = email.strip().lower()
    proved = EmailAddress.objects.filter(user=OuterRef("pk"), email=address, verified=True)
    found = Person.objects.annotate(proved=Exists(proved)).filter(Q(proved=True) | Q(email=address))
    return found.order_by("-proved", "pk").first()


def factors(person: Person) -> QuerySet[Authenticator]:
    """The second factors of a person. Recovery codes are none: they are for the day when one is lost."""
    return Authenticator.objects.filter(user=person, type__in=FACTORS)


def people_with_factors() -> QuerySet[Person]:
    """People, with whether they have a second factor."""
    held = Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)
    return Person.objects.annotate(has_second_factor=Exists(held))


def sessions(person: Person) -> list[UserSession]:
    """The open sessions of a person, the newest first. What has ended meanwhile is swept out."""
    return sorted(UserSession.objects.purge_and_list(person), key=lambda one: one.created_at, reverse=True)
