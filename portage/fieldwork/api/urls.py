"""Addresses of fieldwork in the API."""

from django.urls import path

from . import prospects

urlpatterns = [
    path("prospects/", prospects.Prospects.as_view(), name="prospects"),
    path("prospects/<uuid:pk>/", prospects.OneProspect.as_view(), name="prospect"),
    path("prospects/<uuid:pk>/moves/", prospects.Move.as_view(), name="move_prospect"),
    path("contracts/<uuid:pk>/funnel/", prospects.Funnel.as_view(), name="funnel"),
    path("market/", prospects.MarketKnowledge.as_view(), name="market"),
    path("customers/duplicates/", prospects.Duplicates.as_view(), name="duplicates"),
    path("customers/<uuid:pk>/merge/", prospects.Merge.as_view(), name="merge_customers"),
]
