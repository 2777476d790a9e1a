"""Reading the journal of one scope: newest first, narrowed by who and by days; on a page and in a file."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..forms import DayField
from ..lists import paging
from ..models import Entry

# By when it was done, as people count; of one instant, by what was written first.
NEWEST = ("-at", "-pk")
BY_ITSELF = "portage"
MOST_NAMES = 300
CHUNK = 500


@dataclass(frozen=True)
class Told:
    """One entry in words. `where` is empty where this reader may not know it."""

    at: datetime
    who: str
    behalf: str
    what: str
    where: str = ""
    program: str = ""


Tell = Callable[[Sequence[Entry]], list[Told]]


def of_scope(scope: models.Model) -> QuerySet[Entry]:
    """The journal of one scope, newest first, with who and the erasable words."""
    return entries().filter(scope_kind=scope._meta.label_lower, scope_id=scope.pk)


def entries() -> QuerySet[Entry]:
    """Entries with who and the erasable words, newest first; the caller says whose."""
    return Entry.objects.select_related("actor", "text").order_by(*NEWEST)


class JournalForm(forms.Form):
    """Who, from which day, until which day."""

    who = forms.ChoiceField(label=gettext_lazy("Who"), required=False)
    from_day = DayField(label=gettext_lazy("From"), required=False)
    until_day = DayField(label=gettext_lazy("Until"), required=False)

    def __init__(self, entries: QuerySet[Entry], data: Any) -> None:
        super().__init__(data)
        actors = entries.order_by().values_list("actor", "actor__name").distinct()[:MOST_NAMES]
        named = sorted(((str(pk), name) for pk, name in actors if pk), key=lambda row: row[1])
        self.fields["who"].choices = [("", _("Everybody")), (BY_ITSELF, "Portage"), *named]  # type: ignore[attr-defined]


def narrowed(entries: QuerySet[Entry], form: JournalForm, zone: str) -> QuerySet[Entry]:
    """The entries that the form asks for, its days being the reader's; none while something cannot be read."""
    if not form.is_valid():
        return entries.none()
    given = form.cleaned_data
    if given["who"]:
        entries = entries.filter(actor=None if given["who"] == BY_ITSELF else UUID(given["who"]))
    if given["from_day"]:
        entries = entries.filter(at__gte=_begin(given["from_day"], zone))
    if given["until_day"]:
        entries = entries.filter(at__lt=_begin(given["until_day"], zone) + timedelta(days=1))
    return entries


def _begin(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), tzinfo=ZoneInfo(zone))


def header() -> list[str]:
    """The names of the columns, in the reader's language."""
    return [
        _("When (UTC)"), _("Who"), _("On whose behalf"), _("What"), _("From where"), _("With which program"), _("Entry"),
        _("Place in the chain"),
    ]  # fmt: skip


def rows(ask: Callable[[], QuerySet[Entry] | None], tell: Tell) -> Iterator[list[Any]]:
    """The header, then every entry with its place in the chain, by which `verify_journal` proves it.

    `ask` gives the entries again for each piece, None once this person may read them no more.
    """
    yield header()
    after: list[Any] | None = None
    while True:
        found = ask()
        if found is None:
            yield [_("Stopped here: your access ended while this file was being written.")]
            return
        part, after = paging.piece(found.select_related("link"), order=NEWEST, after=after, size=CHUNK)
        for entry, told in zip(part, tell(part), strict=True):
            link = getattr(entry, "link", None)
            when = told.at.astimezone(UTC).isoformat(timespec="seconds")
            yield [
                when,
                told.who,
                told.behalf,
                told.what,
                told.where,
                told.program,
                str(entry.pk),
                link and link.position,
            ]
        if after is None:
            return
