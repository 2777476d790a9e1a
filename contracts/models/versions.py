"""Versions, approvals, signatures and documents: what was agreed, by whom, in which bytes. Only grows."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portage.core.append_only import HistoryQuerySet, append_only
from portage.core.ids import uuid7
from portage.core.models import StoredFile
from portage.network.models import Membership, Organisation

from .contract import Contract


class Side(models.TextChoices):
    PRINCIPAL = "principal", _("principal")
    AGENT = "agent", _("agent")


@append_only
class Version(models.Model):
    """An exact version: the agreed terms as canonical data, the articles as printed, and one hash over both.

    `amendment`, of an amendment's version: what it amends and from when (`documents.amendment.Facts`); the hash covers it.
    """

    scope_path = "contract"
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    data = models.JSONField()
    articles = models.JSONField()
    amendment = models.JSONField(null=True)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contract", "number"], name="version_once")]
        ordering = ["-number"]

    @property
    def before(self) -> int:
        """The number of the version that it follows, 0 for the first."""
        return self.number - 1


@append_only
class Approval(models.Model):
    """One person's approval, for one side, of one exact version."""

    scope_path = "version__contract"
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="approvals")
    side = models.CharField(max_length=10, choices=Side)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "side", "role"], name="one_approval_per_side_and_role")
        ]


class SigningAuthority(models.Model):
    """Who may sign for an organisation, which documents, from when to when. A dated record, apart from roles.

    `source`: what gives the power, as counsel reads it ("extract of the register, 3 March 2026"; "power of attorney of
    ..."). `jointly`: only together with another person; such a power signs on paper, not here.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="signing_authorities")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="signing_authorities")
    from_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)
    signs_contracts = models.BooleanField(default=True)
    signs_amendments = models.BooleanField(default=True)
    jointly = models.BooleanField(default=False)
    source = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="authority_ends_after_it_starts",
                condition=Q(until_day__isnull=True) | Q(until_day__gte=models.F("from_day")),
            ),
            models.CheckConstraint(
                name="authority_signs_something", condition=Q(signs_contracts=True) | Q(signs_amendments=True)
            ),
        ]


@append_only
class Signature(models.Model):
    """One side's signature of one document: who, for whom, with which consent, identified how.

    The act is whole with this row; its `Revision` is the file that holds it. `container` names how it gets there:
    `platform` (a job puts it in the file) or `elsewhere` (a file signed elsewhere was brought).
    """

    scope_path = "document__contract"
    document = models.ForeignKey("Document", on_delete=models.PROTECT, related_name="signatures")
    side = models.CharField(max_length=10, choices=Side)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    authority = models.ForeignKey(SigningAuthority, on_delete=models.PROTECT, related_name="+")
    consent = models.TextField()
    consent_digest = models.CharField(max_length=64)
    identified_by = models.CharField(max_length=40)
    at = models.DateTimeField()
    container = models.CharField(max_length=64, blank=True)

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "side"], name="one_signature_per_side")]


@append_only
class Document(models.Model):
    """A file of the contract, stored once by its hash: the contract, a certificate, a letter."""

    class Kind(models.TextChoices):
        CONTRACT = "contract", _("agent contract")
        CERTIFICATE = "certificate", _("certificate of renewal")
        NOTICE = "notice", _("letter of notice")
        ANNULMENT = "annulment", _("annulment of a renewal")
        PROOF = "proof", _("proof")
        EVIDENCE = "evidence", _("evidence certificate")
        SCAN = "scan", _("scan of the signed paper")
        CONSOLIDATED = "consolidated", _("consolidated text")

    scope_path = "contract"
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=12, choices=Kind)
    number = models.PositiveIntegerField(help_text="of the version, the term, or the notice")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField(null=True)
    language = models.CharField(max_length=4)
    made_at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "kind", "number"], name="one_document_of_a_kind_and_number")
        ]
        indexes = [models.Index(fields=["sha256"], name="document_by_hash")]
        ordering = ["-made_at", "-id"]
