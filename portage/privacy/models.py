"""Nouns of personal data: how long an organisation keeps what, and what was erased (told without saying of whom)."""

from django.db import models

from portage.core.append_only import HistoryQuerySet, append_only
from portage.core.ids import uuid7
from portage.network.models import Organisation


class Period(models.Model):
    """For how many months an organisation keeps one kind of data; without a row, the usual number of `rules.periods`."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    months = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "kind"], name="one_period_of_a_kind")]


@append_only
class Erasure(models.Model):
    """Something was erased: which row, and for words taken out of a text their keyed digests. Nothing here names anybody.

    A backup that is restored holds again what was erased since: `replay_erasures` reads a list of these and erases anew.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=20)
    model = models.CharField(max_length=60)
    row = models.CharField(max_length=40)
    field = models.CharField(max_length=40, blank=True)
    digests = models.JSONField(default=list)
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()
