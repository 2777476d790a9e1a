"""What the API tells of contracts: in a list, and one with its terms, dates, verbs and papers."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portage.network.api.shapes import PartySerializer, VerdictSerializer

from ..models import Contract, Document, ModelVersion, Notice, Succession, Term, Version

NEXT = [("starts", "starts"), ("notice", "notice possible until"), ("renews", "renews"), ("ends", "ends")]
SIDES = [("principal", "principal"), ("agent", "agent")]
# Named for the description of the API (settings, ENUM_NAME_OVERRIDES).
STATUSES, NATURES, LANGUAGES = Contract.Status.choices, Contract.Nature.choices, Contract.Languages.choices
PLAIN = """
    exclusive segments agent_tasks principal_tasks commission_rate commission_event currency statement_months target
    first_day first_months renewal_months notice_scale notice_month_end notice_forms law forum languages prevailing clauses signature
""".split()
DOCUMENTS, FORMS, EVENTS = Document.Kind.choices, Notice.Form.choices, Contract.Event.choices
SUCCESSIONS = Succession.Kind.choices


class NextDateSerializer(serializers.Serializer):
    """The next date that binds. `kind`: starts; notice (possible until); renews (certain); ends."""

    day = serializers.DateField(allow_null=True)
    kind = serializers.ChoiceField(choices=NEXT, allow_blank=True)
    rule = serializers.CharField(allow_blank=True)


class ContractRowSerializer(serializers.Serializer):
    """A contract in a list."""

    id = serializers.UUIDField(source="contract.id")
    reference = serializers.CharField(source="contract.reference")
    status = serializers.ChoiceField(choices=Contract.Status.choices, source="contract.status")
    nature = serializers.ChoiceField(choices=Contract.Nature.choices, source="contract.nature")
    confidential = serializers.BooleanField(source="contract.confidential")
    principal = PartySerializer(source="contract.principal")
    agent = PartySerializer(source="contract.agent")
    products = serializers.ListField(
        child=serializers.DictField(child=serializers.CharField()), help_text="names by language tag"
    )
    countries = serializers.ListField(child=serializers.CharField())
    first_day = serializers.DateField(source="contract.first_day", allow_null=True)
    term = serializers.IntegerField(source="contract.term_number", help_text="0: none is open")
    term_last_day = serializers.DateField(source="contract.term_last_day", allow_null=True)
    ends_on = serializers.DateField(source="contract.ends_on", allow_null=True)
    law = serializers.CharField(source="contract.law")
    commission_rate = serializers.DecimalField(
        7, 5, source="contract.commission_rate", allow_null=True, help_text="a share of one"
    )
    next = serializers.SerializerMethodField()

    @extend_schema_field(NextDateSerializer)
    def get_next(self, line: Any) -> dict[str, Any]:
        return {"day": line.contract.next_day, "kind": line.contract.next_kind, "rule": line.rule}


class TermSerializer(serializers.ModelSerializer):
    """A term that was opened."""

    class Meta:
        model = Term
        fields = ["number", "first_day", "last_day", "last_notice_day", "began"]
        read_only_fields = fields


class DocumentSerializer(serializers.ModelSerializer):
    """A stored file of a contract. Its bytes: `/documents/{id}/file/`."""

    name = serializers.CharField(source="file.name")
    media_type = serializers.CharField(source="file.media_type")
    size = serializers.IntegerField(source="file.blob.size")
    contract = serializers.UUIDField(source="contract_id")

    class Meta:
        model = Document
        fields = [
            "id",
            "contract",
            "kind",
            "number",
            "name",
            "media_type",
            "size",
            "sha256",
            "pages",
            "language",
            "made_at",
        ]
        read_only_fields = fields


class NoticeSerializer(serializers.ModelSerializer):
    """A notice that was served."""

    contract = serializers.UUIDField(source="contract_id")
    given_by = serializers.CharField(source="membership.person.name")
    received_on = serializers.SerializerMethodField()

    class Meta:
        model = Notice
        fields = [
            *("id", "contract", "side", "given_by", "form", "sent_on", "served_on", "received_on", "ends_on"),
            *("refuses_renewal_of_term", "grounds", "serious_default", "explanation", "at"),
        ]
        read_only_fields = fields

    @extend_schema_field(serializers.DateField(allow_null=True))
    def get_received_on(self, notice: Notice) -> Any:
        receipt = getattr(notice, "receipt", None)
        return receipt and receipt.received_on


class ActSerializer(serializers.Serializer):
    """One person's approval, signature or confirmation of the present version."""

    act = serializers.ChoiceField(choices=["approved", "signed", "confirmed"])
    side = serializers.ChoiceField(choices=SIDES)
    name = serializers.CharField()
    role = serializers.CharField()
    at = serializers.DateTimeField()


class StepSerializer(serializers.Serializer):
    """One step of a computed date: a code for programs, words for people."""

    code = serializers.CharField()
    day = serializers.DateField(allow_null=True)
    params = serializers.DictField()
    rule = serializers.DictField(allow_null=True)


class ExplanationSerializer(serializers.Serializer):
    """Why a date is what it is."""

    kind = serializers.CharField()
    day = serializers.DateField(allow_null=True)
    steps = StepSerializer(many=True)
    says = serializers.ListField(child=serializers.CharField(), help_text="the steps in the reader's language")


class BindingSerializer(NextDateSerializer):
    """The next date that binds, what follows it, and its explanation."""

    then = serializers.CharField(allow_blank=True)
    explanation = ExplanationSerializer(allow_null=True)


class BracketSerializer(serializers.Serializer):
    """A rate up to a yearly amount; null: the rest, or all."""

    up_to = serializers.DecimalField(14, 2, allow_null=True)
    rate = serializers.DecimalField(7, 5)


class RatesSerializer(serializers.Serializer):
    """The rates of one product that differ from the contract's."""

    product = serializers.CharField()
    rates = BracketSerializer(many=True)


class CoveredProductSerializer(serializers.Serializer):
    id = serializers.CharField()
    name = serializers.CharField()
    hs_code = serializers.CharField(allow_blank=True)


class CoveredCountrySerializer(serializers.Serializer):
    code = serializers.CharField()
    regions = serializers.ListField(child=serializers.CharField())


class KeptCustomerSerializer(serializers.Serializer):
    """A customer that the principal keeps."""

    name = serializers.CharField()
    place = serializers.CharField(allow_blank=True)
    rate = serializers.DecimalField(7, 5)


class AgreedSerializer(serializers.ModelSerializer):
    """What is typed so far, or what the newest version froze. Rates are shares of one; lengths are months."""

    model_version = serializers.UUIDField(allow_null=True)
    clauses = serializers.DictField(child=serializers.IntegerField())
    segments = serializers.ListField(child=serializers.CharField())
    agent_tasks = serializers.ListField(child=serializers.CharField())
    principal_tasks = serializers.ListField(child=serializers.CharField())
    notice_scale = serializers.ListField(child=serializers.IntegerField(), help_text="by year begun")
    notice_forms = serializers.ListField(child=serializers.CharField())
    products = CoveredProductSerializer(many=True)
    countries = CoveredCountrySerializer(many=True)
    reserved = KeptCustomerSerializer(many=True)
    brackets = BracketSerializer(many=True)
    rates = RatesSerializer(many=True)

    class Meta:
        model = Contract
        fields = [*PLAIN, "model_version", "products", "countries", "reserved", "brackets", "rates"]
        read_only_fields = PLAIN


class ContractSerializer(serializers.Serializer):
    """One contract. `agreed` is what is typed so far; once a version is frozen, its version tells what was agreed."""

    id = serializers.UUIDField()
    reference = serializers.CharField()
    status = serializers.ChoiceField(choices=Contract.Status.choices)
    nature = serializers.ChoiceField(choices=Contract.Nature.choices)
    confidential = serializers.BooleanField()
    side = serializers.ChoiceField(choices=SIDES, allow_blank=True, help_text="the side I act for")
    principal = PartySerializer()
    agent = PartySerializer()
    group = PartySerializer()
    amends = serializers.UUIDField(allow_null=True, help_text="of an amendment: the contract")
    amendment_number = serializers.IntegerField(help_text="0: it is a contract")
    effective_from = serializers.DateField(allow_null=True, help_text="of an amendment")
    origin = serializers.UUIDField(allow_null=True, help_text="what it extends or puts in writing, if I may see it")
    version = serializers.IntegerField(help_text="0: none was proposed yet")
    today = serializers.DateField(help_text="the contract's own local day")
    agreed = AgreedSerializer()
    next = BindingSerializer()
    terms = TermSerializer(many=True)
    acts = ActSerializer(many=True)
    notices = NoticeSerializer(many=True)
    documents = DocumentSerializer(many=True)
    verbs = VerdictSerializer(many=True)


class GapSerializer(serializers.Serializer):
    """Something missing or wrong in the typed terms."""

    code = serializers.CharField()
    step = serializers.CharField()
    field = serializers.CharField()
    says = serializers.CharField()


class FindingSerializer(serializers.Serializer):
    """What a law says of the typed terms. `question`: the answer that would settle it."""

    code = serializers.CharField()
    severity = serializers.ChoiceField(choices=["error", "warning", "ask"])
    says = serializers.CharField()
    rule = serializers.DictField(allow_null=True)
    question = serializers.CharField(allow_blank=True)
    answered = serializers.BooleanField()


class OverlapSerializer(serializers.Serializer):
    """Another contract, which I may see, that covers the same."""

    id = serializers.UUIDField()
    reference = serializers.CharField()


class CheckSerializer(serializers.Serializer):
    """One check, as on the page: its state, and why, in sentences each with its rule."""

    code = serializers.CharField()
    state = serializers.ChoiceField(choices=["passes", "read", "waits", "stops"])
    title = serializers.CharField()
    says = serializers.ListField(child=serializers.CharField())
    gaps = serializers.ListField(child=serializers.CharField(), help_text="codes")
    findings = serializers.ListField(child=serializers.CharField(), help_text="codes")
    rules = serializers.ListField(child=serializers.CharField())


class PlaceAskedSerializer(serializers.Serializer):
    """What I am asked as one of the people named on this contract: whether it keeps these places from that day on."""

    id = serializers.IntegerField()
    first_day = serializers.DateField()
    places = serializers.ListField(child=serializers.DictField())


class ChecksSerializer(serializers.Serializer):
    """What stands in the way of a version. `overlaps` are only those that I may see; `exclusivity` is what my side may
    know: seen, held, confirmed, yours, other, both, later; empty after signature."""

    checks = CheckSerializer(many=True)
    exclusivity = serializers.CharField(allow_blank=True)
    places_asked = PlaceAskedSerializer(many=True)
    gaps = GapSerializer(many=True)
    findings = FindingSerializer(many=True)
    overlaps = OverlapSerializer(many=True)


class VersionSerializer(serializers.ModelSerializer):
    """An exact version: its data, its articles by language, one hash over both."""

    contract = serializers.UUIDField(source="contract_id")

    class Meta:
        model = Version
        fields = ["contract", "number", "data", "articles", "digest", "made_at"]
        read_only_fields = fields
        extra_kwargs = {"data": {"help_text": "canonical"}, "articles": {"help_text": "by language tag"}}


class ModelSerializer(serializers.ModelSerializer):
    """A model of contracts, at one version: its articles by language in the format of articles."""

    id = serializers.UUIDField(source="model.id")
    version_id = serializers.UUIDField(source="id", help_text="what a draft chooses")
    name = serializers.CharField(source="model.name")
    purpose = serializers.CharField(source="model.purpose")
    owner = PartySerializer(source="model.owner", allow_null=True, help_text="null: the platform's")
    archived_at = serializers.DateTimeField(source="model.archived_at", allow_null=True)
    articles = serializers.SerializerMethodField()

    class Meta:
        model = ModelVersion
        fields = [
            "id",
            "version_id",
            "name",
            "purpose",
            "owner",
            "number",
            "articles",
            "prevailing",
            "digest",
            "published_at",
            "archived_at",
        ]
        read_only_fields = fields

    @extend_schema_field({"type": "object", "additionalProperties": {"type": "string"}})
    def get_articles(self, version: ModelVersion) -> dict[str, str]:
        return dict(version.articles)
