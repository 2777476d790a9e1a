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
from .lines import Reading, Row, row, sections, sums_of, total_base

MOST_LINES = 200  # of one page


def facts(statement: Any, acting: Acting, standing: Any) -> verbs.Facts:
    held = frozenset(name for name, roles in PERMISSIONS.items() if acting.role in roles)
    side = side_of(statement.contract, acting.organisation.pk)
    return verbs.Facts(side, held, statement.is_accepted, standing.left <= 0)


def reading_of(statement: Statement | Draft) -> Reading:
    """What the words of its lines need; one query for the law."""
    first_day = statement.first_day if isinstance(statement, Statement) else statement.period.first_day
    return Reading(statement.contract, law_of(statement.contract), statement.currency, first_day)


def statement_page(statement: Any, acting: Acting, today: date, *, page: int = 0) -> dict[str, Any]:
    """Everything the page shows, in a constant number of queries; `statement` is a row of `queries.statements()`. Of a long
    one, the lines of one page: from 0."""
    lines, reading = queries.lines_of(statement), reading_of(statement)
    shown = lines.filter(number__gt=page * MOST_LINES, number__lte=(page + 1) * MOST_LINES)
    found = sections(shown, reading, queries.sums(statement))
    disputed = [row(line, reading) for line in lines.filter(dispute__isnull=False)]
    count = statement.lines.count()
    standing = queries.standing_of(statement, today)
    verdicts = verbs.verdicts(facts(statement, acting, standing))
    return {
        "statement": statement, "contract": statement.contract, "sections": found, "standing": standing,
        "state": STATES[standing.state], "money": MONEY[standing.money], "today": today, "vat": VAT[statement.vat],
        "total_base": total_base(found), "law": law_name(statement.contract.law)[reader_language()],
        "rule": statement.rule.get("source", ""), "may": may(statement, verdicts), "verdicts": verdicts,
        "refused": [{"label": VERBS[verb], "why": REASONS[why]} for verb, why in verdicts.items() if why],
        "undisputed": count - len(disputed), "disputed": disputed, "happened": happened(statement, disputed),
        "pager": pager(page, count), "period": period_words(statement.first_day, statement.last_day),
    }  # fmt: skip


def may(statement: Statement, verdicts: dict[str, str]) -> list[dict[str, Any]]:
    """The verbs that lead to a page of their own; accepting is the page's first button."""
    if verdicts.get("pay", "role"):
        return []
    url = reverse("commission:pay", args=[statement.pk])
    return [{"label": VERBS["pay"], "url": url, "icon": "check", "says": _("What was paid of it, and when.")}]


def pager(page: int, count: int) -> dict[str, Any] | None:
    """The pages of a long statement's lines; None where one holds them all."""
    last = max(0, count - 1) // MOST_LINES
    if not last:
        return None
    said = {"first": page * MOST_LINES + 1, "last": min(count, (page + 1) * MOST_LINES), "count": count}
    return {
        "first": "?page=0" if page else "", "previous": f"?page={page - 1}" if page else "",
        "next": f"?page={page + 1}" if page < last else "", "last": f"?page={last}" if page < last else "",
        "says": _("Lines %(first)s to %(last)s of %(count)s") % said,
    }  # fmt: skip


def happened(statement: Any, disputed: list[Row]) -> list[dict[str, Any]]:
    """What followed the statement, oldest first."""
    by = f", {statement.membership.person}" if statement.membership else ""
    issued = _("Issued by %(name)s") % {"name": statement.contract.principal.name}
    rows = [{"at": statement.at, "what": f"{issued}{by}"}]
    acceptance = getattr(statement, "acceptance", None) if statement.is_accepted else None
    if acceptance:
        rows.append({"at": acceptance.at, "what": _("Accepted by %(name)s") % {"name": acceptance.membership.person}})
    for one in disputed:
        if one.dispute:
            rows += _of_dispute(one.number, one.dispute)
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


def draft_page(draft: Draft, most: int | None = None) -> dict[str, Any]:
    """The same lines before they are issued: the first `most`, how many are left, and the sums of all."""
    shown = draft.lines if most is None else draft.lines[:most]
    prefetch_related_objects(shown, "order", "invoice", "product", "exchange", "reverses__statement")
    found = sections(shown, reading_of(draft), sums_of(draft.lines))
    left = len(draft.lines) - len(shown)
    return {"draft": draft, "sections": found, "total": draft.total, "total_base": total_base(found), "left": left}
