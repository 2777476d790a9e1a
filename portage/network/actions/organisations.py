"""Organisations come, change their name or parent, and are archived; they are never deleted."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portage.core import journal
from portage.core.journal import By
from portage.core.refusals import Forbidden, Refused
from portage.core.words import alphabetical

from .. import access
from ..models import Customer, Organisation, OrganisationName
from ..roles import Family, Kind
from ..rules.organisations import ARCHIVABLE


def _open(kind: str, *, by: By, at: datetime, facts: dict[str, Any]) -> Organisation:
    organisation = Organisation(kind=kind, sorted_as=alphabetical(facts.get("name", "")), **facts)
    organisation.full_clean()
    organisation.save()
    for family in Family:
        access.share(organisation, organisation, family=family)
    journal.record("network.organisation_opened", organisation, by=by, at=at, organisation_kind=kind)
    return organisation


@transaction.atomic
def open_group(*, by: By, at: datetime, **facts: Any) -> Organisation:
    """The operator opens a carrier group."""
    return _open(Kind.CARRIER_GROUP, by=by, at=at, facts=facts)


def check_group(group: Organisation, by: By) -> None:
    """Raise Forbidden unless `group` is a carrier group, and the one that `by` acts for."""
    if group.kind != Kind.CARRIER_GROUP or (by.person is not None and by.organisation != group.pk):
        raise Forbidden("not_your_group", _("Only the people of a carrier group may do this, for their own group."))


@transaction.atomic
def add_subsidiary(group: Organisation, *, by: By, at: datetime, **facts: Any) -> Organisation:
    """A carrier group adds a subsidiary. Group and subsidiary see each other."""
    check_group(group, by)
    subsidiary = _open(Kind.SUBSIDIARY, by=by, at=at, facts={**facts, "parent": group})
    access.share(subsidiary, group)
    access.share(group, subsidiary)
    return subsidiary


@transaction.atomic
def admit_sme(group: Organisation, *, by: By, at: datetime, **facts: Any) -> Organisation:
    """A carrier group admits an SME: each sees the other; its subsidiaries see it once a contract ties them."""
    check_group(group, by)
    sme = _open(Kind.CARRIED_SME, by=by, at=at, facts=facts)
    access.share(sme, group)
    access.share(group, sme)
    return sme


def check_own(organisation: Organisation, by: By) -> None:
    """Raise Forbidden unless `by` acts for this organisation or for the group it belongs to.

    Seeing an organisation (a partner, a carried SME) gives no right to change it.
    """
    if by.person is not None and by.organisation not in {organisation.pk, organisation.parent_id}:
        raise Forbidden("not_yours", _("Only its own people, or those of its group, may change an organisation."))


def check_not_archived(organisation: Organisation) -> None:
    """Raise Refused for an organisation that was put aside: it is read-only."""
    if organisation.archived_at is not None:
        raise Refused("archived", _("This organisation is archived: it can be read, not changed."))


def check_may_change(organisation: Organisation, by: By) -> None:
    """Raise what a change by `by` would be refused for."""
    check_own(organisation, by)
    check_not_archived(organisation)


@transaction.atomic
def change_organisation(organisation: Organisation, *, by: By, at: datetime, **facts: Any) -> Organisation:
    """Its own people change address, identifiers, languages; the name has its own verb."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    check_may_change(organisation, by)
    changed = [key for key, value in facts.items() if getattr(organisation, key) != value]
    for key in changed:
        setattr(organisation, key, facts[key])
    organisation.full_clean()
    organisation.save()
    if changed:
        journal.record("network.organisation_changed", organisation, by=by, at=at, fields=changed)
    return organisation


@transaction.atomic
def rename_organisation(
    organisation: Organisation, *, name: str, from_day: date, reason: str, by: By, at: datetime
) -> None:
    """A new name from a day on. Contracts go on; history keeps the old name."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    check_may_change(organisation, by)
    if not organisation.names.exists():
        OrganisationName.objects.create(organisation=organisation, name=organisation.name, from_day=date(1, 1, 1))
    if organisation.names.filter(from_day__gte=from_day).exists():
        raise Refused("name_before", _("A name is already recorded for that day or a later one."), field="from_day")
    OrganisationName.objects.create(organisation=organisation, name=name, from_day=from_day, reason=reason)
    organisation.name, organisation.sorted_as = name, alphabetical(name)
    organisation.full_clean()
    organisation.save(update_fields=["name", "sorted_as"])
    journal.record("network.organisation_renamed", organisation, by=by, at=at, from_day=from_day)


@transaction.atomic
def absorb_group(group: Organisation, *, parent: Organisation, by: By, at: datetime) -> None:
    """Another group takes over the shares of a carrier group: no party changes, contracts go on."""
    group = Organisation.objects.select_for_update().get(pk=group.pk)
    if group.kind != Kind.CARRIER_GROUP or parent.kind != Kind.CARRIER_GROUP or group.pk == parent.pk:
        raise Refused("not_groups", _("Only a carrier group can be absorbed, by another one."))
    group.parent = parent
    group.save(update_fields=["parent"])
    journal.record("network.group_absorbed", group, by=by, at=at, parent=parent.pk)


@transaction.atomic
def archive_organisation(organisation: Organisation, *, lives: bool, by: By, at: datetime) -> None:
    """Put a subsidiary or an SME aside, read-only. `lives` tells that a contract of it still lives: then refused.

    The words do not say what lives: a confidential contract is told to nobody but those named on it.
    """
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    check_own(organisation, by)
    if organisation.kind not in ARCHIVABLE:
        raise Refused("never_archived", _("Only subsidiaries and carried SMEs are archived."))
    if lives:
        raise Refused("still_bound", _("It cannot be archived yet: what binds it is not over."))
    if organisation.archived_at is None:
        organisation.archived_at = at
        organisation.save(update_fields=["archived_at"])
        journal.record("network.organisation_archived", organisation, by=by, at=at)


@transaction.atomic
def add_customer(owner: UUID, *, by: By, at: datetime, **facts: Any) -> Customer:
    """Record an industrial customer of the organisation that `by` acts for, or of its subsidiary; its group sees it too."""
    customer = Customer(owner_id=owner, **facts)
    check_may_change(customer.owner, by)
    customer.full_clean()
    customer.save()
    access.share(customer, *filter(None, [customer.owner, customer.owner.parent]))
    journal.record("network.customer_added", customer.owner, by=by, at=at, customer=customer.pk)
    return customer


@transaction.atomic
def change_customer(customer: Customer, *, by: By, at: datetime, **facts: Any) -> Customer:
    """Correct what is recorded of a customer; its owner stays."""
    customer = Customer.objects.select_for_update(of=("self",)).select_related("owner").get(pk=customer.pk)
    check_may_change(customer.owner, by)
    changed = [key for key, value in facts.items() if getattr(customer, key) != value]
    for key in changed:
        setattr(customer, key, facts[key])
    customer.full_clean()
    customer.save()
    if changed:
        journal.record("network.customer_changed", customer.owner, by=by, at=at, customer=customer.pk, fields=changed)
    return customer


@transaction.atomic
def drop_merged_customer(gone: Customer, *, kept: Customer, by: By, at: datetime) -> None:
    """The record of a customer that another record of the same owner now holds whole: it goes, and the journal says where to.

    Nothing may hang on it any more: the database refuses while something does.
    """
    gone = Customer.objects.select_for_update(of=("self",)).select_related("owner").get(pk=gone.pk)
    check_may_change(gone.owner, by)
    if gone.owner_id != kept.owner_id or gone.pk == kept.pk:
        raise Refused("two_owners", _("Only two records of one organisation are merged."))
    pk, owner = gone.pk, gone.owner
    gone.delete()
    journal.record("network.customer_merged", owner, by=by, at=at, customer=pk, kept=kept.pk)
