"""Invitations: how a person comes to act for an organisation."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portage.core.ids import uuid7

from ..roles import Role
from .organisations import LANGUAGES, Organisation
from .people import Membership


class Invitation(models.Model):
    """An address was asked to act for an organisation in one role: single use, until `expires_at`, revocable.

    `round` counts the letters: the key of each names its round, so that only the newest opens. No key is kept.
    """

    scope_path = "organisation"
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField(_("e-mail"))
    role = models.CharField(_("role"), max_length=20, choices=Role)
    is_administrator = models.BooleanField(_("administrator"), default=False)
    title = models.CharField(_("title on contracts"), max_length=80, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGES)
    invited_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    round = models.PositiveSmallIntegerField(default=1)
    accepted_at = models.DateTimeField(null=True)
    accepted_as = models.OneToOneField(Membership, null=True, on_delete=models.PROTECT, related_name="invitation")
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="one_open_invitation_per_address",
            ),
            models.CheckConstraint(
                name="invitation_is_accepted_as_somebody",
                condition=Q(accepted_at__isnull=True, accepted_as__isnull=True)
                | Q(accepted_at__isnull=False, accepted_as__isnull=False),
            ),
            models.CheckConstraint(
                name="invitation_is_accepted_or_revoked",
                condition=Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "made_at"], name="invitation_by_organisation")]

    def __str__(self) -> str:
        return f"{self.email}, {self.get_role_display()}, {self.organisation}"
