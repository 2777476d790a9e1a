"""Commission invoices: what the agent asks of the principal for a statement; mandates to write them in the agent's name."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from contracts.models import Contract
from portage.core.append_only import HistoryQuerySet, append_only
from portage.core.ids import uuid7
from portage.core.models import StoredFile
from portage.network.models import Membership, Organisation

from .facts import DIGITS, PLACES
from .statements import Statement

HALF = Decimal("0.0005")


@append_only
class Mandate(models.Model):
    """The agent lets the principal write its commission invoices under one contract, from a day on (self-billing).

    `contest_days`: how long the agent has to contest each of them. It holds until it is ended.
    Source: directive 2006/112/EC art. 224, which wants a prior agreement and a procedure of acceptance of each invoice.
    """

    scope_path = "contract"
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="billing_mandates")
    turn = models.PositiveSmallIntegerField(help_text="the first of the contract, the second…")
    from_day = models.DateField(_("from"))
    until_day = models.DateField(_("until"), null=True, blank=True)
    contest_days = models.PositiveSmallIntegerField(_("days to contest an invoice"))
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "turn"], name="mandate_turn_once"),
            models.CheckConstraint(
                name="mandate_runs_forward", condition=Q(until_day__isnull=True) | Q(until_day__gte=F("from_day"))
            ),
            models.CheckConstraint(name="mandate_leaves_time", condition=Q(contest_days__gte=1, contest_days__lte=90)),
        ]
        ordering = ["turn"]


@append_only
class MandateEnd(models.Model):
    """A mandate is ended: it holds no more from that day on. What was invoiced under it stays."""

    scope_path = "mandate__contract"
    mandate = models.OneToOneField(Mandate, on_delete=models.PROTECT, related_name="end")
    from_day = models.DateField(_("holds no more from"))
    reason = models.CharField(_("why"), max_length=300, blank=True)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()


@append_only
class CommissionInvoice(models.Model):
    """One commission invoice or credit note of the agent, for one statement. It never changes.

    `origin`: made here by the agent, written by the principal under a mandate, or the agent's own, made elsewhere and told
    here. The two first have a place in a series without a gap (`series`, `year`, `serial`); `told` is what they say, as
    `rules.billing.Bill`, and `xml` the file that programs read. `credits` names the invoice that a credit note takes back whole.
    A statement has one invoice that stands: `turn` counts those that were written for it.
    """

    class Origin(models.TextChoices):
        MADE = "made", _("made here by the agent")
        SELF_BILLED = "self_billed", _("written by the principal under a mandate")
        OWN = "own", _("the agent's own, made elsewhere")

    scope_path = "contract"
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="commission_invoices")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="commission_invoices")
    turn = models.PositiveSmallIntegerField()
    issuer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(_("origin"), max_length=12, choices=Origin)
    series = models.CharField(max_length=24, blank=True)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField(null=True)
    number = models.CharField(_("number"), max_length=40)
    kind = models.CharField(_("kind"), max_length=3, help_text="code of the document (UNTDID 1001)")
    day = models.DateField(_("date"))
    due_on = models.DateField(_("to be paid by"))
    currency = models.CharField(_("currency"), max_length=3)
    net = models.DecimalField(_("without tax"), max_digits=DIGITS, decimal_places=PLACES)
    vat = models.DecimalField(_("VAT"), max_digits=DIGITS, decimal_places=PLACES)
    gross = models.DecimalField(_("with tax"), max_digits=DIGITS, decimal_places=PLACES)
    category = models.CharField(max_length=2, blank=True, help_text="code of the tax (UNTDID 5305)")
    rate = models.DecimalField(max_digits=5, decimal_places=2, help_text="of the tax, in per cent")
    told = models.JSONField(default=dict)
    xml = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    mandate = models.ForeignKey(Mandate, null=True, on_delete=models.PROTECT, related_name="invoices")
    credits = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="credited_by")
    membership = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "number"], name="invoice_number_once_of_an_issuer"),
            models.UniqueConstraint(
                fields=["issuer", "series", "year", "serial"],
                condition=Q(serial__isnull=False),
                name="one_invoice_in_a_place_of_its_series",
            ),
            models.UniqueConstraint(fields=["statement", "turn"], name="one_invoice_a_turn_of_a_statement"),
            # One database adds decimals as floating point: within half of the smallest unit it is the sum.
            models.CheckConstraint(
                name="invoice_adds_up",
                condition=Q(gross__gt=F("net") + F("vat") - HALF, gross__lt=F("net") + F("vat") + HALF),
            ),
            models.CheckConstraint(name="invoice_is_above_zero", condition=Q(net__gt=Decimal(0), vat__gte=Decimal(0))),
            models.CheckConstraint(
                name="self_billed_by_mandate",
                condition=Q(origin="self_billed", mandate__isnull=False)
                | ~Q(origin="self_billed") & Q(mandate__isnull=True),
            ),
            models.CheckConstraint(
                name="own_invoice_has_its_own_number",
                condition=Q(origin="own", serial__isnull=True)
                | ~Q(origin="own") & Q(serial__isnull=False, serial__gte=1),
            ),
            models.CheckConstraint(name="commission_invoice_has_a_number", condition=~Q(number="")),
        ]
        indexes = [models.Index(fields=["day", "id"], name="commission_invoice_by_day")]
        ordering = ["-day", "-id"]

    def __str__(self) -> str:
        return self.number


@append_only
class InvoicePaper(models.Model):
    """The PDF of a commission invoice: made once by a job, or brought by the agent."""

    scope_path = "invoice__contract"
    invoice = models.OneToOneField(CommissionInvoice, on_delete=models.PROTECT, related_name="paper")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()


@append_only
class Contest(models.Model):
    """The agent contests an invoice that the principal wrote in its name, within the days of the mandate."""

    scope_path = "invoice__contract"
    invoice = models.OneToOneField(CommissionInvoice, on_delete=models.PROTECT, related_name="contest")
    reason = models.TextField(_("why"))
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(name="contest_says_why", condition=~Q(reason=""))]
