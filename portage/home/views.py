"""The home page: what needs me today, then the state of what I may see. One page for each kind of reader."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portage.core import clock, words
from portage.core.drawings.shapes import STATES
from portage.core.health import WORKER_LATE
from portage.core.jobs import queries as jobs_queries
from portage.forum.queries import threads as forum
from portage.network.access import Acting
from portage.network.doors import Request
from portage.network.roles import Kind, Role

from . import commission, fieldwork, parties, queries, sentences, splits, talk
from . import needs as between

SHOWN = 12
LIFE = ["in_force", "notice_given", "signed", "awaiting_signature", "approved", "negotiating", "draft"]


@login_required
@require_safe
def today(request: Request) -> HttpResponse:
    """By role: the carrier group's people see a portfolio, the parties their own contracts."""
    at = clock.now()
    day = clock.day_in(request.user.time_zone, at)
    if request.acting is None:
        return outside(request, day)
    whole = request.acting.organisation.kind == Kind.CARRIER_GROUP
    shown = of_group(request.acting, day) if whole else of_party(request.acting, day)
    return render(request, "home/group.html" if whole else "home/party.html", shown)


def weekday(day: date) -> str:
    """Saturday 21 November 2026, with a capital in every language: it stands alone."""
    told = words.day(day, "weekday")
    return told[:1].upper() + told[1:]


def outside(request: Request, day: date) -> HttpResponse:
    """Who acts for no organisation: the operator sees the machines, anybody else what to do."""
    if not request.user.is_platform_administrator:
        return render(request, "home/outside.html", {"today": day})
    beat = jobs_queries.last_beat(clock.now())
    context = {
        "today": day,
        "weekday": weekday(day),
        "states": jobs_queries.counts(),
        "mail": jobs_queries.mail(),
        "beat": None if beat is None else round(beat),
        "silent": beat is None or beat > WORKER_LATE,
    }
    return render(request, "home/platform.html", context)


def of_group(acting: Acting, day: date) -> dict[str, Any]:
    """Renewals of the next 90 days by last day for notice, counts by state, the map."""
    found = queries.last_days(acting, today=day)
    days = queries.with_lines(acting, found, at=clock.now())
    counts = queries.by_state(acting)
    return {
        **needs(acting, day, days), "today": day, "weekday": weekday(day), "days": days, "more_days": len(found) - len(days),
        "renewals": sum(one.count for one in found), "states": states(counts), "ended": counts.get("ended", 0),
        "has_contracts": bool(counts), "may_start": acting.may("contracts.draft_contract"), "until": day + queries.SOON,
    }  # fmt: skip


def of_party(acting: Acting, day: date) -> dict[str, Any]:
    """The contracts of an SME or of a subsidiary, with their next date; who is on the other side."""
    lines = queries.first_contracts(acting, at=clock.now())
    days = [
        replace(one, lines=[line for line in lines if line.last_notice_day == one.day])
        for one in queries.last_days(acting, today=day)
    ]
    counts = queries.by_state(acting)
    side = "principal" if acting.organisation.kind == Kind.CARRIED_SME else "agent"
    return {
        **needs(acting, day, days), "today": day, "weekday": weekday(day), "lines": lines, "states": states(counts), "ended": counts.get("ended", 0), "side": side,
        "has_contracts": bool(counts), "total": sum(counts.values()), "others": others(lines, side),
        **parties.of(acting, day=day, at=clock.now()),
    }  # fmt: skip


def needs(acting: Acting, day: date, days: list[queries.LastDay]) -> dict[str, Any]:
    """What waits for this person: renewals to decide on within 30 days, then verbs that are theirs; and what changed lately."""
    waits, more = queries.waits_for(acting, today=day, at=clock.now())
    near = [one for one in days if one.day - day <= queries.NEAR] if acting.may("contracts.give_notice") else []
    deciding = queries.to_decide(acting, near)
    applying = queries.candidatures_to_answer(acting)
    asked = fieldwork.asked_of(acting, at=clock.now())
    by_agent = acting.organisation.kind == Kind.SUBSIDIARY
    rows = [sentences.row_of_day(one, day) for one in deciding] + sentences.rows_of_candidatures(applying)
    rows += sentences.rows_of_orders(queries.orders_to_answer(acting), queries.ORDERS, day, by_agent=by_agent)
    rows += between.rows(between.asked_of(acting), day, by_agent=by_agent)
    rows += splits.rows(splits.asked_of(acting)) + talk.rows(talk.asked_of(acting))
    rows += [sentences.row_of(one, day) for one in waits]
    rows += commission.rows(commission.asked_of(acting, day=day, at=clock.now()), day, by_agent=by_agent)
    rows += fieldwork.rows(asked, day)
    changes = [sentences.row_of_effect(one) for one in queries.changed_lately(acting, at=clock.now())]
    changes += [sentences.row_of_answered(one) for one in queries.orders_answered(acting, at=clock.now())]
    changes += between.changes(acting, at=clock.now())
    end = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return {
        "title": sentences.title(len(rows), sum(one.day < end for one in deciding), more=more),
        "rows": rows[:SHOWN], "waiting": len(rows), "more": len(rows) - SHOWN, "reads_only": acting.role == Role.AUDITOR,
        "changes": changes,
    }  # fmt: skip


def states(counts: dict[str, int]) -> list[dict[str, Any]]:
    """The states that some contract is in, from in force down to draft."""
    return [{"code": code, "count": counts[code], "word": STATES[code][2]} for code in LIFE if counts.get(code)]


def others(lines: list[Any], side: str) -> list[dict[str, Any]]:
    """The organisations on the other side, each with its contracts, the busiest first."""
    role = "agent" if side == "principal" else "principal"
    found: dict[Any, dict[str, Any]] = {}
    for line in lines:
        party = getattr(line.contract, role)
        one = found.setdefault(
            party.pk, {"pk": party.pk, "role": role, "name": party.name, "count": 0, "countries": []}
        )
        one["count"] += 1
        one["countries"] += [code for code in line.countries if code not in one["countries"]]
    return sorted(found.values(), key=lambda one: (-one["count"], one["name"]))


@login_required
@require_safe
def badges(request: Request) -> HttpResponse:
    """The counts of the rail, asked after the page."""
    if request.acting is None:
        return HttpResponse(status=204)
    at = clock.now()
    day = clock.day_in(request.user.time_zone, at)
    waits, more = queries.waits_for(request.acting, today=day, at=at)
    days = [one for one in queries.last_days(request.acting, today=day) if one.day - day <= queries.NEAR]
    deciding = len(queries.to_decide(request.acting, days)) if request.acting.may("contracts.give_notice") else 0
    applying = queries.candidatures_to_answer(request.acting)
    waiting = len(waits) + deciding + bool(applying) + len(queries.orders_to_answer(request.acting))
    waiting += fieldwork.asked_of(request.acting, at=at).count + between.asked_of(request.acting).count
    waiting += len(splits.asked_of(request.acting)) + bool(talk.asked_of(request.acting))
    waiting += commission.asked_of(request.acting, day=day, at=at).count
    counts = {"waiting": waiting, "more": more, "applying": applying, "talked": forum.waiting(request.acting)}
    return render(request, "home/_badges.html", counts | {"most": forum.MOST_NEW})
