"""Matters: what an agent lays before its principal, who answers against a clock: a need, a complaint, a quote.

They have one thread, one clock and one list in common; what each says beside stands in a row of its own (`Need`, `Complaint`,
`Quote`), under the same identifier.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contracts.models import Contract
from contracts.models.versions import Side
from portage.catalogue.models import Product
from portage.core.append_only import append_only, append_only_but_for
from portage.core.ids import uuid4
from portage.core.models import StoredFile
from portage.core.status import Arrows
from portage.fieldwork.models import Order
from portage.network.models import Customer, Membership

from ..rules.verbs import ANSWERS, DECIDED, ENDS, STATUSES

# The newest answer stands: what could not be delivered can be later. A quote is agreed to or declined once, for it binds.
MATTER_ARROWS = Arrows(
    "matter",
    {
        "waiting": {"yes", "no", "agreed", "declined", "accepted", "refused", "withdrawn"},
        "yes": {"no"},
        "no": {"yes"},
        "given": {"ordered"},
        "agreed": {"ordered"},
        "declined": set(),
        "ordered": set(),
        "accepted": {"refused", "closed"},
        "refused": {"accepted", "closed"},
        "closed": set(),
        "withdrawn": set(),
    },
)


@append_only_but_for("customer", "status", "asked_at")
class Matter(models.Model):
    """What the agent asks of its principal under one contract, for one customer or for none in particular.

    `customer_name` and `city` are as both parties read them that day; the customer's record stays the agent's. `key` was made
    where it was written: the same one again is the same matter. `answer_by`: the last day on which the principal answers, by
    the contract; None for a quote inside its instructions, which waits for nobody. `status` is a copy of what was said last;
    `asked_at`, of the principal's last question without an answer.
    """

    class Kind(models.TextChoices):
        NEED = "need", _("need")
        QUOTE = "quote", _("quote")
        COMPLAINT = "complaint", _("complaint")

    class Status(models.TextChoices):
        WAITING = "waiting", _("waiting for an answer")
        YES = "yes", _("yes")
        NO = "no", _("no")
        GIVEN = "given", _("given to the customer")
        AGREED = "agreed", _("agreed to")
        DECLINED = "declined", _("not agreed to")
        ORDERED = "ordered", _("ordered")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")
        CLOSED = "closed", _("closed")
        WITHDRAWN = "withdrawn", _("withdrawn")

    scope_path = "contract"
    follows_customer = True
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    reference = models.CharField(_("reference"), max_length=20, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="matters")
    customer = models.ForeignKey(Customer, null=True, on_delete=models.PROTECT, related_name="matters")
    customer_name = models.CharField(_("customer"), max_length=160, blank=True)
    city = models.CharField(_("city"), max_length=100, blank=True)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField()
    digest = models.CharField(max_length=64)
    asked_on = models.DateField(_("asked on"))
    answer_by = models.DateField(_("to be answered by"), null=True)
    status = models.CharField(_("status"), max_length=10, choices=Status)
    asked_at = models.DateTimeField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["membership", "key"], name="matter_asked_once"),
            models.CheckConstraint(
                name="matter_that_waits_has_its_day", condition=~Q(status="waiting") | Q(answer_by__isnull=False)
            ),
            *(
                models.CheckConstraint(name=f"status_of_{kind}", condition=~Q(kind=kind) | Q(status__in=statuses))
                for kind, statuses in STATUSES.items()
            ),
        ]
        indexes = [
            models.Index(fields=["contract", "-at", "-id"], name="matter_by_day"),
            models.Index(fields=["status", "answer_by"], name="matter_unanswered", condition=Q(status="waiting")),
        ]

    def __str__(self) -> str:
        return self.reference


@append_only
class Need(models.Model):
    """What a customer needs: of which product, how much, at which price, by when, and whether a sample would help."""

    scope_path = "matter__contract"
    matter = models.OneToOneField(Matter, primary_key=True, on_delete=models.PROTECT, related_name="need")
    product = models.ForeignKey(Product, null=True, on_delete=models.PROTECT, related_name="+")
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=3, null=True)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    price = models.DecimalField(_("price wished"), max_digits=14, decimal_places=4, null=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    wanted_on = models.DateField(_("wished by"), null=True)
    wants_sample = models.BooleanField(_("sample wanted"), default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="need_quantity_has_its_unit",
                condition=Q(quantity__isnull=True) | (Q(quantity__gt=0) & ~Q(unit="")),
            ),
            models.CheckConstraint(
                name="need_price_has_its_currency",
                condition=Q(price__isnull=True) | (Q(price__gt=0) & ~Q(currency="") & ~Q(unit="")),
            ),
        ]


@append_only
class Complaint(models.Model):
    """What a customer complains of: under which order, of which product and lot, received on which day."""

    scope_path = "matter__contract"
    matter = models.OneToOneField(Matter, primary_key=True, on_delete=models.PROTECT, related_name="complaint")
    order = models.ForeignKey(Order, null=True, on_delete=models.PROTECT, related_name="complaints")
    product = models.ForeignKey(Product, null=True, on_delete=models.PROTECT, related_name="+")
    lot = models.CharField(_("lot"), max_length=60, blank=True)
    received_on = models.DateField(_("received on"))


@append_only_but_for("texts")
class Said(models.Model):
    """One utterance of a matter's thread; the first is what was asked. It never changes; each answer is the next one.

    `texts` is {language tag: the words}, `original` the language in which they were written; the others are translations that
    people of either side added. A yes may have no words; whatever refuses states its reason. `key` was made where it was
    written: the same one again is the same utterance.
    """

    class Kind(models.TextChoices):
        OPENED = "opened", _("asked")
        WORDS = "words", _("written")
        QUESTION = "question", _("question")
        YES = "yes", _("yes")
        NO = "no", _("no")
        AGREED = "agreed", _("agreed to")
        DECLINED = "declined", _("not agreed to")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")
        CLOSED = "closed", _("closed")

    class Remedy(models.TextChoices):
        REPLACE = "replace", _("the goods are replaced")
        CREDIT = "credit", _("a credit note is issued")
        REPAIR = "repair", _("the goods are repaired")

    scope_path = "matter__contract"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="thread")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    side = models.CharField(max_length=10, choices=Side)
    remedy = models.CharField(_("what is done"), max_length=10, choices=Remedy, blank=True)
    original = models.CharField(_("language"), max_length=20, blank=True)
    key = models.UUIDField(null=True)
    texts = models.JSONField(default=dict)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "number"], name="said_in_its_place"),
            models.UniqueConstraint(fields=["matter", "membership", "key"], name="said_once"),
            models.UniqueConstraint(
                fields=["matter"], condition=Q(kind__in=DECIDED), name="quote_is_agreed_to_or_declined_once"
            ),
            models.UniqueConstraint(fields=["matter"], condition=Q(kind__in=ENDS), name="matter_ends_once"),
            models.CheckConstraint(
                name="said_has_words", condition=Q(kind__in=("yes", "agreed", "accepted")) | ~Q(original="")
            ),
            models.CheckConstraint(
                name="accepted_complaint_has_its_remedy",
                condition=(Q(kind="accepted") & ~Q(remedy="")) | (~Q(kind="accepted") & Q(remedy="")),
            ),
            models.CheckConstraint(
                name="principal_answers",
                condition=(Q(kind__in=ANSWERS) & Q(side="principal"))
                | (Q(kind__in=("opened", *ENDS)) & Q(side="agent"))
                | Q(kind="words"),
            ),
        ]
        ordering = ["number"]

    def text_in(self, language: str) -> tuple[str, str]:
        """(the words in `language`, or as they were written where nobody has translated them yet; their language)."""
        tag = language if language in self.texts else self.original
        return str(self.texts.get(tag, "")), tag


@append_only
class Translation(models.Model):
    """Somebody of either side put what was said in another language: once for each language."""

    scope_path = "said__matter__contract"
    said = models.ForeignKey(Said, on_delete=models.PROTECT, related_name="translations")
    language = models.CharField(max_length=20)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["said", "language"], name="translated_once_a_language")]


@append_only
class MatterFile(models.Model):
    """A photo or a document of a matter: both parties of its contract open it."""

    scope_path = "matter__contract"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="files")
    key = models.UUIDField()
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["matter", "key"], name="matter_file_once")]
        ordering = ["at", "id"]
