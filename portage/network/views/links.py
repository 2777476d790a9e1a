"""Doors of links in letters about accounts: a link that is over says so, and answers 410 as every link of ours does."""

from typing import Any

from allauth.account.views import ConfirmEmailView, PasswordResetFromKeyView
from django.http import HttpResponse

GONE = 410


class ChoosePassword(PasswordResetFromKeyView):
    """A new password by the link of a letter, good once, for two hours."""

    def render_to_response(self, context: dict[str, Any], **more: Any) -> HttpResponse:
        if context.get("token_fail"):
            more["status"] = GONE
        return super().render_to_response(context, **more)


class ConfirmAddress(ConfirmEmailView):
    """That an address is theirs: one button, so that no mail scanner presses it."""

    def render_to_response(self, context: dict[str, Any], **more: Any) -> HttpResponse:
        if not context["can_confirm"]:
            more["status"] = GONE
        return super().render_to_response(context, **more)
