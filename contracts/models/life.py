"""The life of a contract in force: terms, reminders, notices, the end. Rows are only added."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portage.core.append_only import HistoryQuerySet, append_only
from portage.core.ids import uuid7
from portage.network.models import Membership

from .contract import Contract
from .versions import Document, Side


@append_only
class Term(models.Model):
    """A term that was opened. The unique constraint makes each renewal happen once, whoever runs it."""

    class Began(models.TextChoices):
        INITIAL = "initial", _("initial")
        TACIT = "tacit", _("tacit renewal")
        EXPRESS = "express", _("express renewal")

    scope_path = "contract"
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="terms")
    number = models.PositiveIntegerField()
    first_day = models.DateField()
    last_day = models.DateField()
    last_notice_day = models.DateField(null=True)
    began = models.CharField(max_length=8, choices=Began)
    rule = models.JSONField(default=dict)
    opened_at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="term_once"),
            models.UniqueConstraint(fields=["contract", "first_day"], name="term_starts_once"),
            models.CheckConstraint(name="term_runs_forward", condition=Q(last_day__gte=F("first_day"))),
        ]
        ordering = ["number"]


@append_only
class Annulment(models.Model):
    """A renewal that did not happen: the notice on paper was served in time and typed too late."""

    scope_path = "term__contract"
    term = models.OneToOneField(Term, on_delete=models.PROTECT, related_name="annulment")
    notice = models.ForeignKey("Notice", on_delete=models.PROTECT, related_name="annulments")
    proof = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()


@append_only
class Notice(models.Model):
    """A notice that was served: when it was sent and first presented, and the end that follows by the rules.

    `serious_default`: it ends the contract at once, for the facts that its grounds state.
    """

    class Form(models.TextChoices):
        PLATFORM = "platform", _("on the platform, with receipt")
        LETTER = "letter", _("registered letter")

    scope_path = "contract"
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="notices")
    side = models.CharField(max_length=10, choices=Side)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=10, choices=Form)
    sent_on = models.DateField(null=True)
    served_on = models.DateField()
    grounds = models.TextField(blank=True)
    serious_default = models.BooleanField(default=False)
    ends_on = models.DateField()
    refuses_renewal_of_term = models.PositiveIntegerField(null=True)
    explanation = models.JSONField(default=dict)
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="default_states_its_facts", condition=Q(serious_default=False) | ~Q(grounds=""))
        ]
        ordering = ["at"]


@append_only
class Receipt(models.Model):
    """The other side says that it received a notice. Never delays the notice, however late."""

    scope_path = "notice__contract"
    notice = models.OneToOneField(Notice, on_delete=models.PROTECT, related_name="receipt")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    received_on = models.DateField()
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()


@append_only
class Ending(models.Model):
    """The end of a contract: its last day and why. Once."""

    class Reason(models.TextChoices):
        NOTICE = "notice", _("notice")
        MUTUAL = "mutual", _("mutual agreement")
        SERIOUS_DEFAULT = "serious_default", _("serious default")
        FORMALISED = "formalised", _("put in writing")

    scope_path = "contract"
    contract = models.OneToOneField(Contract, on_delete=models.PROTECT, related_name="ending")
    last_day = models.DateField()
    reason = models.CharField(max_length=16, choices=Reason)
    notice = models.ForeignKey(Notice, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()


@append_only
class Reminder(models.Model):
    """A side was reminded of a last day for notice. Once for each side, day and distance."""

    scope_path = "contract"
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="reminders")
    side = models.CharField(max_length=10, choices=Side)
    last_notice_day = models.DateField()
    days_before = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "side", "last_notice_day", "days_before"], name="reminder_once")
        ]


@append_only
class EndProposal(models.Model):
    """One side proposes to end the contract on a day by agreement. The newest one is on the table."""

    scope_path = "contract"
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="end_proposals")
    side = models.CharField(max_length=10, choices=Side)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    last_day = models.DateField()
    reason = models.TextField(blank=True)
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()


@append_only
class ReminderMail(models.Model):
    """A reminder was put in a person's grouped e-mail: once each. `recipient` is empty when a side has nobody to tell."""

    scope_path = "reminder__contract"
    reminder = models.ForeignKey(Reminder, on_delete=models.PROTECT, related_name="mails")
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reminder", "recipient"], name="reminder_mailed_once")]


@append_only
class Confirmation(models.Model):
    """One side's confirmation of a moral contract's parties, products, territory and first day."""

    scope_path = "contract"
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="confirmations")
    side = models.CharField(max_length=10, choices=Side)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contract", "side"], name="confirmed_once_a_side")]
