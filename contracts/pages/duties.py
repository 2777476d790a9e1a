"""Duties in words: what is to be done, by when and why, and what people recorded of it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from portage.core import binding
from portage.core.words import away

from ..models import Duty, DutyEvent
from ..words.leaving import DUTIES, DUTIES_SAY
from ..words.pages import SIDES


def duty(row: Duty, today: date) -> dict[str, Any]:
    """One duty, ready for its page and for the contract's."""
    events = list(row.events.all())
    done = next((event for event in events if event.kind == DutyEvent.Kind.DONE), None)
    by_day: date | None = row.by_day  # type: ignore[attr-defined]
    source = f"{row.rule['jurisdiction']} {row.rule['source']}".strip() if row.rule else ""
    return {
        "row": row, "label": DUTIES[row.code], "says": DUTIES_SAY[row.code], "side": SIDES[row.side], "day": by_day, "events": events,
        "done": done, "near": binding.nearness(by_day, today) if by_day and not done else "calm", "source": source,
        "left": away(by_day, today) if by_day and not done else "", "url": reverse("contracts:duty", args=[row.pk]),
        "state": "done" if done else "late" if by_day and by_day < today else "open",
        "word": _("Done") if done else _("By %(when)s") % {"when": away(by_day, today)} if by_day else _("Day to be given"),
    }  # fmt: skip


def duties(rows: Iterable[Duty], today: date) -> list[dict[str, Any]]:
    return [duty(row, today) for row in rows]
