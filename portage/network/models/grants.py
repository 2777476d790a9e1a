"""Grants: which group of members may view which scope object. Only `access` reads and writes them.

Each kind of scope has its own model with a real foreign key (counts stay quick, the database keeps
integrity); the one for organisations stands here, the others in their own domain.
"""

from django.contrib.auth.models import Group
from django.db import models
from guardian.models import GroupObjectPermissionBase

from ..roles import Family
from .organisations import Customer, Organisation


class Circle(models.Model):
    """A group of members of one organisation: a role family, or the people named on one confidential scope.

    `scope` is empty for a role family. A confidential contract has one circle per organisation with its named
    members, and no family circle holds it.
    """

    group = models.OneToOneField(Group, primary_key=True, on_delete=models.CASCADE, related_name="circle")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="circles")
    family = models.CharField(max_length=20, choices=Family, blank=True)
    scope = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "family"], condition=models.Q(scope__isnull=True), name="one_circle_per_family"
            ),
            models.UniqueConstraint(
                fields=["organisation", "scope"], condition=models.Q(scope__isnull=False), name="one_circle_per_scope"
            ),
        ]


class OrganisationGrant(GroupObjectPermissionBase):
    """A group of members may view an organisation."""

    content_object = models.ForeignKey(Organisation, on_delete=models.CASCADE)

    class Meta(GroupObjectPermissionBase.Meta):
        abstract = False


class CustomerGrant(GroupObjectPermissionBase):
    """A group of members may view a customer record."""

    content_object = models.ForeignKey(Customer, on_delete=models.CASCADE)

    class Meta(GroupObjectPermissionBase.Meta):
        abstract = False
