"""Shapes of the network in the API."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portage.core.forms.fields import country_choices, currency_choices

from ..identifiers import check_time_zone, compacted
from ..models import Contact, Customer, Membership, Organisation, OrganisationName
from ..related import ScopedRelatedField

ORGANISATION = """
    country legal_form registration siren siret vat lei street postcode city time_zone language currency sectors
    languages_spoken countries_covered sales_force employees founded export_share
""".split()


class CountryField(serializers.CharField):
    """An ISO 3166-1 alpha-2 code."""

    default_error_messages = {"unknown": "“{code}” is not a country code of ISO 3166-1."}

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_length": 2, "max_length": 2, **options})

    def to_internal_value(self, data: Any) -> str:
        code = super().to_internal_value(data)
        if code not in dict(country_choices()):
            self.fail("unknown", code=code)
        return code

    def to_representation(self, value: Any) -> str:
        return str(value)


class CurrencyField(serializers.CharField):
    """An ISO 4217 code."""

    default_error_messages = {"unknown": "“{code}” is not a currency code of ISO 4217."}

    def to_internal_value(self, data: Any) -> str:
        code = super().to_internal_value(data)
        if code not in dict(currency_choices()):
            self.fail("unknown", code=code)
        return code


class IdentifierField(serializers.CharField):
    """An identifier as people write it; kept without spaces and dots."""

    def __init__(self, kind: str, **options: Any) -> None:
        self.kind = kind
        super().__init__(**{"required": False, "allow_blank": True, "max_length": 30, **options})

    def to_internal_value(self, data: Any) -> str:
        return compacted(self.kind, super().to_internal_value(data))


def words(**options: Any) -> serializers.ListField:
    """A list of short words."""
    return serializers.ListField(child=serializers.CharField(max_length=80), max_length=300, required=False, **options)


class PartySerializer(serializers.ModelSerializer):
    """An organisation by its name."""

    class Meta:
        model = Organisation
        fields = ["id", "name"]
        read_only_fields = fields


class OrganisationSerializer(serializers.ModelSerializer):
    """An organisation in a list."""

    country = CountryField(read_only=True)
    parent = PartySerializer(read_only=True, allow_null=True)

    class Meta:
        model = Organisation
        fields = ["id", "kind", "name", "country", "city", "parent", "countries_covered", "sectors", "archived_at"]
        read_only_fields = fields


class NameSerializer(serializers.ModelSerializer):
    """A name and the day from which it was borne; the first known one has none."""

    from_day = serializers.SerializerMethodField()

    class Meta:
        model = OrganisationName
        fields = ["name", "from_day", "reason"]

    @extend_schema_field(serializers.DateField(allow_null=True))
    def get_from_day(self, row: OrganisationName) -> str | None:
        return row.from_day.isoformat() if row.from_day.year > 1 else None


class MemberSerializer(serializers.ModelSerializer):
    """A person's role in an organisation."""

    name = serializers.CharField(source="person.name", read_only=True)

    class Meta:
        model = Membership
        fields = ["id", "name", "role", "is_administrator", "title"]
        read_only_fields = fields


class VerdictSerializer(serializers.Serializer):
    """A verb: allowed, or refused with a code and its words."""

    verb = serializers.CharField()
    allowed = serializers.BooleanField()
    reason = serializers.CharField(allow_blank=True)
    says = serializers.CharField(allow_blank=True)


class OrganisationDetailSerializer(OrganisationSerializer):
    """One organisation. `people` is null for partners."""

    names = NameSerializer(many=True, read_only=True)
    people = MemberSerializer(many=True, allow_null=True, read_only=True)
    verbs = VerdictSerializer(many=True, read_only=True)

    class Meta(OrganisationSerializer.Meta):
        fields = [
            *OrganisationSerializer.Meta.fields,
            *(n for n in ORGANISATION if n not in OrganisationSerializer.Meta.fields),
            "names",
            "people",
            "verbs",
        ]
        read_only_fields = fields


class OrganisationChangeSerializer(serializers.ModelSerializer):
    """The details of an organisation, as they may be sent."""

    country = CountryField(required=False)
    currency = CurrencyField(required=False)
    time_zone = serializers.CharField(required=False, validators=[check_time_zone])
    siren = IdentifierField("siren")
    siret = IdentifierField("siret")
    vat = IdentifierField("vat")
    lei = IdentifierField("lei")
    sectors = words()
    languages_spoken = serializers.ListField(child=serializers.CharField(max_length=10), max_length=100, required=False)
    countries_covered = serializers.ListField(child=CountryField(), max_length=300, required=False)

    class Meta:
        model = Organisation
        fields = ORGANISATION
        validators: list[Any] = []


class OrganisationNewSerializer(OrganisationChangeSerializer):
    """A new subsidiary or SME."""

    country = CountryField()

    class Meta(OrganisationChangeSerializer.Meta):
        fields = ["name", *ORGANISATION]


class RenameSerializer(serializers.Serializer):
    """A new name from a day on."""

    name = serializers.CharField(max_length=160)
    from_day = serializers.DateField()
    reason = serializers.CharField(max_length=200)


class MembershipSerializer(serializers.ModelSerializer):
    """One of my memberships."""

    organisation = PartySerializer(read_only=True)

    class Meta:
        model = Membership
        fields = ["id", "organisation", "role", "is_administrator", "started_at"]
        read_only_fields = fields


class CustomerSerializer(serializers.ModelSerializer):
    """An industrial customer."""

    owner = PartySerializer(read_only=True)
    country = CountryField()

    class Meta:
        model = Customer
        fields = ["id", "owner", "name", "country", "city", "segment"]
        validators: list[Any] = []


class NewCustomerSerializer(CustomerSerializer):
    """A customer to record, for my organisation or for a subsidiary of my group."""

    owner = ScopedRelatedField(Organisation, required=False)  # type: ignore[assignment]


class ContactSerializer(serializers.ModelSerializer):
    """A person at a customer. Personal data: read it when you need it, and keep no copy longer than that."""

    customer = serializers.UUIDField(source="customer_id", read_only=True)
    recorded_by = serializers.CharField(source="recorded_by.person.name", read_only=True, default="")

    class Meta:
        model = Contact
        fields = [
            *("id", "customer", "name", "function", "email", "phone", "language", "note", "source", "source_says"),
            *("recorded_by", "recorded_at", "used_on"),
        ]
        read_only_fields = ["recorded_at", "used_on"]
        validators: list[Any] = []
