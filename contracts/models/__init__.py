"""Nouns of the agent contract: its text, what is agreed, its negotiation, its versions and signatures, its life."""

from .agreed import CommissionLine, ProductLine, ReservedCustomer, TerritoryLine
from .contract import ARROWS, Contract, ContractGrant
from .feed import CalendarFeed
from .life import Annulment, Confirmation, Ending, EndProposal, Notice, Receipt, Reminder, ReminderMail, Term
from .negotiation import OF_TERMS, Answer, Comment, Proposal, Typing
from .records import Choice, LawCorrection
from .texts import ContractModel, ModelGrant, ModelVersion
from .versions import Approval, Document, Signature, SigningAuthority, Version

__all__ = [
    "ARROWS",
    "OF_TERMS",
    "Annulment",
    "Answer",
    "Approval",
    "CalendarFeed",
    "Choice",
    "Comment",
    "CommissionLine",
    "Confirmation",
    "Contract",
    "ContractGrant",
    "ContractModel",
    "Document",
    "EndProposal",
    "Ending",
    "LawCorrection",
    "ModelGrant",
    "ModelVersion",
    "Notice",
    "ProductLine",
    "Proposal",
    "Receipt",
    "Reminder",
    "ReminderMail",
    "ReservedCustomer",
    "Signature",
    "SigningAuthority",
    "Term",
    "TerritoryLine",
    "Typing",
    "Version",
]
