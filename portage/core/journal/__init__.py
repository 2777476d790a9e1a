"""The journal: verbs write what happened, in their own transaction; everybody above reads it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from secrets import token_hex
from typing import Any
from uuid import UUID

from django.db import models

from ..logs import request_id
from ..models import Entry, EntryText


@dataclass(frozen=True)
class By:
    """Who acts: the person, the organisation they act for, where from, and by which API token. A job acts as nobody."""

    person: Any = None
    organisation: UUID | None = None
    address: str = ""
    agent: str = ""
    membership: Any = None
    token: UUID | None = None


PORTAGE = By()


@dataclass(frozen=True)
class Event:
    """One event to record. `facts` go in the chain; `text` is personal and erasable."""

    kind: str
    scope: models.Model
    facts: Mapping[str, Any] = field(default_factory=dict)
    text: Mapping[str, Any] = field(default_factory=dict)


def plain(value: Any) -> Any:
    """A value as JSON keeps it: dates in ISO form, decimals and identifiers as text."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return value


def record_all(events: Iterable[Event], *, by: By, at: datetime) -> list[Entry]:
    """Write events, in the caller's transaction; two statements whatever their number."""
    entries, texts = [], []
    for event in events:
        entry = Entry(
            at=at,
            kind=event.kind,
            scope_kind=event.scope._meta.label_lower,
            scope_id=event.scope.pk,
            actor=by.person,
            on_behalf_of=by.organisation,
            request_id=request_id.get(),
            facts=plain({**event.facts, "by_token": by.token} if by.token else event.facts),
        )
        personal = {k: v for k, v in {**event.text, "address": by.address, "agent": by.agent}.items() if v}
        entries.append(entry)
        if personal:
            texts.append(EntryText(entry=entry, salt=token_hex(32), content=plain(personal)))
    Entry.objects.bulk_create(entries)
    EntryText.objects.bulk_create(texts)
    return entries


def record(
    kind: str, scope: models.Model, *, by: By, at: datetime, text: Mapping[str, Any] | None = None, **facts: Any
) -> Entry:
    """Write one event, in the caller's transaction."""
    return record_all([Event(kind, scope, facts, text or {})], by=by, at=at)[0]
