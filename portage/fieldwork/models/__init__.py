"""Nouns of fieldwork: visit books, reports and their sections, what follows from them, prospects, orders, companies."""

from .books import VisitBook, VisitBookGrant
from .companies import Parted, SameCompany, SameCompanyGrant
from .drafts import Draft
from .following import Acknowledgement, ActionEvent, NextAction, Remark
from .merging import MergedCustomer
from .orders import ORDER_ARROWS, Delivery, Incoterm, Order, OrderAnswer, OrderItem, OrderRemark, Settled
from .prospects import ARROWS, Prospect, StageMove
from .reports import HeadCorrection, Met, Report, ReportFile
from .sections import Account, Competitor, Section, SectionFile, Shown

__all__ = [
    "ARROWS",
    "ORDER_ARROWS",
    "Account",
    "Acknowledgement",
    "ActionEvent",
    "Competitor",
    "Delivery",
    "Draft",
    "HeadCorrection",
    "Incoterm",
    "MergedCustomer",
    "Met",
    "NextAction",
    "Order",
    "OrderAnswer",
    "OrderItem",
    "OrderRemark",
    "Parted",
    "Prospect",
    "Remark",
    "Report",
    "ReportFile",
    "SameCompany",
    "SameCompanyGrant",
    "Section",
    "SectionFile",
    "Settled",
    "Shown",
    "StageMove",
    "VisitBook",
    "VisitBookGrant",
]
