"""Addresses of commission."""

from django.urls import path

from .views import disputes, periods, splits, statements

app_name = "commission"

urlpatterns = [
    path("", statements.listing, name="statements"),
    path("contracts/<uuid:pk>/", periods.preview, name="preview"),
    path("contracts/<uuid:pk>/rates/", periods.rates, name="rates"),
    path("disputes/<uuid:pk>/", disputes.answer, name="answer"),
    path("orders/<uuid:pk>/split/", splits.split, name="split"),
    path("orders/<uuid:pk>/split/withdraw/", splits.withdraw, name="withdraw_split"),
    path("parts/", splits.shares, name="shares"),
    path("parts/<uuid:pk>/", splits.share, name="share"),
    path("<uuid:pk>/", statements.statement, name="statement"),
    path("<uuid:pk>/accept/", statements.accept, name="accept"),
    path("<uuid:pk>/lines/<int:number>/dispute/", statements.dispute, name="dispute"),
    path("<uuid:pk>/payment/", statements.pay, name="pay"),
    path("<uuid:pk>/statement.pdf", statements.paper, name="paper"),
    path("<uuid:pk>/statement.xlsx", statements.sheet, name="sheet"),
]
