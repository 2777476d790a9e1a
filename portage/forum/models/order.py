"""Order in a space: a reader reports a post, a moderator decides. Both stay."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portage.core.append_only import append_only_but_for
from portage.network.models import Membership

from .threads import Post


@append_only_but_for("reason", "settled")
class Flag(models.Model):
    """A reader says why a post should not stand there. `settled` once a moderator has decided."""

    scope_path = "post__thread__space"
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="flags")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=400)
    settled = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "membership"], condition=Q(settled=False), name="flag_open_once_a_reader"
            ),
            models.CheckConstraint(name="flag_has_a_reason", condition=~Q(reason="")),
        ]
        ordering = ["at", "pk"]


@append_only_but_for("reason")
class Ruling(models.Model):
    """A moderator's decision on a post, with its reason: the newest one stands."""

    class Kind(models.TextChoices):
        HIDE = "hide", _("hidden")
        KEEP = "keep", _("left as it is")
        SHOW = "show", _("shown again")

    scope_path = "post__thread__space"
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="rulings")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    reason = models.CharField(_("reason"), max_length=400)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="ruling_has_a_reason", condition=~Q(reason=""))]
        ordering = ["at", "pk"]
