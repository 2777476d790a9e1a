"""Addresses of the network in the API."""

from django.urls import path

from . import candidatures, contacts, members, organisations

urlpatterns = [
    path("me/", organisations.Me.as_view(), name="me"),
    path("organisations/", organisations.Organisations.as_view(), name="organisations"),
    path("organisations/subsidiaries/", organisations.Subsidiaries.as_view(), name="subsidiaries"),
    path("organisations/smes/", organisations.Smes.as_view(), name="smes"),
    path("organisations/<uuid:pk>/", organisations.OneOrganisation.as_view(), name="organisation"),
    path("organisations/<uuid:pk>/names/", organisations.Rename.as_view(), name="rename_organisation"),
    path("organisations/<uuid:pk>/members/", members.OrganisationMembers.as_view(), name="organisation_members"),
    path(
        "organisations/<uuid:pk>/invitations/",
        members.OrganisationInvitations.as_view(),
        name="organisation_invitations",
    ),
    path("members/", members.Members.as_view(), name="members"),
    path("members/<uuid:pk>/", members.OneMember.as_view(), name="member"),
    path("members/<uuid:pk>/end/", members.EndMembership.as_view(), name="end_membership"),
    path("invitations/<uuid:pk>/", members.OneInvitation.as_view(), name="invitation"),
    path("invitations/<uuid:pk>/resend/", members.ResendInvitation.as_view(), name="resend_invitation"),
    path("invitations/<uuid:pk>/revoke/", members.RevokeInvitation.as_view(), name="revoke_invitation"),
    path("roles/", members.Roles.as_view(), name="roles"),
    path("candidatures/", candidatures.Candidatures.as_view(), name="candidatures"),
    path("candidatures/<uuid:pk>/", candidatures.OneCandidature.as_view(), name="candidature"),
    path("candidatures/<uuid:pk>/accept/", candidatures.Accept.as_view(), name="accept_candidature"),
    path("candidatures/<uuid:pk>/refuse/", candidatures.Refuse.as_view(), name="refuse_candidature"),
    path("candidatures/<uuid:pk>/keep/", candidatures.Keep.as_view(), name="keep_candidature"),
    path("candidatures/<uuid:pk>/reopen/", candidatures.Reopen.as_view(), name="reopen_candidature"),
    path("customers/", organisations.Customers.as_view(), name="customers"),
    path("customers/<uuid:pk>/", organisations.OneCustomer.as_view(), name="customer"),
    path("customers/<uuid:pk>/contacts/", contacts.Contacts.as_view(), name="contacts"),
    path("contacts/<uuid:pk>/", contacts.OneContact.as_view(), name="contact"),
]
