"""Keyset pages: every list reads its page by where the last one ended, so that the thousandth page costs what the
first does.

    page = paging.read(queryset, request.GET, order=("next_day", "pk"))
    page.rows, page.links(request)        # rows; what core/_pager.html draws

Order fields may be empty (they then come last, in both directions); the last one must be unique. Counts stop at
MOST: beyond, the page says "more than 1 000". Only what the queryset holds is counted: pass a visible one.
"""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import F, Field, Model, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.http import HttpRequest
from django.utils.translation import gettext as _

from .. import words
from ..refusals import Invalid

SIZE = 40
MOST = 1000
CURSORS = ("after", "before", "last")


@dataclass(frozen=True)
class Key:
    """One field of the order."""

    path: str
    descending: bool

    @classmethod
    def of(cls, spelled: str) -> "Key":
        return cls(spelled.removeprefix("-"), spelled.startswith("-"))

    def sorted(self, *, backward: bool, nullable: bool) -> OrderBy:
        """Empty values come last; read backward, they come first. Where none is empty nothing is said of them: PostgreSQL
        reads an index only in the order that it was asked for, to this last word."""
        descending = self.descending != backward
        last = None if not nullable else not backward
        return OrderBy(F(self.path), descending=descending, nulls_first=last is False or None, nulls_last=last or None)

    def beyond(self, value: Any, *, backward: bool) -> Q | None:
        """The rows that this field alone puts after (or before) `value`; None when there can be none."""
        if value is None:
            return Q(**{f"{self.path}__isnull": False}) if backward else None
        found = self.past(value, backward=backward)
        return found if backward else found | Q(**{f"{self.path}__isnull": True})

    def past(self, value: Any, *, backward: bool, too: str = "") -> Q:
        """The rows strictly past `value` among those that have one; with `too="e"`, those at it as well."""
        operator = "lt" if self.descending != backward else "gt"
        return Q(**{f"{self.path}__{operator}{too}": value})

    def same(self, value: Any) -> Q:
        return Q(**{f"{self.path}__isnull": True}) if value is None else Q(**{self.path: value})


@dataclass(frozen=True)
class Page:
    """One page of rows. `before` and `after` are the cursors of its neighbours, "" where there is none."""

    rows: list[Any]
    total: int
    capped: bool
    start: int | None
    before: str
    after: str
    keys: Sequence[Key] = field(default=(), repr=False)

    def __iter__(self) -> Any:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def count(self) -> str:
        """294, or "more than 1,000"."""
        told = words.number(min(self.total, MOST))
        return _("more than %(count)s") % {"count": told} if self.capped else told

    def links(self, request: HttpRequest) -> dict[str, str]:
        """What core/_pager.html draws: addresses that keep every filter, and where this page stands."""
        return {
            "first": address(request),
            "previous": address(request, before=self.before) if self.before else "",
            "next": address(request, after=self.after) if self.after else "",
            "last": address(request, last="1") if self.after else "",
            "says": self.says(),
        }

    def says(self) -> str:
        """1 to 40 of 294."""
        if not self.rows:
            return ""
        if self.start is None:
            return _("%(shown)s shown, of %(count)s") % {"shown": words.number(len(self.rows)), "count": self.count}
        last = self.start + len(self.rows) - 1
        return _("%(first)s to %(last)s of %(count)s") % {
            "first": words.number(self.start),
            "last": words.number(last),
            "count": self.count,
        }


def address(request: HttpRequest, **cursor: str) -> str:
    """The address of this list with another cursor; filters and order stay."""
    query = request.GET.copy()
    for name in CURSORS:
        query.pop(name, None)
    query.update(cursor)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def read(queryset: QuerySet, params: Mapping[str, str], *, order: Sequence[str], size: int = SIZE) -> Page:
    """The page that `params` (after, before or last) names; two queries whatever the number of rows, three on the
    page where rows without a first value begin.

    Raises Invalid for a cursor that no page of this list gave.
    """
    keys = [Key.of(spelled) for spelled in order]
    cursor, backward = _asked(params)
    position, values = decode(cursor, queryset.model, keys) if cursor else (None, None)
    rows = _rows(queryset, keys, values, backward=backward, most=size + 1)
    more, rows = len(rows) > size, rows[:size]
    if backward:
        rows.reverse()
    total = queryset.order_by().values("pk")[: MOST + 1].count()
    start = _start(len(rows), total, position, backward=backward, cursor=cursor)
    first = not cursor and not backward
    older = rows and (more if backward else not first)
    newer = rows and (bool(cursor) if backward else more)
    return Page(
        rows=rows,
        total=total,
        capped=total > MOST,
        start=start,
        before=encode(rows[0], start, keys) if older else "",
        after=encode(rows[-1], start + len(rows) - 1 if start else None, keys) if newer else "",
        keys=keys,
    )


def piece(
    queryset: QuerySet, *, order: Sequence[str], after: Sequence[Any] | None = None, size: int = 500
) -> tuple[list[Any], list[Any] | None]:
    """Some rows of a file that holds them all, and `after` for the next ones: None when there are no more. No count."""
    keys = [Key.of(spelled) for spelled in order]
    rows = _rows(queryset, keys, after, backward=False, most=size + 1)
    more, rows = len(rows) > size, rows[:size]
    return rows, [_value(rows[-1], key.path) for key in keys] if more else None


def _asked(params: Mapping[str, str]) -> tuple[str, bool]:
    """(cursor, whether to read backward)."""
    if params.get("before"):
        return params["before"], True
    if params.get("after"):
        return params["after"], False
    return "", bool(params.get("last"))


def _start(count: int, total: int, position: int | None, *, backward: bool, cursor: str) -> int | None:
    """The number of the first row of the page, None when it is not known."""
    if not cursor and not backward:
        return 1
    if not cursor:
        return total - count + 1 if total <= MOST else None
    if position is None:
        return None
    return max(1, position - count) if backward else position + 1


def _rows(
    queryset: QuerySet, keys: Sequence[Key], values: Sequence[Any] | None, *, backward: bool, most: int
) -> list[Any]:
    """Up to `most` rows from the cursor on: first those of its own part (with or without a first value), then the
    other part. Each is one stretch of an index; asked together, as "or", the database sorts everything."""
    found = queryset.order_by(
        *(key.sorted(backward=backward, nullable=_nullable(queryset.model, key.path)) for key in keys)
    )
    if values is None:
        return list(found[:most])
    rows = list(found.filter(_in_part(keys, values, backward=backward))[:most])
    empty = values[0] is None
    if len(rows) < most and empty == backward and _nullable(queryset.model, keys[0].path):
        other = found.filter(**{f"{keys[0].path}__isnull": not empty})
        rows += other[: most - len(rows)]
    return rows


def _in_part(keys: Sequence[Key], values: Sequence[Any], *, backward: bool) -> Q:
    """Beyond the cursor, among the rows that have a first value as it has, or have none as it has none."""
    lead, first, rest = keys[0], values[0], keys[1:]
    if first is None:
        return lead.same(None) & _beyond(rest, values[1:], backward=backward)
    if not rest:
        return lead.past(first, backward=backward)
    past = lead.past(first, backward=backward) | _beyond(rest, values[1:], backward=backward)
    return lead.past(first, backward=backward, too="e") & past


def _beyond(keys: Sequence[Key], values: Sequence[Any], *, backward: bool) -> Q:
    """a beyond x, or a = x and b beyond y, ..."""
    found = Q(pk__in=[])
    same = Q()
    for key, value in zip(keys, values, strict=True):
        step = key.beyond(value, backward=backward)
        if step is not None:
            found |= same & step
        same &= key.same(value)
    return found


def _nullable(model: type[Model], path: str) -> bool:
    """Whether a row may have nothing at the end of `path`."""
    for step in path.split("__"):
        found = model._meta.pk if step == "pk" else model._meta.get_field(step)
        if found.null:
            return True
        model = found.related_model or model
    return False


class Whole(DjangoJSONEncoder):
    """Instants to the microsecond: Django's own cuts them short, and the rows of that millisecond would be left out."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def encode(row: Model, position: int | None, keys: Sequence[Key]) -> str:
    """A cursor: the position of a row and its values in the order's fields."""
    values = [_value(row, key.path) for key in keys]
    plain = json.dumps([position, *values], cls=Whole, separators=(",", ":"))
    return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def decode(cursor: str, model: type[Model], keys: Sequence[Key]) -> tuple[int | None, list[Any]]:
    """What `encode` put in. Raises Invalid for anything else."""
    try:
        plain = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        position, *values = plain
        if len(values) != len(keys) or not (position is None or isinstance(position, int)):
            raise ValueError(cursor)
        return position, [_python(model, key.path, value) for key, value in zip(keys, values, strict=True)]
    except (ValueError, TypeError, ValidationError, FieldDoesNotExist) as error:
        raise Invalid("bad_cursor", _("This address of a page is not complete: start from the first page.")) from error


def _value(row: Any, path: str) -> Any:
    for step in path.split("__"):
        row = getattr(row, step, None)
    return row


def _python(model: type[Model], path: str, value: Any) -> Any:
    """The value as the field at the end of `path` keeps it."""
    if value is None:
        return None
    at: Any = model
    found: Field = model._meta.pk
    for step in path.split("__"):
        found = at._meta.pk if step == "pk" else at._meta.get_field(step)
        at = found.related_model or at
    if "\x00" in str(value):
        raise ValueError(path)
    return found.to_python(value)
