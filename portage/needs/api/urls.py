"""Addresses of needs, quotes, complaints, prices and samples in the API."""

from django.urls import path

from . import matters, prices

MATTER, SAMPLE = "needs/<uuid:pk>/", "samples/<uuid:pk>/"

urlpatterns = [
    path("needs/", matters.Needs.as_view(), name="needs"),
    path("quotes/", matters.Quotes.as_view(), name="quotes"),
    path("complaints/", matters.Complaints.as_view(), name="complaints"),
    path("needs/words/<uuid:pk>/translations/", matters.Translations.as_view(), name="translate_said"),
    path("need-files/<uuid:pk>/", matters.MatterBytes.as_view(), name="matter_file_bytes"),
    path(MATTER, matters.OneMatter.as_view(), name="matter"),
    path(f"{MATTER}answers/", matters.Answers.as_view(), name="answer_matter"),
    path(f"{MATTER}words/", matters.Words.as_view(), name="write_on_matter"),
    path(f"{MATTER}withdraw/", matters.Withdraw.as_view(), name="withdraw_matter"),
    path(f"{MATTER}close/", matters.Close.as_view(), name="close_matter"),
    path(f"{MATTER}order/", matters.OrderQuote.as_view(), name="order_quote"),
    path(f"{MATTER}quote/", matters.PrintQuote.as_view(), name="print_quote"),
    path(f"{MATTER}files/<uuid:photo>/", matters.MatterFiles.as_view(), name="matter_file"),
    path("prices/", prices.PriceList.as_view(), name="prices"),
    path("samples/", prices.Samples.as_view(), name="samples"),
    path(SAMPLE, prices.OneSample.as_view(), name="sample"),
    path(f"{SAMPLE}receipt/", prices.Receipt.as_view(), name="receive_sample"),
    path(f"{SAMPLE}trials/", prices.Trials.as_view(), name="sample_trials"),
]
