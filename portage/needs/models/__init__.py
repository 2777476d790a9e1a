"""Nouns between a need and an order: needs, complaints, price instructions, quotes, samples, and what the two parties say of them."""

from .matters import MATTER_ARROWS, Complaint, Matter, MatterFile, Need, Said, Translation
from .quotes import Instruction, Quote, QuoteLine, QuoteOrder
from .samples import Sample, SampleReceipt, Trial

__all__ = [
    "MATTER_ARROWS",
    "Complaint",
    "Instruction",
    "Matter",
    "MatterFile",
    "Need",
    "Quote",
    "QuoteLine",
    "QuoteOrder",
    "Said",
    "Sample",
    "SampleReceipt",
    "Translation",
    "Trial",
]
