"""Commission invoices as pages show them: the one of a statement, one before it is made, one by itself."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from contracts.queries.people import side_of
from portage.core.refusals import Refused
from portage.network.access import Acting

from ..actions.mandates import why_not_contested
from ..invoicing import Given, bill_of
from ..models import CommissionInvoice, Statement
from ..queries import invoices as queries
from ..queries.statements import standing_of
from ..rules import billing, invoicing
from ..words.billing import KINDS, ORIGINS, REASONS
from ..words.pages import MONEY


def of_statement(statement: Statement, acting: Acting, today: date) -> dict[str, Any]:
    """The invoice that stands, or what may be done to have one, and why not."""
    row = queries.standing_invoice(statement)
    if row is not None:
        return {"row": row, "kind": KINDS[row.kind], "may": [], "why": ""}
    side = side_of(statement.contract, acting.organisation.pk)
    facts = queries.facts_of(statement, today)
    may, why = [], ""
    for verb in VERBS_OF.get(side, ()):
        refused = invoicing.refusal(verb, facts)
        if not acting.may(invoicing.PERMISSIONS[verb]):
            refused = "role"
        why = why or refused
        if not refused:
            may.append({"label": LABELS[verb](), "url": reverse(ADDRESSES[verb], args=[statement.pk])})
    told = "" if may else REASONS[why or invoicing.refusal("make", facts) or "no_invoice"]
    return {"row": None, "may": may, "why": told}


VERBS_OF = {"agent": ("make", "bring"), "principal": ("self_bill",)}
ADDRESSES = {
    "make": "commission:make_invoice",
    "bring": "commission:bring_invoice",
    "self_bill": "commission:make_invoice",
}
LABELS = {
    "make": lambda: _("Make the invoice"),
    "bring": lambda: _("Bring your own invoice"),
    "self_bill": lambda: _("Write the agent's invoice"),
}


def preview(statement: Statement, today: date, *, self_billed: bool) -> dict[str, Any]:
    """What the invoice would say: the bill, or only its lines and net while the rate is not typed; and what is missing."""
    contract = statement.contract
    rate = queries.last_rate(contract)
    try:
        bill = bill_of(contract, statement, "", today, Given(rate, "–"), self_billed=self_billed)
    except Refused as error:
        found = queries.groups(statement)
        return {"bill": None, "incomplete": error.message if error.code != "no_rate" else "", "groups": found}
    return {"bill": bill, "incomplete": "", "title": KINDS[bill.kind]}


def invoice_page(row: CommissionInvoice, acting: Acting, today: date) -> dict[str, Any]:
    """One invoice: what it says, its files, what became of it, what I may do."""
    side = side_of(row.contract, acting.organisation.pk)
    bill = billing.bill_from(row.told) if row.told else None
    until = invoicing.contestable_until(row.day, row.mandate.contest_days) if row.mandate else None
    return {
        "invoice": row, "contract": row.contract, "statement": row.statement, "bill": bill, "kind": KINDS[row.kind],
        "origin": ORIGINS[row.origin], "state": state_of(row), "until": until, "today": today,
        "happened": happened(row), **paid(row, today), **verbs_of(row, acting, side, today),
    }  # fmt: skip


def paid(row: CommissionInvoice, today: date) -> dict[str, Any]:
    """Whether it is paid, as its statement says; nothing of one that was taken back or takes back."""
    if row.credits is not None or hasattr(row, "credited_by"):
        return {"money": None, "waits": False}
    standing = standing_of(row.statement, today)
    return {"money": MONEY[standing.money], "waits": standing.money not in {"paid", "nothing"}}


def state_of(row: CommissionInvoice) -> tuple[str, Any]:
    """The code of its shape, and the word."""
    if row.credits is not None:
        return "done", _("Takes back another")
    if hasattr(row, "credited_by"):
        return "none", _("Taken back")
    return ("near", _("Contested")) if hasattr(row, "contest") else ("done", _("Stands"))


def verbs_of(row: CommissionInvoice, acting: Acting, side: str, today: date) -> dict[str, Any]:
    """Taking it back is its writer's, contesting it the agent's."""
    may: list[dict[str, Any]] = []
    refused: list[dict[str, Any]] = []
    writer, permission = ("principal", "self_bill") if row.origin == "self_billed" else ("agent", "make")
    if side == writer and row.origin != "own" and row.credits is None:
        why = "role" if not acting.may(invoicing.PERMISSIONS[permission]) else ""
        why = why or ("credited" if hasattr(row, "credited_by") else "")
        _add(may, refused, _("Take it back by a credit note"), "commission:credit_invoice", row, why)
    if side == "agent" and row.mandate is not None:
        why = "role" if not acting.may(invoicing.PERMISSIONS["contest"]) else why_not_contested(row, today)
        _add(may, refused, _("Contest this invoice"), "commission:contest_invoice", row, why)
    return {"may": may, "refused": refused}


def _add(may: list, refused: list, label: str, address: str, row: CommissionInvoice, why: str) -> None:
    if why:
        refused.append({"label": label, "why": REASONS[why]})
    else:
        may.append({"label": label, "url": reverse(address, args=[row.pk]), "icon": "arrow-right"})


def happened(row: CommissionInvoice) -> list[dict[str, Any]]:
    """What followed it, oldest first."""
    written = f"{ORIGINS[row.origin]}, {row.membership.person}" if row.membership else str(ORIGINS[row.origin])
    told = [{"at": row.at, "what": written}]
    if hasattr(row, "contest"):
        said = _("Contested: %(reason)s") % {"reason": row.contest.reason}
        told.append({"at": row.contest.at, "what": said, "who": row.contest.membership.person})
    if hasattr(row, "credited_by"):
        said = _("Taken back by %(number)s") % {"number": row.credited_by.number}
        told.append({"at": row.credited_by.at, "what": said})
    return sorted(told, key=lambda one: one["at"])
