"""Nouns of the network: organisations, people, memberships, grants."""

from .candidatures import Candidature, CandidatureGrant, CandidaturePage
from .contacts import Contact
from .grants import Circle, CustomerGrant, OrganisationGrant
from .invitations import Invitation
from .organisations import Customer, Organisation, OrganisationName
from .people import Membership, Person, SavedView
from .tokens import ApiToken

__all__ = [
    "ApiToken",
    "Candidature",
    "CandidatureGrant",
    "CandidaturePage",
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
