"""Spaces: who talks with whom. The agencies of one carrier group among themselves; the two parties of one contract."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contracts.models import Contract
from portage.core.ids import uuid7
from portage.network.models import Membership, Organisation


class Space(models.Model):
    """A room for threads: a scope that holds no grants of its own (`network.access`).

    Between agencies it is seen by the whole house of its `group`: the group and its subsidiaries, as they are at the moment
    of asking; an SME never sees it. Of a contract it is seen by whoever sees the contract.
    """

    class Kind(models.TextChoices):
        AGENCIES = "agencies", _("between agencies")
        CONTRACT = "contract", _("of a contract")

    seen_with = "contract"
    seen_by_house_of = "group"
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    group = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="spaces")
    contract = models.OneToOneField(Contract, null=True, on_delete=models.PROTECT, related_name="space")
    name = models.CharField(_("name"), max_length=80, blank=True)
    about = models.CharField(_("what it is for"), max_length=300, blank=True)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="space_is_of_agencies_or_of_a_contract",
                condition=Q(kind="agencies", group__isnull=False, contract__isnull=True) & ~Q(name="")
                | Q(kind="contract", group__isnull=True, contract__isnull=False, name=""),
            ),
            models.UniqueConstraint(fields=["group", "name"], name="one_space_of_a_name_in_a_group"),
        ]

    def __str__(self) -> str:
        return self.name or str(self.contract)

    @property
    def confidential(self) -> bool:
        """Whether each reading of it is an event: see `network.access`."""
        return self.contract is not None and self.contract.confidential

    @property
    def read_as(self) -> Contract | None:
        """The contract in whose journal its readings stand."""
        return self.contract


class Moderator(models.Model):
    """A member who keeps order in a space beside the portage managers of its group. The journal keeps who was one, when."""

    scope_path = "space"
    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="moderators")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "membership"], name="moderator_once_a_space")]
        ordering = ["at", "pk"]
