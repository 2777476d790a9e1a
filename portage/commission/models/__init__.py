"""Nouns of commission: facts that are told, rates of exchange, splits of orders, statements with their lines, and what became of
them."""

from .facts import CreditLine, CreditNote, ExchangeRate, Invoice, InvoiceLine, LostDebt, Order, OrderLine, Payment
from .splits import Share, ShareAnswer, Split, SplitOutcome
from .statements import Acceptance, Answer, Dispute, Line, Paper, Settlement, Statement

__all__ = [
    "Acceptance",
    "Answer",
    "CreditLine",
    "CreditNote",
    "Dispute",
    "ExchangeRate",
    "Invoice",
    "InvoiceLine",
    "Line",
    "LostDebt",
    "Order",
    "OrderLine",
    "Paper",
    "Payment",
    "Settlement",
    "Share",
    "ShareAnswer",
    "Split",
    "SplitOutcome",
    "Statement",
]
