"""Counsel write the next version of a model: a working copy, article by article, until it is published or discarded.

Words are kept as they are typed, faults included, and told beside them; only publication asks that all be right. Each change
of words is not journalled, the article says who made the last one; what begins, ends or replaces a copy is.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from contracts.documents import articles, checking
from contracts.documents.options import OPTIONS
from contracts.documents.words import in_order
from portage.core import journal
from portage.core.journal import By
from portage.core.refusals import Invalid, Refused, Several

from ..models import ContractModel, ModelVersion, WorkingArticle, WorkingCopy
from ..queries import working as queries
from ..words.models import FAULTS
from .models import check_languages, check_owner, publish_model, refuse_faults

MOST_ARTICLES = 200
#: What is typed is kept even when it is too long to be published, within reason.
MOST_KEPT = 4 * checking.MOST_CHARACTERS
Texts = Mapping[str, Mapping[str, str]]


@transaction.atomic
def begin_copy(version: ModelVersion, *, by: By, at: datetime) -> WorkingCopy:
    """The working copy of the version's model, begun from this version: the newest, or an old one to restore it.

    Begun twice from the same version, it is the same copy; refused while another is open.
    """
    model = ContractModel.objects.select_for_update().get(pk=version.model_id)
    check_owner(model.owner, by)
    if model.archived_at is not None:
        raise Refused("archived", _("This model is archived: bring it back first."))
    found = WorkingCopy.objects.filter(model=model).first()
    if found is not None and found.begun_from_id == version.pk:
        return found
    if found is not None:
        raise Refused("copy_open", _("A working copy of this model is being written: publish or discard it first."))
    tags = in_order(version.articles)
    copy = WorkingCopy.objects.create(
        model=model, begun_from=version, begun_at=at, begun_by=by.person, languages=tags, prevailing=version.prevailing
    )
    _fill(copy, {tag: articles.parse(version.articles[tag]) for tag in tags}, by=by, at=at)
    journal.record("contracts.copy_begun", model, by=by, at=at, version=version.number)
    return copy


@transaction.atomic
def save_article(
    article: WorkingArticle,
    *,
    edition: int,
    texts: Texts,
    negotiable: bool | None = None,
    only_if: str | None = None,
    by: By,
    at: datetime,
) -> WorkingArticle:
    """Keep the words of one article. `texts` is {tag: {"title", "text"}}; a language or a mark that is not given stays.

    Refused (changed_meanwhile) when somebody saved other words since `edition`: theirs are kept, and the refusal names the
    edition that holds them. The same words twice change nothing, whatever the edition.
    """
    _copy, row = _lock(article, by)
    given: dict[str, Any] = {
        "texts": {**row.texts, **_clean(texts, _copy.languages)},
        "negotiable": row.negotiable if negotiable is None else negotiable,
        "only_if": row.only_if if only_if is None else _option(only_if),
    }
    if all(getattr(row, name) == value for name, value in given.items()):
        return row
    if row.edition != edition:
        raise Refused("changed_meanwhile", _("Somebody changed this article meanwhile."), edition=row.edition)
    for name, value in given.items():
        setattr(row, name, value)
    row.edition, row.changed_at, row.changed_by = row.edition + 1, at, by.person
    row.save(update_fields=[*given, "edition", "changed_at", "changed_by"])
    return row


def _clean(texts: Texts, tags: Sequence[str]) -> dict[str, dict[str, str]]:
    """The words of the copy's own languages, with the line ends that files have and titles on one line."""
    found = {}
    for tag, words in texts.items():
        if tag not in tags:
            raise Invalid("bad_language", _("This model has no text in that language."), language=tag[:20])
        title, text = words.get("title", ""), words.get("text", "").replace("\r\n", "\n").rstrip()
        if checking.unstorable([title, text]):
            raise Invalid("bad_character", _("The text holds a character that cannot be kept."), field=tag)
        if len(title) + len(text) > MOST_KEPT:
            raise Invalid("too_long", _("This is too long for one article: nothing was kept."), field=tag)
        found[tag] = {"title": " ".join(title.split()), "text": text}
    return found


def _option(code: str) -> str:
    if code and code not in OPTIONS:
        raise Invalid("unknown_option", _("There is no such condition."), field="only_if")
    return code


@transaction.atomic
def add_article(
    copy: WorkingCopy, *, key: str, titles: Mapping[str, str], after: str = "", by: By, at: datetime
) -> WorkingArticle:
    """A new article behind the one named `after`, or at the end. Its key is for good: other articles point to it."""
    copy = _lock_copy(copy, by)
    if not articles.KEY.fullmatch(key):
        raise Invalid(
            "bad_key", _("A key begins with a small letter; small letters, digits and _ follow."), field="key"
        )
    rows = list(copy.articles.all())
    if any(row.key == key for row in rows):
        raise Refused("key_taken", _("An article has this key already, or had it and was taken out."), field="key")
    if len(rows) >= MOST_ARTICLES:
        raise Refused("too_many", _("A model has at most %(most)s articles.") % {"most": MOST_ARTICLES})
    texts = _clean({tag: {"title": titles.get(tag, "")} for tag in copy.languages}, copy.languages)
    row = WorkingArticle.objects.create(copy=copy, key=key, place=0, texts=texts, changed_at=at, changed_by=by.person)
    behind = next((n for n, other in enumerate(rows, start=1) if other.key == after), len(rows))
    _place([*rows[:behind], row, *rows[behind:]])
    return row


@transaction.atomic
def move_article(article: WorkingArticle, *, to: int, by: By) -> WorkingArticle:
    """Put it at place `to`, counted from 1 among the articles that stand; beyond the last is the last."""
    copy, row = _lock(article, by)
    rows = [other for other in copy.articles.all() if other.pk != row.pk]
    left = [other for other in rows if other.taken_out_at is None]
    behind = rows.index(left[to - 1]) if 1 <= to <= len(left) else len(rows) if to > 0 else 0
    _place([*rows[:behind], row, *rows[behind:]])
    return row


@transaction.atomic
def take_out(article: WorkingArticle, *, by: By, at: datetime) -> WorkingArticle:
    """It will not be published; its words stay, to be put back."""
    _copy, row = _lock(article, by)
    if row.taken_out_at is None:
        row.taken_out_at = at
        row.save(update_fields=["taken_out_at"])
    return row


@transaction.atomic
def put_back(article: WorkingArticle, *, by: By) -> WorkingArticle:
    """It stands again where it stood."""
    _copy, row = _lock(article, by)
    row.taken_out_at = None
    row.save(update_fields=["taken_out_at"])
    return row


@transaction.atomic
def set_languages(copy: WorkingCopy, *, languages: Sequence[str], prevailing: str, by: By) -> WorkingCopy:
    """Which languages the text is in, and which of them it states to prevail. Words of a language left out are kept."""
    copy = _lock_copy(copy, by)
    if not languages:
        raise Invalid("no_language", _("A model has at least one language."), field="languages")
    check_languages(languages, prevailing)
    copy.languages, copy.prevailing = in_order(set(languages)), prevailing
    copy.save(update_fields=["languages", "prevailing"])
    return copy


@transaction.atomic
def bring_text(copy: WorkingCopy, *, texts: Mapping[str, str], by: By, at: datetime) -> WorkingCopy:
    """Replace the copy's articles by those of whole texts in the format of files, matched by key.

    Words may be wrong and are told, as when they are typed; a text that cannot be read as articles is refused. Articles
    that the texts leave out are taken out, and can be put back.
    """
    copy = _lock_copy(copy, by)
    check_languages(texts)
    refused: list[Refused] = []
    parsed = {}
    for tag in in_order(texts):
        try:
            parsed[tag] = articles.parse(texts[tag])
        except articles.BadModel as error:
            refused.append(Invalid(error.code, FAULTS[error.code] % error.params, field=tag))
    if refused:
        raise Several(refused)
    if not any(parsed.values()):
        raise Invalid("no_article", _("There is no article in it."))
    copy.languages = in_order({*copy.languages, *parsed})
    copy.save(update_fields=["languages"])
    _fill(copy, parsed, by=by, at=at)
    journal.record("contracts.copy_brought", copy.model, by=by, at=at)
    return copy


def _fill(copy: WorkingCopy, parsed: Mapping[str, Sequence[articles.Article]], *, by: By, at: datetime) -> None:
    """Write the parsed articles into the copy's rows."""
    known = {row.key: row for row in copy.articles.all()}
    marks = {article.key: article for found in reversed(list(parsed.values())) for article in found}
    order = list(dict.fromkeys(article.key for found in parsed.values() for article in found))
    if len(order) > MOST_ARTICLES:
        raise Refused("too_many", _("A model has at most %(most)s articles.") % {"most": MOST_ARTICLES})
    rows = []
    for key in order:
        row = known.pop(key, None) or WorkingArticle(copy=copy, key=key, edition=0)
        said = {tag: _said(found, key) for tag, found in parsed.items()}
        row.texts = {**row.texts, **_clean(said, copy.languages)}
        row.negotiable, row.only_if = marks[key].negotiable, articles.only_if(marks[key])[:30]
        row.edition, row.changed_at, row.changed_by, row.taken_out_at = row.edition + 1, at, by.person, None
        rows.append(row)
    for row in known.values():
        row.taken_out_at = row.taken_out_at or at
    _place([*rows, *known.values()])


def _said(found: Sequence[articles.Article], key: str) -> dict[str, str]:
    """Title and text of this article in one language; nothing where it does not stand."""
    article = next((one for one in found if one.key == key), None)
    return {"title": article.title, "text": "\n".join(article.paragraphs)} if article else {}


def _place(rows: Sequence[WorkingArticle]) -> None:
    """Number the rows in this order, and save them."""
    for place, row in enumerate(rows, start=1):
        row.place = place
        row.save()


@transaction.atomic
def discard_copy(copy: WorkingCopy, *, by: By, at: datetime) -> None:
    """Throw the working copy away; published versions stay as they are."""
    copy = _lock_copy(copy, by)
    journal.record("contracts.copy_discarded", copy.model, by=by, at=at, version=copy.begun_from.number)
    copy.delete()


@transaction.atomic
def publish_copy(copy: WorkingCopy, *, by: By, at: datetime) -> ModelVersion:
    """The working copy becomes the model's next version, whole and checked; the copy is gone.

    Refused with every fault at its place, and when it says the same as the newest version.
    """
    model = ContractModel.objects.select_for_update().get(pk=copy.model_id)
    copy = _lock_copy(copy, by)
    rows = queries.standing(copy)
    if not rows:
        raise Invalid("no_article", _("There is no article in it."))
    refuse_faults(queries.faults(rows, copy.languages))
    newest = model.versions.first()
    digest = articles.digest(queries.parsed(rows, copy.languages))
    if newest is not None and (newest.digest, newest.prevailing) == (digest, copy.prevailing):
        raise Refused(
            "nothing_changed", _("Nothing was changed: version %(number)s says the same.") % {"number": newest.number}
        )
    texts = queries.texts(rows, copy.languages)
    copy.delete()
    return publish_model(owner=model.owner, name=model.name, texts=texts, prevailing=copy.prevailing, by=by, at=at)


def _lock_copy(copy: WorkingCopy, by: By) -> WorkingCopy:
    """The copy's row, held until the transaction ends; only for counsel of the model's owner."""
    check_owner(copy.model.owner, by)
    found = WorkingCopy.objects.select_for_update().filter(pk=copy.pk).first()
    if found is None:
        raise Refused("copy_gone", _("This working copy was published or discarded meanwhile."))
    return found


def _lock(article: WorkingArticle, by: By) -> tuple[WorkingCopy, WorkingArticle]:
    """The copy and the article as they stand now."""
    copy = _lock_copy(article.copy, by)
    return copy, WorkingArticle.objects.get(pk=article.pk)
