"""What people decided where the law leaves a question open, and corrections to the law's records."""

from django.conf import settings
from django.db import models

from portage.core.append_only import HistoryQuerySet, append_only
from portage.network.models import Membership

from .contract import Contract


@append_only
class Choice(models.Model):
    """A recorded answer to a question the law leaves open for one contract, with its reason.

    `question` is a finding's code ("renewal_clause_effect", "legal_review"); the newest row is the one that holds.
    """

    scope_path = "contract"
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="choices")
    question = models.CharField(max_length=40)
    answer = models.CharField(max_length=60)
    reason = models.TextField()
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]


@append_only
class LawCorrection(models.Model):
    """A platform administrator corrects one rule of one jurisdiction. Versioned; dates already told stay."""

    jurisdiction = models.CharField(max_length=4)
    key = models.CharField(max_length=40)
    value = models.JSONField(null=True)
    status = models.CharField(max_length=10)
    source = models.CharField(max_length=200)
    checked_on = models.DateField()
    version = models.PositiveIntegerField()
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "key", "version"], name="law_correction_once")]
