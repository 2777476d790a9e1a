"""Two records of one customer become one. Everything that hangs on the one that goes is handed to the one that stays."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from portage.core import clock, journal
from portage.core.journal import By
from portage.core.refusals import Refused
from portage.network.actions import check_may_change, drop_merged_customer, hand_contacts
from portage.network.models import Customer

from ..models import HeadCorrection, MergedCustomer, Order, Prospect, Report
from ..rules.prospecting import further, interleaved
from ..words.refusals import REFUSALS
from .companies import hand_company
from .prospects import note_move

BEYOND = 1_000_000  # numbers that no move has: where moves wait while they are numbered anew


@transaction.atomic
def merge_customers(kept: Customer, gone: Customer, *, by: By, at: datetime) -> Customer:
    """One company was recorded twice by one organisation, whose people, or whose group's, make it one record.

    Contacts, reports, their former heads, orders and prospects go to `kept`; two prospects of one contract become one. `gone` is no
    more, and what was written about it on a device without network is filed under `kept` when it comes.
    """
    check_may_change(kept.owner, by)
    if kept.pk == gone.pk:
        raise Refused("same_record", REFUSALS["same_record"])
    kept, gone = _locked(kept.pk, gone.pk)
    if kept.owner_id != gone.owner_id:
        raise Refused("two_owners", REFUSALS["two_owners"])
    hand_contacts(gone, kept, by=by, at=at)
    models: tuple[Any, ...] = (Report, HeadCorrection, Order, *_followers())
    for model in models:
        for row in model.objects.filter(customer=gone):
            row.customer = kept
            row.save(update_fields=["customer"])
    _hand_prospects(gone, kept, by=by, at=at)
    hand_company(gone, kept)
    MergedCustomer.objects.filter(kept=gone).update(kept=kept)
    MergedCustomer.objects.create(gone=gone.pk, kept=kept, name=gone.name, membership=by.membership, at=at)
    drop_merged_customer(gone, kept=kept, by=by, at=at)
    return kept


def _followers() -> list[Any]:
    """What floors above keep of a customer, and say that it follows one that is merged: `follows_customer = True`."""
    named = (relation.related_model for relation in Customer._meta.related_objects)
    return [model for model in named if getattr(model, "follows_customer", False)]


def _locked(kept: UUID, gone: UUID) -> tuple[Customer, Customer]:
    """Both records, held until the verb ends, in one order whoever asks. Refused when one was merged meanwhile."""
    rows = Customer.objects.select_for_update(of=("self",)).select_related("owner").filter(pk__in=[kept, gone])
    found = {row.pk: row for row in rows.order_by("pk")}
    if len(found) < 2:
        raise Refused("same_record", REFUSALS["same_record"])
    return found[kept], found[gone]


def _hand_prospects(gone: Customer, kept: Customer, *, by: By, at: datetime) -> None:
    rows = Prospect.objects.select_for_update(of=("self",)).select_related("contract")
    twins = {row.contract_id: row for row in rows.filter(customer=kept).order_by("pk")}
    for prospect in rows.filter(customer=gone).order_by("pk"):
        twin = twins.get(prospect.contract_id)
        if twin is None:
            prospect.customer = kept
            prospect.save(update_fields=["customer"])
        else:
            _become_one(twin, prospect, by=by, at=at)


def _become_one(kept: Prospect, gone: Prospect, *, by: By, at: datetime) -> None:
    """Two prospects of one contract: the moves of both in the order of their days. Where the newest of them does not stand at
    the further stage of the two, one move more says that it does."""
    stands = further(kept.stage, gone.stage)
    why = next((one.why_lost for one in (kept, gone) if one.stage == stands), "")
    moves = interleaved(list(kept.moves.all()), list(gone.moves.all()))
    for first in (BEYOND, 1):
        for number, move in enumerate(moves, start=first):
            move.prospect, move.number = kept, number
            move.save(update_fields=["prospect", "number"])
    gone.delete()
    newest = moves[-1]
    kept.moves_made, kept.stage, kept.why_lost, kept.since = len(moves), newest.stage, newest.why_lost, newest.on
    if newest.stage != stands:
        kept.stage, kept.why_lost, kept.moves_made = stands, why, len(moves) + 1
        kept.since = max(newest.on, clock.day_in(kept.contract.time_zone, at))
        note_move(kept, by=by, at=at)
    kept.save(update_fields=["moves_made", "stage", "why_lost", "since"])
    journal.record("fieldwork.prospects_merged", kept, by=by, at=at, stage=kept.stage)
