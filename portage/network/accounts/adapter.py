"""What allauth asks of us: no signing up, mail through the outbox, a page for too many tries."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest

from portage.core import clock, journal
from portage.core.journal import By
from portage.core.refusals.pages import too_many

from . import letters, provider

TOO_MANY = {"too_many_login_attempts", "rate_limited"}


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """Too many tries are told by one page, whatever was tried; every other error beside its field."""
        if code in TOO_MANY:
            raise ImmediateHttpResponse(too_many(self.request))
        return super().validation_error(code, *args)

    def get_reauthentication_methods(self, user: Any) -> list[dict]:
        """Who has neither password nor factor says who they are by the provider again."""
        found = super().get_reauthentication_methods(user)
        address = "" if found or not user.is_authenticated else provider.login_address()
        return [{"id": "provider", "description": settings.OIDC_NAME, "url": address}] if address else found

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """A row of the outbox: a mail server that is slow or away is nobody's clock, and loses nothing."""
        letters.write(template_prefix.rpartition("/")[2], email, at=clock.now(), context=context)

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Every change of what opens an account is told to its person, and to the journal."""
        by = By(user, address=self.get_client_ip(self.request), agent=self.get_http_user_agent(self.request)[:200])
        with transaction.atomic():
            super().send_notification_mail(template_prefix, user, {**(context or {}), "user": user}, email)
            journal.record(
                "network.account_changed", user, by=by, at=clock.now(), what=template_prefix.rpartition("/")[2]
            )
