"""The agent contract itself: its parties, its nature, what it binds to, and where it stands."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase

from portage.core.ids import uuid7
from portage.core.status import Arrows
from portage.network.models import Organisation

from .texts import ModelVersion

ARROWS = Arrows(
    "contract",
    {
        "draft": {"negotiating", "signed", "withdrawn"},
        "negotiating": {"approved", "withdrawn"},
        "approved": {"negotiating", "awaiting_signature", "withdrawn"},
        "awaiting_signature": {"negotiating", "signed", "withdrawn"},
        "signed": {"in_force", "ended", "in_effect", "fallen"},
        "in_force": {"notice_given", "ended"},
        "notice_given": {"in_force", "ended"},
        "ended": set(),
        "withdrawn": set(),
        # Of amendments only
        "in_effect": set(),
        "fallen": set(),
    },
)


def default_scale() -> list[int]:
    return [1, 2, 3]


class Contract(models.Model):
    """An agent contract between one principal (carried SME) and one agent (subsidiary).

    The agreed terms may be typed in any order and left unfinished while it is a draft; a `Version` freezes them. From then
    on a change is a `Proposal` that the other side answers, and each acceptance makes the next version. An amendment is a
    row of its own that `amends` the contract, so that the same steps, checks, approvals and signatures serve it; it is
    never counted as a contract (`queries.counted`).
    The fields under "where it stands" are a copy of what its terms and notices say, written by the same verbs,
    so that lists sort and the daily run finds what is due without reading history.
    """

    class Nature(models.TextChoices):
        RENEWABLE = "renewable", _("renewable")
        INDEFINITE = "indefinite", _("indefinite")
        MORAL = "moral", _("moral")

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        NEGOTIATING = "negotiating", _("Negotiating")
        APPROVED = "approved", _("Approved")
        AWAITING_SIGNATURE = "awaiting_signature", _("Awaiting signature")
        SIGNED = "signed", _("Signed")
        IN_FORCE = "in_force", _("In force")
        NOTICE_GIVEN = "notice_given", _("Notice given")
        ENDED = "ended", _("Ended")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        IN_EFFECT = "in_effect", _("In effect")
        FALLEN = "fallen", _("Fallen")

    class Event(models.TextChoices):
        """What earns the commission."""

        ACCEPTED = "accepted", _("when the principal accepts the order")
        INVOICED = "invoiced", _("when the invoice is issued")
        PAID = "paid", _("when the customer pays")

    class Languages(models.TextChoices):
        FRENCH = "fr", _("French")
        ENGLISH = "en", _("English")
        BOTH = "both", _("French and English side by side")

    class Way(models.TextChoices):
        """How it is signed."""

        ADVANCED = "advanced", _("on the platform, electronically")
        PAPER = "paper", _("on paper, by hand")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    reference = models.CharField(_("reference"), max_length=20, unique=True)
    principal = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="contracts_as_principal", verbose_name=_("principal")
    )
    agent = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="contracts_as_agent", verbose_name=_("agent")
    )
    group = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="contracts_as_group", verbose_name=_("carrier group")
    )
    nature = models.CharField(_("nature"), max_length=10, choices=Nature, default=Nature.RENEWABLE)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.DRAFT)
    confidential = models.BooleanField(_("confidential"), default=False)
    created_at = models.DateTimeField()

    # What is agreed
    model_version = models.ForeignKey(
        ModelVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="contracts"
    )
    exclusive = models.BooleanField(_("reciprocal exclusivity"), default=True)
    segments = models.JSONField(_("customer segments"), default=list, blank=True)
    agent_tasks = models.JSONField(_("tasks of the agent"), default=list, blank=True)
    principal_tasks = models.JSONField(_("tasks of the principal"), default=list, blank=True)
    commission_rate = models.DecimalField(_("commission rate"), max_digits=7, decimal_places=5, null=True, blank=True)
    commission_event = models.CharField(_("event that earns the commission"), max_length=10, choices=Event, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    statement_months = models.PositiveSmallIntegerField(_("statement every (months)"), default=3)
    first_day = models.DateField(_("first day"), null=True, blank=True)
    first_months = models.PositiveSmallIntegerField(_("first term (months)"), default=12)
    renewal_months = models.PositiveSmallIntegerField(_("renewed for (months)"), default=12)
    notice_scale = models.JSONField(_("notice in months, by year begun"), default=default_scale)
    notice_month_end = models.BooleanField(_("notice ends with a calendar month"), default=False)
    notice_forms = models.JSONField(_("form of notice"), default=list, blank=True)
    law = models.CharField(_("governing law"), max_length=2, default="FR")
    forum = models.CharField(_("forum or arbitration"), max_length=160, blank=True)
    languages = models.CharField(
        _("language of the contract"), max_length=4, choices=Languages, default=Languages.FRENCH
    )
    prevailing = models.CharField(
        _("prevailing language"), max_length=2, choices=[("fr", _("French")), ("en", _("English"))], default="fr"
    )
    signature = models.CharField(_("signature"), max_length=10, choices=Way, default=Way.ADVANCED)
    target = models.DecimalField(_("sales target a year"), max_digits=14, decimal_places=2, null=True, blank=True)
    clauses = models.JSONField(_("figures of the clauses"), default=dict, blank=True)

    # Where it comes from
    amends = models.ForeignKey(  # indexed where it is set: lists ask for those that amend nothing, which are nearly all
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="amendments",
        db_index=False,
    )
    amendment_number = models.PositiveSmallIntegerField(default=0, editable=False)
    effective_from = models.DateField(_("takes effect on"), null=True, blank=True)
    earlier_reason = models.TextField(_("why it applies before it is signed"), blank=True)
    extends = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="extensions"
    )
    formalises = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="formal"
    )

    # Where it stands: a copy, see above
    time_zone = models.CharField(max_length=50, default="Europe/Paris")
    version_number = models.PositiveIntegerField(default=0)
    signed_version = models.PositiveIntegerField(
        default=0, help_text="the version that was signed, once amendments have made consolidated ones; else 0"
    )
    term_number = models.PositiveIntegerField(default=0)
    term_last_day = models.DateField(null=True, blank=True)
    last_notice_day = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    next_day = models.DateField(_("next date that binds"), null=True, blank=True)
    next_kind = models.CharField(max_length=12, blank=True)
    due_on = models.DateField(
        null=True, blank=True, help_text="the local day on which the daily run must look at it again"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(name="contract_has_two_parties", condition=~Q(principal=F("agent"))),
            models.CheckConstraint(
                name="commission_rate_is_a_share",
                condition=Q(commission_rate__isnull=True) | Q(commission_rate__gte=0, commission_rate__lte=Decimal(1)),
            ),
            models.CheckConstraint(
                name="terms_last_a_month_at_least", condition=Q(first_months__gte=1, renewal_months__gte=1)
            ),
            models.CheckConstraint(
                name="moral_contract_has_no_terms",
                condition=~Q(nature="moral") | Q(term_number=0, term_last_day__isnull=True),
            ),
            models.CheckConstraint(
                name="amendment_is_numbered",
                condition=Q(amends__isnull=True, amendment_number=0) | Q(amends__isnull=False, amendment_number__gte=1),
            ),
            models.CheckConstraint(
                name="amendments_have_states_of_their_own",
                condition=Q(amends__isnull=True) & ~Q(status__in=["in_effect", "fallen"])
                | Q(amends__isnull=False) & ~Q(status__in=["in_force", "notice_given", "ended"]),
            ),
            models.CheckConstraint(
                name="moral_contract_is_not_amended", condition=Q(amends__isnull=True) | ~Q(nature="moral")
            ),
            models.UniqueConstraint(
                fields=["amends", "amendment_number"], condition=Q(amends__isnull=False), name="amendment_number_once"
            ),
            models.UniqueConstraint(
                fields=["amends"],
                condition=Q(status__in=["draft", "negotiating", "approved", "awaiting_signature", "signed"]),
                name="one_open_amendment_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["extends", "agent"], condition=~Q(status="withdrawn"), name="extended_once_to_an_agent"
            ),
            models.UniqueConstraint(
                fields=["formalises"], condition=~Q(status="withdrawn"), name="one_writing_of_a_moral_contract"
            ),
        ]
        indexes = [
            models.Index(fields=["amends"], name="contract_amended", condition=Q(amends__isnull=False)),
            models.Index(fields=["due_on"], name="contract_due", condition=Q(due_on__isnull=False)),
            models.Index(fields=["next_day", "id"], name="contract_by_next_day"),
            models.Index(fields=["status", "next_day", "id"], name="contract_by_status"),
            models.Index(fields=["principal", "status"], name="contract_by_principal"),
            models.Index(fields=["agent", "status"], name="contract_by_agent"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        """Whether its terms may still be typed."""
        return self.status in {self.Status.DRAFT, self.Status.NEGOTIATING}

    @property
    def signed_number(self) -> int:
        """The number of the version that the parties signed: before any amendment, the present one."""
        return self.signed_version or self.version_number

    @property
    def lives(self) -> bool:
        """Whether it binds now or is about to."""
        return self.status in {"awaiting_signature", "signed", "in_force", "notice_given"}


class ContractGrant(GroupObjectPermissionBase):
    """A group of members may view a contract and what hangs below it."""

    content_object = models.ForeignKey(Contract, on_delete=models.CASCADE)

    class Meta(GroupObjectPermissionBase.Meta):
        abstract = False
