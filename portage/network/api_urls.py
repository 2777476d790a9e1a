"""Addresses of the network in the API."""

from django.urls import path

from . import api, api_contacts

urlpatterns = [
    path("me/", api.Me.as_view(), name="me"),
    path("organisations/", api.Organisations.as_view(), name="organisations"),
    path("organisations/subsidiaries/", api.Subsidiaries.as_view(), name="subsidiaries"),
    path("organisations/smes/", api.Smes.as_view(), name="smes"),
    path("organisations/<uuid:pk>/", api.OneOrganisation.as_view(), name="organisation"),
    path("organisations/<uuid:pk>/names/", api.Rename.as_view(), name="rename_organisation"),
    path("customers/", api.Customers.as_view(), name="customers"),
    path("customers/<uuid:pk>/", api.OneCustomer.as_view(), name="customer"),
    path("customers/<uuid:pk>/contacts/", api_contacts.Contacts.as_view(), name="contacts"),
    path("contacts/<uuid:pk>/", api_contacts.OneContact.as_view(), name="contact"),
]
