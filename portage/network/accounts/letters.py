"""Mail about accounts: what allauth wants to tell, in our words, as rows of the outbox. Nothing is sent within a request.

The secret of a letter is its one link, which the outbox forgets once the letter has gone; the text holds none. Just
before it goes, `still_wanted` is asked.
"""

from datetime import datetime
from secrets import token_hex
from typing import Any

from allauth.account.forms import default_token_generator
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portage.core import outbox
from portage.core.models import Message
from portage.core.words import moment

from .. import queries
from ..models import Person
from .devices import device

CHECK = "portage.network.accounts.letters.still_wanted"
RESET, ADDRESS, UNKNOWN, CHANGED = "account.reset", "account.address", "account.unknown", "account.changed"

# allauth's name of a letter: (kind, subject, text). `%(…)s` are facts of the moment.
Words = tuple[str, str | Promise, str | Promise]
LETTERS: dict[str, Words] = {
    "password_reset_key": (
        RESET,
        _("Choose a new password"),
        _("Somebody, probably you, asked for a new password for this address. The link is good for two hours, once. "
          "If it was not you, do nothing: your password stays."),
    ),
    "unknown_account": (
        UNKNOWN,
        _("There is no account with this address"),
        _("Somebody, probably you, asked for a new password on Portage for this address, which has no account here. "
          "Try another address of yours, or ask an administrator of your organisation to invite you."),
    ),
    "email_confirmation": (
        ADDRESS,
        _("Confirm that this address is yours"),
        _("%(name)s added this address to their account on Portage. If that is you, confirm it; if not, do nothing."),
    ),
    "account_already_exists": (
        ADDRESS,
        _("This address has an account already"),
        _("Somebody tried to open an account on Portage with this address, which has one. If it was you, sign in."),
    ),
    "password_changed": (CHANGED, _("Your password was changed"), ""),
    "password_set": (CHANGED, _("Your account has a password now"), ""),
    "password_reset": (CHANGED, _("Your password was changed by a link sent to this address"), ""),
    "email_changed": (CHANGED, _("The address of your account is another one now"), ""),
    "email_confirm": (CHANGED, _("An address of your account was confirmed"), ""),
    "email_deleted": (CHANGED, _("An address was taken out of your account"), ""),
    "totp_activated": (CHANGED, _("An authenticator app was added to your account"), ""),
    "totp_deactivated": (CHANGED, _("The authenticator app was taken out of your account"), ""),
    "webauthn_added": (CHANGED, _("A passkey was added to your account"), ""),
    "webauthn_removed": (CHANGED, _("A passkey was taken out of your account"), ""),
    "recovery_codes_generated": (CHANGED, _("Your account has new recovery codes"), ""),
    "account_connected": (CHANGED, _("Your account was linked to an identity provider"), ""),
    "account_disconnected": (CHANGED, _("Your account is no longer linked to an identity provider"), ""),
    "second_factor_reset": (CHANGED, _("Your second factor was taken away by the operator"), ""),
}  # fmt: skip
LETTERS["email_confirmation_signup"] = LETTERS["email_confirmation"]
HOW = _("On %(moment)s, from %(address)s with %(device)s.")
BY_OPERATOR = _(
    "On %(moment)s, by the operator of Portage, because you or somebody else said that it was lost. Your sessions were closed "
    "and your API tokens revoked: programs that used them stop."
)
NOT_ME = _(
    "If it was not you: choose another password at once, close your other sessions, and tell an administrator of your organisation."
)


def write(letter: str, address: str, *, at: datetime, context: dict[str, Any]) -> None:
    """The row of one letter, in the language and the hours of the person it concerns. An unknown letter: KeyError."""
    kind, subject, text = LETTERS[letter]
    person = context.get("user")
    person = person if isinstance(person, Person) else None
    language = person.language if person else translation.get_language() or "en"
    with translation.override(language), timezone.override(person.time_zone if person else "UTC"):
        said = str(text) % {"name": person.name if person else ""} if text else _how(context, at)
        outbox.send_to_address(
            address,
            kind=kind,
            key=f"{kind}:{context.get('once') or token_hex(16)}",
            subject=str(subject),
            text=said,
            language=language,
            at=at,
            action=_link(letter, context),
            about=person,
            check=CHECK,
        )


def _how(context: dict[str, Any], at: datetime) -> str:
    """When, from where and with what a change was made; and what to do about it."""
    where = {"moment": moment(at), "address": context.get("ip", ""), "device": device(context.get("user_agent", ""))}
    return f"{(HOW if context.get('ip') else BY_OPERATOR) % where} {NOT_ME}"


def _link(letter: str, context: dict[str, Any]) -> str:
    """The path that the one link opens. Built here: what a request calls our host is not believed."""
    if letter == "password_reset_key":
        return reverse("account_reset_password_from_key", kwargs={"uidb36": context["uid"], "key": context["key"]})
    if letter.startswith("email_confirmation"):
        return reverse("account_confirm_email", args=[context["key"]])
    return reverse("account_login" if letter in {"unknown_account", "account_already_exists"} else "network:settings")


def still_wanted(message: Message) -> bool:
    """Asked just before it goes: the account lives, the address still has none, the link still opens."""
    if message.kind == UNKNOWN:
        found = queries.person_known_as(message.address)
        return found is None or not found.is_active
    person = Person.objects.filter(pk=message.scope_id, is_active=True).first() if message.scope_id else None
    if message.kind == RESET:
        return person is not None and _opens(person, message.action)
    return person is not None


def _opens(person: Person, path: str) -> bool:
    """Whether the link of a letter that resets a password still does: no password was chosen meanwhile."""
    try:
        key = resolve(path).kwargs.get("key", "")
    except Resolver404:
        return False
    return default_token_generator.check_token(person, key)
