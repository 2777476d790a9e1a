"""Addresses of the network in the API."""

from django.urls import path

from . import api, candidature_api

urlpatterns = [
    path("me/", api.Me.as_view(), name="me"),
    path("organisations/", api.Organisations.as_view(), name="organisations"),
    path("organisations/subsidiaries/", api.Subsidiaries.as_view(), name="subsidiaries"),
    path("organisations/smes/", api.Smes.as_view(), name="smes"),
    path("organisations/<uuid:pk>/", api.OneOrganisation.as_view(), name="organisation"),
    path("organisations/<uuid:pk>/names/", api.Rename.as_view(), name="rename_organisation"),
    path("candidatures/", candidature_api.Candidatures.as_view(), name="candidatures"),
    path("candidatures/<uuid:pk>/", candidature_api.OneCandidature.as_view(), name="candidature"),
    path("candidatures/<uuid:pk>/accept/", candidature_api.Accept.as_view(), name="accept_candidature"),
    path("candidatures/<uuid:pk>/refuse/", candidature_api.Refuse.as_view(), name="refuse_candidature"),
    path("candidatures/<uuid:pk>/keep/", candidature_api.Keep.as_view(), name="keep_candidature"),
    path("candidatures/<uuid:pk>/reopen/", candidature_api.Reopen.as_view(), name="reopen_candidature"),
    path("customers/", api.Customers.as_view(), name="customers"),
    path("customers/<uuid:pk>/", api.OneCustomer.as_view(), name="customer"),
]
