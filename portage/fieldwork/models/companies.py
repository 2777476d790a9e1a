"""One company in the records of two subsidiaries: what their carrier group says, and nobody else learns."""

from django.db import models
from django.db.models import F, Q
from guardian.models import GroupObjectPermissionBase

from portage.core.append_only import append_only, append_only_but_for
from portage.core.ids import uuid4
from portage.network.models import Customer, Membership, Organisation


@append_only_but_for("one", "other")
class SameCompany(models.Model):
    """The group says that the records of two of its subsidiaries are of one company: a scope, read by the group alone.

    Each record stays its subsidiary's, with its contacts. `one` and `other` change only when a record is merged into another of
    its owner.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    group = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    one = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="company_of_two_records", condition=~Q(one=F("other")))]
        ordering = ["-at"]


class SameCompanyGrant(GroupObjectPermissionBase):
    """A group of members may read it."""

    content_object = models.ForeignKey(SameCompany, on_delete=models.CASCADE)

    class Meta(GroupObjectPermissionBase.Meta):
        abstract = False


@append_only
class Parted(models.Model):
    """The group takes it back: two companies after all. What it had said stays readable."""

    scope_path = "said"
    said = models.OneToOneField(SameCompany, on_delete=models.PROTECT, related_name="parted")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
