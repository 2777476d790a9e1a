"""The home page in words: its title, and one line for each thing that waits."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from contracts.models import Effect
from contracts.words.codes import FINDINGS
from contracts.words.leaving import DUTIES
from portage.core import binding, words
from portage.fieldwork.models import Order

from .queries import LastDay, Waits

Words = str | Promise

# reason: title, what it means, button, door
WAITING: Mapping[str, tuple[Words, Words, Words, str]] = {
    "sign": (
        gettext_lazy("Sign: {principal} and {agent}"),
        gettext_lazy("Approved by both sides; the document waits for your signature."),
        gettext_lazy("Read and sign"),
        "contracts:sign",
    ),
    "confirm_scan": (
        gettext_lazy("Compare the signed paper: {principal} and {agent}"),
        gettext_lazy("The other side brought the scan; the contract binds once you confirm it."),
        gettext_lazy("Compare"),
        "contracts:confirm_scan",
    ),
    "bring_scan": (
        gettext_lazy("Sign on paper: {principal} and {agent}"),
        gettext_lazy("Print the document, have both sides sign it by hand, bring the scan."),
        gettext_lazy("Bring the scan"),
        "contracts:bring_scan",
    ),
    "acknowledge": (
        gettext_lazy("A notice has come: {principal} and {agent}"),
        gettext_lazy("It counts from its service; confirming that you received it is a record only."),
        gettext_lazy("Read the notice"),
        "contracts:contract",
    ),
    "annul": (
        gettext_lazy("A letter came in time: {principal} and {agent}"),
        gettext_lazy("The renewal was run before the letter was typed: confirm that it did not happen."),
        gettext_lazy("Look at it"),
        "contracts:annul",
    ),
    "accept_end": (
        gettext_lazy("Answer the proposal to end: {principal} and {agent}"),
        gettext_lazy("The other side proposes a last day; nothing changes until you accept."),
        gettext_lazy("Answer"),
        "contracts:accept_end",
    ),
    "answer": (
        gettext_lazy("Answer a proposal: {principal} and {agent}"),
        gettext_lazy("The other side proposes a change of the text or of the terms; nothing changes until you accept."),
        gettext_lazy("Read and answer"),
        "contracts:negotiation",
    ),
    "approve": (
        gettext_lazy("Approve version {version}: {principal} and {agent}"),
        gettext_lazy("Your approval is of this exact version."),
        gettext_lazy("Read and approve"),
        "contracts:version",
    ),
    "clear": (
        gettext_lazy("Confirm exclusivity: {principal} and {agent}"),
        gettext_lazy("Say that nothing of your side's stands in the way."),
        gettext_lazy("Read the checks"),
        "contracts:checks",
    ),
    "confirm": (
        gettext_lazy("Confirm the moral contract: {principal} and {agent}"),
        gettext_lazy("No paper: it binds once both sides have confirmed what was declared."),
        gettext_lazy("Read and confirm"),
        "contracts:moral",
    ),
    "duty": (
        gettext_lazy("{duty}: {principal} and {agent}"),
        gettext_lazy("A reminder to a person: record that it was done, with its number, or give its day."),
        gettext_lazy("Look at it"),
        "contracts:duty",
    ),
    "question": (
        gettext_lazy("Answer a question of law: {principal} and {agent}"),
        gettext_lazy("The law leaves a point open in this draft."),
        gettext_lazy("Answer"),
        "contracts:choices",
    ),
    "draft": (
        gettext_lazy("Finish the draft: {principal} and {agent}"),
        gettext_lazy("Started on {day}. The other side sees nothing before a version is proposed."),
        gettext_lazy("Go on typing"),
        "contracts:steps",
    ),
}


def number_word(count: int) -> str:
    """one to ten in letters, as the thing counted wants them; figures beyond."""
    spoken = [
        pgettext("number of things", "one"), pgettext("number of things", "two"), pgettext("number of things", "three"),
        pgettext("number of things", "four"), pgettext("number of things", "five"), pgettext("number of things", "six"),
        pgettext("number of things", "seven"), pgettext("number of things", "eight"), pgettext("number of things", "nine"),
        pgettext("number of things", "ten"),
    ]  # fmt: skip
    return spoken[count - 1] if 1 <= count <= len(spoken) else words.number(count)


def title(count: int, binding_count: int, *, more: bool = False) -> str:
    """Nine things wait for you, four bind before the end of the month."""
    if not count:
        return _("Nothing waits for you today")
    if more:
        first = _("More than %(count)s things wait for you") % {"count": words.number(count)}
    else:
        first = ngettext("%(count)s thing waits for you", "%(count)s things wait for you", count) % {
            "count": number_word(count)
        }
    if binding_count:
        then = ngettext(
            "%(count)s binds before the end of the month", "%(count)s bind before the end of the month", binding_count
        )
        first = _("%(first)s, %(then)s") % {"first": first, "then": then % {"count": number_word(binding_count)}}
    return first[:1].upper() + first[1:]


def row_of(one: Waits, today: date) -> dict[str, Any]:
    """A contract that waits for me, as a line of the page."""
    contract = one.line.contract
    head, says, verb, door = WAITING[one.reason]
    where = [contract.pk, contract.version_number] if one.reason == "approve" else [contract.pk]
    told = (
        FINDINGS.get(one.asked, says)
        if one.reason == "question"
        else str(says).format(day=words.day(contract.created_at))
    )
    names = {
        "principal": contract.principal.name,
        "agent": contract.agent.name,
        "version": words.number(contract.version_number),
    }
    due = one.duty.by_day if one.duty else None  # type: ignore[attr-defined]
    if one.duty:
        names["duty"], where = str(DUTIES[one.duty.code]), [one.duty.pk]
    return {
        "day": due,
        "left": words.away(due, today) if due else "",
        "near": binding.nearness(due, today) if due else "",
        "title": str(head).format(**names),
        "says": told,
        "verb": verb,
        "url": reverse(door, args=where),
    }


def row_of_day(one: LastDay, today: date) -> dict[str, Any]:
    """The renewals to decide on before one day: one line, however many."""
    row = {"day": one.day, "left": words.away(one.day, today), "near": binding.nearness(one.day, today)}
    renews_on = one.lines[0].renews_on if one.lines else None
    if one.count == 1 and renews_on:
        contract = one.lines[0].contract
        names = {"principal": contract.principal.name, "agent": contract.agent.name}
        says = _("Last day for notice; without one it renews on %(day)s.") % {"day": words.day(renews_on)}
        url = reverse("contracts:contract", args=[contract.pk])
        return row | {
            "title": _("Decide on the renewal: %(principal)s and %(agent)s") % names,
            "says": says,
            "verb": _("Open the contract"),
            "url": url,
        }
    told = ngettext("Decide on %(count)s renewal", "Decide on %(count)s renewals with the same last day", one.count)
    url = reverse("contracts:renewals", args=[one.day.isoformat()])
    says = _("Last day for notice; without one they renew.")
    return row | {
        "title": told % {"count": words.number(one.count)},
        "says": says,
        "verb": _("Decide together"),
        "url": url,
    }


def row_of_effect(one: Effect) -> dict[str, Any]:
    """An amendment that changed its contract lately, or fell, as a line of the page."""
    contract = one.contract
    told = {
        "number": words.number(one.amendment.amendment_number), "principal": contract.principal.name,
        "agent": contract.agent.name, "day": words.day(one.from_day),
    }  # fmt: skip
    if one.outcome == Effect.Outcome.CHANGED:
        says = _("In effect since %(day)s: the contract has changed.")
    else:
        says = _("Fallen: the contract ended before %(day)s, so that it changes nothing.")
    return {
        "title": _("Amendment %(number)s: %(principal)s and %(agent)s") % told,
        "says": says % told,
        "url": reverse("contracts:amendments", args=[contract.pk]),
    }


def rows_of_candidatures(count: int) -> list[dict[str, Any]]:
    """The candidatures to answer: one line, however many."""
    if not count:
        return []
    told = ngettext("%(count)s candidature waits for an answer", "%(count)s candidatures wait for an answer", count)
    return [
        {
            "day": None,
            "title": told % {"count": words.number(count)},
            "says": _("SMEs that apply to be carried by your group."),
            "verb": _("Read them"),
            "url": f"{reverse('network:candidatures')}?status=received&sort=-received",
        }
    ]


def rows_of_orders(orders: Sequence[Order], most: int, today: date, *, by_agent: bool) -> list[dict[str, Any]]:
    """Each order that waits for my side, with its last day; beyond `most`, one line that there are more."""
    rows = [_row_of_order(one, by_agent, today) for one in orders[:most]]
    if len(orders) > most:
        rows.append(
            {
                "day": None,
                "title": _("More orders wait"),
                "says": _("Those whose last day comes first stand above."),
                "verb": _("Read them"),
                "url": f"{reverse('fieldwork:orders')}?view=waiting&sort=answer_by",
            }
        )
    return rows


def _row_of_order(one: Order, by_agent: bool, today: date) -> dict[str, Any]:
    """An SME answers the order; its agent, what it is asked of it."""
    asked = one.asked_at is not None and by_agent
    named = {"customer": one.customer_name, "principal": one.contract.principal.name, "agent": one.contract.agent.name}
    head = _("Answer a question on the order of %(customer)s") if asked else _("Answer the order of %(customer)s")
    says = _("%(principal)s has asked; its day to answer stays.") if asked else _("Recorded by %(agent)s.")
    return {
        "day": one.answer_by, "left": words.away(one.answer_by, today) if one.answer_by else "",
        "near": binding.nearness(one.answer_by, today) if one.answer_by else "", "title": head % named,
        "says": f"{words.money(one.total, one.currency)}. {says % named}", "verb": _("Answer"),
        "url": reverse("fieldwork:order", args=[one.pk]),
    }  # fmt: skip


def row_of_answered(one: Order) -> dict[str, Any]:
    """An order of my subsidiary's that was answered lately, as a line of the page."""
    named = {"customer": one.customer_name, "principal": one.contract.principal.name, "day": words.day(one.answer.at)}
    accepted = one.status == Order.Status.ACCEPTED
    return {
        "title": (_("Accepted: the order of %(customer)s") if accepted else _("Refused: the order of %(customer)s"))
        % named,
        "says": _("%(principal)s answered on %(day)s.") % named,
        "url": reverse("fieldwork:order", args=[one.pk]),
    }
