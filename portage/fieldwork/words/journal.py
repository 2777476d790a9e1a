"""Events of fieldwork in words; who did it stands before."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts.words.pages import SIDES
from portage.core.models import Entry
from portage.core.words import day

from ..models import Prospect
from .journal_orders import ORDERS

Facts = Mapping[str, Any]
FIELDS = {
    "customer": gettext_lazy("customer"),
    "kind": gettext_lazy("kind"),
    "visited_on": gettext_lazy("date"),
    "place": gettext_lazy("place"),
}


def says(entry: Entry, names: Mapping[UUID, str]) -> str:
    """The verb phrase. A kind that has no sentence yet is told by its code, so that nothing is hidden."""
    say = SENTENCES.get(entry.kind)
    return say(entry.facts) if say else entry.kind


def _fields(facts: Facts) -> str:
    return ", ".join(str(FIELDS.get(name, name)) for name in facts.get("fields", ())) or "–"


def _side(facts: Facts) -> str:
    return str(SIDES.get(facts.get("side", ""), ""))


def _asked(facts: Facts) -> str:
    on = day(date.fromisoformat(facts["due_on"])) if facts.get("due_on") else "–"
    return _("asked the %(side)s for something to do by %(day)s.") % {"side": _side(facts), "day": on}


def _stage(facts: Facts) -> str:
    known = facts.get("stage") in Prospect.Stage.values
    return str(Prospect.Stage(facts["stage"]).label) if known else str(facts.get("stage", ""))


SENTENCES: Mapping[str, Callable[[Facts], str]] = {
    "fieldwork.report_filed": lambda f: _("filed the visit report."),
    "fieldwork.report_corrected": lambda f: _("corrected the head of the report: %(fields)s.") % {"fields": _fields(f)},
    "fieldwork.section_filed": lambda f: _("told it to both parties."),
    "fieldwork.section_corrected": lambda f: _("corrected it; the former words stay to be read."),
    "fieldwork.file_attached": lambda f: _("added a photo or a document."),
    "fieldwork.acknowledged": lambda f: _("acknowledged it."),
    "fieldwork.remarked": lambda f: _("wrote to the other party."),
    "fieldwork.action_asked": _asked,
    "fieldwork.action_taken": lambda f: _("took something to do upon them."),
    "fieldwork.action_moved": lambda f: _("moved something to do to another day."),
    "fieldwork.action_done": lambda f: _("did what was to be done."),
    "fieldwork.action_dropped": lambda f: _("dropped something to do, and said why."),
    "fieldwork.prospect_added": lambda f: _("began to prospect the customer: %(stage)s.") % {"stage": _stage(f)},
    "fieldwork.prospect_moved": lambda f: _("moved the prospect: %(stage)s.") % {"stage": _stage(f)},
    "fieldwork.same_company": lambda f: _("said that the two records are of one company."),
    "fieldwork.companies_parted": lambda f: _("took back that the two records are of one company."),
    **ORDERS,
}
