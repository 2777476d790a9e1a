"""Nouns of the agent contract: its text, what is agreed, its versions and signatures, its life."""

from .agreed import CommissionLine, ProductLine, ReservedCustomer, TerritoryLine
from .contract import ARROWS, Contract, ContractGrant
from .feed import CalendarFeed
from .life import Annulment, Confirmation, Ending, EndProposal, Notice, Receipt, Reminder, ReminderMail, Term
from .records import Choice, LawCorrection
from .texts import ContractModel, ModelGrant, ModelVersion
from .versions import Approval, Document, Signature, SigningAuthority, Version
from .working import WorkingArticle, WorkingCopy

__all__ = [
    "ARROWS",
    "Annulment",
    "Approval",
    "CalendarFeed",
    "Choice",
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
    "Receipt",
    "Reminder",
    "ReminderMail",
    "ReservedCustomer",
    "Signature",
    "SigningAuthority",
    "Term",
    "TerritoryLine",
    "Version",
    "WorkingArticle",
    "WorkingCopy",
]
