"""What visit reports ask of one person today: read, put in words, counted."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portage.core import binding, words
from portage.fieldwork.queries import waiting
from portage.fieldwork.words.pages import excerpt
from portage.network.access import Acting

MOST = 20  # of each kind; beyond, the list of reports shows them


@dataclass(frozen=True)
class Asked:
    """Sections to acknowledge (the oldest first), things to do (the earliest day first), answers that nobody answered."""

    sections: list[Any] = field(default_factory=list)
    actions: list[Any] = field(default_factory=list)
    answers: list[Any] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many lines of the page they are."""
        return bool(self.sections) + len(self.actions) + len(self.answers)


def asked_of(acting: Acting, *, at: datetime) -> Asked:
    """Two queries; none for who acts for a carrier group, whose subsidiaries are asked."""
    if not waiting.side_of(acting):
        return Asked()
    told = list(waiting.to_read(acting, at=at)[: 2 * MOST + 1])
    answers = [one for one in told if one.is_answered][:MOST]
    sections = [one for one in told if one.is_new and not one.is_answered][: MOST + 1]
    return Asked(sections, list(waiting.open_actions(acting)[:MOST]), answers)


def rows(asked: Asked, today: date) -> list[dict[str, Any]]:
    """One line for each thing to do, late ones first, one for all sections to acknowledge, one for each answer."""
    found = [_row_of_action(one, today) for one in asked.actions]
    found += _row_of_sections(asked.sections)
    return found + [_row_of_answer(one) for one in asked.answers]


def _row_of_action(one: Any, today: date) -> dict[str, Any]:
    """Something to do, by its day. Only one whose day has come, or comes within thirty days, has its colour."""
    names = {"customer": one.section.report.customer.name, "text": one.text}
    return {
        "day": one.due,
        "left": words.away(one.due, today),
        "near": binding.nearness(one.due, today),
        "title": one.text,
        "says": _("Asked of you after a visit to %(customer)s.") % names,
        "verb": _("Look at it"),
        "url": reverse("fieldwork:section", args=[one.section_id]) + "#actions",
    }


def _row_of_sections(sections: list[Any]) -> list[dict[str, Any]]:
    """However many, one line: they are read one after the other."""
    if not sections:
        return []
    first = sections[0]
    if len(sections) == 1:
        title = _("Read a visit report: %(customer)s") % {"customer": first.report.customer.name}
        url = reverse("fieldwork:section", args=[first.pk])
    else:
        many = f"{MOST}+" if len(sections) > MOST else words.number(len(sections))
        title = ngettext("Read %(count)s visit report", "Read %(count)s visit reports", len(sections)) % {"count": many}
        url = f"{reverse('fieldwork:sections')}?view=new"
    says = _("Not acknowledged; the oldest came on %(day)s.") % {"day": words.day(words.local(first.filed_at).date())}
    return [{"day": None, "title": title, "says": says, "verb": _("Read and acknowledge"), "url": url}]


def _row_of_answer(one: Any) -> dict[str, Any]:
    """The other party wrote last."""
    report = one.report
    title = _("An answer on a visit report: %(customer)s") % {"customer": excerpt(report.customer.name)}
    return {
        "day": None,
        "title": title,
        "says": _("The other party wrote on %(at)s.") % {"at": words.moment(one.said_at)},
        "verb": _("Read and answer"),
        "url": reverse("fieldwork:section", args=[one.pk]) + "#answer",
    }
