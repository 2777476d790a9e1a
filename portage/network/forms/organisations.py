"""Forms of an organisation: its details, a new name."""

from copy import copy
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portage.core.forms import Answered, DayField, fields

from ..identifiers import compacted
from ..models import Organisation
from ..roles import Kind
from ..segments import segment_choices

IDENTIFIERS = ("siren", "siret", "vat", "lei")
ADDRESS = ("street", "postcode", "city")
COMMON = (
    *("country", "legal_form", "registration"),
    *IDENTIFIERS,
    *ADDRESS,
    *("time_zone", "language", "currency", "sectors", "languages_spoken"),
)
OF_KIND = {
    Kind.SUBSIDIARY: ("countries_covered", "sales_force"),
    Kind.CARRIED_SME: ("employees", "founded", "export_share"),
}
SHORT = forms.NumberInput(attrs={"class": "short"})


def keep(form: forms.ModelForm) -> None:
    """What the row holds stays choosable, though the lists of its fields do not hold it."""
    for name, field in form.fields.items():
        if isinstance(field, fields.Listed):
            kept = getattr(form.instance, name)
            field.keep(kept if isinstance(kept, list) else [str(kept)])


class Identifier(forms.CharField):
    """An identifier as people type it, with spaces or dots; kept without them."""

    def __init__(self, kind: str, **options: Any) -> None:
        super().__init__(required=False, **options)
        self.kind = kind

    def to_python(self, value: Any) -> str:
        return compacted(self.kind, super().to_python(value) or "")


class OrganisationForm(Answered, forms.ModelForm):
    """The details of an organisation; only those that its kind has."""

    country = fields.country_field(label=_("Country of seat"))
    siren = Identifier("siren", label="SIREN", max_length=20, help_text=_("French companies: nine digits."))
    siret = Identifier("siret", label="SIRET", max_length=25, help_text=_("French establishments: fourteen digits."))
    vat = Identifier(
        "vat", label=_("VAT number"), max_length=25, help_text=_("With its country prefix, as FR40303265045.")
    )
    lei = Identifier("lei", label="LEI", max_length=30)
    time_zone = fields.one_of(fields.zone_choices, label=_("Time zone"))
    currency = fields.one_of(fields.currency_choices, label=_("Currency"))
    sectors = fields.CodesField(choices=segment_choices, label=_("Sectors"), required=False)
    languages_spoken = fields.CodesField(choices=fields.language_choices, label=_("Languages spoken"), required=False)
    countries_covered = fields.CodesField(choices=fields.country_choices, label=_("Countries covered"), required=False)
    export_share = fields.PercentField(label=_("Export share (%)"), required=False)

    class Meta:
        model = Organisation
        fields = ["name", *COMMON, "countries_covered", "sales_force", "employees", "founded", "export_share"]
        widgets = {"sales_force": SHORT, "employees": SHORT, "founded": SHORT}
        labels = {"sales_force": _("Salespeople")}

    def __init__(
        self, kind: str, data: Any = None, *, instance: Organisation | None = None, initial: Any = None
    ) -> None:
        super().__init__(data, instance=copy(instance) if instance else Organisation(kind=kind), initial=initial)
        if instance:
            del self.fields["name"]  # a new name is a verb of its own, with its day
        for names in (names for other, names in OF_KIND.items() if other != kind):
            for name in names:
                del self.fields[name]
        keep(self)

    def _get_validation_exclusions(self) -> set[str]:
        """The parent is given by the verb, not typed."""
        return super()._get_validation_exclusions() | {"parent"}  # type: ignore[misc]

    def validate_constraints(self) -> None:
        """The verb checks them, with the parent."""

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under headings, in the order of a letterhead."""
        own = [name for names in OF_KIND.values() for name in names]
        blocks = [
            (_("Who it is"), ("name", "country", "legal_form", "registration")),
            (_("Identifiers"), IDENTIFIERS),
            (_("Address"), ADDRESS),
            (_("What it does"), (*own, "sectors", "languages_spoken")),
            (_("Documents and times"), ("language", "currency", "time_zone")),
        ]
        return [(str(title), [self[name] for name in names if name in self.fields]) for title, names in blocks]


class RenameForm(Answered, forms.Form):
    name = forms.CharField(label=_("New name"), max_length=160)
    from_day = DayField(label=_("From which day"), help_text=_("The day of the decision or of its registration."))
    reason = forms.CharField(
        label=_("Reason"), max_length=200, help_text=_("For example: merger, new brand. It stays in the history.")
    )
