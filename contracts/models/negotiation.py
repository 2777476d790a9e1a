"""What is proposed, answered and said of a contract's articles and terms before it is signed. Rows are only added.

A point of the negotiation is named by its subject: an article's key, or `terms-` and a step of the guided creation.
"""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portage.core.append_only import HistoryQuerySet, append_only
from portage.core.ids import uuid7
from portage.network.models import Membership

from .contract import Contract
from .versions import Side, Version

OF_TERMS = "terms-"


@append_only
class Proposal(models.Model):
    """One side's change of one subject: what stood there when it was written, and what shall stand there.

    Of an article, `before` and `after` are {"fr": [paragraph, ...], "en": [...]}. Of terms, `after["given"]` is what the
    step's verb receives; `before["data"]` and `after["data"]` are the contract's data without and with it. `base` is how
    many proposals and answers the subject had when its author read it: whoever wrote on an older state is told.

    The unique constraint lets one of two that arrive together be the next.
    """

    scope_path = "contract"
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="proposals")
    subject = models.CharField(max_length=48)
    number = models.PositiveIntegerField()
    base = models.PositiveIntegerField()
    before = models.JSONField()
    after = models.JSONField()
    reason = models.TextField(blank=True)
    side = models.CharField(max_length=10, choices=Side)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contract", "subject", "number"], name="proposal_once")]
        ordering = ["at", "id"]

    @property
    def of_terms(self) -> bool:
        return self.subject.startswith(OF_TERMS)

    @property
    def step(self) -> str:
        """The step of the guided creation whose terms it changes; nothing for an article."""
        return self.subject.removeprefix(OF_TERMS) if self.of_terms else ""


@append_only
class Answer(models.Model):
    """What became of a proposal: once, whoever asks at the same instant. An acceptance names the version that it made."""

    class Kind(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")
        COUNTERED = "countered", _("answered by another proposal")
        WITHDRAWN = "withdrawn", _("withdrawn")

    scope_path = "proposal__contract"
    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="answer")
    kind = models.CharField(max_length=10, choices=Kind)
    reason = models.TextField(blank=True)
    side = models.CharField(max_length=10, choices=Side)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, null=True, on_delete=models.PROTECT, related_name="acceptances")
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="acceptance_makes_a_version",
                condition=Q(kind="accepted", version__isnull=False) | (~Q(kind="accepted") & Q(version__isnull=True)),
            )
        ]


@append_only
class Comment(models.Model):
    """Words on one subject, for both sides or for the writer's side alone. A correction is a new row.

    It declares no path to a scope: whoever may see the contract does not thereby see every comment, so the general door
    (`access.visible`) fails on it. `queries.negotiation.comments` is the one way to them. The identifier tells nothing of how many
    others there are.
    """

    class Audience(models.TextChoices):
        OWN = "own", _("my side only")
        BOTH = "both", _("both sides")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=48)
    side = models.CharField(max_length=10, choices=Side)
    audience = models.CharField(max_length=4, choices=Audience)
    text = models.TextField()
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="correction")
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="no_comment_corrects_itself", condition=Q(corrects__isnull=True) | ~Q(corrects=F("id"))
            )
        ]
        ordering = ["at", "id"]


class Typing(models.Model):
    """What one member has typed on one subject and not sent: kept so that a phone that dies loses nothing.

    Nobody else reads it. It goes when it is sent or thrown away; `base` is the state it was written on.
    """

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=48)
    base = models.PositiveIntegerField()
    texts = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contract", "membership", "subject"], name="typing_once")]
