"""What the API tells of a negotiation."""

from collections.abc import Sequence
from typing import Any

from rest_framework import serializers

from contracts.documents import redline, terms
from contracts.documents.redlined import Author

from ..models import Comment, Proposal, Version
from ..pages import marks
from ..pages import negotiation as pages
from ..queries.negotiation import answered
from ..words.pages import reader_language
from .asked_points import AUDIENCES
from .shapes import SIDES

STATES = [(state, state) for state in ("agreed", "mine", "theirs", "open")]
ANSWERS = [(kind, kind) for kind in ("accepted", "refused", "countered", "withdrawn")]
KINDS = [(kind, kind) for kind in (redline.SAME, redline.ADDED, redline.REMOVED)]


def paragraphs(**options: Any) -> serializers.DictField:
    """Paragraphs by language tag."""
    return serializers.DictField(child=serializers.ListField(child=serializers.CharField()), **options)


class AnswerSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(choices=ANSWERS)
    side = serializers.ChoiceField(choices=SIDES)
    by = serializers.CharField()
    reason = serializers.CharField(allow_blank=True)
    version = serializers.IntegerField(allow_null=True, help_text="the version that an acceptance made")
    at = serializers.DateTimeField()


class TermChangeSerializer(serializers.Serializer):
    """One term in words, before and after."""

    code = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field of that name, not the label of this one
    before = serializers.CharField(allow_blank=True)
    after = serializers.CharField(allow_blank=True)


class ProposalSerializer(serializers.Serializer):
    """One proposal. Of an article: `texts`, paragraphs by language. Of terms: what changes, in words."""

    id = serializers.UUIDField()
    subject = serializers.CharField()
    number = serializers.IntegerField(help_text="of the proposals on this subject")
    side = serializers.ChoiceField(choices=SIDES)
    by = serializers.CharField()
    organisation = serializers.CharField()
    reason = serializers.CharField(allow_blank=True)
    at = serializers.DateTimeField()
    texts = paragraphs()
    terms = TermChangeSerializer(many=True)
    answer = AnswerSerializer(allow_null=True)


class PointSerializer(serializers.Serializer):
    """One article or step of terms. `mine`: my side answers; `theirs`: the other side does. `moves`: what a proposal names
    as its `base`."""

    subject = serializers.CharField()
    number = serializers.IntegerField(help_text="of an article; 0 for terms")
    title = serializers.CharField()
    negotiable = serializers.BooleanField()
    state = serializers.ChoiceField(choices=STATES)
    moves = serializers.IntegerField()
    texts = paragraphs(help_text="paragraphs by language, of the version on the table")
    proposal = serializers.UUIDField(allow_null=True, help_text="the open one")


class NegotiationSerializer(serializers.Serializer):
    version = serializers.IntegerField()
    agreed = serializers.IntegerField()
    open = serializers.IntegerField()
    mine = serializers.IntegerField()
    points = PointSerializer(many=True)


class CommentSerializer(serializers.Serializer):
    id = serializers.UUIDField()
    subject = serializers.CharField()
    audience = serializers.ChoiceField(choices=AUDIENCES)
    side = serializers.ChoiceField(choices=SIDES)
    by = serializers.CharField()
    text = serializers.CharField()
    corrects = serializers.UUIDField(allow_null=True)
    at = serializers.DateTimeField()


class VersionRowSerializer(serializers.Serializer):
    number = serializers.IntegerField()
    digest = serializers.CharField()
    made_at = serializers.DateTimeField()
    made_by = serializers.CharField(allow_null=True)


class PieceSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(choices=KINDS)
    text = serializers.CharField()


class ChangedArticleSerializer(serializers.Serializer):
    key = serializers.CharField()
    kind = serializers.CharField()
    before = serializers.IntegerField(allow_null=True, help_text="its number in the older version")
    after = serializers.IntegerField(allow_null=True)
    title = PieceSerializer(many=True)
    paragraphs = serializers.ListField(child=PieceSerializer(many=True))


class AuthorSerializer(serializers.Serializer):
    subject = serializers.CharField()
    proposed_by = serializers.CharField()
    accepted_by = serializers.CharField()
    version = serializers.IntegerField()
    on = serializers.DateField()


class ComparisonSerializer(serializers.Serializer):
    """What differs between two versions, in one language: runs of words, `same`, `added` or `removed`."""

    older = serializers.IntegerField()
    newer = serializers.IntegerField()
    language = serializers.CharField()
    terms = TermChangeSerializer(many=True)
    articles = ChangedArticleSerializer(many=True)
    authors = AuthorSerializer(many=True)


def negotiation(page: pages.Negotiation) -> dict[str, Any]:
    """Every point as this person reads it."""
    plain = ("subject", "number", "title", "negotiable", "state", "moves")
    points = [
        {
            **{name: getattr(one, name) for name in plain},
            "texts": {tag: article.paragraphs for tag in page.version.tags if (article := page.version.article(one.subject, tag))},
            "proposal": one.proposal and one.proposal.pk,
        }
        for one in page.every
    ]  # fmt: skip
    counts = {name: page.tally[name] for name in ("agreed", "open", "mine")}
    return NegotiationSerializer({"version": page.version.number, **counts, "points": points}).data


def proposal(one: Proposal) -> dict[str, Any]:
    """One of `queries.negotiation.proposals`."""
    told = {
        **{name: getattr(one, name) for name in ("id", "subject", "number", "side", "reason", "at")},
        "by": one.membership.person.name,
        "organisation": str(one.membership.organisation),
        "texts": {} if one.of_terms else one.after,
        "terms": pages.term_changes(one, reader_language()) if one.of_terms else [],
        "answer": _answer(one),
    }
    return ProposalSerializer(told).data


def _answer(one: Proposal) -> dict[str, Any] | None:
    if not answered(one):
        return None
    given = one.answer
    version = given.version.number if given.version else None
    return {
        **{name: getattr(given, name) for name in ("kind", "side", "reason", "at")},
        "by": given.membership.person.name,
        "version": version,
    }


def comment(one: Comment) -> dict[str, Any]:
    plain = {name: getattr(one, name) for name in ("id", "subject", "audience", "side", "text", "at")}
    return CommentSerializer({**plain, "by": one.membership.person.name, "corrects": one.corrects_id}).data


def comparison(older: Version, newer: Version, authors: Sequence[Author], language: str) -> dict[str, Any]:
    """The same as the page, in pieces of text."""
    before, after = marks.read(older), marks.read(newer)
    tag = next(one for one in (language, reader_language(), *after.tags) if one in after.tags)
    changed = redline.articles(before.articles.get(tag, ()), after.articles[tag])
    told = {
        "older": older.number,
        "newer": newer.number,
        "language": tag,
        "terms": terms.changes(before.data, after.data, tag, (before.amendment, after.amendment)),
        "articles": [one for one in changed if one.kind != redline.SAME],
        "authors": authors,
    }
    return ComparisonSerializer(told).data
