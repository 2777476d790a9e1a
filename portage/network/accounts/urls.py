"""Addresses of accounts: ours first, then the parts of allauth that the product offers, each named here."""

from allauth.socialaccount.providers.openid_connect.views import callback
from django.urls import include, path, re_path

from ..views import accounts, links, provider

urlpatterns = [
    path("2fa/webauthn/keys/<int:pk>/remove/", accounts.RemoveKey.as_view(), name="mfa_remove_webauthn"),
    path("sessions/", accounts.sessions, name="usersessions_list"),
    path("sessions/<int:pk>/close/", accounts.close_session, name="usersessions_close"),
    path("oidc/<str:provider_id>/login/", provider.login, name="openid_connect_login"),
    path("oidc/<str:provider_id>/login/callback/", callback, name="openid_connect_callback"),
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", links.ConfirmAddress.as_view(), name="account_confirm_email"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        links.ChoosePassword.as_view(),
        name="account_reset_password_from_key",
    ),
    path("", include("allauth.account.urls")),
    path("2fa/", include("allauth.mfa.urls")),
    path("3rdparty/", include("allauth.socialaccount.urls")),
]
