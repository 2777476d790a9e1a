"""Codes of a contract in the reader's words: {{ contract.law|law_words }}."""

from collections.abc import Iterator, Sequence

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contracts.documents import redline, words
from contracts.documents.phrases import say
from contracts.law.wording import law_name
from portage.catalogue.codes import dotted

from ..models import Contract
from ..words import negotiation, pages
from ..words.pages import EVENTS, FORMS, PERIODS, reader_language

register = template.Library()


@register.filter
def state_words(contract: Contract) -> str:
    """Declared, of a moral contract; empty where the usual word of the state does."""
    return pages.state_words(contract)


@register.filter
def event_words(code: str) -> str:
    """Earned when the customer has paid."""
    return str(EVENTS.get(code, _("Event not chosen yet")))


@register.filter
def period_words(months: int) -> str:
    """Quarterly."""
    every = ngettext("Every %(n)d month", "Every %(n)d months", months) % {"n": months}
    return str(PERIODS.get(months, every))


@register.filter
def scale_words(scale: Sequence[int]) -> str:
    """One, two then three months, by year begun."""
    return words.first_upper(words.month_schedule(scale, reader_language())) if scale else _("not typed yet")


@register.filter
def forms_words(forms: Sequence[str]) -> str:
    """Registered letter or on the platform, with receipt."""
    return words.first_upper(_(" or ").join(str(FORMS[form]) for form in forms if form in FORMS))


@register.filter
def law_words(code: str) -> str:
    """French law."""
    return words.first_upper(law_name(code)[reader_language()])


@register.filter
def task_words(code: str) -> str:
    """Prospecting."""
    return words.first_upper(say(code, reader_language(), table="task"))


@register.filter
def hs_dotted(code: str) -> str:
    """3302.90."""
    return dotted(code)


@register.filter
def answer_words(kind: str) -> str:
    """Accepted."""
    return str(negotiation.ANSWERS.get(kind, kind))


@register.filter
def apart(marked: redline.Marked) -> Iterator[tuple[redline.Piece, str]]:
    """{% for piece, gap in marked|apart %}: a space between what is struck out and what takes its place."""
    return redline.apart(marked)
