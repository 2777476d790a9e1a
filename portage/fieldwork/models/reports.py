"""Visit reports: the head that every reader reads, and what the subsidiary and its group keep for themselves.

An SME never receives a report's identifier: it reads sections (`sections`), each a thing of its own.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portage.core.append_only import append_only, append_only_but_for
from portage.core.ids import uuid4, uuid7
from portage.core.models import StoredFile
from portage.network.models import Customer, Membership

from .books import VisitBook


@append_only_but_for("customer", "kind", "visited_on", "place", "note", "corrected")
class Report(models.Model):
    """One visit, call or fair at one customer's, as its author filed it.

    `key` was made on the author's device: the same one sent again is the same report, whatever the network did (unique).
    `digest` is of all that was sent, so that other words under the same key are noticed and neither text is lost.
    `written_at` is what the device's clock said, `filed_at` what ours did. The head's own fields are a copy of what its
    newest correction says.
    """

    class Kind(models.TextChoices):
        VISIT = "visit", _("visit")
        CALL = "call", _("call")
        VIDEO = "video", _("video call")
        FAIR = "fair", _("fair")

    scope_path = "book"
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    book = models.ForeignKey(VisitBook, on_delete=models.PROTECT, related_name="reports")
    author = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField()
    digest = models.CharField(max_length=64)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="reports")
    kind = models.CharField(_("kind"), max_length=5, choices=Kind)
    visited_on = models.DateField(_("date"))
    place = models.CharField(_("place"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=10)
    note = models.TextField(_("private note"), max_length=5000, blank=True)
    corrected = models.PositiveSmallIntegerField(default=0)
    written_at = models.DateTimeField(null=True)
    filed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "key", "book"], name="report_filed_once"),
            models.CheckConstraint(
                name="report_is_in_its_kind", condition=Q(kind__in=["visit", "call", "video", "fair"])
            ),
        ]
        indexes = [
            models.Index(fields=["book", "-visited_on", "-id"], name="report_by_day"),
            models.Index(fields=["customer", "-visited_on"], name="report_of_customer"),
            models.Index(F("author"), F("filed_at").desc(), name="report_of_author"),
        ]


@append_only_but_for("customer", "place")
class HeadCorrection(models.Model):
    """The head of a report as it stood before its author corrected it. Its customer is the record that holds it now: two
    records of one company may have been merged since."""

    scope_path = "report__book"
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="corrections")
    number = models.PositiveSmallIntegerField()
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=5, choices=Report.Kind)
    visited_on = models.DateField()
    place = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="head_corrected_once_each")]
        ordering = ["number"]


@append_only_but_for("name", "function")
class Met(models.Model):
    """A person met, as the author names them; with `contact` when the customer's record holds them."""

    scope_path = "report__book"
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="met")
    name = models.CharField(max_length=120)
    function = models.CharField(max_length=120, blank=True)
    contact = models.UUIDField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.name, self.function]))


@append_only
class ReportFile(models.Model):
    """A photo or a document that the subsidiary and its group alone read."""

    scope_path = "report__book"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="files")
    key = models.UUIDField()
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="report_file_once")]
        ordering = ["at", "id"]
