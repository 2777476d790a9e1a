"""Nouns of commission: facts that are told, rates of exchange, splits of orders, statements with their lines, what became of
them, invoices, statements issued together."""

from .batches import Batch, BatchEntry, BatchOutcome
from .facts import CreditLine, CreditNote, ExchangeRate, Invoice, InvoiceLine, LostDebt, Order, OrderLine, Payment
from .invoices import CommissionInvoice, Contest, InvoicePaper, Mandate, MandateEnd
from .splits import Share, ShareAnswer, Split, SplitOutcome
from .statements import Acceptance, Answer, Dispute, Line, Paper, Settlement, Statement

__all__ = [
    "Acceptance",
    "Answer",
    "Batch",
    "BatchEntry",
    "BatchOutcome",
    "CommissionInvoice",
    "Contest",
    "CreditLine",
    "CreditNote",
    "Dispute",
    "ExchangeRate",
    "Invoice",
    "InvoiceLine",
    "InvoicePaper",
    "Line",
    "LostDebt",
    "Mandate",
    "MandateEnd",
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
