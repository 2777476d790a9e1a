"""Photos and documents of a post: each once, however often the network makes it try."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from portage.core import journal
from portage.core.journal import By
from portage.core.refusals import Refused
from portage.fieldwork.actions.attaching import kept_file

from ..models import Post, PostFile
from ..rules.verbs import MOST_FILES
from ..words.refusals import REFUSALS
from . import checking


@transaction.atomic
def attach(post: Post, *, key: UUID, content: bytes, name: str, by: By, at: datetime) -> PostFile:
    """The author adds a photo, kept small and without what the camera wrote beside it, or a plain PDF. `key` was made on the
    device: the same again changes nothing, whatever it holds. Raises Invalid for anything else than what it says it is."""
    thread, post = checking.lock_post(post)
    checking.demand_of_post(thread, post, by, "edit")
    if there := post.files.filter(key=key).select_related("file__blob").first():
        return there
    if post.files.count() >= MOST_FILES:
        raise Refused("too_many_files", REFUSALS["too_many_files"] % {"most": MOST_FILES}, field="photos")
    stored = kept_file(post, content, name, at)
    try:
        with transaction.atomic():
            made = PostFile.objects.create(post=post, key=key, file=stored, membership=by.membership, at=at)
    except IntegrityError:
        return post.files.get(key=key)
    journal.record("forum.file_attached", thread, by=by, at=at, post=post.pk, file=made.pk)
    return made


def attach_all(post: Post, sent: Iterable[Any], *, by: By, at: datetime) -> None:
    """What a form brought with the post: sent again, the same file is the same."""
    for one in sent:
        content = one.read()
        key = uuid5(post.pk, hashlib.sha256(content).hexdigest())
        attach(post, key=key, content=content, name=one.name, by=by, at=at)
