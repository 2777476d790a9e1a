"""Nouns of the network: organisations, people, memberships, grants."""

from .contacts import Contact
from .grants import Circle, CustomerGrant, OrganisationGrant
from .invitations import Invitation
from .organisations import Customer, Organisation, OrganisationName
from .people import Membership, Person, SavedView

__all__ = [
    "Circle",
    "Contact",
    "Customer",
    "CustomerGrant",
    "Invitation",
    "Membership",
    "Organisation",
    "OrganisationGrant",
    "OrganisationName",
    "Person",
    "SavedView",
]
