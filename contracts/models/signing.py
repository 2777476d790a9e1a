"""Signing: the states of the file, the invitation and its last day, paper, and the record of evidence. Only grows."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portage.core.append_only import HistoryQuerySet, append_only
from portage.core.ids import uuid7
from portage.core.models import StoredFile
from portage.network.models import Membership

from .versions import Document, Side, Signature


@append_only
class Revision(models.Model):
    """One state of a contract's file: sealed, then each signature, then a timestamp.

    The bytes of each begin with the whole bytes of the one before: nothing is ever made or saved again. Revision 0 is
    the document itself.
    """

    class What(models.TextChoices):
        SEALED = "sealed", _("sealed by the platform")
        SIGNED = "signed", _("signed")
        QUALIFIED = "qualified", _("signed elsewhere")
        TIMESTAMPED = "timestamped", _("timestamped")

    scope_path = "document__contract"
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=12, choices=What)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    signature = models.OneToOneField(Signature, null=True, on_delete=models.PROTECT, related_name="revision")
    field = models.CharField(max_length=40, blank=True)
    certificate = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the signer's certificate")
    found = models.JSONField(default=dict, help_text="what the examination of a signature made elsewhere found")
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="revision_once"),
            models.CheckConstraint(
                name="signed_revision_has_its_signature",
                condition=Q(what__in=["signed", "qualified"], signature__isnull=False)
                | Q(what__in=["sealed", "timestamped"], signature__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["sha256"], name="revision_by_hash")]
        ordering = ["number"]


@append_only
class SigningInvitation(models.Model):
    """Both sides may sign a document until a last day. The newest invitation of a document counts."""

    scope_path = "document__contract"
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="invitations")
    last_day = models.DateField()
    membership = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]


@append_only
class SigningReminder(models.Model):
    """Those who still have to sign were reminded of the last day. Once for each invitation and distance."""

    scope_path = "invitation__document__contract"
    invitation = models.ForeignKey(SigningInvitation, on_delete=models.PROTECT, related_name="reminders")
    days_before = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["invitation", "days_before"], name="signing_reminder_once")]


@append_only
class NotConcluded(models.Model):
    """A document that binds nobody and never will: why, and since when. What was signed in it stays as history."""

    class Cause(models.TextChoices):
        REFUSED = "refused", _("a side refused to sign")
        EXPIRED = "expired", _("the last day to sign has passed")
        AUTHORITY = "authority", _("a signatory had no authority on the day of signing")
        WITHDRAWN = "withdrawn", _("the contract was withdrawn")
        REOPENED = "reopened", _("the text was reopened")

    scope_path = "document__contract"
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="not_concluded")
    cause = models.CharField(max_length=12, choices=Cause)
    side = models.CharField(max_length=10, choices=Side, blank=True)
    membership = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()


@append_only
class PaperCopy(models.Model):
    """The scan of a contract signed by hand: who checked it for one side, and the day of each party's signature.

    The newest copy of a document is on the table. It is never an electronic signature.
    """

    scope_path = "document__contract"
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="paper_copies")
    scan = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="paper_copy")
    side = models.CharField(max_length=10, choices=Side)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    principal_signed_on = models.DateField()
    agent_signed_on = models.DateField()
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]


@append_only
class PaperConfirmation(models.Model):
    """The other side compared the scan with the document and confirms it: the contract is concluded."""

    scope_path = "copy__document__contract"
    copy = models.OneToOneField(PaperCopy, on_delete=models.PROTECT, related_name="confirmation")
    side = models.CharField(max_length=10, choices=Side)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()


@append_only
class Evidence(models.Model):
    """One event in the record of evidence of a contract's document; its digest covers the one before it.

    `facts`: identifiers, hashes, codes, days; what is personal stands in `EvidenceText`, of which the digest covers a
    salted digest only, so that erasing leaves the chain whole. See `rules.evidence`.
    """

    scope_path = "document__contract"
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="evidence")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=24)
    at = models.DateTimeField()
    side = models.CharField(max_length=10, choices=Side, blank=True)
    membership = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    facts = models.JSONField(default=dict)
    text_digest = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "position"], name="evidence_once"),
            models.UniqueConstraint(fields=["document", "previous"], name="evidence_never_forks"),
            models.CheckConstraint(name="evidence_moves_on", condition=~Q(previous=F("digest"))),
        ]
        ordering = ["position"]


class EvidenceText(models.Model):
    """The personal part of an event (address, program, time zone, words), and the salt of its digest. Erasable."""

    scope_path = "event__document__contract"
    event = models.OneToOneField(Evidence, primary_key=True, on_delete=models.PROTECT, related_name="text")
    salt = models.CharField(max_length=64)
    content = models.JSONField(default=dict)
