"""Words that people type for an article: read as a model's are, and refused with the line, the name or the sign at fault."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from django.utils.translation import gettext_lazy as _

from contracts.documents import articles, grammar
from contracts.documents.articles import Article, BadModel
from contracts.documents.fonts import FontsMissing, MissingGlyphs, check_coverage
from contracts.documents.unseen import named, unseen
from contracts.documents.words import in_order
from portage.core.refusals import Invalid, Refused, Several

from ..words.models import FAULTS

MOST_CHARACTERS = 20_000
Words = dict[str, list[str]]


def read(typed: Mapping[str, str], standing: Mapping[str, Article], keys: Sequence[str]) -> Words:
    """The paragraphs of every language, {"fr": [...], "en": [...]}, or Several with what is wrong.

    `standing` is the article as it stands in each language of the contract: all of them are given, with as many paragraphs
    each, for the two languages face each other. `keys` are the articles that a reference may name.
    """
    found: list[Refused] = []
    read: Words = {}
    for tag in in_order(standing):
        text = typed.get(tag, "")
        faults = list(_plainness(tag, text)) or list(_faults(tag, text, standing[tag], keys))
        found += faults
        if not faults:
            read[tag] = list(articles.body(text))
    if not found:
        found = list(_parity(read))
    if found:
        raise Several(found)
    return read


def check_plain(text: str, field: str, most: int = 5000) -> str:
    """Words of a reason or a comment, trimmed. Raises Invalid when they are too long or hold what nobody would see."""
    for refusal in _plainness(field, text.strip(), most):
        raise refusal
    return text.strip()


def _plainness(field: str, text: str, most: int = MOST_CHARACTERS) -> Iterator[Invalid]:
    if len(text) > most:
        yield Invalid("too_long", _("At most %(most)s characters.") % {"most": most}, field=field)
    elif strange := unseen(text.replace("\r\n", "\n")):
        message = _("These signs would not be seen, and change how the text reads: %(names)s. Take them out.")
        yield Invalid("unseen", message % {"names": named(strange)}, field=field)


def _faults(tag: str, text: str, article: Article, keys: Sequence[str]) -> Iterator[Invalid]:
    """What `documents` says of one language, in the words that counsel read for a model."""
    try:
        paragraphs = articles.body(text)
    except BadModel as error:
        yield Invalid(error.code, FAULTS[error.code] % error.params, field=tag)
        return
    if not paragraphs:
        yield Invalid("no_words", _("An article says something: type its text."), field=tag)
    for problem in grammar.check("\n".join(paragraphs), article.key, keys):
        told = {"article": article.title, "name": problem.name}
        yield Invalid(problem.code, FAULTS[problem.code] % told, field=tag)
    with suppress(FontsMissing):  # nothing the person can mend: the checks at start tell the operator
        try:
            check_coverage("\n".join(paragraphs))
        except MissingGlyphs as error:
            told = {"article": article.title, "name": named(error.characters)}
            yield Invalid("no_glyph", FAULTS["no_glyph"] % told, field=tag)


def _parity(read: Words) -> Iterator[Invalid]:
    first, *others = list(read)
    for tag in others:
        counts = len(read[first]), len(read[tag])
        if counts[0] != counts[1]:
            message = _("%(first)s paragraphs in the other language, %(second)s here: the two face each other.")
            yield Invalid("paragraphs", message % {"first": counts[0], "second": counts[1]}, field=tag)
