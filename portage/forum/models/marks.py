"""What one member has read, and of what they want to be told. Kept by the server: the same on every device."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portage.network.models import Membership

from .spaces import Space
from .threads import Thread


class Choice(models.TextChoices):
    """Of what a member wants to be told."""

    FOLLOWING = "following", _("Following")
    MENTIONS = "mentions", _("Mentions only")
    MUTED = "muted", _("Muted")


class Mark(models.Model):
    """One member in one thread: the number of the newest post that they have read, and what they chose; empty: as the space."""

    scope_path = "thread__space"
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="marks")
    read_to = models.PositiveIntegerField(default=0)
    choice = models.CharField(max_length=10, choices=Choice, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["membership", "thread"], name="mark_once_a_thread")]


class SpaceMark(models.Model):
    """One member in one space: what they chose for its threads. Without one: mentions, and the threads in which they wrote."""

    scope_path = "space"
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="marks")
    choice = models.CharField(max_length=10, choices=Choice)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["membership", "space"], name="mark_once_a_space")]
