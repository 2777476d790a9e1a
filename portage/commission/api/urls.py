"""Addresses of commission in the API."""

from django.urls import path

from . import doors, splits

ONE = "statements/<uuid:pk>/"

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
    path("orders/<uuid:pk>/split/", splits.OrderSplit.as_view(), name="order_split"),
    path("orders/<uuid:pk>/split/withdrawal/", splits.WithdrawSplit.as_view(), name="withdraw_split"),
    path("parts/", splits.Parts.as_view(), name="parts"),
    path("parts/<uuid:pk>/", splits.OnePart.as_view(), name="part"),
    path("parts/<uuid:pk>/answer/", splits.AnswerPart.as_view(), name="answer_part"),
]
