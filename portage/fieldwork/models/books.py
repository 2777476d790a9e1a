"""Visit books: who may read the reports that the people of a subsidiary file."""

from django.db import models
from django.db.models import Q
from guardian.models import GroupObjectPermissionBase

from contracts.models import Contract
from portage.core.ids import uuid7
from portage.network.models import Organisation


class VisitBook(models.Model):
    """The reports of one subsidiary, read by its people and by its carrier group's: a scope.

    What is told of a confidential contract stands in a book of that contract's own (`contract`), read by the people of
    the subsidiary and of the group who are named on it: in the other book, no report misses a section.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    subsidiary = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="visit_books")
    contract = models.OneToOneField(Contract, null=True, on_delete=models.PROTECT, related_name="visit_book")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subsidiary"], condition=Q(contract__isnull=True), name="one_visit_book_per_subsidiary"
            )
        ]

    def __str__(self) -> str:
        return str(self.subsidiary)

    @property
    def confidential(self) -> bool:
        """Whether each reading of it is an event: see `network.access`."""
        return self.contract_id is not None

    @property
    def read_as(self) -> Contract | None:
        """The contract in whose journal its readings stand."""
        return self.contract


class VisitBookGrant(GroupObjectPermissionBase):
    """A group of members may read a visit book."""

    content_object = models.ForeignKey(VisitBook, on_delete=models.CASCADE)

    class Meta(GroupObjectPermissionBase.Meta):
        abstract = False
