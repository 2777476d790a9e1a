"""Shapes of what is typed about accounts, where allauth's would look somebody up or accept a code twice."""

from secrets import token_hex
from typing import Any

from allauth.account.forms import ResetPasswordForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.core.cache import cache
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

# A code is right for the half minute before and after its own: so long it must not be right twice.
CODE_LIVES = 90


class ResetForm(ResetPasswordForm):
    """An address. Whether somebody has it is found out after the answer, by a job: every answer is the same work."""

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    def save(self, request: Any, **kwargs: Any) -> str:
        from ..jobs import answer_reset

        email = self.cleaned_data["email"]
        answer_reset.enqueue(email, get_language() or "en", token_hex(16))
        return email


class CodeOnce(forms.Form):
    """A code that opened something opens nothing more."""

    user: Any

    def clean_code(self) -> str:
        used = f"second-factor:{self.user.pk}:{''.join(self.cleaned_data['code'].split())}"
        if cache.get(used):
            raise get_adapter().validation_error("incorrect_code")
        code = super().clean_code()  # type: ignore[misc]
        cache.set(used, True, CODE_LIVES)
        return code


class SecondStepForm(CodeOnce, AuthenticateForm):
    """After the password."""


class AgainForm(CodeOnce, ReauthenticateForm):
    """Before what binds."""


class PasskeyForm(AddWebAuthnForm):
    """A key of this device, or one on a ring."""

    name = forms.CharField(
        required=False, max_length=80, label=_("Name"), help_text=_("To tell your keys apart: a device, a colour.")
    )
    passwordless = forms.BooleanField(
        required=False,
        initial=True,
        label=_("Sign in with it alone, without the password"),
        help_text=_("The device then asks for a finger, a face or its own code. Untick for a plain key on a ring."),
    )
