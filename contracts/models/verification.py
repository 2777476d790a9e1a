"""What re-reading the stored documents found: which part was read when, and which documents did not stand."""

from django.db import models

from portage.core.append_only import HistoryQuerySet, append_only


@append_only
class Verification(models.Model):
    """One 256th of the stored documents, read again on one run: how many, how many of them sealed, how many records of
    evidence with their chain and the states of their file, and what is wrong.

    `part` is the first byte of their hashes, in hexadecimal. `failures` lists `{"sha256": ..., "problem": ..., "document":
    ..., "place": ...}`: its name, and the event or the state of the file at which it breaks (None: the file as a whole).
    """

    run = models.UUIDField()
    part = models.CharField(max_length=2)
    checked = models.PositiveIntegerField()
    sealed = models.PositiveIntegerField()
    records = models.PositiveIntegerField(default=0)
    failures = models.JSONField(default=list)
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "part"], name="part_verified_once_a_run")]
        indexes = [models.Index(fields=["at"], name="verification_by_time")]
