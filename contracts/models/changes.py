"""What changes a contract while it lives: amendments that took effect, a request for writing, a party that is succeeded."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portage.core.append_only import HistoryQuerySet, append_only
from portage.core.ids import uuid7
from portage.core.models import StoredFile
from portage.network.models import Membership, Organisation

from .contract import Contract
from .versions import Side, Version


@append_only
class Effect(models.Model):
    """What became of a signed amendment, once: it changed the contract from a day on, or it fell.

    It falls when the contract had ended before that day. `replaced` is the version that held until then, `version` the
    consolidated text that holds since (none when it fell). The chain of these rows tells the terms of any past day.
    """

    class Outcome(models.TextChoices):
        CHANGED = "changed", _("changed the contract")
        FELL = "fell", _("fell: the contract had ended")

    scope_path = "contract"
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="effects")
    amendment = models.OneToOneField(Contract, on_delete=models.PROTECT, related_name="effect")
    outcome = models.CharField(max_length=8, choices=Outcome)
    from_day = models.DateField()
    replaced = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    version = models.OneToOneField(Version, null=True, on_delete=models.PROTECT, related_name="effect")
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="effect_has_its_text",
                condition=Q(outcome="changed", version__isnull=False) | Q(outcome="fell", version__isnull=True),
            )
        ]
        ordering = ["from_day", "id"]


@append_only
class WritingAsked(models.Model):
    """A party to a moral contract asked for a signed document: who, when, and the draft that was made."""

    scope_path = "contract"
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="writings_asked")
    draft = models.OneToOneField(Contract, on_delete=models.PROTECT, related_name="writing_asked")
    side = models.CharField(max_length=10, choices=Side)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()


@append_only
class Succession(models.Model):
    """What happened to an organisation that is a party to contracts, on which ground.

    takeover: its shares changed hands, no party changes. merger: `successor` takes its place by law. asset_sale: its
    contracts are offered to `successor`; each needs the consent of the other party. rename: it is called `new_name`.
    """

    class Kind(models.TextChoices):
        TAKEOVER = "takeover", _("share takeover")
        MERGER = "merger", _("merger")
        ASSET_SALE = "asset_sale", _("sale of assets")
        RENAME = "rename", _("change of name")

    scope_path = "organisation"
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=10, choices=Kind)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="successions")
    old_name = models.CharField(max_length=160)
    successor = models.ForeignKey(
        Organisation, null=True, on_delete=models.PROTECT, related_name="successions_received"
    )
    new_name = models.CharField(max_length=160, blank=True)
    from_day = models.DateField()
    ground = models.TextField()
    proof = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "from_day"], name="succession_once"),
            models.CheckConstraint(
                name="succession_says_by_whom_or_how",
                condition=Q(kind="rename", successor__isnull=True) & ~Q(new_name="")
                | ~Q(kind="rename") & Q(successor__isnull=False),
            ),
        ]
        ordering = ["from_day", "id"]


@append_only
class PartyChange(models.Model):
    """One contract's share in a succession: noted, transferred, or offered and then consented to or refused.

    `role` is the party concerned: principal, agent, or group (the carrier group behind the agent).
    """

    class Step(models.TextChoices):
        NOTED = "noted", _("noted")
        TRANSFERRED = "transferred", _("transferred")
        OFFERED = "offered", _("consent asked")
        REFUSED = "refused", _("consent refused")

    scope_path = "contract"
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="party_changes")
    succession = models.ForeignKey(Succession, on_delete=models.PROTECT, related_name="changes")
    role = models.CharField(max_length=10)
    step = models.CharField(max_length=12, choices=Step)
    old_name = models.CharField(max_length=160)
    membership = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["succession", "contract", "step"], name="party_change_once"),
            models.UniqueConstraint(
                fields=["succession", "contract"],
                condition=Q(step__in=["transferred", "refused"]),
                name="offer_answered_once",
            ),
        ]
        ordering = ["at", "id"]
