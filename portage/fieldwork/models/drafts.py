"""Reports that are being written: their author's alone."""

from django.db import models

from portage.core.ids import uuid4
from portage.network.models import Membership


class Draft(models.Model):
    """A report that its author has not filed, as far as the server knows it: begun at a desk, or sent by a phone.

    Nobody but the author reads it, hence no path to a scope: `queries.drafts` is the one way to it. `key` is made where
    the report was begun and stays that of the filed report. `edition` grows by one with every change: who saves names the
    edition that they saw, so that of two texts neither covers the other.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    author = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField()
    content = models.JSONField(default=dict)
    edition = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["author", "key"], name="one_draft_of_a_report")]
        ordering = ["-at"]
