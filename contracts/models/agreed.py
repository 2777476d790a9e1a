"""What a contract covers: lines of products, territory, reserved customers, commission."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from portage.catalogue.models import Product

from .contract import Contract


class ProductLine(models.Model):
    """A product that the contract covers."""

    scope_path = "contract"
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="product_lines")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contract", "product"], name="product_once_in_a_contract")]


class TerritoryLine(models.Model):
    """A country of the territory; `regions` where not all of it."""

    scope_path = "contract"
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="territory_lines")
    country = CountryField(_("country"))
    regions = models.JSONField(_("regions"), default=list, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contract", "country"], name="country_once_in_a_contract")]
        indexes = [models.Index(fields=["country", "contract"], name="territory_by_country")]


class ReservedCustomer(models.Model):
    """A customer that the principal keeps, and the rate its purchases earn the agent (0 is legitimate here)."""

    scope_path = "contract"
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="reserved_customers")
    name = models.CharField(_("customer"), max_length=160)
    place = models.CharField(_("place"), max_length=120, blank=True)
    rate = models.DecimalField(_("rate"), max_digits=7, decimal_places=5, default=Decimal(0))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "name", "place"], name="reserved_customer_once"),
            models.CheckConstraint(name="reserved_rate_is_a_share", condition=Q(rate__gte=0, rate__lte=1)),
        ]


class CommissionLine(models.Model):
    """A rate that differs from the contract's: for one product, or all (`product` empty), up to a yearly amount.

    The tiers of one product are its lines ordered by `up_to`; the last one has no bound.
    """

    scope_path = "contract"
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="commission_lines")
    product = models.ForeignKey(Product, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    up_to = models.DecimalField(_("sales of the year up to"), max_digits=14, decimal_places=2, null=True, blank=True)
    rate = models.DecimalField(_("rate"), max_digits=7, decimal_places=5)

    class Meta:
        constraints = [models.CheckConstraint(name="line_rate_is_a_share", condition=Q(rate__gte=0, rate__lte=1))]
