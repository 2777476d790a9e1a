"""Addresses of accounts that are ours; allauth's stand behind them and keep the rest."""

from django.urls import path

from .views import accounts, provider

urlpatterns = [
    path("2fa/webauthn/keys/<int:pk>/remove/", accounts.RemoveKey.as_view(), name="mfa_remove_webauthn"),
    path("sessions/", accounts.sessions, name="usersessions_list"),
    path("sessions/<int:pk>/close/", accounts.close_session, name="usersessions_close"),
    path("oidc/<str:provider_id>/login/", provider.login, name="openid_connect_login"),
]
