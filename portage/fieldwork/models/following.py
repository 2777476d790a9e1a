"""What follows a section: its thread between the two parties, that it was read, and what was promised."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contracts.models.versions import Side
from portage.core.append_only import append_only, append_only_but_for
from portage.core.ids import uuid4
from portage.network.models import Membership

from .sections import Section


@append_only_but_for("text")
class Remark(models.Model):
    """Words of one party to the other on a section."""

    scope_path = "section__contract"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="remarks")
    side = models.CharField(max_length=10, choices=Side)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("your words"), max_length=5000)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]


@append_only
class Acknowledgement(models.Model):
    """The SME has read a section. Once; it binds to nothing."""

    scope_path = "section__contract"
    section = models.OneToOneField(Section, on_delete=models.PROTECT, related_name="acknowledgement")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


@append_only_but_for("text")
class NextAction(models.Model):
    """Something to do after a visit, by one side, until a day. What became of it stands in its events."""

    scope_path = "section__contract"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="actions")
    text = models.CharField(_("action"), max_length=300)
    side = models.CharField(_("who"), max_length=10, choices=Side)
    due_on = models.DateField(_("by"))
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["section", "due_on"], name="action_by_day")]
        ordering = ["due_on", "id"]


@append_only_but_for("reason")
class ActionEvent(models.Model):
    """Somebody takes an action upon them, moves its day, does it, or drops it with a reason. The database ends it once."""

    class Kind(models.TextChoices):
        TAKEN = "taken", _("taken")
        MOVED = "moved", _("moved to another day")
        DONE = "done", _("done")
        DROPPED = "dropped", _("dropped")

    scope_path = "action__section__contract"
    action = models.ForeignKey(NextAction, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind)
    due_on = models.DateField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["action"], condition=Q(kind__in=["done", "dropped"]), name="action_ends_once"
            ),
            models.CheckConstraint(
                name="moved_action_has_its_day", condition=~Q(kind="moved") | Q(due_on__isnull=False)
            ),
        ]
        ordering = ["at", "id"]
