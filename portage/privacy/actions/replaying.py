"""After a backup is restored: what was erased since it was taken is erased again, from a list kept outside of it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import transaction

from portage.core.journal import PORTAGE
from portage.core.refusals import Refused
from portage.network.actions import remove_contact
from portage.network.models import Contact, Membership, Person

from ..models import Erasure
from ..places import PLACES
from ..rules import matching
from ..rules.matching import Span
from .erasing import erase_account, erase_member
from .redacting import WHOLE, digest, mark_of, put_back, texts_in

Line = Mapping[str, Any]


def replay(lines: Iterable[Line], *, at: datetime) -> dict[str, int]:
    """Erase what each line names, each in its own transaction; how many were erased, were gone already, or are spared
    (somebody acts for an organisation again).

    Twice changes nothing more: the list may be replayed as often as one likes. Raises KeyError for a line of another kind.
    """
    counts = {"erased": 0, "gone": 0, "spared": 0}
    for line in lines:
        try:
            with transaction.atomic():
                counts["erased" if ERASE[line["kind"]](line, at) else "gone"] += 1
        except Refused:
            counts["spared"] += 1
    return counts


def _contact(line: Line, at: datetime) -> bool:
    found = Contact.objects.filter(pk=line["row"]).select_related("customer").first()
    if found is None:
        return False
    remove_contact(found, by=PORTAGE, at=at)
    return True


def _account(line: Line, at: datetime) -> bool:
    found = Person.objects.filter(pk=line["row"], is_active=True).first()
    if found is None:
        return False
    erase_account(found, by=PORTAGE, at=at)
    return True


def _member(line: Line, at: datetime) -> bool:
    found = Membership.objects.filter(pk=line["row"], ended_at__isnull=False).select_related("organisation").first()
    if found is None or _known(line):
        return False
    erase_member(found, by=PORTAGE, at=at)
    return True


def _text(line: Line, at: datetime) -> bool:
    model = apps.get_model(line["model"])
    if line["model"] not in WHOLE or not model._default_manager.filter(pk=line["row"]).exists() or _known(line):
        return False
    WHOLE[line["model"]]([line["row"]], PORTAGE, at)
    _note(line, at)
    return True


def _words(line: Line, at: datetime) -> bool:
    """The words whose digests are kept are taken out anew, wherever they stand in that field."""
    if line["field"] not in PLACES[line["model"]].free.split():
        raise KeyError(line["field"])
    row = apps.get_model(line["model"])._default_manager.select_for_update().filter(pk=line["row"]).first()
    if row is None:
        return False
    wanted = {(count, told) for count, told in line["digests"]}
    texts = texts_in(row, line["field"])
    spans = {tag: there for tag, text in texts.items() if (there := _found(text, wanted))}
    if not spans:
        return False
    put_back(
        row,
        line["field"],
        {tag: matching.without(texts[tag], _merged(texts[tag], there), mark_of("en")) for tag, there in spans.items()},
    )
    if not _known(line):
        _note(line, at)
    return True


def _found(text: str, wanted: set[tuple[int, str]]) -> list[Span]:
    """Where words stand whose number and digest are among these."""
    return [
        span
        for count in sorted({count for count, _told in wanted})
        for said, span in matching.windows(text, count)
        if (count, digest(said)) in wanted
    ]


def _merged(text: str, spans: list[Span]) -> list[Span]:
    return matching.spans(text, [lambda _text: iter(spans)])


def _known(line: Line) -> bool:
    """Whether this erasure stands in this database: then it was not lost with the restore."""
    return Erasure.objects.filter(kind=line["kind"], model=line["model"], row=line["row"], field=line["field"]).exists()


def _note(line: Line, at: datetime) -> None:
    told = {name: line[name] for name in ("kind", "model", "row", "field", "digests")}
    Erasure.objects.create(**told, at=at)


ERASE: dict[str, Callable[[Line, datetime], bool]] = {
    "contact": _contact, "account": _account, "member": _member, "text": _text, "words": _words,
}  # fmt: skip
