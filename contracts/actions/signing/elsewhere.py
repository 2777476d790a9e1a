"""A signature made elsewhere (a qualified one, for instance): our file taken away, signed there, and brought back.

It must be our very file with one signature added behind its bytes, and nothing else. What the examination found is kept."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portage.core import files, seals
from portage.core.journal import By
from portage.core.refusals import Invalid, Refused

from ...models import Document, Signature
from ...queries.evidence import newest
from ...rules import signing as rules
from ..signature import write_act
from .file import Overtaken, keep_signed
from .uploads import busy, inspected

KEPT = ("name", "organisation", "issuer", "certificate_sha256", "serial", "trusted", "qualified")


def sign_elsewhere(
    document: Document, *, pdf: bytes, consent: str, identified_by: str, by: By, at: datetime, **told: str
) -> Signature:
    """One side's signatory brings our file, signed elsewhere. The same act, authority and consent as a signature here; the
    second one in the file concludes the contract. `told`: language and zone, see `sign`."""
    over = newest(document)
    if over is None:
        raise Refused("not_to_sign", _("This document is not awaiting signature."))
    found = examined(files.read(over.file), pdf, at=at)
    with transaction.atomic():
        signature = write_act(
            document, consent=consent, identified_by=identified_by, by=by, at=at, container="elsewhere", **told
        )
        kept = {name: asdict(found)[name] for name in KEPT} | {"at": found.at.isoformat() if found.at else ""}
        try:
            keep_signed(
                signature,
                over=over,
                pdf=pdf,
                field=found.field,
                certificate=found.certificate_sha256,
                found=kept,
                at=at,
            )
        except Overtaken as error:
            raise other_file() from error
    return signature


def examined(ours: bytes, brought: bytes, *, at: datetime) -> Any:
    """The one signature that was added to our file. Raises Invalid saying what is wrong."""
    if rules.added(ours, brought) is None:
        raise other_file()
    inspected(brought, field="file")
    try:
        report = seals.examine_foreign(brought, at=at)
    except seals.Busy as error:
        raise busy() from error
    before = _count(ours, at=at)
    new = report.signatures[before:]
    if len(new) != 1 or new[0].kind != "signature":
        raise Invalid("one_signature", _("The file must hold exactly one signature more than ours."), field="file")
    if any(not row.intact or row.after == "suspicious" for row in report.signatures) or not new[0].covers_file:
        raise Invalid(
            "not_intact", _("The signature does not stand: the file was changed beside it, or after it."), field="file"
        )
    return new[0]


def _count(ours: bytes, *, at: datetime) -> int:
    return len(seals.examine(ours, at=at).signatures)


def other_file() -> Invalid:
    """Said when the brought file does not begin with the whole of ours, as it now is."""
    return Invalid(
        "other_file",
        _(
            "This is not our file with a signature added. Download it again, sign that copy, and bring it back unchanged."
        ),
        field="file",
    )
