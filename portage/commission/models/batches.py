"""Statements issued together: who asked, for which periods of which contracts, and how each of them ended.

Rows are only added; how far the work has come is the number of outcomes.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from contracts.models import Contract
from portage.core.append_only import append_only
from portage.core.ids import uuid4
from portage.network.models import Membership, Organisation


@append_only
class Batch(models.Model):
    """A principal asks for the statements of several contracts at once. Read through its entries: of each, by whoever sees the
    contract, acting for this principal."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]


@append_only
class BatchEntry(models.Model):
    """One period of one contract, named by its last day as the person read it. `place` counts within the batch."""

    scope_path = "contract"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="entries")
    place = models.PositiveIntegerField()
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="+")
    last_day = models.DateField(_("last day"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "place"], name="batch_entry_has_its_place"),
            models.UniqueConstraint(fields=["batch", "contract"], name="contract_once_in_a_batch"),
        ]
        ordering = ["place"]


@append_only
class BatchOutcome(models.Model):
    """How one entry ended, once: `refusal` empty when its statement was issued, else the code of why not."""

    scope_path = "entry__contract"
    entry = models.OneToOneField(BatchEntry, on_delete=models.PROTECT, related_name="outcome")
    refusal = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
