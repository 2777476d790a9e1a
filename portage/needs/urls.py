"""Addresses of needs, quotes and complaints, of prices and of samples."""

from django.urls import path

from .views import answering, asking, lists, matter, prices

app_name = "needs"
MATTER, SAMPLE = "needs/<uuid:pk>/", "samples/<uuid:pk>/"

urlpatterns = [
    path("needs/", lists.matters, name="matters"),
    path("needs/export.<str:form>", lists.export, name="export"),
    path("needs/ask/", asking.ask, name="ask"),
    path("needs/quote/", asking.quote, name="quote"),
    path("needs/complain/", asking.complain, name="complain"),
    path("needs/files/<uuid:pk>/", matter.file, name="file"),
    path("needs/words/<uuid:pk>/translate/", answering.translate, name="translate"),
    path(MATTER, matter.matter, name="matter"),
    path(f"{MATTER}quote.pdf", matter.print_quote, name="print_quote"),
    path(f"{MATTER}answer/", answering.answer, name="answer"),
    path(f"{MATTER}write/", answering.write, name="write"),
    path(f"{MATTER}photos/", answering.attach, name="attach"),
    path(f"{MATTER}withdraw/", answering.withdraw, name="withdraw"),
    path(f"{MATTER}close/", answering.close, name="close"),
    path(f"{MATTER}order/", answering.order_quote, name="order_quote"),
    path("prices/", lists.price_list, name="prices"),
    path("prices/write/", prices.write, name="write_price"),
    path("samples/", lists.sample_list, name="samples"),
    path("samples/send/", prices.send, name="send_sample"),
    path(SAMPLE, prices.sample, name="sample"),
    path(f"{SAMPLE}receive/", prices.receive, name="receive_sample"),
    path(f"{SAMPLE}trial/", prices.trial, name="tell_trial"),
]
