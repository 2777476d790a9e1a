"""Shapes of the catalogue in the API."""

from typing import Any

from rest_framework import serializers

from portage.network.api.shapes import CountryField, PartySerializer, VerdictSerializer
from portage.network.models import Organisation
from portage.network.related import ScopedRelatedField

from . import codes
from .models import Product

STATUSES = Product.Status.choices
WHAT = [
    "code",
    "names",
    "original",
    "family",
    "hs_code",
    "certifications",
    "segments",
    "countries_open",
    "countries_closed",
    "status",
]


class HsCodeField(serializers.CharField):
    """Six digits of the Harmonised System 2022, with or without the dot."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, "allow_blank": True, "max_length": 9, **options})

    def to_internal_value(self, data: Any) -> str:
        code = codes.compact(super().to_internal_value(data))
        if code:
            codes.check_hs_code(code)
        return code


class ProductSerializer(serializers.ModelSerializer):
    """A product."""

    owner = PartySerializer(read_only=True)
    names = serializers.DictField(child=serializers.CharField(max_length=160), help_text="by language tag")
    original = serializers.CharField(max_length=10, required=False, help_text="the language tag of the original name")
    hs_code = HsCodeField()
    certifications = serializers.ListField(child=serializers.CharField(max_length=80), max_length=100, required=False)
    segments = serializers.ListField(child=serializers.CharField(max_length=80), max_length=100, required=False)
    countries_open = serializers.ListField(child=CountryField(), max_length=300, required=False, help_text="empty: all")
    countries_closed = serializers.ListField(child=CountryField(), max_length=300, required=False)

    class Meta:
        model = Product
        fields = ["id", "owner", *WHAT]
        read_only_fields = ["id", "owner"]
        validators: list[Any] = []


class ProductDetailSerializer(ProductSerializer):
    """One product. `shared_with` is null for those it was shared with."""

    shared_with = PartySerializer(many=True, allow_null=True, read_only=True)
    verbs = VerdictSerializer(many=True, read_only=True)

    class Meta(ProductSerializer.Meta):
        fields = [*ProductSerializer.Meta.fields, "shared_with", "verbs"]
        read_only_fields = fields


class ShareSerializer(serializers.Serializer):
    """With whom: an organisation that I see."""

    organisation = ScopedRelatedField(Organisation)


class HsCodeSerializer(serializers.Serializer):
    """A subheading of the Harmonised System 2022, described in English."""

    code = serializers.CharField()
    description = serializers.CharField()
    heading = serializers.CharField()
