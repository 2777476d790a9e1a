"""Addresses of commission."""

from django.urls import path

from .views import accounts, disputes, invoices, mandates, periods, splits, statements, together

app_name = "commission"

urlpatterns = [
    path("", statements.listing, name="statements"),
    path("contracts/<uuid:pk>/", periods.preview, name="preview"),
    path("contracts/<uuid:pk>/rates/", periods.rates, name="rates"),
    path("contracts/<uuid:pk>/mandate/", mandates.mandate, name="mandate"),
    path("contracts/<uuid:pk>/mandate/end/", mandates.end, name="end_mandate"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("invoices/", invoices.listing, name="invoices"),
    path("invoices/<uuid:pk>/", invoices.invoice, name="invoice"),
    path("invoices/<uuid:pk>/credit/", invoices.credit, name="credit_invoice"),
    path("invoices/<uuid:pk>/contest/", invoices.contest, name="contest_invoice"),
    path("invoices/<uuid:pk>/invoice.pdf", invoices.paper, name="invoice_paper"),
    path("invoices/<uuid:pk>/factur-x.xml", invoices.xml, name="invoice_xml"),
    path("together/", together.ask, name="issue_together"),
    path("together/<uuid:pk>/", together.batch, name="batch"),
    path("together/<uuid:pk>/progress/", together.progress, name="batch_progress"),
    path("disputes/<uuid:pk>/", disputes.answer, name="answer"),
    path("orders/<uuid:pk>/split/", splits.split, name="split"),
    path("orders/<uuid:pk>/split/withdraw/", splits.withdraw, name="withdraw_split"),
    path("parts/", splits.shares, name="shares"),
    path("parts/<uuid:pk>/", splits.share, name="share"),
    path("<uuid:pk>/", statements.statement, name="statement"),
    path("<uuid:pk>/accept/", statements.accept, name="accept"),
    path("<uuid:pk>/lines/<int:number>/dispute/", statements.dispute, name="dispute"),
    path("<uuid:pk>/payment/", statements.pay, name="pay"),
    path("<uuid:pk>/invoice/", invoices.make, name="make_invoice"),
    path("<uuid:pk>/invoice/own/", invoices.bring, name="bring_invoice"),
    path("<uuid:pk>/statement.pdf", statements.paper, name="paper"),
    path("<uuid:pk>/statement.xlsx", statements.sheet, name="sheet"),
]
