"""What leaving costs, ready for templates and the API: each way with its dates, its compensation, commission, articles."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contracts.law.ending import Consequence
from contracts.law.records import Jurisdiction, Rule
from contracts.law.wording import cite
from portage.core.words import day, mark, money, number

from ..leaving import AT_TERM, Cost, Held, Pay, Way, cost
from ..models import CommissionFigure, Contract
from ..queries.covered import in_language
from ..words.law import text
from ..words.leaving import (
    ASKED,
    ASKS,
    BY_CONTRACT,
    CONSEQUENCES,
    LOST_BY,
    NO_CEILING,
    ON_NON_RENEWAL,
    PAID_NON_COMPETE,
    SHORT_CONTRACT,
    STANDS,
    WAYS,
    WHY_NOT,
)
from ..words.pages import reader_language
from ..words.values import value_words
from ..words.values import years as years_told
from .law import address_of

NO_PAY = {"lost", "nothing", "not_due"}


def columns(cost: Cost) -> list[dict[str, Any]]:
    """The four ways as columns of the page."""
    return [column(way, cost) for way in cost.ways]


def at_term(contract: Contract, today: date) -> dict[str, Any]:
    """Before anybody is bound: what the principal's leaving at term will cost, by formula and conditions."""
    found = cost(contract, Held(), by="principal", today=today)
    return column(found.way(AT_TERM), found)


def column(way: Way, cost: Cost) -> dict[str, Any]:
    """One way: its words, whether it is open, and its rows by heading."""
    return {
        "code": way.code,
        "title": WAYS[way.code],
        "why_not": WHY_NOT.get(way.why_not, ""),
        "ends_on": way.ends_on,
        "dates": dates(way, cost.today),
        "pay": pay(way.pay, cost.law) if way.pay else None,
        "no_pay": _("Nothing is owed while the contract goes on.") if way.pay is None and not way.why_not else "",
        "commission": commission(way, cost),
        "articles": [article(rule, cost) for rule in _rules(way)],
    }


def dates(way: Way, today: date) -> list[str]:
    """Its days, one sentence each."""
    told: list[str] = []
    if way.code == "stay" and not way.why_not:
        return _stay_dates(way, today)
    if way.code == "amend" and not way.why_not:
        return [_("From a day that both sides sign for; the term and its last day stay.")]
    if way.why_not:
        return [_("It ends on %(day)s.") % {"day": day(way.ends_on)}] if way.ends_on else []
    if way.code == "leave_today":
        told.append(
            _("Ends today, %(day)s, if both sides sign it, or at once for a serious default that is stated.")
            % {"day": day(today)}
        )
    elif way.ends_on:
        told.append(_("Notice served today ends it on %(day)s.") % {"day": day(way.ends_on)})
    if way.last_notice_day:
        told.append(_("Last day for the same end: %(day)s.") % {"day": day(way.last_notice_day)})
    if way.post_by:
        told.append(_("A letter posted by %(day)s leaves ten days in the post.") % {"day": day(way.post_by)})
    return told


def _stay_dates(way: Way, today: date) -> list[str]:
    """When the next term opens, and until when that can be prevented."""
    if way.next_term is None:
        return [_("It goes on without term; notice is possible any day.")]
    first, last = day(way.next_term.first_day), day(way.next_term.last_day)
    told = [
        _("Term %(number)s opens on %(first)s and runs to %(last)s.")
        % {"number": number(way.next_term.number), "first": first, "last": last}
    ]
    if way.last_notice_day and way.last_notice_day >= today:
        told.append(_("Notice can prevent it until %(day)s.") % {"day": day(way.last_notice_day)})
    elif way.last_notice_day:
        told.append(_("The last day for notice, %(day)s, has passed.") % {"day": day(way.last_notice_day)})
    return told


def pay(found: Pay, law: Jurisdiction) -> dict[str, Any]:
    """The compensation of one way: how it stands, the figure, the formula line by line, the conditions, what is missing."""
    word, says = STANDS[found.stands]
    return {
        "stands": found.stands,
        "word": word,
        "says": says,
        "amount": _amount(found),
        "at_most": bool(found.estimate and found.estimate.is_cap and found.amount),
        "formula": formula(found),
        "conditions": conditions(found, law),
        "missing": missing(found),
        "asks": [{"code": code, "label": ASKS[code]} for code in found.asks],
        "reason": answer.reason if (answer := found.given or found.answered) else "",
        "theirs": found.theirs,
    }


def _amount(found: Pay) -> str:
    """The figure in words of money; for what is lost, the figure that would be owed otherwise is not shown as a debt."""
    if found.stands in NO_PAY or found.amount is None:
        return ""
    return money(found.amount, found.currency)


def formula(found: Pay) -> list[dict[str, Any]]:
    """The computation that can be read aloud, rows of core/_sum.html."""
    if found.estimate is None or found.amount is None:
        return []
    figures = found.estimate.params
    span = {"first": day(figures["first_day"]), "last": day(figures["last_day"])}
    window = _("the whole duration, shorter than %(years)s") if figures["shorter"] else _("the last %(years)s")
    paid = years_told(figures["years"])
    return [
        {"label": _("Gross commission"), "value": money(figures["total"], found.currency), "why": window % {"years": years_told(figures["over_years"])} + _(", known from %(first)s to %(last)s") % span},
        {"label": _("Months"), "value": number(round(figures["months"], 2)), "why": ""},
        {"label": _("Average year"), "value": money(figures["total"] * 12 / figures["months"], found.currency), "why": _("commission, divided by its months, times twelve")},
        {"label": _("At most") if found.estimate.is_cap else _("What courts usually give"), "value": money(found.amount, found.currency), "why": _("%(years)s of the average year") % {"years": paid}, "result": True},
    ]  # fmt: skip


def conditions(found: Pay, law: Jurisdiction) -> list[str]:
    """Under which conditions it is owed, and when it is lost; in the words of the record where it has some."""
    if found.rule is None or found.rule.value is None or found.stands in {"lost", "nothing"}:
        return []
    kind, record = found.rule.value["kind"], found.rule.value
    told = [text(record["conditions"])] if record.get("conditions") else []
    if kind == "compensation":
        told.append(str(NO_CEILING))
    if record.get("due_on_non_renewal"):
        told.append(str(ON_NON_RENEWAL))
    losses = law.find("termination_pay_lost")
    if losses and losses.value:
        told.append(str(LOST_BY) % {"losses": value_words(losses)})
    return told


def missing(found: Pay) -> str:
    """Which figures would be needed: 2024 and 2025."""
    if not found.missing:
        return ""
    years = ", ".join(str(year) for year in found.missing)
    return ngettext(
        "The commission of %(years)s is missing: nothing can be computed without it.",
        "The commission of these years is missing: %(years)s. Nothing can be computed without it.",
        len(found.missing),
    ) % {"years": years}


def pay_row(found: Pay) -> dict[str, Any]:
    """The compensation on one line, for what follows an end."""
    word, says = STANDS[found.stands]
    value = _amount(found) or str(word)
    if found.estimate and found.estimate.is_cap and found.amount and found.stands not in NO_PAY:
        value = _("at most %(amount)s") % {"amount": value}
    parts = [str(says) if found.stands not in {"due"} else "", _in_one_line(found), missing(found)]
    if found.rule and found.rule.value is not None:
        parts.append(f"{found.rule.jurisdiction} {found.rule.source}")
    told = mark(";").join(part.removesuffix(".") for part in parts if part)
    return {"label": _("The agent's compensation"), "value": value, "why": told}


def _in_one_line(found: Pay) -> str:
    if found.given:
        return _("a person's figure: %(reason)s") % {"reason": found.given.reason}
    if found.estimate is None or found.estimate.amount is None:
        return ""
    figures = found.estimate.params
    average = money(figures["total"] * 12 / figures["months"], found.currency)
    told = _("estimate: %(years)s of an average year of %(average)s")
    return told % {"years": years_told(figures["years"]), "average": average}


def follows(found: Iterable[Consequence]) -> list[dict[str, Any]]:
    """What follows by law, rows of core/_sum.html."""
    return [_follows(one) for one in found]


def _follows(one: Consequence) -> dict[str, Any]:
    label, says = CONSEQUENCES[one.code]
    value = _("until %(day)s") % {"day": day(one.last_day)} if one.last_day else _("no day in the law")
    if one.code == "return_documents" and one.last_day:
        value = _("on %(day)s") % {"day": day(one.last_day)}
    parts = [str(ASKED) if one.asks else str(says)]
    parts += [str(PAID_NON_COMPETE)] if one.params.get("paid") else []
    parts += [str(SHORT_CONTRACT)] if one.params.get("short") else []
    source = f"{one.rule.jurisdiction} {one.rule.source}".strip() if one.rule else str(BY_CONTRACT)
    return {"label": label, "value": _("to be given") if one.asks else value, "why": f"{', '.join(parts)} ({source})"}


def commission(way: Way, cost: Cost) -> list[str]:
    """What commission remains: until the end, and after it."""
    if way.why_not:
        return []
    if way.code in {"stay", "amend"}:
        return [_("Commission goes on under the contract.")]
    told = [_("What orders have earned until the end stays owed.")]
    if way.commission is not None:
        amount = money(way.commission, cost.currency)
        later = _(
            "Until the earliest end by notice an average month would still have earned about %(amount)s: whoever leaves today alone, without ground, owes it."
        )
        until = _("Until that day an average month earns about %(amount)s in all.")
        told.append((later if way.code == "leave_today" else until) % {"amount": amount})
    for one in way.follows:
        if one.code == "commission_on_orders_until" and one.last_day:
            told.append(
                _("Orders concluded until %(day)s through the agent's work earn it too.") % {"day": day(one.last_day)}
            )
        elif one.code == "commission_on_later_orders" and one.rule and not one.asks:
            told.append(_("Later orders too, if concluded within a reasonable time mainly through the agent's work."))
    return told


def _rules(way: Way) -> list[Rule]:
    """The rules behind a column, each once."""
    found = [
        *way.rules,
        *([way.pay.rule] if way.pay and way.pay.rule else []),
        *(one.rule for one in way.follows if one.rule),
    ]
    return list({(rule.jurisdiction, rule.key): rule for rule in found}.values())


def article(rule: Rule, cost: Cost) -> dict[str, Any]:
    """One rule: its citation, what it says, where it can be read whole."""
    named = in_language(cite(cost.law, rule.key), reader_language())
    return {
        "name": named,
        "says": value_words(rule),
        "url": address_of(rule),
        "checked": date.fromisoformat(rule.checked_on),
    }


def figures(rows: Iterable[CommissionFigure], side: str) -> dict[str, list[dict[str, Any]]]:
    """The figures of both sides as far as this one reads them: the newest of each year; older ones tell the corrections."""
    found: dict[tuple[str, int], list[CommissionFigure]] = {}
    for row in rows:
        found.setdefault((row.side, row.year), []).append(row)
    told: dict[str, list[dict[str, Any]]] = {"mine": [], "theirs": []}
    for (of, _year), held in sorted(found.items(), key=lambda pair: -pair[0][1]):
        told["mine" if of == side else "theirs"].append({"row": held[-1], "before": held[-2::-1]})
    return told


def where(contract: Contract) -> dict[str, str]:
    """Addresses that the pages of leaving share."""
    return {
        "leaving_url": reverse("contracts:leaving", args=[contract.pk]),
        "commission_url": reverse("contracts:commission", args=[contract.pk]),
    }


def as_data(cost: Cost) -> dict[str, Any]:
    """The same for programs: codes, days and figures, with the words beside."""
    return {
        "by": cost.by,
        "today": cost.today,
        "currency": cost.currency,
        "ways": [_way_data(way, cost) for way in cost.ways],
    }


def _way_data(way: Way, cost: Cost) -> dict[str, Any]:
    shown = column(way, cost)
    return {
        "way": way.code, "open": not way.why_not, "why_not": way.why_not, "ends_on": way.ends_on,
        "last_notice_day": way.last_notice_day, "post_by": way.post_by, "next_term": way.next_term,
        "compensation": pay_data(way.pay) if way.pay else None, "commission_until_end": way.commission,
        "follows": [one.as_dict() for one in way.follows], "rules": [rule.as_dict() for rule in _rules(way)],
        "says": [*map(str, shown["dates"]), *map(str, shown["commission"])],
    }  # fmt: skip


def pay_data(found: Pay) -> dict[str, Any]:
    """The compensation as codes and figures."""
    estimate = found.estimate
    figures = estimate.params if estimate else {}
    return {
        "stands": found.stands, "amount": found.amount, "currency": found.currency,
        "is_cap": bool(estimate and estimate.is_cap), "formula": estimate.formula if estimate else "",
        "total": _plain(figures.get("total")), "months": _plain(figures.get("months")), "years_paid": figures.get("years"),
        "average_over_years": found.over_years, "missing_years": list(found.missing), "asks": list(found.asks),
        "given_by_a_person": bool(found.given or found.answered), "uses_figures_of_the_other_side": found.theirs,
        "says": pay_row(found)["why"],
    }  # fmt: skip


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else f"{round(value, 4):f}"
