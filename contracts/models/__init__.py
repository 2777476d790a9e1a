"""Nouns of the agent contract: its text, what is agreed, its versions and signatures, its life."""

from .agreed import CommissionLine, ProductLine, ReservedCustomer, TerritoryLine
from .changes import Effect, PartyChange, Succession, WritingAsked
from .contract import ARROWS, Contract, ContractGrant
from .feed import CalendarFeed
from .life import Annulment, Confirmation, Ending, EndProposal, Notice, Receipt, Reminder, ReminderMail, Term
from .places import Clearance, Place, PlaceAsked, PlaceKept
from .records import Choice, LawCorrection
from .signing import (
    Evidence,
    EvidenceText,
    NotConcluded,
    PaperConfirmation,
    PaperCopy,
    Revision,
    SigningInvitation,
    SigningReminder,
)
from .texts import ContractModel, ModelGrant, ModelVersion
from .verification import Verification
from .versions import Approval, Document, Signature, SigningAuthority, Version

__all__ = [
    "ARROWS",
    "Annulment",
    "Approval",
    "CalendarFeed",
    "Choice",
    "Clearance",
    "CommissionLine",
    "Confirmation",
    "Contract",
    "ContractGrant",
    "ContractModel",
    "Document",
    "Effect",
    "EndProposal",
    "Ending",
    "Evidence",
    "EvidenceText",
    "LawCorrection",
    "ModelGrant",
    "ModelVersion",
    "NotConcluded",
    "Notice",
    "PaperConfirmation",
    "PaperCopy",
    "PartyChange",
    "Place",
    "PlaceAsked",
    "PlaceKept",
    "ProductLine",
    "Receipt",
    "Reminder",
    "ReminderMail",
    "ReservedCustomer",
    "Revision",
    "Signature",
    "SigningAuthority",
    "SigningInvitation",
    "SigningReminder",
    "Succession",
    "Term",
    "TerritoryLine",
    "Verification",
    "Version",
    "WritingAsked",
]
