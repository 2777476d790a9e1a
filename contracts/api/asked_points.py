"""What is sent to the API of a negotiation: shapes only; what can stand belongs to the verbs."""

from rest_framework import serializers

from ..models import Comment
from ..rules.points import ACCEPT, REFUSE, WITHDRAW

# Named for the description of the API (settings, ENUM_NAME_OVERRIDES).
AUDIENCES, ANSWERS = Comment.Audience.choices, [(one, one) for one in (ACCEPT, REFUSE, WITHDRAW)]
SUBJECT = "an article's key, or terms- and a step: terms-commission"


class ProposalAskedSerializer(serializers.Serializer):
    """`texts` for an article: one text a language of the contract, one paragraph a line. `terms` for a step: what its own
    address of a draft takes. `base`: the `moves` of the point that was read; another one is refused as `moved`."""

    subject = serializers.CharField(max_length=48, help_text=SUBJECT)
    base = serializers.IntegerField(min_value=0)
    texts = serializers.DictField(
        child=serializers.CharField(max_length=20_000, trim_whitespace=False, allow_blank=True), default=dict
    )
    terms = serializers.DictField(default=dict)
    reason = serializers.CharField(max_length=2000, allow_blank=True, default="")


class AnswerAskedSerializer(serializers.Serializer):
    proposal = serializers.UUIDField()
    answer = serializers.ChoiceField(choices=ANSWERS)
    reason = serializers.CharField(max_length=2000, allow_blank=True, default="", help_text="a refusal says why")


class CommentAskedSerializer(serializers.Serializer):
    """`corrects`: a comment of mine that this says better, for the same readers."""

    subject = serializers.CharField(max_length=48, help_text=SUBJECT)
    text = serializers.CharField(max_length=5000)
    audience = serializers.ChoiceField(choices=AUDIENCES, default="own")
    corrects = serializers.UUIDField(required=False, allow_null=True)
