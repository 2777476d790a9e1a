"""The words of verifying: what a file is, what each signature in it says, what to do."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from portage.core import words
from portage.core.seals import Report, Signature

Words = str | Promise

TITLES: Mapping[str, Words] = {
    "sealed": _("Intact. Sealed by this platform."),
    "waiting": _("Intact so far. Not signed by everybody yet."),
    "mixed": _("Intact, with a signature made elsewhere."),
    "altered": _("Changed since it was sealed."),
    "made": _("Made by this platform."),
    "kept": _("Stored as it was handed in."),
    "damaged": _("Not the file that was stored."),
    "signed_elsewhere": _("Signed, but not on this platform."),
    "unknown": _("Not a document of this platform."),
    "encrypted": _("This file is encrypted."),
    "unreadable": _("This is not a PDF that can be read."),
    "too_large": _("This file is too large."),
    "too_long": _("This file takes too long to read."),
}
SAYS: Mapping[str, Words] = {
    "signed": _("Every party for whom it was prepared has signed, and nothing was changed or added since."),
    "sealed": _(
        "It is what the platform sealed, and nothing was changed or added since. It has no field for a signature."
    ),
    "waiting": _("Nothing was changed since, and a field for a signature is still empty in this file."),
    "mixed": _(
        "The seal stands and nothing was changed. One signature comes from another provider: this platform does not know whose it is."
    ),
    "altered": _("It bears the seal of this platform, and is not what was sealed or signed any more."),
    "made": _(
        "It bears no seal, but it is, byte for byte, a file that this platform made. Without a seal the file itself proves nothing elsewhere."
    ),
    "kept": _(
        "It is, byte for byte, the file that was handed in. It bears no seal of this platform, which vouches for nothing that it says."
    ),
    "damaged": _(
        "Its bytes are gone, or are not those that were stored. The platform says so to its operator as well, who takes it from a backup."
    ),
    "signed_elsewhere": _(
        "Its signatures are read below. They were not checked against any list of trusted providers, and the platform knows nothing of this document."
    ),
    "unknown": _(
        "It bears no seal of this platform. It may have been printed and scanned, or saved again by another program: ask for the original file."
    ),
    "encrypted": _("Sealed documents are never encrypted. Bring the file as it was received, without a password."),
    "unreadable": _("Choose a PDF, as it was received. A scan, a picture or a text cannot be verified."),
    "too_large": _("20 MB at most. Sealed documents are much smaller."),
    "too_long": _(
        "It was built so that reading it takes very long; documents of this platform are read within a second."
    ),
}
PROBLEMS: Mapping[str, Words] = {
    "content": _("what it covers was changed"),
    "signature": _("the signature itself is wrong"),
    "container": _("the bytes of the signature were changed"),
    "coverage": _("it leaves out a part of the file"),
    "changed": _("the file was changed after it, in a way that is not allowed"),
    "unknown": _("not issued by an authority that this platform knows"),
    "unreadable": _("it cannot be read"),
}
QUALIFIED: Mapping[str, Words] = {
    "qualified": _("its certificate says that it is qualified; this was not checked"),
    "qualified_device": _(
        "its certificate says that it is qualified, made in a certified device; this was not checked"
    ),
}
SIDES: Mapping[str, Words] = {"principal": _("Principal"), "agent": _("Agent")}


# How many have signed in one state of a file.
STAGES: Sequence[Words] = (
    _("Signed by nobody so far."),
    _("Signed by one party so far."),
    _("Signed by both parties."),
)
LATER: Words = _("A later file exists.")
NEWEST: Words = _("It is the newest file.")
BINDS_NOBODY: Words = _("It was never concluded: it binds nobody.")


def stage(signed: int, *, later: bool, binds_nobody: bool) -> str:
    """Which state of a signed file it is, and whether a later one exists: for those who may see the contract."""
    told = [STAGES[min(signed, 2)], LATER if later else NEWEST, *([BINDS_NOBODY] if binds_nobody else [])]
    return " ".join(map(str, told))


def title(verdict: str, report: Report | None) -> str:
    """The verdict as a headline."""
    if verdict != "signed" or report is None:
        return str(TITLES[verdict])
    count = sum(row.kind == "signature" for row in report.signatures)
    if count == 2:
        return gettext("Intact. Signed by both parties.")
    return ngettext("Intact. Signed by %(n)s person.", "Intact. Signed by %(n)s people.", count) % {"n": count}


def waits_for(field: str) -> str:
    """The party whose field is empty."""
    return str(SIDES.get(field, field))


def signature(row: Signature) -> dict[str, Any]:
    """One signature as a line: who, when, and what is wrong with it."""
    return {"ok": _mark(row), "who": _who(row), "says": words.mark(";").join(_says(row))}


def _mark(row: Signature) -> str:
    """yes, no, or open: intact, but nobody we know vouches for it."""
    if row.bottom_line:
        return "yes"
    return "open" if row.problem == "unknown" and not row.ours else "no"


def _who(row: Signature) -> str:
    if row.kind == "seal" and row.ours:
        return gettext("Seal of the platform")
    if row.kind == "timestamp":
        return gettext("Timestamp of the document, by %(name)s") % {"name": row.name or "?"}
    named = ", ".join(part for part in (row.name, row.organisation) if part) or "?"
    side = SIDES.get(row.field) if row.ours else None
    return f"{side}{words.mark(':')}{named}" if side else named


def _says(row: Signature) -> list[str]:
    found = [f"{words.moment(row.at)} ({timezone.get_current_timezone_name()})"] if row.at else []
    if row.problem == "unknown" and not row.ours:
        by = row.issuer or "?"
        found.append(gettext("issued by %(name)s, not checked against any list of trusted providers") % {"name": by})
    elif row.problem:
        found.append(str(PROBLEMS[row.problem]))
    elif row.kind == "signature" and row.ours:
        found.append(gettext("advanced signature"))
    if row.qualified:
        found.append(str(QUALIFIED[row.qualified]))
    return found
