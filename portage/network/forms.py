"""Shapes of input of the network. What is allowed and what is right belongs to the verbs and to the models."""

from copy import copy
from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portage.core.forms import Answered, DayField, fields

from .identifiers import compacted
from .models import Contact, Customer, Invitation, Membership, Organisation, Person
from .roles import ROLES_OF_KIND, Kind, Role
from .segments import segment_choices

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


class SettingsForm(Answered, forms.ModelForm):
    """How the product speaks to one person."""

    time_zone = fields.one_of(
        fields.zone_choices,
        label=_("Time zone"),
        help_text=_("Times are shown in it; days that bind keep the contract's own."),
    )

    class Meta:
        model = Person
        fields = ["name", "language", "time_zone", "theme"]
        labels = {"theme": _("Colours")}
        help_texts = {"name": _("As it stands on what you write, approve and sign.")}
        widgets = {"theme": forms.RadioSelect, "language": forms.RadioSelect}

    def __init__(self, data: Any = None, *, instance: Person) -> None:
        super().__init__(data, instance=copy(instance))
        keep(self)


def roles_of(kind: str) -> list[tuple[str, str]]:
    """The roles that an organisation of this kind has, in the order of the table."""
    return [
        (role.value, str(role.label)[:1].upper() + str(role.label)[1:])
        for role in Role
        if role in ROLES_OF_KIND[Kind(kind)]
    ]


class MemberForm(Answered, forms.ModelForm):
    """What a membership makes of a person: role, title, and whether they keep the members."""

    class Meta:
        model = Membership
        fields = ["role", "title", "is_administrator"]
        labels = {"is_administrator": _("Administrator: keeps the members of the organisation")}
        help_texts = {"title": _("As it stands below a signature: managing director, head of sales.")}

    def __init__(self, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"] = forms.ChoiceField(
            label=_("Role"),
            choices=roles_of(kind),
            widget=forms.RadioSelect,
            help_text=_("What each role may do stands on the page of roles."),
        )


class ChangeForm(MemberForm):
    """The same of a member, with who takes over when the new role works on contracts no more.

    `was` is what the member was when the form was drawn.
    """

    was = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, colleagues: QuerySet[Membership], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if colleagues.exists():
            self.fields["successor"] = ColleagueField(colleagues, required=False)
            self.fields["successor"].help_text = _("Only where the new role works on contracts no more.")


class ProgramRoleForm(MemberForm):
    """Of a program only the role: it signs nothing and keeps no members."""

    class Meta:
        model = Membership
        fields = ["role"]


class InviteForm(MemberForm):
    """Whom to invite, and as what."""

    class Meta:
        model = Invitation
        fields = ["email", "role", "title", "is_administrator", "language"]
        help_texts = MemberForm.Meta.help_texts
        labels = {**MemberForm.Meta.labels, "language": _("Language of the letter")}

    field_order = ("email", "role", "title", "is_administrator", "language")

    def _post_clean(self) -> None:
        """The verb checks: what it refuses, it names by field."""


class AccountForm(Answered, forms.Form):
    """The name and password of who opens an account by invitation."""

    name = forms.CharField(
        label=_("Your name"), max_length=120, help_text=_("As it stands below what you write, approve and sign.")
    )
    password = forms.CharField(
        label=_("Password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Twelve characters or more, and none of the common ones."),
    )

    def __init__(self, email: str, data: Any = None) -> None:
        super().__init__(data)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """The password is checked against name, address and the common ones."""
        given = super().clean() or self.cleaned_data
        if given.get("password"):
            try:
                password_validation.validate_password(
                    given["password"], Person(email=self.email, name=given.get("name", ""))
                )
            except forms.ValidationError as error:
                self.add_error("password", error)
        return given


class JoinForm(Answered, forms.Form):
    """Nothing to type: the letter says it all."""


class ColleagueField(forms.ModelChoiceField):
    """Who takes over. Asked each time, so that nobody learns whether there is anything to take over."""

    def __init__(self, colleagues: QuerySet[Membership], **options: Any) -> None:
        super().__init__(
            queryset=colleagues,
            label=_("Who takes over what only this person could read"),
            help_text=_(
                "Asked each time, even when there is nothing. Whoever you name is told only if there is something."
            ),
            empty_label=_("Choose a colleague"),
            **options,
        )

    def label_from_instance(self, membership: Membership) -> str:
        return f"{membership.person}, {membership.get_role_display()}"


class EndForm(Answered, forms.Form):
    """A box that names who leaves, and who takes over."""

    agree = forms.BooleanField()

    def __init__(self, name: str, colleagues: QuerySet[Membership], data: Any = None) -> None:
        super().__init__(data)
        self.fields["agree"].label = _("%(name)s acts for this organisation no more.") % {"name": name}
        if colleagues.exists():
            self.fields["successor"] = ColleagueField(colleagues)
            self.order_fields(["successor", "agree"])

    def given(self) -> dict[str, Any]:
        """What `end_membership` is called with."""
        return {"successor": self.cleaned_data.get("successor")}
