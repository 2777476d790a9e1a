"""Products, as far as a contract needs them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase

from portage.core import words
from portage.core.ids import uuid7
from portage.core.status import Arrows
from portage.core.tongues import check_names
from portage.network.models import Organisation

from .codes import check_hs_code

ARROWS = Arrows("product", {"draft": {"offered", "withdrawn"}, "offered": {"withdrawn"}, "withdrawn": {"offered"}})


class Product(models.Model):
    """A product of a carried SME. Its names are one field keyed by language tag, the original marked."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        OFFERED = "offered", _("offered")
        WITHDRAWN = "withdrawn", _("withdrawn")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="products")
    code = models.CharField(_("own code"), max_length=30, blank=True)
    names = models.JSONField(
        _("names"), validators=[check_names], help_text='{"fr": "acide tartrique", "en": "tartaric acid"}'
    )
    original = models.CharField(_("original language"), max_length=10, default="fr")
    family = models.CharField(_("family"), max_length=80, blank=True)
    hs_code = models.CharField(_("HS code"), max_length=6, blank=True, validators=[check_hs_code])
    certifications = models.JSONField(_("certifications"), default=list, blank=True)
    segments = models.JSONField(_("segments"), default=list, blank=True)
    countries_open = models.JSONField(
        _("countries open"), default=list, blank=True, help_text=_("Empty: all countries.")
    )
    countries_closed = models.JSONField(_("countries closed"), default=list, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OFFERED)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "code"], condition=~Q(code=""), name="product_code_once_per_owner")
        ]
        indexes = [models.Index(fields=["owner", "family"], name="product_by_family")]

    def __str__(self) -> str:
        return self.name_in(get_language() or "en")

    def clean(self) -> None:
        """The original name must be there; a country is open or closed, not both."""
        if not self.names.get(self.original):
            raise ValidationError(
                {"original": ValidationError(_("Give the name in the original language."), code="no_original")}
            )
        both = set(self.countries_open) & set(self.countries_closed)
        if both:
            message = _("%(countries)s: open and closed at once.") % {
                "countries": ", ".join(words.country(code) for code in sorted(both))
            }
            raise ValidationError({"countries_closed": ValidationError(message, code="open_and_closed")})

    def may_be_sold_in(self, country: str) -> bool:
        """Open (all are, when none is named) and not closed."""
        return (not self.countries_open or country in self.countries_open) and country not in self.countries_closed

    def name_in(self, language: str) -> str:
        """The name in `language`, or in the original language where nobody has translated it yet."""
        return self.names.get(language) or self.names.get(self.original) or next(iter(self.names.values()), "")


class ProductGrant(GroupObjectPermissionBase):
    """A group of members may view a product: its owner's, and those it was shared with."""

    content_object = models.ForeignKey(Product, on_delete=models.CASCADE)

    class Meta(GroupObjectPermissionBase.Meta):
        abstract = False
