"""Doors of the network."""

from django.urls import path

from .views import accounts, customers, invitations, members, organisations, person

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
    path("second-factor/", accounts.second_factor, name="second_factor"),
    path("settings/", person.settings, name="settings"),
]
