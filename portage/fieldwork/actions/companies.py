"""A carrier group says that records of two of its subsidiaries are of one company, or takes it back."""

from datetime import datetime

from django.db import transaction

from portage.core import journal
from portage.core.journal import By
from portage.core.refusals import Forbidden, Refused
from portage.network import access
from portage.network.models import Customer, Organisation

from ..models import Parted, SameCompany
from ..queries.companies import records_of
from ..words.refusals import REFUSALS


@transaction.atomic
def say_same_company(one: Customer, other: Customer, *, by: By, at: datetime) -> SameCompany:
    """The two records are of one company, says the group of both owners. Nothing of either record changes, and neither
    subsidiary learns of it."""
    rows = Customer.objects.select_for_update(of=("self",)).filter(pk__in=[one.pk, other.pk]).order_by("pk")
    owners = {row.pk: row.owner_id for row in rows}
    group = _group(one, other, by)
    if len(set(owners.values())) < 2:
        raise Refused("one_owner", REFUSALS["one_owner"])
    if other.pk in records_of(group, one.pk):
        raise Refused("same_company_already", REFUSALS["same_company_already"])
    made = SameCompany.objects.create(group=group, one=one, other=other, membership=by.membership, at=at)
    access.share(made, group)
    journal.record("fieldwork.same_company", made, by=by, at=at)
    return made


@transaction.atomic
def part_companies(said: SameCompany, *, by: By, at: datetime) -> Parted:
    """The group takes back what it said of two records. Once."""
    said = SameCompany.objects.select_for_update(of=("self",)).get(pk=said.pk)
    if by.organisation != said.group_id:
        raise Forbidden("not_your_group", REFUSALS["not_your_group"])
    if Parted.objects.filter(said=said).exists():
        raise Refused("parted_already", REFUSALS["parted_already"])
    made = Parted.objects.create(said=said, membership=by.membership, at=at)
    journal.record("fieldwork.companies_parted", said, by=by, at=at)
    return made


def hand_company(gone: Customer, kept: Customer) -> None:
    """A record is merged into another of its owner: what its group said of it is said of that one. Nobody is told."""
    for side in ("one", "other"):
        for row in SameCompany.objects.filter(**{side: gone}):
            setattr(row, side, kept)
            row.save(update_fields=[side])


def _group(one: Customer, other: Customer, by: By) -> Organisation:
    """The carrier group of both owners, for whom `by` acts."""
    parents = {one.owner.parent_id, other.owner.parent_id}
    if parents != {by.organisation} or one.owner.parent is None:
        raise Forbidden("not_your_group", REFUSALS["not_your_group"])
    return one.owner.parent
