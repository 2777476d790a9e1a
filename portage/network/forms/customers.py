"""Forms of industrial customers and of contacts there."""

from copy import copy
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portage.core.forms import Answered, fields

from ..models import Contact, Customer, Organisation
from ..segments import segment_choices
from .organisations import keep


class CustomerForm(Answered, forms.ModelForm):
    country = fields.country_field(label=_("Country"))
    segment = fields.one_of(segment_choices, empty=_("None, or not known"), label=_("Segment"), required=False)

    class Meta:
        model = Customer
        fields = ["name", "country", "city", "segment"]

    def __init__(self, data: Any = None, *, instance: Customer | None = None) -> None:
        super().__init__(data, instance=copy(instance) if instance else None)

    def validate_constraints(self) -> None:
        """The verb checks them, with the owner."""


class NewCustomerForm(CustomerForm):
    """With the organisation it is recorded for, when there is a choice."""

    def __init__(self, owners: list[Organisation], data: Any = None) -> None:
        super().__init__(data)
        self.fields["owner"] = forms.ChoiceField(
            label=_("Recorded for"), choices=[(str(owner.pk), owner.name) for owner in owners]
        )
        if len(owners) == 1:
            self.fields["owner"].initial = str(owners[0].pk)
            self.fields["owner"].widget = forms.HiddenInput()
        self.order_fields(["owner"])


class ContactForm(Answered, forms.ModelForm):
    """A person at a customer, and how we came to have them."""

    language = fields.one_of(fields.language_choices, empty=_("Not known"), label=_("Language"), required=False)

    class Meta:
        model = Contact
        fields = ["name", "function", "email", "phone", "language", "source", "source_says", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 4}), "phone": forms.TextInput(attrs={"type": "tel"})}
        help_texts = {
            "source": _("They may ask it; we must be able to say."),
            "source_says": _("Which fair, who gave it, on which page."),
            "note": _("What helps the next visit. Nothing about health, beliefs or private life: they may read it."),
        }

    def __init__(self, data: Any = None, *, instance: Contact | None = None) -> None:
        super().__init__(data, instance=copy(instance) if instance else None)
        keep(self)

    def validate_constraints(self) -> None:
        """The verb checks them, with the customer."""


class RemoveContactForm(Answered, forms.Form):
    """A box that names who is removed."""

    agree = forms.BooleanField()

    def __init__(self, name: str, data: Any = None) -> None:
        super().__init__(data)
        self.fields["agree"].label = _("Everything recorded of %(name)s is erased, for good.") % {"name": name}
