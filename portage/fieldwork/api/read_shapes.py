"""What the API tells of reports and of sections, and what it is told by whoever answers."""

from typing import Any

from rest_framework import serializers

from contracts.api.shapes import SIDES
from portage.network.api.shapes import CountryField, PartySerializer

from ..models import Account, ActionEvent, Report
from ..rules.content import MOST_LINES, TEXTS

KINDS, INTERESTS = Report.Kind.choices, Account.Interest.choices
EVENTS = ActionEvent.Kind.choices
STATES = [("open", "open"), ("taken", "taken"), ("done", "done"), ("dropped", "dropped")]


class CustomerNamedSerializer(serializers.Serializer):
    """A customer by its name and place. Its record is the agent's."""

    name = serializers.CharField()
    city = serializers.CharField(allow_blank=True)
    country = CountryField()


class WriterSerializer(serializers.Serializer):
    """Who wrote it."""

    name = serializers.CharField(source="person.name")
    role = serializers.CharField()


class HeadSerializer(serializers.Serializer):
    """What every reader of a report reads, in a list."""

    customer = CustomerNamedSerializer()
    kind = serializers.ChoiceField(choices=KINDS)
    visited_on = serializers.DateField()
    place = serializers.CharField(allow_blank=True)
    language = serializers.CharField(help_text="a language tag")
    author = WriterSerializer()


class MetSerializer(serializers.Serializer):
    """Somebody met."""

    name = serializers.CharField()
    function = serializers.CharField(allow_blank=True)


class FormerHeadSerializer(serializers.Serializer):
    """The head as it stood before a correction."""

    customer = CustomerNamedSerializer()
    kind = serializers.ChoiceField(choices=KINDS)
    visited_on = serializers.DateField()
    place = serializers.CharField(allow_blank=True)
    at = serializers.DateTimeField()


class WholeHeadSerializer(HeadSerializer):
    """The head with who was met and the former heads, the first one first."""

    met = MetSerializer(many=True)
    former = FormerHeadSerializer(many=True)


class CompetitorSerializer(serializers.Serializer):
    """A competitor seen; a price has its currency, and the unit that it is for when that was said."""

    name = serializers.CharField(max_length=120)
    product = serializers.CharField(max_length=120, allow_blank=True, required=False, default="")
    price = serializers.DecimalField(14, 4, allow_null=True, required=False, default=None)
    currency = serializers.CharField(max_length=3, allow_blank=True, required=False, default="")
    unit = serializers.CharField(max_length=20, allow_blank=True, required=False, default="")


class WordsSerializer(serializers.Serializer):
    """The words of a section."""

    interest = serializers.ChoiceField(choices=INTERESTS, allow_null=True, required=False, default=None)
    order_taken = serializers.BooleanField(required=False, default=False)
    minutes = serializers.IntegerField(
        allow_null=True, required=False, default=None, help_text="spent on this contract alone"
    )
    shown = serializers.ListField(
        child=serializers.UUIDField(),
        max_length=MOST_LINES,
        required=False,
        default=list,
        help_text="products of the contract",
    )
    competitors = CompetitorSerializer(many=True, required=False, default=list)

    def get_fields(self) -> dict[str, Any]:
        text: dict[str, Any] = {"max_length": 5000, "allow_blank": True, "required": False, "default": ""}
        return super().get_fields() | {name: serializers.CharField(**text) for name in TEXTS}


class EditionSerializer(WordsSerializer):
    """The words of a section as they were told for the `number`th time, with why they were corrected."""

    number = serializers.IntegerField()
    reason = serializers.CharField(allow_blank=True)
    at = serializers.DateTimeField()


class FileOfSerializer(serializers.Serializer):
    """A photo or a document. Its bytes: the address `url`."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    media_type = serializers.CharField()
    size = serializers.IntegerField()
    url = serializers.CharField()


class ActionSerializer(serializers.Serializer):
    """Something to do, by one side, and what became of it. `due_on` is the newest day named for it."""

    id = serializers.UUIDField()
    text = serializers.CharField()
    side = serializers.ChoiceField(choices=SIDES)
    due_on = serializers.DateField()
    state = serializers.ChoiceField(choices=STATES)
    who = serializers.CharField(allow_blank=True, help_text="who took it, or ended it")
    reason = serializers.CharField(allow_blank=True, help_text="why it was dropped")
    asked_by = serializers.CharField()


class RemarkSerializer(serializers.Serializer):
    """Words of one party to the other."""

    id = serializers.UUIDField()
    side = serializers.ChoiceField(choices=SIDES)
    by = serializers.CharField(source="membership.person.name")
    text = serializers.CharField()
    at = serializers.DateTimeField()


class AcknowledgedSerializer(serializers.Serializer):
    """The SME has read it."""

    by = serializers.CharField(source="membership.person.name")
    at = serializers.DateTimeField()


class SectionRowSerializer(serializers.Serializer):
    """A section in a list: what one report tells the two parties of one contract."""

    id = serializers.UUIDField()
    reference = serializers.CharField()
    contract = serializers.UUIDField(source="contract_id")
    principal = PartySerializer(source="contract.principal")
    agent = PartySerializer(source="contract.agent")
    head = HeadSerializer(source="report")
    interest = serializers.ChoiceField(choices=INTERESTS, allow_null=True)
    acknowledged = serializers.BooleanField(source="is_acknowledged")
    filed_at = serializers.DateTimeField()


class ToldSectionSerializer(SectionRowSerializer):
    """One section, whole. `editions`: its words, the newest last."""

    head = WholeHeadSerializer()
    editions = EditionSerializer(many=True)
    files = FileOfSerializer(many=True)
    actions = ActionSerializer(many=True)
    remarks = RemarkSerializer(many=True)
    acknowledgement = AcknowledgedSerializer(allow_null=True)
    before = serializers.ListField(child=serializers.UUIDField(), help_text="earlier sections on the same customer")


class SpeaksToSerializer(serializers.Serializer):
    """A section that I may read, among those of a report; without `contract`, of the group's own products."""

    id = serializers.UUIDField()
    reference = serializers.CharField()
    contract = serializers.UUIDField(source="contract_id", allow_null=True)
    principal = PartySerializer(source="contract.principal", allow_null=True, default=None)
    interest = serializers.ChoiceField(choices=INTERESTS, allow_null=True)
    acknowledged = serializers.BooleanField(source="is_acknowledged")


class ReportRowSerializer(serializers.Serializer):
    """A report in a list, with the sections that I may read."""

    id = serializers.UUIDField(source="report.id")
    subsidiary = PartySerializer(source="report.book.subsidiary")
    head = HeadSerializer(source="report")
    sections = SpeaksToSerializer(many=True)
    filed_at = serializers.DateTimeField(source="report.filed_at")


class PartSerializer(SpeaksToSerializer):
    """A section of a report with its words, the newest last."""

    editions = EditionSerializer(many=True)
    files = FileOfSerializer(many=True)


class ReportSerializer(serializers.Serializer):
    """One report, whole, as I may read it. `note` is read by the subsidiary and its group alone."""

    id = serializers.UUIDField()
    subsidiary = PartySerializer()
    head = WholeHeadSerializer()
    corrected = serializers.IntegerField(
        help_text="how often the head was corrected: what a correction names as `seen`"
    )
    note = serializers.CharField(allow_blank=True)
    sections = PartSerializer(many=True)
    files = FileOfSerializer(many=True)
    written_at = serializers.DateTimeField(allow_null=True, help_text="by the clock of its author's device")
    filed_at = serializers.DateTimeField()


class RemarkAskedSerializer(serializers.Serializer):
    text = serializers.CharField(max_length=5000)


class ActionAskedSerializer(serializers.Serializer):
    """Something to do, asked of either side."""

    text = serializers.CharField(max_length=300)
    side = serializers.ChoiceField(choices=SIDES)
    due_on = serializers.DateField()


class EventAskedSerializer(serializers.Serializer):
    """What becomes of an action: `moved` names a day, `dropped` says why."""

    kind = serializers.ChoiceField(choices=EVENTS)
    due_on = serializers.DateField(required=False, allow_null=True, default=None)
    reason = serializers.CharField(max_length=300, allow_blank=True, required=False, default="")

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        if given["kind"] == ActionEvent.Kind.MOVED and given["due_on"] is None:
            raise serializers.ValidationError({"due_on": self.fields["due_on"].error_messages["required"]})
        return given


class SectionCorrectionSerializer(WordsSerializer):
    """All the words as they shall stand: what is left out is taken away. `seen`: the number of the newest edition read."""

    reason = serializers.CharField(max_length=2000)
    seen = serializers.IntegerField(min_value=1)


class HeadCorrectionSerializer(serializers.Serializer):
    """The head as it shall stand. `seen`: how often it was corrected when it was read."""

    customer = serializers.UUIDField(help_text="a customer of the subsidiary")
    kind = serializers.ChoiceField(choices=KINDS)
    visited_on = serializers.DateField()
    place = serializers.CharField(max_length=120, allow_blank=True, required=False, default="")
    seen = serializers.IntegerField(min_value=0)
