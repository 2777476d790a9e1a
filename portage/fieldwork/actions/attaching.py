"""Photos and documents of a report: each comes after it, by itself, and once, however often the network makes it try."""

import re
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Model

from contracts.rules import proofs
from portage.core import files, journal
from portage.core.files import photos
from portage.core.files.photos import BadPhoto
from portage.core.journal import By
from portage.core.models import StoredFile
from portage.core.refusals import Invalid, Refused

from ..models import Report, ReportFile, Section, SectionFile
from ..words.refusals import FILE_FAULTS, REFUSALS
from .correcting import check_corrects

MOST_FILES = 40  # of one section: what a person looks through
PDF = "application/pdf"


@transaction.atomic
def attach(
    to: Section | Report, *, key: UUID, content: bytes, name: str, by: By, at: datetime
) -> SectionFile | ReportFile:
    """Keep a photo or a PDF with a section (both parties of its contract open it) or with a report (the subsidiary and its
    group alone). `key` was made on the device: the same again changes nothing, whatever it holds.

    Photos are kept small and without what the camera wrote beside the picture. Raises Invalid for anything else than a
    photo or a plain PDF.
    """
    report = Report.objects.select_for_update(of=("self",)).select_related("book").get(pk=_report_of(to))
    check_corrects(report, by)
    model, place = (SectionFile, {"section": to}) if isinstance(to, Section) else (ReportFile, {"report": to})
    there = model.objects.filter(**place, key=key).select_related("file").first()
    if there is not None:
        return there
    if model.objects.filter(**place).count() >= MOST_FILES:
        raise Refused("too_many_files", REFUSALS["too_many_files"] % {"most": MOST_FILES})
    stored = kept_file(to, content, name, at)
    try:
        with transaction.atomic():
            made = model.objects.create(**place, key=key, file=stored, at=at)
    except IntegrityError:
        return model.objects.get(**place, key=key)
    journal.record("fieldwork.file_attached", to, by=by, at=at, file=made.pk)
    return made


def _report_of(to: Section | Report) -> UUID:
    return to.report_id if isinstance(to, Section) else to.pk


def kept_file(to: Model, content: bytes, name: str, at: datetime) -> StoredFile:
    """A photo or a plain PDF as it is kept for what it belongs to, under a plain name. Raises Invalid for anything else."""
    last = re.split(r"[\\/]", name)[-1].rsplit(".", 1)[0]
    plain = re.sub(r"[^-\w]", "_", last)[:80] or "photo"
    if proofs.media_type(content) == PDF:
        if code := proofs.fault(content):
            raise Invalid(f"file_{code}", FILE_FAULTS[code], field="file")
        return files.store(content, scope=to, name=f"{plain}.pdf", media_type=PDF, at=at)
    try:
        kept = photos.photo(content)
    except BadPhoto as bad:
        raise Invalid(f"file_{bad.code}", FILE_FAULTS[bad.code], field="file") from bad
    return files.store(kept, scope=to, name=f"{plain}.jpg", media_type="image/jpeg", at=at)
