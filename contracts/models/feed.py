"""Calendar feeds: the secret address under which one member's calendar program reads the dates that bind."""

from django.db import models
from django.db.models import Q

from portage.core.ids import uuid7
from portage.network.models import Membership


class CalendarFeed(models.Model):
    """One secret address, for one membership. Its key is told once; only the key's hash is kept.

    Revoking sets a date, a new address is a new row: the rows tell which addresses there were. One at a time is live.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="calendar_feeds")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_read_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["membership"], condition=Q(revoked_at__isnull=True), name="one_live_feed_per_membership"
            ),
        ]
