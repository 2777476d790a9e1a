"""A member's calendar feed: made, made anew, revoked, read. The key of its address is told once and never kept."""

from datetime import date, datetime
from secrets import token_urlsafe

from django.db import transaction

from portage.core import journal
from portage.core.journal import By
from portage.network.models import Membership

from ..models import CalendarFeed
from ..rules.feed import hashed

KEY_BYTES = 32


@transaction.atomic
def make_feed(membership: Membership, *, by: By, at: datetime) -> str:
    """A new secret address for one member: its key, told this once. The address before it stops at once."""
    revoke_feed(membership, by=by, at=at)
    token = token_urlsafe(KEY_BYTES)
    feed = CalendarFeed.objects.create(membership=membership, token_hash=hashed(token), made_at=at)
    journal.record("contracts.feed_made", membership, by=by, at=at, feed=feed.pk)
    return token


@transaction.atomic
def revoke_feed(membership: Membership, *, by: By, at: datetime) -> None:
    """The address stops at once; without one nothing happens. The row stays, with the date."""
    Membership.objects.select_for_update().get(pk=membership.pk)
    for feed in CalendarFeed.objects.filter(membership=membership, revoked_at__isnull=True):
        feed.revoked_at = at
        feed.save(update_fields=["revoked_at"])
        journal.record("contracts.feed_revoked", membership, by=by, at=at, feed=feed.pk)


def note_reading(feed: CalendarFeed, *, on: date) -> None:
    """Keep the day on which it was last read: one statement a day and no lock before, however often programs ask."""
    if feed.last_read_on != on:
        CalendarFeed.objects.filter(pk=feed.pk).update(last_read_on=on)
