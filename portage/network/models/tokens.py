"""API tokens: how a program acts for somebody, without their password."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portage.core.ids import uuid7

from .people import Membership


class ApiToken(models.Model):
    """One token of one membership. Its text is told once; only the digest of it is kept.

    It is never changed but to end it: revoking sets a date, a new token is a new row. `prefix` stands in the text and
    here, so that people recognise theirs. `last_used_on` is a day, written once a day at most: reading does not write.
    """

    scope_path = "membership__organisation"
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="api_tokens")
    name = models.CharField(_("name"), max_length=80)
    scopes = models.JSONField(_("scopes"))
    prefix = models.CharField(max_length=8)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_on = models.DateField(null=True)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="token_expires_after_it_is_made", condition=Q(expires_at__gt=F("made_at"))),
            models.CheckConstraint(
                name="token_is_revoked_after_it_is_made",
                condition=Q(revoked_at__isnull=True) | Q(revoked_at__gte=F("made_at")),
            ),
            models.CheckConstraint(name="token_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(name="token_has_a_scope", condition=~Q(scopes=[])),
        ]
        indexes = [
            models.Index(fields=["expires_at"], name="token_to_remind", condition=Q(reminded_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.name}, portage_{self.prefix}_…"
