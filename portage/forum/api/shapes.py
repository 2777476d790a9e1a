"""What is sent and answered in the forum: shapes only; what is right and allowed belongs to the verbs."""

from typing import Any

from rest_framework import serializers

from portage.network.roles import Role

from ..models import Choice, Reaction, Ruling, Space, Thread
from ..pages.threads import card, drawn, name_of, names_in, told
from ..rules.verbs import MOST_REASON, MOST_TEXT, MOST_TITLE

KINDS = [(kind.value, kind.value) for kind in Space.Kind]
CHOICES = [(choice.value, choice.value) for choice in Choice]
REACTIONS = [(kind.value, kind.value) for kind in Reaction.Kind]
RULINGS = [(kind.value, kind.value) for kind in Ruling.Kind]
STATES = [(code, code) for code in ("told", "hidden", "taken_back")]
CITED = [(code, code) for code in ("product", "contract", "report")]


class SpaceAskedSerializer(serializers.Serializer):
    name = serializers.CharField(max_length=80)
    about = serializers.CharField(max_length=300, default="", allow_blank=True)


class SpaceSerializer(serializers.Serializer):
    """A space. `contract` when it is one of a contract; `new`: threads with something that I have not read."""

    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=KINDS)
    name = serializers.SerializerMethodField()
    about = serializers.CharField()
    contract = serializers.UUIDField(source="contract_id", allow_null=True)
    new = serializers.IntegerField(default=0)

    def get_name(self, space: Space) -> str:
        return name_of(space)


class ReaderSerializer(serializers.Serializer):
    """Somebody who reads a space: whom `@` and their name speaks to."""

    membership = serializers.UUIDField(source="pk")
    name = serializers.CharField(source="person.name")
    role = serializers.ChoiceField(choices=Role.choices)
    organisation = serializers.CharField(source="organisation.name")
    keeps_order = serializers.BooleanField()


class ModeratorAskedSerializer(serializers.Serializer):
    membership = serializers.UUIDField()


class TellSerializer(serializers.Serializer):
    """Of what I want to be told."""

    choice = serializers.ChoiceField(choices=CHOICES)


class TellThreadSerializer(serializers.Serializer):
    """The same of a thread; empty: as of its space."""

    choice = serializers.ChoiceField(choices=CHOICES, allow_blank=True)


class ReadToSerializer(serializers.Serializer):
    number = serializers.IntegerField(min_value=0, max_value=99_999_999)


class ReadAllSerializer(serializers.Serializer):
    threads = serializers.IntegerField(help_text="how many were not read")


class NothingSerializer(serializers.Serializer):
    """Nothing is sent."""


class ThreadRowSerializer(serializers.Serializer):
    """A line of a space's list. `unread`: posts that I have not read; `answer`: the number of the post marked as such."""

    id = serializers.UUIDField()
    space = serializers.UUIDField(source="space_id")
    title = serializers.CharField()
    posts = serializers.IntegerField()
    unread = serializers.IntegerField()
    pinned = serializers.BooleanField()
    locked = serializers.BooleanField()
    answer = serializers.IntegerField(allow_null=True)
    by = serializers.CharField(source="membership.person.name")
    organisation = serializers.CharField(source="membership.organisation.name")
    at = serializers.DateTimeField()
    last_at = serializers.DateTimeField()


class PostWordsSerializer(serializers.Serializer):
    """A post. `key`: the same again is the same post. Products, contracts and reports are cited by their addresses, or a
    contract's reference, in the text; people are spoken to by `@` and their name."""

    key = serializers.UUIDField()
    text = serializers.CharField(max_length=MOST_TEXT, help_text="Markdown, without HTML")


class PostAskedSerializer(PostWordsSerializer):
    quotes = serializers.IntegerField(
        min_value=1, max_value=99_999_999, default=None, allow_null=True, help_text="the number of a post of the thread"
    )


class ThreadAskedSerializer(PostWordsSerializer):
    title = serializers.CharField(max_length=MOST_TITLE)


class ThreadChangedSerializer(serializers.Serializer):
    """What shall be otherwise; what is not sent stays. `space`: another one of the same carrier group."""

    title = serializers.CharField(max_length=MOST_TITLE, required=False)
    pinned = serializers.BooleanField(required=False)
    locked = serializers.BooleanField(required=False)
    answer = serializers.IntegerField(min_value=1, max_value=99_999_999, required=False, allow_null=True)
    space = serializers.UUIDField(required=False)


class CitedSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(choices=CITED)
    id = serializers.UUIDField()
    title = serializers.CharField()


class ReactionSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(choices=REACTIONS)
    count = serializers.IntegerField()
    mine = serializers.BooleanField()


class PostFileSerializer(serializers.Serializer):
    id = serializers.UUIDField()
    name = serializers.CharField()
    size = serializers.IntegerField()


class PostSerializer(serializers.Serializer):
    """A post as I read it. Hidden by a moderator, or taken back, it keeps its number, without its words and what hung on them."""

    id = serializers.UUIDField()
    number = serializers.IntegerField()
    by = serializers.CharField()
    organisation = serializers.CharField()
    mine = serializers.BooleanField()
    at = serializers.DateTimeField()
    edited_at = serializers.DateTimeField(allow_null=True)
    state = serializers.ChoiceField(choices=STATES)
    text = serializers.CharField(
        allow_null=True, help_text="Markdown, as typed for its author; for others, what they do not see is […]"
    )
    html = serializers.CharField(allow_null=True)
    quotes = serializers.IntegerField(allow_null=True)
    mentions = serializers.ListField(child=serializers.UUIDField(), help_text="memberships")
    cited = CitedSerializer(many=True, help_text="of what the post cites, what I see")
    reactions = ReactionSerializer(many=True)
    files = PostFileSerializer(many=True)


class PostsSerializer(serializers.Serializer):
    """Posts by number, from the one asked for on; `next`: the number to ask for then, none at the end."""

    count = serializers.IntegerField()
    next = serializers.IntegerField(allow_null=True)
    results = PostSerializer(many=True)


class ThreadSerializer(ThreadRowSerializer):
    """A thread, with what I chose to be told of it."""

    choice = serializers.CharField()


class EditAskedSerializer(serializers.Serializer):
    """Other words. `seen`: how many former texts there were when one began (`former`)."""

    text = serializers.CharField(max_length=MOST_TEXT)
    seen = serializers.IntegerField(min_value=0, max_value=32_000)


class FormerSerializer(serializers.Serializer):
    number = serializers.IntegerField()
    text = serializers.CharField()
    until = serializers.DateTimeField(source="at")


class ReasonSerializer(serializers.Serializer):
    reason = serializers.CharField(max_length=MOST_REASON)


class RulingAskedSerializer(ReasonSerializer):
    kind = serializers.ChoiceField(choices=RULINGS)


def post_shown(post: Any, acting: Any, cited: Any) -> dict[str, Any]:
    """One post for `PostSerializer`."""
    mine = acting.membership.pk
    head = {
        "id": post.pk, "number": post.number, "by": post.membership.person.name, "organisation": post.membership.organisation.name,
        "mine": post.membership_id == mine, "at": post.at, "edited_at": post.edited_at, "text": None, "html": None, "quotes": None,
        "mentions": [], "cited": [], "reactions": [], "files": [],
        "state": "told" if post.is_told else "hidden" if post.hidden_at else "taken_back",
    }  # fmt: skip
    if not post.is_told:
        return head
    given = [(one.kind, one.membership_id == mine) for one in post.reactions.all()]
    return head | {
        "text": post.text if post.membership_id == mine else told(post.text, cited),
        "html": drawn(post.text, cited, names_in(post, acting)), "quotes": post.quotes and post.quotes.number,
        "mentions": [one.membership_id for one in post.mentions.all()],
        "cited": [{"kind": kind, "id": thing.pk, "title": card(kind, thing)["title"]} for kind, thing in cited],
        "reactions": [
            {"kind": kind.value, "count": sum(one == kind for one, _m in given), "mine": (kind.value, True) in given}
            for kind in Reaction.Kind
        ],
        "files": [{"id": one.pk, "name": one.file.name, "size": one.file.blob.size} for one in post.files.all()],
    }  # fmt: skip


def thread_shown(thread: Thread, read_to: int, choice: str) -> dict[str, Any]:
    """One thread for `ThreadSerializer`."""
    thread.unread, thread.choice = thread.posts - read_to, choice  # type: ignore[attr-defined]
    return dict(ThreadSerializer(thread).data)
