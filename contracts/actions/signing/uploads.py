"""A PDF that somebody brings is looked through before it is kept: what acts, hides or cannot be read is refused, in words."""

from django.utils.translation import gettext_lazy as _

from portage.core import seals
from portage.core.refusals import Invalid, Refused

FAULTS = {
    "not_pdf": _("This is not a PDF."),
    "too_large": _("This file is larger than 20 MB."),
    "damaged": _("This PDF cannot be read: it is damaged."),
    "encrypted": _("This PDF is protected by a password: save it without."),
    "empty": _("This PDF has no page."),
    "too_many_pages": _("This PDF has more than 500 pages."),
    "script": _("This PDF holds a script: print it again as a plain PDF."),
}
ACTIVE = _("This PDF holds something that acts or is too complex: print it again as a plain PDF.")


def inspected(pdf: bytes, *, field: str) -> seals.Upload:
    """Facts about a brought PDF. Raises Invalid naming the fault, Refused when every reader is at work."""
    if not pdf:
        raise Invalid("upload_empty", _("The file is empty."), field=field)
    try:
        return seals.inspect_upload(pdf)
    except seals.UploadRefused as error:
        raise Invalid(f"upload_{error.code}", FAULTS.get(error.code, ACTIVE), field=field) from error
    except seals.Busy as error:
        raise busy() from error


def busy() -> Refused:
    """Said when all processes that read brought files are at work."""
    return Refused("busy", _("Many files are being read just now. Try again in a moment."))
