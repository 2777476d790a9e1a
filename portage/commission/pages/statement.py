"""One statement as its page shows it: lines, where it stands, what one may do, what happened."""

from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from contracts.law.wording import law_name
from contracts.queries.law import law_of
from contracts.queries.people import side_of
from contracts.words.pages import reader_language
from portage.core import words
from portage.network.access import PERMISSIONS, Acting

from ..models import Statement
from ..queries import statements as queries
from ..queries.account import Draft
from ..rules import verbs
from ..words.pages import MONEY, REASONS, STATES, VAT, VERBS
from .lines import Reading, Section, sections, total_base


def facts(statement: Any, acting: Acting, standing: Any) -> verbs.Facts:
    held = frozenset(name for name, roles in PERMISSIONS.items() if acting.role in roles)
    side = side_of(statement.contract, acting.organisation.pk)
    return verbs.Facts(side, held, statement.is_accepted, standing.left <= 0)


def reading_of(statement: Statement | Draft) -> Reading:
    """What the words of its lines need; one query for the law."""
    first_day = statement.first_day if isinstance(statement, Statement) else statement.period.first_day
    return Reading(statement.contract, law_of(statement.contract), statement.currency, first_day)


def statement_page(statement: Any, acting: Acting, today: date) -> dict[str, Any]:
    """Everything the page shows, in a constant number of queries; `statement` is a row of `queries.statements()`."""
    found = sections(queries.lines_of(statement), reading_of(statement))
    standing = queries.standing_of(statement, today)
    verdicts = verbs.verdicts(facts(statement, acting, standing))
    return {
        "statement": statement, "contract": statement.contract, "sections": found, "standing": standing,
        "state": STATES[standing.state], "money": MONEY[standing.money], "today": today, "vat": VAT[statement.vat],
        "total_base": total_base(found), "law": law_name(statement.contract.law)[reader_language()],
        "rule": statement.rule.get("source", ""), "may": may(statement, verdicts), "verdicts": verdicts,
        "refused": [{"label": VERBS[verb], "why": REASONS[why]} for verb, why in verdicts.items() if why],
        "undisputed": sum(1 for one in found for row in one.rows if row.dispute is None),
        "disputed": [row for one in found for row in one.rows if row.dispute],
        "happened": happened(statement, found), "period": period_words(statement.first_day, statement.last_day),
    }  # fmt: skip


def may(statement: Statement, verdicts: dict[str, str]) -> list[dict[str, Any]]:
    """The verbs that lead to a page of their own; accepting is the page's first button."""
    if verdicts.get("pay", "role"):
        return []
    url = reverse("commission:pay", args=[statement.pk])
    return [{"label": VERBS["pay"], "url": url, "icon": "check", "says": _("What was paid of it, and when.")}]


def happened(statement: Any, found: list[Section]) -> list[dict[str, Any]]:
    """What followed the statement, oldest first."""
    by = f", {statement.membership.person}" if statement.membership else ""
    issued = _("Issued by %(name)s") % {"name": statement.contract.principal.name}
    rows = [{"at": statement.at, "what": f"{issued}{by}"}]
    acceptance = getattr(statement, "acceptance", None) if statement.is_accepted else None
    if acceptance:
        rows.append({"at": acceptance.at, "what": _("Accepted by %(name)s") % {"name": acceptance.membership.person}})
    for one in found:
        for row in one.rows:
            if row.dispute:
                rows += _of_dispute(row.number, row.dispute)
    for paid in statement.settlements.all():
        told = {"sum": words.money(paid.amount, statement.currency), "day": words.day(paid.paid_on)}
        rows.append({"at": paid.at, "what": _("%(sum)s paid on %(day)s") % told})
    return sorted(rows, key=lambda row: row["at"])


def _of_dispute(number: int, dispute: dict[str, Any]) -> list[dict[str, Any]]:
    rows = [{"at": dispute["row"].at, "what": _("Line %(number)s disputed") % {"number": number}}]
    answer = dispute["answer"]
    if answer:
        said = _("Line %(number)s: %(answer)s") % {"number": number, "answer": dispute["word"]}
        rows.append({"at": answer.at, "what": said})
    return rows


def period_words(first_day: date, last_day: date) -> str:
    """1 July 2026 to 30 September 2026."""
    return pgettext("period of a statement", "%(first)s to %(last)s") % {
        "first": words.day(first_day),
        "last": words.day(last_day),
    }


def draft_page(draft: Draft) -> dict[str, Any]:
    """The same lines before they are issued."""
    prefetch_related_objects(draft.lines, "order", "invoice", "product", "exchange", "reverses__statement")
    found = sections(draft.lines, reading_of(draft))
    return {"draft": draft, "sections": found, "total": draft.total, "total_base": total_base(found)}
