"""Nouns of fieldwork: visit books, reports and their sections, what follows from them, prospects."""

from .books import VisitBook, VisitBookGrant
from .drafts import Draft
from .following import Acknowledgement, ActionEvent, NextAction, Remark
from .merging import MergedCustomer
from .prospects import ARROWS, Prospect, StageMove
from .reports import HeadCorrection, Met, Report, ReportFile
from .sections import Account, Competitor, Section, SectionFile, Shown

__all__ = [
    "ARROWS",
    "Account",
    "Acknowledgement",
    "ActionEvent",
    "Competitor",
    "Draft",
    "HeadCorrection",
    "MergedCustomer",
    "Met",
    "NextAction",
    "Prospect",
    "Remark",
    "Report",
    "ReportFile",
    "Section",
    "SectionFile",
    "Shown",
    "StageMove",
    "VisitBook",
    "VisitBookGrant",
]
