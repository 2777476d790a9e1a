"""Candidatures: an SME that nobody knows asks a carrier group to be carried."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_countries.fields import CountryField
from guardian.models import GroupObjectPermissionBase

from portage.core.ids import uuid7
from portage.core.status import Arrows
from portage.core.tongues import check_line, check_text

from ..identifiers import check_siren, check_vat
from .organisations import LANGUAGES, Organisation
from .people import Membership

ARROWS = Arrows(
    "candidature",
    {
        "unconfirmed": {"received"},
        "received": {"accepted", "refused", "kept", "withdrawn"},
        "kept": {"accepted", "refused", "received", "withdrawn"},
        "accepted": {},
        "refused": {},
        "withdrawn": {},
    },
)
OPEN = ("received", "kept")
Validators = list[Callable[[Any], None]]
MOST_PRODUCTS, MOST_WELCOME = 5, 3000
PRODUCT = {"name": 120, "what": 600, "hs_code": 10}  # what is told of a product, and how long it may be
LINE: Validators = [check_line]
REASON: Validators = [check_text, MaxLengthValidator(2000)]
PEOPLE, YEAR = [MaxValueValidator(10_000_000)], [MinValueValidator(1000), MaxValueValidator(2200)]
WHY: Validators = [check_text, MaxLengthValidator(4000)]


def check_welcome(texts: object) -> None:
    """Raise ValidationError unless `texts` is {language: a text that can be read}."""
    if not isinstance(texts, dict) or not set(texts) <= {tag for tag, _name in LANGUAGES}:
        raise ValidationError(_("Give one text for each language."), code="bad_welcome")
    for text in texts.values():
        _check_length(text, MOST_WELCOME)
        check_text(text)


def check_products(products: object) -> None:
    """Raise ValidationError unless `products` is a list of one to five, each {name, what, hs_code} in words."""
    if not isinstance(products, list) or len(products) > MOST_PRODUCTS:
        raise ValidationError(_("Name five products at most."), code="too_many_products")
    for product in products:
        if not isinstance(product, dict) or set(product) != set(PRODUCT):
            raise ValidationError(_("Name five products at most."), code="bad_product")
        for name, most in PRODUCT.items():
            _check_length(product[name], most)
            check_text(product[name])


def _check_length(text: object, most: int) -> None:
    if not isinstance(text, str) or len(text) > most:
        raise ValidationError(_("This text is too long."), code="too_long")


class CandidaturePage(models.Model):
    """The public page of a carrier group: open while `opened_at` is set. Its key stands in the address; a new one closes the old.

    `welcome` is plain text by language tag; sectors and countries are what the group looks for.
    """

    scope_path = "organisation"
    organisation = models.OneToOneField(
        Organisation, primary_key=True, on_delete=models.PROTECT, related_name="candidature_page"
    )
    key = models.CharField(max_length=20, unique=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    welcome = models.JSONField(default=dict, blank=True, validators=[check_welcome])
    sectors = models.JSONField(_("sectors that you look for"), default=list, blank=True)
    countries = models.JSONField(_("countries that you look for"), default=list, blank=True)


class Candidature(models.Model):
    """What a stranger sent from the page of a group. It exists for nobody until its address was proved by a letter.

    A scope of its own: the group itself is seen by its subsidiaries and SMEs, its candidatures by its own people alone.
    What a person typed stands in fields that can be blanked; that one existed, when, and how it ended stay.
    `searched` holds company, products and sectors without accents; `reason` is told to the applicant, `note` never.
    """

    class Status(models.TextChoices):
        UNCONFIRMED = "unconfirmed", pgettext_lazy("candidature", "Not confirmed")
        RECEIVED = "received", pgettext_lazy("candidature", "To answer")
        KEPT = "kept", pgettext_lazy("candidature", "Kept in reserve")
        ACCEPTED = "accepted", pgettext_lazy("candidature", "Accepted")
        REFUSED = "refused", pgettext_lazy("candidature", "Refused with reasons")
        WITHDRAWN = "withdrawn", pgettext_lazy("candidature", "Withdrawn by its applicant")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    group = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="candidatures")
    status = models.CharField(max_length=12, choices=Status, default=Status.UNCONFIRMED)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    erased_at = models.DateTimeField(null=True, blank=True)
    sme = models.OneToOneField(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="candidature", editable=False
    )

    company = models.CharField(_("name of the company"), max_length=160, validators=LINE)
    sorted_as = models.CharField(max_length=320, editable=False, default="", blank=True)
    legal_form = models.CharField(_("legal form"), max_length=120, blank=True, validators=LINE)
    country = CountryField(_("country of seat"))
    siren = models.CharField("SIREN", max_length=9, blank=True, validators=[check_siren])
    vat = models.CharField(_("VAT number"), max_length=20, blank=True, validators=[check_vat])
    registration = models.CharField(_("registration in its country"), max_length=80, blank=True, validators=LINE)
    website = models.CharField(_("website"), max_length=200, blank=True, validators=LINE)
    employees = models.PositiveIntegerField(_("employees"), null=True, blank=True, validators=PEOPLE)
    founded = models.PositiveSmallIntegerField(_("founded in"), null=True, blank=True, validators=YEAR)
    export_share = models.DecimalField(_("export share"), max_digits=4, decimal_places=3, null=True, blank=True)
    sectors = models.JSONField(_("sectors"), default=list, blank=True)
    products = models.JSONField(default=list, blank=True, validators=[check_products])
    markets = models.JSONField(_("target countries"), default=list, blank=True)
    languages_spoken = models.JSONField(_("languages spoken"), default=list, blank=True)
    why = models.TextField(_("why"), max_length=4000, validators=WHY)
    searched = models.TextField(editable=False, default="", blank=True)

    person = models.CharField(_("name"), max_length=120, validators=LINE)
    function = models.CharField(_("function"), max_length=80, blank=True, validators=LINE)
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("phone"), max_length=40, blank=True, validators=LINE)
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGES)

    reason = models.TextField(_("reason"), max_length=2000, blank=True, validators=REASON)
    note = models.TextField(_("note"), max_length=2000, blank=True, validators=REASON)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "email"], condition=Q(status__in=OPEN), name="one_open_candidature_per_address"
            ),
            models.CheckConstraint(
                name="candidature_is_confirmed_or_unseen",
                condition=Q(status="unconfirmed", confirmed_at__isnull=True)
                | (~Q(status="unconfirmed") & Q(confirmed_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="candidature_accepted_makes_an_sme",
                condition=Q(status="accepted", sme__isnull=False) | (~Q(status="accepted") & Q(sme__isnull=True)),
            ),
            models.CheckConstraint(
                name="candidature_refused_with_a_reason",
                condition=~Q(status="refused") | ~Q(reason="") | Q(erased_at__isnull=False),
            ),
            models.CheckConstraint(
                name="candidature_withdrawn_is_erased", condition=~Q(status="withdrawn") | Q(erased_at__isnull=False)
            ),
            models.CheckConstraint(
                name="candidature_open_is_whole", condition=~Q(status__in=OPEN) | Q(erased_at__isnull=True)
            ),
            models.CheckConstraint(
                name="candidature_erased_holds_nothing",
                condition=Q(erased_at__isnull=True)
                | Q(email="", person="", phone="", company="", why="", reason="", note="", searched=""),
            ),
        ]
        indexes = [
            models.Index(fields=["group", "status", "confirmed_at"], name="candidature_by_group"),
            models.Index(fields=["group", "made_at"], name="candidature_by_day"),
            models.Index(fields=["email", "made_at"], name="candidature_by_address"),
        ]

    def __str__(self) -> str:
        return self.company


class CandidatureGrant(GroupObjectPermissionBase):
    """A group of members may view a candidature."""

    content_object = models.ForeignKey(Candidature, on_delete=models.CASCADE)

    class Meta(GroupObjectPermissionBase.Meta):
        abstract = False
