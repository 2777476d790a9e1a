"""Organisations: those that take part (carrier groups, subsidiaries, SMEs, institutions) and customers."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from portage.core.append_only import HistoryQuerySet, append_only
from portage.core.ids import uuid7

from ..identifiers import check_agree, check_lei, check_siren, check_siret, check_time_zone, check_vat
from ..roles import Kind

LANGUAGES = [("fr", _("French")), ("en", _("English"))]


class Organisation(models.Model):
    """One organisation. What only some kinds have (covered countries, export share) may be empty on the others.

    `parent` is the carrier group of a subsidiary, or the group that absorbed a carrier group. `sorted_as` is the name as
    lists put it in order, without accents and in small letters: databases sort é after z, each in its own way.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    name = models.CharField(_("name"), max_length=160)
    sorted_as = models.CharField(max_length=320, editable=False, default="")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children", verbose_name=_("group")
    )
    country = CountryField(_("country of seat"))
    legal_form = models.CharField(_("legal form"), max_length=120, blank=True)
    registration = models.CharField(_("registration in its country"), max_length=80, blank=True)
    siren = models.CharField("SIREN", max_length=9, blank=True, validators=[check_siren])
    siret = models.CharField("SIRET", max_length=14, blank=True, validators=[check_siret])
    vat = models.CharField(_("VAT number"), max_length=20, blank=True, validators=[check_vat])
    lei = models.CharField("LEI", max_length=20, blank=True, validators=[check_lei])
    street = models.CharField(_("street"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=20, blank=True)
    city = models.CharField(_("city"), max_length=100, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=50, default="Europe/Paris", validators=[check_time_zone])
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGES, default="en")
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    sectors = models.JSONField(_("sectors"), default=list, blank=True)
    languages_spoken = models.JSONField(_("languages spoken"), default=list, blank=True)
    countries_covered = models.JSONField(_("countries covered"), default=list, blank=True)
    sales_force = models.PositiveIntegerField(_("sales force"), null=True, blank=True)
    employees = models.PositiveIntegerField(_("employees"), null=True, blank=True)
    founded = models.PositiveSmallIntegerField(_("founded in"), null=True, blank=True)
    export_share = models.DecimalField(_("export share"), max_digits=4, decimal_places=3, null=True, blank=True)
    fictional = models.BooleanField(_("invented for the demonstration"), default=False)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="subsidiary_has_a_group", condition=~Q(kind=Kind.SUBSIDIARY) | Q(parent__isnull=False)
            ),
            models.CheckConstraint(
                name="export_share_is_a_share",
                condition=Q(export_share__isnull=True) | Q(export_share__gte=0, export_share__lte=1),
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "sorted_as"], name="organisation_by_kind"),
            models.Index(fields=["parent"], name="organisation_by_parent"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        check_agree(self.siren, self.siret, self.vat)

    @property
    def address(self) -> str:
        """Street, postcode and city on one line; the country is told apart, in the reader's language."""
        return ", ".join(part for part in (self.street, f"{self.postcode} {self.city}".strip()) if part)


@append_only
class OrganisationName(models.Model):
    """A name that an organisation bore from a day on, and the group it belonged to: Rhône-Poulenc before Rhodia."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=160)
    from_day = models.DateField()
    reason = models.CharField(max_length=200, blank=True)

    objects = HistoryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "from_day"], name="one_name_from_a_day")]
        ordering = ["from_day"]


class Customer(models.Model):
    """An industrial customer abroad that a subsidiary visits. It has no account; one record per owner.

    A scope of its own: whoever sees the owner as a partner must not see its customers.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="customers")
    name = models.CharField(_("name"), max_length=160)
    country = CountryField(_("country"))
    city = models.CharField(_("city"), max_length=100, blank=True)
    segment = models.CharField(_("segment"), max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "country", "name"], name="one_customer_record_per_owner")
        ]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
