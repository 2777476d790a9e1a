"""Doors of fieldwork: one file a noun."""

from . import orders, prospects, reports

app_name = "fieldwork"

urlpatterns = [*reports.urlpatterns, *prospects.urlpatterns, *orders.urlpatterns]
