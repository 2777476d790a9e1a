"""Contacts: people at industrial customers. Personal data of people who have no account here."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portage.core.ids import uuid4

from .organisations import Customer
from .people import Membership


class Contact(models.Model):
    """A person at a customer: how they are reached, and how we came to know them. Seen by whoever sees the customer.

    `used_on` is the last day on which somebody was in touch with them, or recorded or corrected them: a contact that is
    not used is not kept (see `portage.privacy`). The address is kept in small letters; one contact of it per customer.
    """

    class Source(models.TextChoices):
        VISIT = "visit", _("met on a visit")
        FAIR = "fair", _("met at a fair")
        WEBSITE = "website", _("their website")
        GIVEN = "given", _("given by somebody")
        WROTE = "wrote", _("they wrote to us")

    scope_path = "customer"
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="contacts")
    name = models.CharField(_("name"), max_length=120)
    function = models.CharField(_("function"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    source = models.CharField(_("how we have it"), max_length=10, choices=Source)
    source_says = models.CharField(_("more precisely"), max_length=160, blank=True)
    recorded_by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    used_on = models.DateField(_("last used"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "email"], condition=~Q(email=""), name="one_contact_per_address_of_a_customer"
            ),
        ]
        indexes = [models.Index(fields=["used_on"], name="contact_by_use")]

    def __str__(self) -> str:
        return self.name
