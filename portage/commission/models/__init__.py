"""Nouns of commission: facts that are told, rates of exchange, statements with their lines, and what became of them."""

from .facts import CreditLine, CreditNote, ExchangeRate, Invoice, InvoiceLine, LostDebt, Order, OrderLine, Payment
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
    "Statement",
]
