"""Whether a version can be printed: asked before it is frozen, so that nobody approves a text that has no document."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from django.utils.translation import gettext_lazy as _

from contracts.documents.articles import Article, BadModel
from contracts.documents.contract import contract_html
from contracts.documents.data import ContractData, Party
from contracts.documents.fonts import FontsMissing, MissingGlyphs, check_coverage, text_of
from contracts.documents.grammar import MissingValue
from portage.core.refusals import Invalid, Words

Articles = Mapping[str, Sequence[Article]]

# Where the value of a name is typed: step and field of the guided creation. By the name itself, else by its first word.
TYPED_IN = {
    "principal": ("parties", "principal"),
    "agent": ("parties", "agent"),
    "products": ("products", "products"),
    "territory": ("territory", "countries"),
    "tasks": ("tasks", ""),
    "commission": ("commission", "commission_rate"),
    "statement": ("commission", "statement_months"),
    "target.minimum": ("commission", "target"),
    "term": ("duration", "first_day"),
    "renewal": ("duration", "renewal_months"),
    "notice": ("duration", "notice_scale"),
    "dispute.forum": ("law", "forum"),
}
MODEL = ("law", "model_version")


def check_printable(data: ContractData, articles: Articles, *, also: str = "") -> None:
    """Raise Invalid, with the step and the field when they are known, for what would stop the document:

    `also`: more words that the document prints. no_text (the model has no articles in a language), bad_model (two languages do not face each other), no_value (an
    article asks for what this contract does not say), no_glyph (characters that no font of ours draws).
    """
    absent = [tag for tag in data.language.tags if tag not in articles]
    if absent:
        raise _invalid("no_text", _("The model has no articles in the language of the contract."), ("law", "languages"))
    try:
        html = contract_html(data, articles)
    except MissingValue as error:
        raise _no_value(error, articles) from error
    except BadModel as error:
        raise _invalid("bad_model", str(error), MODEL) from error
    with suppress(FontsMissing):  # nothing the person can mend: the checks at start tell the operator
        try:
            check_coverage(text_of(html) + also)
        except MissingGlyphs as error:
            raise _no_glyph(error, data) from error


def _invalid(code: str, message: Words, place: tuple[str, str], **details: Any) -> Invalid:
    return Invalid(code, message, field=place[1], step=place[0], **details)


def _no_value(error: MissingValue, articles: Articles) -> Invalid:
    """Names the article, as a reader finds it, and the name that has no value."""
    every = (article for texts in articles.values() for article in texts)
    found = next(article for article in every if article.key == error.article)
    message = _("Article %(number)d, “%(title)s”, asks for “%(name)s”, which this contract does not say.")
    told = message % {"number": found.position, "title": found.title, "name": error.name}
    place = TYPED_IN.get(error.name) or TYPED_IN.get(error.name.split(".")[0], MODEL)
    return _invalid("no_value", told, place, article=error.article, name=error.name)


def _no_glyph(error: MissingGlyphs, data: ContractData) -> Invalid:
    """Names the characters, and the field in which they were typed; the model's, when in none of the contract's."""
    strange = set(error.characters)
    place = next((place for place, text in _typed(data) if strange & set(text)), MODEL)
    message = _("No font of ours draws these characters: %(characters)s. Write them in another script.")
    return _invalid("no_glyph", message % {"characters": error.characters[:20]}, place, characters=error.characters)


def _typed(data: ContractData) -> Iterator[tuple[tuple[str, str], str]]:
    """Every text that people typed for this contract, with where."""
    for side, party in (("principal", data.principal), ("agent", data.agent)):
        yield ("parties", side), _words_of(party)
    for product in data.products:
        yield ("products", "products"), " ".join([*product.names.values(), product.hs_code, product.sheet])
    territory = data.territory
    for country, regions in territory.regions.items():
        yield ("territory", f"regions_{country}"), " ".join(regions)
    for segment in territory.segments:
        yield ("territory", "other_segments"), " ".join(segment.values())
    for customer in territory.reserved:
        yield ("territory", "reserved"), f"{customer.name} {customer.place}"
    yield ("law", "forum"), " ".join(data.law.forum.values())


def _words_of(party: Party) -> str:
    registered = [party.name, party.legal_form, party.address, party.registration, party.signatory]
    return " ".join([*registered, *party.capacity.values()])
