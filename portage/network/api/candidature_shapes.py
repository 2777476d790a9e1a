"""Shapes of candidatures in the API."""

from typing import Any

from rest_framework import serializers

from ..models import Candidature
from .shapes import CountryField, OrganisationChangeSerializer, PartySerializer, VerdictSerializer

STATUSES = [pair for pair in Candidature.Status.choices if pair[0] != "unconfirmed"]
ROLES = [("export_director", "export director"), ("managing_director", "managing director")]
TYPED = """
    legal_form siren vat registration website employees founded export_share languages_spoken products why
    person function email phone language reason note
""".split()


class CandidatureSerializer(serializers.ModelSerializer):
    """A candidature in a list. What was erased is empty."""

    country = CountryField(read_only=True)
    status = serializers.ChoiceField(choices=STATUSES, read_only=True)
    sectors = serializers.ListField(child=serializers.CharField(), read_only=True)
    markets = serializers.ListField(child=CountryField(), read_only=True)

    class Meta:
        model = Candidature
        fields = ["id", "company", "country", "sectors", "markets", "status", "confirmed_at", "decided_at", "erased_at"]
        read_only_fields = fields


class CandidateProductSerializer(serializers.Serializer):
    """A product in the applicant's words; the customs code is not checked."""

    name = serializers.CharField()
    what = serializers.CharField()
    hs_code = serializers.CharField(allow_blank=True)


class CandidatureDetailSerializer(CandidatureSerializer):
    """Everything that the SME told, the answer, and what may be answered now. `sme` once it was accepted."""

    languages_spoken = serializers.ListField(child=serializers.CharField(), read_only=True)
    products = CandidateProductSerializer(many=True, read_only=True)
    sme = PartySerializer(read_only=True, allow_null=True)
    verbs = VerdictSerializer(many=True, read_only=True)

    class Meta(CandidatureSerializer.Meta):
        fields = [*CandidatureSerializer.Meta.fields, *TYPED, "sme", "verbs"]
        read_only_fields = fields


class AcceptSerializer(OrganisationChangeSerializer):
    """The role of the first person; details of the SME that differ from what the candidature says."""

    role = serializers.ChoiceField(choices=ROLES)
    title = serializers.CharField(max_length=80, required=False, allow_blank=True)

    class Meta(OrganisationChangeSerializer.Meta):
        fields = ["role", "title", "name", *OrganisationChangeSerializer.Meta.fields]
        extra_kwargs: dict[str, Any] = {"name": {"required": False}}


class RefuseSerializer(serializers.Serializer):
    """Why: the applicant reads it."""

    reason = serializers.CharField(max_length=2000)


class KeepSerializer(serializers.Serializer):
    """A note for the group only."""

    note = serializers.CharField(max_length=2000, required=False, allow_blank=True)


class ReopenSerializer(serializers.Serializer):
    """Nothing to say."""
