"""Nouns of the agent contract: its text, what is agreed, its negotiation, its versions and signatures, its life."""

from .agreed import CommissionLine, ProductLine, ReservedCustomer, TerritoryLine
from .changes import Effect, PartyChange, Succession, WritingAsked
from .contract import ARROWS, Contract, ContractGrant
from .feed import CalendarFeed
from .leaving import CommissionFigure, Duty, DutyEvent, RenewalDecision
from .life import Annulment, Confirmation, Ending, EndProposal, Notice, Receipt, Reminder, ReminderMail, Term
from .negotiation import OF_TERMS, Answer, Comment, Proposal, Typing
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
from .working import WorkingArticle, WorkingCopy

__all__ = [
    "ARROWS",
    "OF_TERMS",
    "Annulment",
    "Answer",
    "Approval",
    "CalendarFeed",
    "Choice",
    "Clearance",
    "Comment",
    "CommissionFigure",
    "CommissionLine",
    "Confirmation",
    "Contract",
    "ContractGrant",
    "ContractModel",
    "Document",
    "Duty",
    "DutyEvent",
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
    "Proposal",
    "Receipt",
    "Reminder",
    "ReminderMail",
    "RenewalDecision",
    "ReservedCustomer",
    "Revision",
    "Signature",
    "SigningAuthority",
    "SigningInvitation",
    "SigningReminder",
    "Succession",
    "Term",
    "TerritoryLine",
    "Typing",
    "Verification",
    "Version",
    "WorkingArticle",
    "WorkingCopy",
    "WritingAsked",
]
