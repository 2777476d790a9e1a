"""Addresses of the network in the API."""

from django.urls import path

from . import api, api_contacts, api_members, candidature_api

urlpatterns = [
    path("me/", api.Me.as_view(), name="me"),
    path("organisations/", api.Organisations.as_view(), name="organisations"),
    path("organisations/subsidiaries/", api.Subsidiaries.as_view(), name="subsidiaries"),
    path("organisations/smes/", api.Smes.as_view(), name="smes"),
    path("organisations/<uuid:pk>/", api.OneOrganisation.as_view(), name="organisation"),
    path("organisations/<uuid:pk>/names/", api.Rename.as_view(), name="rename_organisation"),
    path("organisations/<uuid:pk>/members/", api_members.OrganisationMembers.as_view(), name="organisation_members"),
    path(
        "organisations/<uuid:pk>/invitations/",
        api_members.OrganisationInvitations.as_view(),
        name="organisation_invitations",
    ),
    path("members/", api_members.Members.as_view(), name="members"),
    path("members/<uuid:pk>/", api_members.OneMember.as_view(), name="member"),
    path("members/<uuid:pk>/end/", api_members.EndMembership.as_view(), name="end_membership"),
    path("invitations/<uuid:pk>/", api_members.OneInvitation.as_view(), name="invitation"),
    path("invitations/<uuid:pk>/resend/", api_members.ResendInvitation.as_view(), name="resend_invitation"),
    path("invitations/<uuid:pk>/revoke/", api_members.RevokeInvitation.as_view(), name="revoke_invitation"),
    path("roles/", api_members.Roles.as_view(), name="roles"),
    path("candidatures/", candidature_api.Candidatures.as_view(), name="candidatures"),
    path("candidatures/<uuid:pk>/", candidature_api.OneCandidature.as_view(), name="candidature"),
    path("candidatures/<uuid:pk>/accept/", candidature_api.Accept.as_view(), name="accept_candidature"),
    path("candidatures/<uuid:pk>/refuse/", candidature_api.Refuse.as_view(), name="refuse_candidature"),
    path("candidatures/<uuid:pk>/keep/", candidature_api.Keep.as_view(), name="keep_candidature"),
    path("candidatures/<uuid:pk>/reopen/", candidature_api.Reopen.as_view(), name="reopen_candidature"),
    path("customers/", api.Customers.as_view(), name="customers"),
    path("customers/<uuid:pk>/", api.OneCustomer.as_view(), name="customer"),
    path("customers/<uuid:pk>/contacts/", api_contacts.Contacts.as_view(), name="contacts"),
    path("contacts/<uuid:pk>/", api_contacts.OneContact.as_view(), name="contact"),
]
