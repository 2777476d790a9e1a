"""The working copy of a model, read: its articles in order, what is wrong in them, and its text in the format of files."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.db.models import QuerySet

from contracts.documents import checking
from contracts.documents.articles import Article, made, paragraphs_of, write
from contracts.documents.checking import Fault, Typed
from contracts.documents.words import in_order

from ..models import WorkingArticle, WorkingCopy


def copies() -> QuerySet[WorkingCopy]:
    """Working copies with their model and what they were begun from."""
    return WorkingCopy.objects.select_related("model", "model__owner", "begun_from", "begun_by")


def articles() -> QuerySet[WorkingArticle]:
    """Articles of working copies, those taken out included."""
    return WorkingArticle.objects.select_related("copy", "copy__model", "copy__model__owner", "changed_by")


def standing(copy: WorkingCopy) -> list[WorkingArticle]:
    """The articles that will be published, in their order."""
    return list(copy.articles.filter(taken_out_at__isnull=True).select_related("changed_by"))


def taken_out(copy: WorkingCopy) -> list[WorkingArticle]:
    """Those that can be put back, the last one taken out first."""
    return list(copy.articles.filter(taken_out_at__isnull=False).order_by("-taken_out_at", "place"))


def words_of(row: WorkingArticle, tag: str) -> dict[str, str]:
    """Title and text in one language; empty where nothing is typed."""
    return {"title": "", "text": "", **row.texts.get(tag, {})}


def parsed(rows: Sequence[WorkingArticle], tags: Iterable[str]) -> dict[str, tuple[Article, ...]]:
    """The articles by language, as a published text would have them."""
    return {tag: tuple(_article(row, n, tag) for n, row in enumerate(rows, start=1)) for tag in in_order(tags)}


def _article(row: WorkingArticle, position: int, tag: str) -> Article:
    words = words_of(row, tag)
    return made(row.key, position, row.negotiable, words["title"], paragraphs_of(words["text"]), only_if=row.only_if)


def texts(rows: Sequence[WorkingArticle], tags: Iterable[str]) -> dict[str, str]:
    """The whole text of each language in the format of files: what is published, and what is taken out as a file."""
    return {tag: write(found) for tag, found in parsed(rows, tags).items()}


def faults(rows: Sequence[WorkingArticle], tags: Iterable[str]) -> list[Fault]:
    """Everything that keeps this copy from being published, article by article."""
    tags = in_order(tags)
    keys = {row.key: row.only_if for row in rows}
    return [fault for row in rows for fault in faults_of(row, tags, keys)]


def faults_of(row: WorkingArticle, tags: Sequence[str], keys: Mapping[str, str]) -> list[Fault]:
    """What is wrong in one article: in each language, then between them."""
    written = {tag: words_of(row, tag) for tag in tags}
    found = [
        _missing(fault, written)
        for tag, words in written.items()
        for fault in checking.of_typed(Typed(row.key, words["title"], words["text"], row.only_if), tag, keys)
    ]
    if any(fault.code in {"missing_language", "no_title", "no_text"} for fault in found):
        return found
    named = words_of(row, tags[0])["title"][:80]
    return found + [replace(fault, title=named) for fault in checking.of_languages(parsed([row], tags))]


def _missing(fault: Fault, written: Mapping[str, Mapping[str, str]]) -> Fault:
    """An article with no text here and some in another language is missing in this one."""
    if fault.code == "no_text" and any(words["text"].strip() for words in written.values()):
        return replace(fault, code="missing_language")
    return fault
