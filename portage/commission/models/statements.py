"""Statements of commission: frozen lines, and the events that follow. The status is derived, nothing is changed."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from contracts.models import Contract
from portage.catalogue.models import Product
from portage.core.append_only import HistoryQuerySet, append_only
from portage.core.ids import uuid7
from portage.core.models import StoredFile
from portage.network.models import Membership

from .facts import DIGITS, PLACES, ExchangeRate, Invoice, Order


@append_only
class Statement(models.Model):
    """The account of one period of one contract, in one currency. `total` is the sum of its lines.

    Two people who issue the same period at once: the constraints let one through. `issue_by` is the last day that the
    law leaves (empty: it names none), `rule` the law it was read in, `vat` the code of the treatment.
    """

    scope_path = "contract"
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="statements")
    reference = models.CharField(_("reference"), max_length=20, unique=True)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    currency = models.CharField(_("currency"), max_length=3)
    total = models.DecimalField(_("commission due"), max_digits=DIGITS, decimal_places=PLACES)
    issued_on = models.DateField(_("issued on"))
    issue_by = models.DateField(_("to be issued by"), null=True)
    due_on = models.DateField(_("payable by"))
    rule = models.JSONField(default=dict)
    vat = models.CharField(max_length=20)
    membership = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "first_day", "currency"], name="statement_begins_once"),
            models.UniqueConstraint(fields=["contract", "last_day", "currency"], name="statement_ends_once"),
            models.CheckConstraint(name="statement_runs_forward", condition=Q(last_day__gte=F("first_day"))),
        ]
        indexes = [models.Index(fields=["last_day", "id"], name="statement_by_period")]
        ordering = ["-last_day", "-id"]

    def __str__(self) -> str:
        return self.reference


@append_only
class Line(models.Model):
    """One line of a statement: an accrual, or what is not due and why.

    `key` names the accrual: what was sold, the event that moved it, the part of a tier. It is unique in a contract, so
    that no accrual is in two statements; a line that only says that something is awaited has none. `unit` is the sold
    thing whose commission this is; `counted`, whether its base counts among what that thing, and the year, have earned.
    `base` is in the currency of the order, `converted` and `amount` in the statement's.
    """

    class Section(models.TextChoices):
        EARNED = "earned", _("Earned in the period")
        ADJUSTMENT = "adjustment", _("Adjustment")
        NOTHING = "nothing", _("Nothing due, and why")

    scope_path = "contract"
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="lines")
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    section = models.CharField(max_length=10, choices=Section)
    key = models.CharField(max_length=160, blank=True)
    unit = models.CharField(max_length=40)
    event = models.CharField(max_length=48)
    kind = models.CharField(max_length=12)
    day = models.DateField(null=True)
    order = models.ForeignKey(Order, null=True, on_delete=models.PROTECT, related_name="statement_lines")
    invoice = models.ForeignKey(Invoice, null=True, on_delete=models.PROTECT, related_name="statement_lines")
    product = models.ForeignKey(Product, null=True, on_delete=models.PROTECT, related_name="+")
    document = models.CharField(max_length=40, blank=True, help_text="number of the credit note")
    base = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES)
    currency = models.CharField(max_length=3)
    exchange = models.ForeignKey(ExchangeRate, null=True, on_delete=models.PROTECT, related_name="+")
    converted = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES)
    rate = models.DecimalField(max_digits=7, decimal_places=5)
    amount = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES)
    rule = models.CharField(max_length=12)
    up_to = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    terms = models.PositiveIntegerField(help_text="number of the version of the contract whose terms it follows")
    scope = models.CharField(max_length=60, blank=True)
    year = models.PositiveSmallIntegerField()
    counted = models.BooleanField()
    why = models.CharField(max_length=16, blank=True)
    last_day = models.DateField(null=True)
    reverses = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="reversal")

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement", "number"], name="line_number_once"),
            models.UniqueConstraint(fields=["contract", "key"], condition=~Q(key=""), name="accrual_in_one_statement"),
            models.CheckConstraint(
                name="nothing_due_says_why", condition=~Q(section="nothing") | Q(amount=Decimal(0)) & ~Q(why="")
            ),
            models.CheckConstraint(name="what_is_due_is_an_accrual", condition=Q(amount=Decimal(0)) | ~Q(key="")),
        ]
        indexes = [models.Index(fields=["contract", "unit"], name="line_by_unit")]
        ordering = ["number"]


@append_only
class Acceptance(models.Model):
    """The agent accepts a statement: every line but those in dispute. Once."""

    scope_path = "statement__contract"
    statement = models.OneToOneField(Statement, on_delete=models.PROTECT, related_name="acceptance")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()


@append_only
class Dispute(models.Model):
    """The agent disputes one line: why, and the base or the rate that it expects. The statement does not change."""

    scope_path = "line__contract"
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    line = models.OneToOneField(Line, on_delete=models.PROTECT, related_name="dispute")
    base = models.DecimalField(_("base you expect"), max_digits=DIGITS, decimal_places=PLACES)
    rate = models.DecimalField(_("rate you expect"), max_digits=7, decimal_places=5)
    expected = models.DecimalField(_("commission you expect"), max_digits=DIGITS, decimal_places=PLACES)
    reason = models.TextField(_("why"))
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="expected_rate_is_a_share", condition=Q(rate__gte=0, rate__lte=1)),
            models.CheckConstraint(name="dispute_says_why", condition=~Q(reason="")),
        ]


@append_only
class Answer(models.Model):
    """The principal answers a dispute. What it grants is an accrual of the next statement: `amount` more (or less).

    Withdrawn is the agent's own word: it no longer disputes the line.
    """

    class Kind(models.TextChoices):
        UPHELD = "upheld", _("upheld")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    scope_path = "dispute__line__contract"
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    dispute = models.OneToOneField(Dispute, on_delete=models.PROTECT, related_name="answer")
    kind = models.CharField(max_length=10, choices=Kind)
    base = models.DecimalField(_("base"), max_digits=DIGITS, decimal_places=PLACES)
    rate = models.DecimalField(_("rate"), max_digits=7, decimal_places=5)
    amount = models.DecimalField(_("correction"), max_digits=DIGITS, decimal_places=PLACES)
    reason = models.TextField(_("answer"), blank=True)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="only_what_is_upheld_corrects", condition=Q(kind="upheld") | Q(amount=Decimal(0))
            ),
            models.CheckConstraint(name="granted_rate_is_a_share", condition=Q(rate__gte=0, rate__lte=1)),
        ]


@append_only
class Settlement(models.Model):
    """What was paid of a statement on a day; of a statement below zero, what the agent paid back."""

    scope_path = "statement__contract"
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="settlements")
    amount = models.DecimalField(_("amount"), max_digits=DIGITS, decimal_places=PLACES)
    paid_on = models.DateField(_("paid on"))
    note = models.CharField(_("reference of the transfer"), max_length=120, blank=True)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(name="settlement_is_positive", condition=Q(amount__gt=Decimal(0)))]
        ordering = ["paid_on", "id"]


@append_only
class Paper(models.Model):
    """The file of a statement, made once by a job."""

    scope_path = "statement__contract"
    statement = models.OneToOneField(Statement, on_delete=models.PROTECT, related_name="paper")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()
