"""Doors of the network."""

from django.urls import path

from .views import apply, candidature_page, candidatures, customers, invitations, members, organisations, person

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
    path("candidatures/", candidatures.listing, name="candidatures"),
    path("candidatures/page/", candidature_page.page, name="candidature_page"),
    path("candidatures/page/open/", candidature_page.open_page, name="open_candidature_page"),
    path("candidatures/page/close/", candidature_page.close_page, name="close_candidature_page"),
    path("candidatures/page/renew/", candidature_page.renew_page, name="renew_candidature_page"),
    path("candidatures/<uuid:pk>/", candidatures.candidature, name="candidature"),
    path("candidatures/<uuid:pk>/accept/", candidatures.accept, name="accept_candidature"),
    path("candidatures/<uuid:pk>/refuse/", candidatures.refuse, name="refuse_candidature"),
    path("candidatures/<uuid:pk>/keep/", candidatures.keep, name="keep_candidature"),
    path("candidatures/<uuid:pk>/reopen/", candidatures.reopen, name="reopen_candidature"),
    path("apply/<str:key>/", apply.apply, name="apply"),
    path("apply/<str:key>/sent/", apply.applied, name="applied"),
    path("candidature/confirm/<str:key>/", apply.confirm, name="confirm_candidature"),
    path("candidature/<str:key>/", apply.own_candidature, name="own_candidature"),
    path("candidature/<str:key>/withdraw/", apply.withdraw, name="withdraw_candidature"),
    path("roles/", members.roles, name="roles"),
    path("act-for/", person.act_for, name="act_for"),
    path("settings/", person.settings, name="settings"),
]
