"""The words of signing: events of the record of evidence, states of the file, how people were identified, what went wrong."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = str | Promise

EVENTS: Mapping[str, Words] = {
    "rendered": _("The document was made."),
    "sealed": _("The platform sealed it."),
    "invited": _("Both sides were invited to sign."),
    "viewed": _("Opened the page to sign."),
    "consent_shown": _("Was shown the words of the consent."),
    "identified": _("Confirmed who they are."),
    "signed": _("Agreed and signed."),
    "in_file": _("The signature stands in the file."),
    "trouble": _("The signature could not be put in the file; it is tried again."),
    "timestamped": _("A third party's timestamp stands in the file."),
    "timestamp_away": _("The timestamp authority did not answer; it is asked again."),
    "certificate": _("The evidence certificate was made and sealed."),
    "scan_brought": _("Brought the scan of the signed paper."),
    "scan_confirmed": _("Compared the scan and confirmed it."),
    "not_concluded": _("The document was closed: it binds nobody."),
}

IDENTIFIED: Mapping[str, Words] = {
    "password": _("password"),
    "totp": _("authenticator app"),
    "webauthn": _("passkey or security key"),
    "recovery_codes": _("recovery code"),
    "session": _("recent sign-in"),
}

STATES: Mapping[str, Words] = {
    "sealed": pgettext_lazy("a file", "Sealed by the platform"),
    "signed": pgettext_lazy("a file", "Signed"),
    "qualified": pgettext_lazy("a file", "Signed elsewhere"),
    "timestamped": pgettext_lazy("a file", "Timestamped"),
}

TIMESTAMPS: Mapping[str, Words] = {
    "done": _("A third party's timestamp stands in the file."),
    "away": _("A timestamp is asked of a third party that has not answered yet; the signatures stand without it."),
    "none": _("No timestamp authority is configured: times are those of the platform's clock."),
}

TROUBLES: Mapping[str, Words] = {
    "key": _("The platform's signing key cannot be used. Its operator sees it on the health page."),
    "file": _("The file cannot take the signature. Its operator finds why in the logs."),
}
KEY_TROUBLES = frozenset({"missing", "exposed", "unreadable", "unfit", "token", "expired"})

CAUSES: Mapping[str, Words] = {
    "refused": _("A side refused to sign."),
    "expired": _("The last day to sign has passed."),
    "authority": _("A signatory had no authority on the day of signing."),
    "withdrawn": _("The contract was withdrawn."),
    "reopened": _("The text was reopened."),
}


def trouble(code: str) -> Words:
    """Why a signature is not in the file yet."""
    return TROUBLES["key" if code in KEY_TROUBLES else "file"]
