"""Doors of the network."""

from django.urls import path

from .views import customers, invitations, members, organisations, person, tokens

app_name = "network"

urlpatterns = [
    path("organisations/", organisations.listing, name="organisations"),
    path("organisations/add-subsidiary/", organisations.add_subsidiary, name="add_subsidiary"),
    path("organisations/admit-sme/", organisations.admit_sme, name="admit_sme"),
    path("organisations/<uuid:pk>/", organisations.organisation, name="organisation"),
    path("organisations/<uuid:pk>/change/", organisations.change, name="change_organisation"),
    path("organisations/<uuid:pk>/rename/", organisations.rename, name="rename_organisation"),
    path("organisations/customers/", customers.listing, name="customers"),
    path("organisations/customers/add/", customers.add, name="add_customer"),
    path("organisations/customers/<uuid:pk>/", customers.change, name="change_customer"),
    path("organisations/<uuid:pk>/members/", members.listing, name="members"),
    path("organisations/<uuid:pk>/members/invite/", members.invite, name="invite"),
    path("members/<uuid:pk>/", members.change, name="change_member"),
    path("members/<uuid:pk>/end/", members.end, name="end_membership"),
    path("invitations/<uuid:pk>/resend/", invitations.resend, name="resend_invitation"),
    path("invitations/<uuid:pk>/revoke/", invitations.revoke, name="revoke_invitation"),
    path("join/<str:key>/", invitations.invitation, name="invitation"),
    path("roles/", members.roles, name="roles"),
    path("act-for/", person.act_for, name="act_for"),
    path("settings/", person.settings, name="settings"),
    path("settings/tokens/", tokens.listing, name="tokens"),
    path("settings/tokens/make/", tokens.make, name="make_token"),
    path("tokens/<uuid:pk>/revoke/", tokens.revoke, name="revoke_token"),
    path("organisations/<uuid:pk>/tokens/", tokens.of_members, name="organisation_tokens"),
    path("organisations/<uuid:pk>/programs/add/", tokens.add_program, name="add_program"),
    path("members/<uuid:pk>/tokens/make/", tokens.make_for_program, name="make_program_token"),
]
