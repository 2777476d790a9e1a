"""Doors of fieldwork."""

from django.urls import path

from .views import market, merging, prospect, prospects, sections
from .views import device, sections, writing

app_name = "fieldwork"

urlpatterns = [
    path("sections/<uuid:pk>/", sections.section, name="section"),
    path("prospects/", prospects.prospects, name="prospects"),
    path("prospects/of/<uuid:pk>/", prospects.board, name="board"),
    path("prospects/of/<uuid:pk>/table/", prospects.table, name="prospects_table"),
    path("prospects/of/<uuid:pk>/export.<str:form>", prospects.export, name="export_prospects"),
    path("prospects/of/<uuid:pk>/stages/<str:stage>/", prospects.column, name="prospects_column"),
    path("prospects/of/<uuid:pk>/add/", prospect.add, name="add_prospect"),
    path("prospects/<uuid:pk>/", prospect.prospect, name="prospect"),
    path("prospects/<uuid:pk>/move/", prospect.move, name="move_prospect"),
    path("customers/duplicates/", merging.duplicates, name="duplicates"),
    path("customers/<uuid:pk>/merge/<uuid:gone>/", merging.merge, name="merge_customers"),
    path("market/", market.market, name="market"),
    path("reports/write/", writing.write, name="write_report"),
    path("reports/on-this-device/", writing.queue, name="queue"),
    path("reports/shell/", writing.shell, name="shell"),
    path("app.webmanifest", device.manifest, name="manifest"),
    path("service-worker.js", device.worker, name="worker"),
]
