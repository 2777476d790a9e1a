"""Who and what has come to the platform so far, by the keys of the data; and who acts for whom on a day."""

from dataclasses import dataclass, field
from datetime import datetime

from contracts.models import Contract, ModelVersion
from portage.catalogue.models import Product
from portage.core.journal import By
from portage.network import access
from portage.network.models import Membership, Organisation

DIRECTORS = ("export_director", "managing_director")


@dataclass
class Told:
    """The rows made from the data, by key: organisations and agreements by theirs, members by e-mail, products by code."""

    orgs: dict[str, Organisation] = field(default_factory=dict)
    members: dict[str, Membership] = field(default_factory=dict)
    goods: dict[str, dict[str, Product]] = field(default_factory=dict)
    contracts: dict[str, Contract] = field(default_factory=dict)
    model: ModelVersion | None = None

    @property
    def published(self) -> ModelVersion:
        """The model that every agreement is written on."""
        if self.model is None:
            raise LookupError("no model was published yet")
        return self.model

    def actor(self, org: str, roles: tuple[str, ...], at: datetime) -> Membership | None:
        """The member of `org` in one of these roles who was there at that moment; the one who came last."""
        there = [
            m for m in self.members.values() if m.organisation == self.orgs[org] and m.role in roles and _present(m, at)
        ]
        return max(there, key=lambda m: m.started_at, default=None)

    def by(self, org: str, roles: tuple[str, ...], at: datetime) -> By:
        """What a door would pass to a verb for that member."""
        membership = self.actor(org, roles, at)
        if membership is None:
            raise LookupError(f"nobody in {org} has one of the roles {roles} on {at.date()}")
        return access.act(membership.person, membership).by()


def _present(membership: Membership, at: datetime) -> bool:
    return membership.started_at <= at and (membership.ended_at is None or membership.ended_at > at)
