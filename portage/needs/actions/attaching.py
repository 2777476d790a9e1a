"""Photos and documents of a need or a complaint: each once, however often the network makes it try."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from portage.core import journal
from portage.core.journal import By
from portage.core.refusals import Refused
from portage.fieldwork.actions.attaching import kept_file

from ..models import Matter, MatterFile
from ..rules.verbs import ENDS
from ..words.refusals import REFUSALS
from .checking import open_matter

MOST_FILES = 12  # of one matter: what a person looks through


@transaction.atomic
def attach_to(matter: Matter, *, key: UUID, content: bytes, name: str, by: By, at: datetime) -> MatterFile:
    """The agent adds a photo, kept small and without what the camera wrote beside it, or a plain PDF; the principal opens it.
    `key` was made on the device: the same again changes nothing, whatever it holds."""
    _contract, matter, _side = open_matter(matter, by, "agent")
    if there := matter.files.filter(key=key).select_related("file__blob").first():
        return there
    if matter.status in ENDS:
        raise Refused("answered", REFUSALS["answered"])
    if matter.files.count() >= MOST_FILES:
        raise Refused("too_many_files", REFUSALS["too_many_files"] % {"most": MOST_FILES}, field="photos")
    stored = kept_file(matter, content, name, at)
    try:
        with transaction.atomic():
            made = MatterFile.objects.create(matter=matter, key=key, file=stored, membership=by.membership, at=at)
    except IntegrityError:
        return matter.files.get(key=key)
    journal.record("needs.file_attached", matter, by=by, at=at, file=made.pk)
    return made
