"""The words of a section with what its newest correction changed: struck out, underlined, unescaped pieces."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from contracts.documents import redline
from contracts.documents.redline import Marked
from portage.core import words

from ..models import Account, Competitor
from ..rules.content import TEXTS
from ..words import pages as say


@dataclass(frozen=True)
class Words:
    """One titled text, with its marks."""

    title: str
    pieces: Marked


@dataclass(frozen=True)
class Line:
    """One competitor: name, product, price, with marks."""

    name: Marked
    product: Marked
    price: Marked


@dataclass(frozen=True)
class Goods:
    """A product shown: `kind` is same, added or removed; `url` leads to it where the reader may see it."""

    product: Any
    kind: str
    url: str = ""


@dataclass(frozen=True)
class Content:
    """All that a section says, in the order in which it is read. `interest_was`, `order_was` and
    `minutes_was` are None when unchanged."""

    needs: Words | None
    goods: Sequence[Goods]
    competitors: Sequence[Line]
    others: Sequence[Words]
    interest: int | None
    interest_was: str | None
    order_taken: bool
    order_was: bool | None
    minutes: str = ""
    minutes_was: str | None = None

    @property
    def says_nothing(self) -> bool:
        return not (self.needs or self.goods or self.competitors or self.others or self.order_taken or self.minutes)


@dataclass(frozen=True)
class Former:
    """One former edition, whole: its number, when it was told, its content without marks."""

    number: int
    at: Any
    content: Content


@dataclass(frozen=True)
class Correction:
    """Who corrected, when and why."""

    at: Any
    reason: str
    who: str


def content(accounts: Sequence[Account], urls: Mapping[Any, str] | None = None) -> Content:
    """The newest words, marked against those before them."""
    new = accounts[-1]
    old = accounts[-2] if len(accounts) > 1 else new
    texts = {name: _text(name, old, new) for name in TEXTS}
    return Content(
        needs=texts.pop("needs"),
        goods=list(_goods(old, new, urls or {})),
        competitors=[_line(*pair) for pair in _paired(list(old.competitors.all()), list(new.competitors.all()))],
        others=[told for told in texts.values() if told],
        interest=new.interest,
        interest_was=say.interest(old.interest) if old.interest != new.interest else None,
        order_taken=new.order_taken,
        order_was=old.order_taken if old.order_taken != new.order_taken else None,
        minutes=say.time_spent(new.minutes) if new.minutes else "",
        minutes_was=say.time_spent(old.minutes or 0) if old.minutes != new.minutes else None,
    )


def former(accounts: Sequence[Account]) -> list[Former]:
    """Every edition but the newest, the last one first, without marks."""
    return [Former(one.number, one.at, content([one])) for one in reversed(accounts[:-1])]


def corrections(accounts: Sequence[Account], who: Mapping[int, str]) -> list[Correction]:
    """Why each correction was made, the newest first."""
    return [Correction(one.at, one.reason, who.get(one.number, "")) for one in reversed(accounts[1:])]


def who_corrected(entries: Sequence[Any]) -> dict[int, str]:
    """{number of the edition: who wrote it}, from the journal of the section."""
    found = (one for one in entries if one.kind == "fieldwork.section_corrected")
    return {one.facts.get("number", 0): str(one.actor) for one in found if one.actor}


def _text(name: str, old: Account, new: Account) -> Words | None:
    pieces = redline.words(getattr(old, name), getattr(new, name))
    return Words(str(say.TITLES[name]), pieces) if pieces else None


def _goods(old: Account, new: Account, urls: Mapping[Any, str]) -> Iterator[Goods]:
    before = {one.product_id: one.product for one in old.shown.all()}
    after = {one.product_id: one.product for one in new.shown.all()}
    for pk, product in after.items():
        yield Goods(product, redline.SAME if pk in before else redline.ADDED, urls.get(pk, ""))
    for pk, product in before.items():
        if pk not in after:
            yield Goods(product, redline.REMOVED, urls.get(pk, ""))


def _paired(old: list[Competitor], new: list[Competitor]) -> Iterator[tuple[Competitor | None, Competitor | None]]:
    """Each competitor beside what was said of it before: by its name and product, else by its name, else alone."""
    waiting = list(old)
    for one in new:
        same = next((each for each in waiting if (each.name, each.product) == (one.name, one.product)), None)
        like = same or next((each for each in waiting if each.name.casefold() == one.name.casefold()), None)
        if like is not None:
            waiting.remove(like)
        yield like, one
    for one in waiting:
        yield one, None


def _line(old: Competitor | None, new: Competitor | None) -> Line:
    name, product = (redline.words(_cell(old, of), _cell(new, of)) for of in ("name", "product"))
    return Line(name, product, _price(old, new))


def _cell(seen: Competitor | None, name: str) -> str:
    return getattr(seen, name) if seen is not None else ""


def _price(old: Competitor | None, new: Competitor | None) -> Marked:
    """A price for a price: never half of a figure."""
    before, after = (say.price(one.price, one.currency, one.unit) if one is not None else "" for one in (old, new))
    if before == after:
        return (redline.Piece(redline.SAME, after),)
    struck = (redline.Piece(redline.REMOVED, before),) if before else ()
    return (*struck, redline.Piece(redline.ADDED, after)) if after else struck


def head_changes(report: Any, heads: Sequence[Any]) -> list[dict[str, Any]]:
    """What each correction of the head changed, the newest first: {at, rows: [(label, pieces)]}."""
    states = [*heads, report]
    found = []
    for old, new in pairwise(states):
        found.append({"at": old.at, "rows": list(_head_rows(old, new))})
    return found[::-1]


def _head_rows(old: Any, new: Any) -> Iterator[tuple[str, Marked]]:
    told = (
        (_("Customer"), lambda head: ", ".join(filter(None, [head.customer.name, say.place(head.customer)]))),
        (_("Kind"), say.kind),
        (_("Date"), lambda head: words.day(head.visited_on)),
        (_("Place"), lambda head: head.place),
    )
    for label, of in told:
        before, after = of(old), of(new)
        if before != after:
            pieces = [
                redline.Piece(kind, text) for kind, text in ((redline.REMOVED, before), (redline.ADDED, after)) if text
            ]
            yield label, tuple(pieces)
