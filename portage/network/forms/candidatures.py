"""Shapes of input of candidatures: what a stranger types, what a group says about itself, and how it answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portage.core.forms import Answered, fields
from portage.core.tongues import check_line, check_text

from ..models import Candidature, CandidaturePage, Organisation
from ..models.candidatures import MOST_PRODUCTS, MOST_WELCOME, PRODUCT
from ..roles import Kind
from ..rules import candidatures as rules
from ..segments import segment_choices
from .members import roles_of
from .organisations import SHORT, Identifier, OrganisationForm, keep

PARTS = tuple(PRODUCT)
COMPANY = """
    company country legal_form siren vat registration website employees founded export_share sectors
""".split()


class Text(forms.CharField):
    """Several lines. A break is one character, as people and browsers count it."""

    def __init__(self, *, rows: int = 5, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), validators=[check_text], **options)

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


class CustomsCode(forms.CharField):
    """A customs code as people type it, with dots or spaces: two to ten digits, or nothing. No list is asked."""

    def to_python(self, value: Any) -> str:
        typed = "".join((super().to_python(value) or "").replace(".", " ").split())
        if typed and not (typed.isascii() and typed.isdigit() and 2 <= len(typed) <= 10):
            raise forms.ValidationError(_("A customs code has from two to ten digits; leave it empty when unsure."))
        return typed


class CandidatureForm(Answered, forms.ModelForm):
    """What an SME that nobody knows tells of itself. `wait`: in how many seconds it may be sent again, when refused for now."""

    wait = rules.WAIT

    country = fields.country_field(label=_("Country of seat"))
    siren = Identifier("siren", label="SIREN", max_length=20, help_text=_("French companies give it: nine digits."))
    vat = Identifier(
        "vat", label=_("VAT number"), max_length=25, help_text=_("With its country prefix, as FR40303265045.")
    )
    export_share = fields.PercentField(label=_("Export share (%)"), required=False)
    sectors = fields.CodesField(choices=segment_choices, label=_("Sectors"), required=False)
    languages_spoken = fields.CodesField(
        choices=fields.language_choices, label=_("Languages that your people speak"), required=False
    )
    markets = fields.CodesField(choices=fields.country_choices, label=_("Countries where you want to sell"))
    why = Text(label=_("Why this group, and why now"), rows=6, max_length=4000)
    office_line = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    class Meta:
        model = Candidature
        fields = [
            *("company", "legal_form", "country", "siren", "vat", "registration", "website", "employees", "founded"),
            *("export_share", "sectors", "languages_spoken", "markets", "why"),
            *("person", "function", "email", "phone", "language"),
        ]
        labels = {
            "person": _("Your name"), "function": _("Your function"), "company": _("Name of the company"),
            "email": _("Your e-mail address"), "language": _("In which language shall we write to you?"),
        }  # fmt: skip
        help_texts = {
            "registration": _("Companies outside France give it, or the VAT number."),
            "email": _("An e-mail goes there at once: nothing is sent to the group before you open it."),
            "website": _("Read by the group's people; it is no link on their page."),
        }
        widgets = {
            "employees": SHORT, "founded": SHORT, "language": forms.RadioSelect,
            "person": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
            "phone": forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        }  # fmt: skip

    def __init__(self, data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["language"].choices = self._meta.model._meta.get_field("language").choices  # type: ignore[attr-defined]
        for number in range(1, MOST_PRODUCTS + 1):
            first = number == 1
            self.fields[f"product_{number}_name"] = forms.CharField(
                label=_("Product"), max_length=PRODUCT["name"], required=first, validators=[check_line]
            )
            self.fields[f"product_{number}_what"] = Text(
                label=_("What it does, and for whom"), rows=2, max_length=PRODUCT["what"], required=first
            )
            self.fields[f"product_{number}_hs_code"] = CustomsCode(
                label=_("Customs code (HS)"),
                max_length=20,
                required=False,
                widget=forms.TextInput(attrs={"class": "short"}),
            )
        self.order_fields([*COMPANY, *(field.name for row in self.product_rows for field in row)])
        self.fields["markets"].widget.is_required = False  # folded: a keyboard need not walk through every country

    def clean(self) -> dict[str, Any]:
        """The company is known by a number, every product by name and words, and machines fill what people do not see."""
        given = super().clean() or self.cleaned_data
        if given.get("office_line"):
            self.add_error("office_line", _("Leave this empty: people do not see it."))
        absent = rules.missing(given)
        if absent and absent not in self.errors and "country" in given:
            self.add_error(absent, _("Give the number by which your company is registered."))
        for row in self.product_rows:
            name, what, code = (given.get(field.name, "") for field in row)
            wrong = any(field.errors for field in row)
            if not wrong and (bool(name) != bool(what) or (code and not name)):
                self.add_error(row[1 if name else 0].name, _("Name each product, and say what it does."))
        return given

    def validate_constraints(self) -> None:
        """The verb checks them, with the group."""

    @property
    def product_rows(self) -> list[list[forms.BoundField]]:
        """The fields of each product."""
        return [[self[f"product_{number}_{part}"] for part in PARTS] for number in range(1, MOST_PRODUCTS + 1)]

    @property
    def more_products(self) -> list[dict[str, Any]]:
        """The products after the first: folded, unless something was typed."""
        rows = self.product_rows[1:]
        return [
            {"fields": row, "number": number, "open": any(field.value() or field.errors for field in row)}
            for number, row in enumerate(rows, start=2)
        ]

    @property
    def facts(self) -> dict[str, Any]:
        """What the verb takes, once the form is valid."""
        given = self.cleaned_data
        products = [{part: given[f"product_{n}_{part}"] for part in PARTS} for n in range(1, MOST_PRODUCTS + 1)]
        return {name: given[name] for name in self.Meta.fields} | {
            "products": [product for product in products if product["name"]]
        }

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields but the products under headings: what comes before them, and what comes after."""
        blocks = [
            (_("Your company"), COMPANY),
            (_("Where you want to go"), ("markets", "languages_spoken")),
            (_("Why"), ("why",)),
            (_("Who writes"), ("person", "function", "email", "phone", "language")),
        ]
        return [(str(title), [self[name] for name in names]) for title, names in blocks]


class ConfirmForm(Answered, forms.Form):
    """Nothing to type: the letter proves the address."""


class WithdrawForm(Answered, forms.Form):
    """A box, never ticked beforehand."""

    agree = forms.BooleanField(label=_("I withdraw my candidature; what it holds is erased."))


class PageForm(Answered, forms.ModelForm):
    """What strangers read before they apply."""

    welcome_fr = Text(label=_("Welcome, in French"), rows=6, max_length=MOST_WELCOME, required=False)
    welcome_en = Text(label=_("Welcome, in English"), rows=6, max_length=MOST_WELCOME, required=False)
    sectors = fields.CodesField(choices=segment_choices, label=_("Sectors that you look for"), required=False)
    countries = fields.CodesField(
        choices=fields.country_choices, label=_("Countries of SMEs that you look for"), required=False
    )

    class Meta:
        model = CandidaturePage
        fields = ["sectors", "countries"]

    field_order = ("welcome_fr", "welcome_en", "sectors", "countries")

    def __init__(self, data: Any = None, *, page: CandidaturePage | None = None) -> None:
        welcome = page.welcome if page else {}
        kept = {"sectors": page.sectors, "countries": page.countries} if page else {}
        super().__init__(data, initial={f"welcome_{tag}": text for tag, text in welcome.items()} | kept)

    @property
    def facts(self) -> dict[str, Any]:
        """What the verb takes."""
        given = self.cleaned_data
        texts = {tag: given[f"welcome_{tag}"].strip() for tag in ("fr", "en")}
        welcome = {tag: text for tag, text in texts.items() if text}
        return {"welcome": welcome, "sectors": given["sectors"], "countries": given["countries"]}


class AcceptForm(OrganisationForm):
    """The details of the SME as its candidature tells them, and the role of its first person."""

    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("Title on contracts"), max_length=80, required=False, validators=[check_line],
        help_text=_("As it stands below a signature: managing director, head of sales."),
    )  # fmt: skip

    def __init__(self, candidature: Candidature, group: Organisation, data: Any = None) -> None:
        own = {"currency": group.currency, "time_zone": group.time_zone}
        told = {**own, **rules.as_organisation(candidature), "country": str(candidature.country)}
        super().__init__(Kind.CARRIED_SME, data, initial={**told, "title": candidature.function})
        wanted = {"export_director", "managing_director"}
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            pair for pair in roles_of(Kind.CARRIED_SME) if pair[0] in wanted
        ]
        keep(self)

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The first person before the details: the one thing that the candidature does not say."""
        return [(str(_("Its first person")), [self["role"], self["title"]]), *super().groups]


class RefuseForm(Answered, forms.Form):
    reason = Text(
        label=_("Reason"),
        rows=6,
        max_length=2000,
        help_text=_("The applicant reads it, as you write it, behind the link."),
    )


class KeepForm(Answered, forms.Form):
    note = Text(
        label=_("Note"), rows=4, max_length=2000, required=False, help_text=_("Only your group's people read it.")
    )
