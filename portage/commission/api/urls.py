"""Addresses of commission in the API."""

from django.urls import path

from . import doors, splits, together
from . import invoice_doors as invoices

ONE = "statements/<uuid:pk>/"
INVOICE = "commission-invoices/<uuid:pk>/"

urlpatterns = [
    path("statements/", doors.Statements.as_view(), name="statements"),
    path(ONE, doors.OneStatement.as_view(), name="statement"),
    path(f"{ONE}acceptance/", doors.Accept.as_view(), name="accept_statement"),
    path(f"{ONE}lines/<int:number>/dispute/", doors.DisputeLine.as_view(), name="dispute_line"),
    path(f"{ONE}payments/", doors.Settle.as_view(), name="pay_statement"),
    path(f"{ONE}file/", doors.StatementFile.as_view(), name="statement_file"),
    path("disputes/<uuid:pk>/answer/", doors.AnswerDispute.as_view(), name="answer_dispute"),
    path("disputes/<uuid:pk>/withdrawal/", doors.WithdrawDispute.as_view(), name="withdraw_dispute"),
    path("contracts/<uuid:pk>/next-statement/", doors.Preview.as_view(), name="next_statement"),
    path("contracts/<uuid:pk>/exchange-rates/", doors.Rates.as_view(), name="exchange_rates"),
    path(f"{ONE}invoice/", invoices.MakeCommissionInvoice.as_view(), name="make_commission_invoice"),
    path(f"{ONE}own-invoice/", invoices.OwnCommissionInvoice.as_view(), name="own_commission_invoice"),
    path("commission-invoices/", invoices.CommissionInvoices.as_view(), name="commission_invoices"),
    path(INVOICE, invoices.OneCommissionInvoice.as_view(), name="commission_invoice"),
    path(f"{INVOICE}credit/", invoices.CreditCommissionInvoice.as_view(), name="credit_commission_invoice"),
    path(f"{INVOICE}contest/", invoices.ContestCommissionInvoice.as_view(), name="contest_commission_invoice"),
    path(f"{INVOICE}file/", invoices.CommissionInvoiceFile.as_view(), name="commission_invoice_file"),
    path(f"{INVOICE}xml/", invoices.CommissionInvoiceXml.as_view(), name="commission_invoice_xml"),
    path("contracts/<uuid:pk>/billing-mandates/", invoices.BillingMandates.as_view(), name="billing_mandates"),
    path("contracts/<uuid:pk>/billing-mandates/end/", invoices.EndBillingMandate.as_view(), name="end_billing_mandate"),
    path("commission-accounts/", invoices.CommissionAccounts.as_view(), name="commission_accounts"),
    path("due-periods/", together.DuePeriods.as_view(), name="due_periods"),
    path("statement-batches/", together.StatementBatches.as_view(), name="statement_batches"),
    path("statement-batches/<uuid:pk>/", together.StatementBatch.as_view(), name="statement_batch"),
    path("statement-batches/<uuid:pk>/entries/", together.BatchEntries.as_view(), name="batch_entries"),
    path("orders/<uuid:pk>/split/", splits.OrderSplit.as_view(), name="order_split"),
    path("orders/<uuid:pk>/split/withdrawal/", splits.WithdrawSplit.as_view(), name="withdraw_split"),
    path("parts/", splits.Parts.as_view(), name="parts"),
    path("parts/<uuid:pk>/", splits.OnePart.as_view(), name="part"),
    path("parts/<uuid:pk>/answer/", splits.AnswerPart.as_view(), name="answer_part"),
]
