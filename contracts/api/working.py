"""The working copy of a model in the API, and what is read of models: check, preview, comparison, who uses which version.

As on the pages: words are kept with their faults, an `edition` guards against overwriting somebody else's, and only
publication asks that all be right.
"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from contracts.documents import checking
from contracts.documents.articles import BadModel, parse
from contracts.documents.grammar import MissingValue
from contracts.documents.options import OPTIONS
from contracts.documents.words import in_order
from portage.core import clock
from portage.core.api.doors import Asking, Door, plain
from portage.core.api.schema import problems, reads, writes
from portage.core.refusals import Invalid
from portage.network import access
from portage.network.doors import who

from ..actions import models as keeping
from ..actions import working as verbs
from ..models import WorkingCopy
from ..pages.model_changes import changes
from ..queries import models as models_read
from ..queries import working as queries
from ..views.kept_models import html_asked, pdf_asked, read_text
from ..views.writing import article_of, copy_of, own_version
from ..words.models import told
from .asked import LANGUAGES, PublishSerializer
from .shapes import ModelSerializer

TEMPERS = [("negotiable", "negotiable"), ("fixed", "fixed")]
CONDITIONS = [("", "always"), *((code, code) for code in OPTIONS)]


class WordsSerializer(serializers.Serializer):
    """Title and text of an article in one language."""

    title = serializers.CharField(max_length=2_000, allow_blank=True, default="")
    text = serializers.CharField(max_length=100_000, allow_blank=True, trim_whitespace=False, default="")


class ArticleAskedSerializer(serializers.Serializer):
    """One article: the edition that was read, and what is to stand; what is not given stays."""

    edition = serializers.IntegerField(min_value=0)
    texts = serializers.DictField(child=WordsSerializer(), required=False)
    temper = serializers.ChoiceField(choices=TEMPERS, required=False)
    only_if = serializers.ChoiceField(choices=CONDITIONS, required=False, allow_blank=True)


class AddSerializer(serializers.Serializer):
    key = serializers.CharField(max_length=41)
    titles = serializers.DictField(child=serializers.CharField(max_length=200, allow_blank=True), required=False)
    after = serializers.CharField(max_length=41, allow_blank=True, default="", help_text="key of the article before it")


class MoveSerializer(serializers.Serializer):
    """Where an article goes: a place from 1 among those that stand, or out, or back."""

    to = serializers.IntegerField(min_value=1, max_value=500, required=False)
    taken_out = serializers.BooleanField(required=False)


class BeginSerializer(serializers.Serializer):
    version = serializers.IntegerField(min_value=1, required=False, help_text="the newest when absent")


class LanguagesSerializer(serializers.Serializer):
    languages = serializers.ListField(child=serializers.ChoiceField(choices=LANGUAGES), min_length=1, max_length=2)
    prevailing = serializers.ChoiceField(choices=LANGUAGES)


class RenameModelSerializer(serializers.Serializer):
    name = serializers.CharField(max_length=120)
    purpose = serializers.CharField(max_length=200, allow_blank=True, default="")


class ArchiveSerializer(serializers.Serializer):
    archived = serializers.BooleanField()


def fault(one: checking.Fault) -> dict[str, Any]:
    """A fault for programs and for people."""
    return {
        "code": one.code, "language": one.tag, "article": one.article, "line": one.line, "column": one.column,
        "detail": checking.shown(told(one)),
    }  # fmt: skip


def copied(copy: WorkingCopy) -> dict[str, Any]:
    """The whole working copy."""
    rows = queries.standing(copy)
    return {
        "model": str(copy.model_id),
        "begun_from": copy.begun_from.number,
        "begun_at": copy.begun_at.isoformat(),
        "languages": in_order(copy.languages),
        "prevailing": copy.prevailing,
        "articles": [written(row) for row in rows],
        "taken_out": [written(row) for row in queries.taken_out(copy)],
        "faults": [fault(one) for one in queries.faults(rows, copy.languages)],
    }


def written(row: Any) -> dict[str, Any]:
    """One article of it."""
    return {
        "key": row.key, "temper": "negotiable" if row.negotiable else "fixed", "only_if": row.only_if,
        "texts": row.texts, "edition": row.edition, "changed_at": row.changed_at.isoformat(),
    }  # fmt: skip


class Working(Door):
    @reads(OpenApiTypes.OBJECT, statuses=(403, 404))
    def get(self, request: Asking, pk: UUID) -> Response:
        """The working copy of my group's model: articles with their editions, and every fault at its place."""
        return Response(copied(copy_of(plain_of(request), pk)))

    @writes(BeginSerializer, OpenApiTypes.OBJECT, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Counsel begin a working copy, from the newest version or from an old one."""

        def respond() -> Response:
            number = self.given(request, BeginSerializer).get("version")
            version = own_version(plain_of(request), pk, number)
            return Response(copied(verbs.begin_copy(version, by=who(request), at=clock.now())), status=201)

        return self.write(request, respond)

    @writes(PublishSerializer, OpenApiTypes.OBJECT)
    def put(self, request: Asking, pk: UUID) -> Any:
        """Whole texts in the format of files take the place of its articles, matched by key."""

        def respond() -> Response:
            copy = copy_of(plain_of(request), pk)
            texts = self.given(request, PublishSerializer)["texts"]
            return Response(copied(verbs.bring_text(copy, texts=texts, by=who(request), at=clock.now())))

        return self.write(request, respond)

    @writes(None, None, status=204)
    def delete(self, request: Asking, pk: UUID) -> Any:
        """The working copy is thrown away; published versions stay."""

        def respond() -> Response:
            verbs.discard_copy(copy_of(plain_of(request), pk), by=who(request), at=clock.now())
            return Response(status=204)

        return self.write(request, respond)


class WorkingArticles(Door):
    @writes(AddSerializer, OpenApiTypes.OBJECT, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """A new article, with its key for good."""

        def respond() -> Response:
            copy, given = copy_of(plain_of(request), pk), {"titles": {}, **self.given(request, AddSerializer)}
            row = verbs.add_article(copy, **given, by=who(request), at=clock.now())
            return Response(written(row), status=201)

        return self.write(request, respond)


class OneWorkingArticle(Door):
    @writes(ArticleAskedSerializer, OpenApiTypes.OBJECT)
    def put(self, request: Asking, pk: UUID, key: str) -> Any:
        """The words and marks of one article. 409 `changed_meanwhile` when somebody saved since that edition."""

        def respond() -> Response:
            row = article_of(plain_of(request), pk, key)
            given = self.given(request, ArticleAskedSerializer)
            temper = given.pop("temper", None)
            negotiable = None if temper is None else temper == "negotiable"
            saved = verbs.save_article(
                row, **{"texts": {}, **given}, negotiable=negotiable, by=who(request), at=clock.now()
            )
            return Response(written(saved))

        return self.write(request, respond)

    @writes(MoveSerializer, OpenApiTypes.OBJECT, operation_id="models_working_articles_move")
    def post(self, request: Asking, pk: UUID, key: str) -> Any:
        """The article goes to another place, or out, or back."""

        def respond() -> Response:
            row, by = article_of(plain_of(request), pk, key), who(request)
            given = self.given(request, MoveSerializer)
            if "taken_out" in given:
                row = verbs.take_out(row, by=by, at=clock.now()) if given["taken_out"] else verbs.put_back(row, by=by)
            if "to" in given:
                verbs.move_article(row, to=given["to"], by=by)
            return Response(copied(copy_of(plain_of(request), pk)))

        return self.write(request, respond)


class WorkingLanguages(Door):
    @writes(LanguagesSerializer, OpenApiTypes.OBJECT)
    def put(self, request: Asking, pk: UUID) -> Any:
        """Which languages the text is in, and which of them prevails."""

        def respond() -> Response:
            copy, given = copy_of(plain_of(request), pk), self.given(request, LanguagesSerializer)
            return Response(copied(verbs.set_languages(copy, **given, by=who(request))))

        return self.write(request, respond)


class PublishWorking(Door):
    @writes(None, ModelSerializer, status=201)
    def post(self, request: Asking, pk: UUID) -> Any:
        """The working copy becomes the next version; 422 with every fault at its place."""

        def respond() -> Response:
            version = verbs.publish_copy(copy_of(plain_of(request), pk), by=who(request), at=clock.now())
            return Response(ModelSerializer(version).data, status=201)

        return self.write(request, respond)


class CheckModel(Door):
    @extend_schema(request=PublishSerializer, responses={200: OpenApiTypes.OBJECT, **problems(404, 422)})
    def post(self, request: Asking, pk: UUID) -> Response:
        """What would keep these whole texts from being published. Nothing is kept."""
        access.fetch(request.user, None, models_read.versions(), model_id=pk)
        return Response({"faults": faults_in(self.given(request, PublishSerializer)["texts"])})


def faults_in(texts: dict[str, str]) -> list[dict[str, Any]]:
    """Every fault of whole texts; Invalid for a language without documents."""
    keeping.check_languages(texts)
    parsed: dict[str, Any] = {}
    found: list[checking.Fault] = []
    for tag in in_order(texts):
        try:
            parsed[tag] = parse(texts[tag])
        except BadModel as error:
            line = error.params.get("line", 0)
            found.append(checking.Fault(error.code, tag, line=int(str(line)), params=error.params))
    if parsed and not found:
        found = checking.of_model(parsed)
    return [fault(one) for one in found]


ASKED = [
    OpenApiParameter("version", str, description="a number, or `working`; the newest when absent"),
    OpenApiParameter("language", str, enum=["both", "fr", "en"]),
    OpenApiParameter("exclusive", str, enum=["yes", "no"]),
    OpenApiParameter("nature", str, enum=["renewable", "indefinite"]),
    OpenApiParameter("target", str, enum=["no", "yes"]),
]


class PreviewModel(Door):
    @extend_schema(
        parameters=[*ASKED, OpenApiParameter("form", str, enum=["html", "pdf"])],
        responses={200: OpenApiTypes.OBJECT, (200, "application/pdf"): OpenApiTypes.BINARY, **problems(404, 409, 422)},
    )
    def get(self, request: Asking, pk: UUID) -> HttpResponse:
        """How it will print, with an invented contract: `{"html": …}`, or the PDF itself."""
        if request.query_params.get("form") == "pdf":
            return HttpResponse(pdf_asked(plain_of(request), pk), content_type="application/pdf")
        try:
            html, language = html_asked(plain_of(request), pk)
        except (MissingValue, BadModel) as error:
            named = {"article": getattr(error, "article", ""), "name": getattr(error, "name", "")}
            raise Invalid("no_document", str(error), **named) from error
        return Response({"language": language, "html": html})


class CompareModel(Door):
    @extend_schema(
        parameters=[OpenApiParameter(name, str, required=True) for name in ("before", "after")],
        responses={200: OpenApiTypes.OBJECT, **problems(403, 404)},
    )
    def get(self, request: Asking, pk: UUID) -> Response:
        """What changed between two versions (numbers, or `working`): articles with marks of revision by language."""
        before, after = (read_text(plain_of(request), pk, request.query_params.get(n, "")) for n in ("before", "after"))
        return Response({"changes": [changed(one) for one in changes(before[1], after[1])]})


def changed(one: Any) -> dict[str, Any]:
    """One article's change."""

    def pieces(marked: Any) -> list[list[str]]:
        return [[piece.kind, piece.text] for piece in marked]

    return {
        "key": one.key, "kind": one.kind, "before": one.before, "after": one.after, "moved": one.moved, "marks": one.marks,
        "languages": {s.tag: {"title": pieces(s.title), "paragraphs": [pieces(p) for p in s.paragraphs]} for s in one.sides},
    }  # fmt: skip


class UsesOfModel(Door):
    @reads(OpenApiTypes.OBJECT)
    def get(self, request: Asking, pk: UUID) -> Response:
        """The contracts that I may read on each version of it; those of others do not exist."""
        model = access.fetch(request.user, None, models_read.versions(), model_id=pk).model
        found = models_read.uses(request.user, model)
        return Response(
            {str(n): [{"id": str(c.pk), "reference": c.reference} for c in rows] for n, rows in found.items()}
        )


class RenameModel(Door):
    @writes(RenameModelSerializer, ModelSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """Another name or purpose."""

        def respond() -> Response:
            version = own_version(plain_of(request), pk)
            given = self.given(request, RenameModelSerializer)
            version.model = keeping.rename_model(version.model, **given, by=who(request), at=clock.now())
            return Response(ModelSerializer(version).data)

        return self.write(request, respond)


class ArchiveModel(Door):
    @writes(ArchiveSerializer, ModelSerializer)
    def post(self, request: Asking, pk: UUID) -> Any:
        """No new draft may choose it; or again they may."""

        def respond() -> Response:
            version = own_version(plain_of(request), pk)
            archived = self.given(request, ArchiveSerializer)["archived"]
            verb = keeping.archive_model if archived else keeping.bring_back_model
            version.model = verb(version.model, by=who(request), at=clock.now())
            return Response(ModelSerializer(version).data)

        return self.write(request, respond)


def plain_of(request: Asking) -> Any:
    """The request as the pages' doors read it: who asks, and for whom they act, are the API's own."""
    found = plain(request)
    found.user, found.acting = request.user, getattr(request, "acting", None)
    return found
