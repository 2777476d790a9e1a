"""Shapes of what either party types on a need, a quote or a complaint; and of prices and samples."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portage.catalogue.models import Product
from portage.core.forms import Answered, DayField
from portage.core.forms.fields import country_choices, currency_choices, one_of
from portage.fieldwork.forms.orders import Amount, Keyed
from portage.fieldwork.models import Incoterm

from ..models import Said, Trial
from .asking import PhotosField, language_field, words_field


class WordsForm(Keyed):
    text = words_field(_("Your words"))
    language = language_field()


class ReasonForm(WordsForm):
    text = words_field(_("Why"), help_text=_("The other party reads it."))


class OutcomeForm(WordsForm):
    text = words_field(_("What came of it"), help_text=_("The other party reads it."))


class AnswerForm(WordsForm):
    """The answer, chosen by hand; its words; what is done about a complaint."""

    field_order = ("answer", "remedy", "text", "language")
    text = words_field(_("Your words"), required=False, help_text=_("A yes may stand alone; a no says why."))

    def __init__(self, answers: Mapping[str, Any], data: Any = None, *, has_remedy: bool, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["answer"] = forms.ChoiceField(
            label=_("Your answer"), choices=list(answers.items()), widget=forms.RadioSelect
        )
        if has_remedy:
            self.fields["remedy"] = forms.ChoiceField(
                label=_("What is done, when it is accepted"), required=False, choices=[("", "–"), *Said.Remedy.choices]
            )
        self.order_fields(self.field_order)


class TranslateForm(Answered, forms.Form):
    use_required_attribute = False
    language = one_of(list, label=_("In which language"))
    text = words_field(_("The same in that language"), rows=6)

    def __init__(self, languages: Sequence[tuple[str, str]], data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["language"] = forms.ChoiceField(label=_("In which language"), choices=languages)


class PhotosForm(Answered, forms.Form):
    use_required_attribute = False
    photos = PhotosField(required=True)


class PriceForm(Keyed):
    """One price instruction of one contract."""

    currency = one_of(currency_choices, label=_("Currency"))
    unit = forms.CharField(
        label=_("Unit"), max_length=20, widget=forms.TextInput(attrs={"list": "units", "class": "short"})
    )
    floor = Amount(
        label=_("Floor price, a unit"), max_digits=14, decimal_places=4, help_text=_("No quote goes below without you.")
    )
    list_price = Amount(label=_("List price, a unit"), max_digits=14, decimal_places=4)
    minimum = Amount(label=_("Least quantity"), required=False, max_digits=14, decimal_places=3)
    valid_from = DayField(label=_("Valid from"))
    valid_until = DayField(
        label=_("Valid until"), required=False, help_text=_("Left empty: until another replaces it.")
    )
    payment_days = forms.IntegerField(
        label=_("Days to pay, at most"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
    )
    incoterm = forms.ChoiceField(
        label=_("Delivery terms"),
        required=False,
        choices=[("", _("Any")), *Incoterm.choices],
        help_text=_("Incoterms 2020."),
    )
    note = words_field(_("Note for the agent"), rows=3, required=False)

    def __init__(
        self, products: Sequence[Product], countries: Sequence[str], data: Any = None, *, initial: Mapping[str, Any]
    ) -> None:
        super().__init__(data, initial=initial)
        names = [(str(one.pk), capfirst(str(one))) for one in products]
        self.fields["product"] = forms.ChoiceField(label=_("Product"), choices=[("", _("Choose a product")), *names])
        known = [row for row in country_choices() if row[0] in countries]
        self.fields["country"] = forms.ChoiceField(label=_("Country of the territory"), choices=known)
        self.order_fields(["key", "product", "country", *self.fields])


class SampleForm(Keyed):
    """A sample that is sent."""

    lot = forms.CharField(label=_("Lot number"), max_length=60)
    quantity = Amount(label=_("Quantity"), max_digits=14, decimal_places=3)
    unit = forms.CharField(
        label=_("Unit"), max_length=20, widget=forms.TextInput(attrs={"list": "units", "class": "short"})
    )
    sent_on = DayField(label=pgettext_lazy("sample", "Sent on"))
    carrier = forms.CharField(label=_("Carrier, number of the parcel"), required=False, max_length=160)

    def __init__(
        self, products: Sequence[Product], for_whom: Sequence[Any], data: Any = None, *, initial: Mapping[str, Any]
    ) -> None:
        super().__init__(data, initial=initial)
        names = [(str(one.pk), capfirst(str(one))) for one in products]
        self.fields["product"] = forms.ChoiceField(label=_("Product"), choices=[("", _("Choose a product")), *names])
        self.fields["for_whom"] = forms.ChoiceField(label=_("For what"), required=False, choices=for_whom)
        self.order_fields(["key", "for_whom", "product", *self.fields])


class ReceiveForm(Answered, forms.Form):
    use_required_attribute = False
    on = DayField(label=pgettext_lazy("sample", "Received on"))


class TrialForm(Keyed):
    """What came of a trial."""

    on = DayField(label=_("Tried on"))
    by_customer = forms.CharField(label=_("Tried by"), required=False, max_length=160)
    result = forms.ChoiceField(label=_("Result"), choices=Trial.Result.choices, widget=forms.RadioSelect)
    text = words_field(_("In words"), required=False, help_text=_("What is not good is told in words."))
    language = language_field()
