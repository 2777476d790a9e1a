"""E-mail about commission invoices: to whom something awaits, of those who may see the contract; figures stand behind the login."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from contracts.actions import telling
from portage.core.journal import By

from ..models import CommissionInvoice, Contest, Mandate, MandateEnd
from .mailing import AGENTS, PRINCIPALS

ROLES = {"agent": AGENTS, "principal": PRINCIPALS}


def invoice_made(row: CommissionInvoice, *, side: str, by: By, at: datetime) -> None:
    """The side that did not write it: an invoice or a credit note is there to be read."""
    named = {"reference": row.contract.reference, "invoice": row.number}

    def words() -> tuple[str, str]:
        return (
            _("Commission invoice %(invoice)s of contract %(reference)s") % named,
            _("Commission invoice %(invoice)s of contract %(reference)s is there to be read.") % named,
        )

    _tell(row.contract, telling.other(side), "commission.invoice", f"invoice:{row.pk}", words, _page(row), by, at)


def invoice_contested(row: Contest, *, by: By, at: datetime) -> None:
    """The principal: an invoice that it wrote is contested."""
    invoice = row.invoice
    named = {"reference": invoice.contract.reference, "invoice": invoice.number}

    def words() -> tuple[str, str]:
        return (
            _("Commission invoice %(invoice)s is contested: contract %(reference)s") % named,
            _("The agent contests invoice %(invoice)s, contract %(reference)s. Read why, then take it back or talk.")
            % named,
        )

    _tell(invoice.contract, "principal", "commission.contest", f"contest:{row.pk}", words, _page(invoice), by, at)


def mandate_given(row: Mandate, *, by: By, at: datetime) -> None:
    """The principal: it may write the agent's invoices."""
    named = {"reference": row.contract.reference}

    def words() -> tuple[str, str]:
        return (
            _("You may write the commission invoices of contract %(reference)s") % named,
            _("The agent gave its mandate: you write its commission invoices under contract %(reference)s.") % named,
        )

    action = reverse("commission:mandate", args=[row.contract_id])
    _tell(row.contract, "principal", "commission.mandate", f"mandate:{row.pk}", words, action, by, at)


def mandate_ended(row: MandateEnd, *, side: str, by: By, at: datetime) -> None:
    """The side that did not act: the mandate ends."""
    contract = row.mandate.contract
    named = {"reference": contract.reference}

    def words() -> tuple[str, str]:
        return (
            _("The mandate of contract %(reference)s ends") % named,
            _("The mandate to write the agent's commission invoices under contract %(reference)s ends.") % named,
        )

    action = reverse("commission:mandate", args=[contract.pk])
    _tell(contract, telling.other(side), "commission.mandate_end", f"mandate_end:{row.pk}", words, action, by, at)


def _page(row: CommissionInvoice) -> str:
    return reverse("commission:invoice", args=[row.pk])


def _tell(
    contract: Any, side: str, kind: str, key: str, words: telling.Words, action: str, by: By, at: datetime
) -> None:
    people = telling.readers(contract, side, ROLES[side])
    telling.tell(people, contract, kind=kind, key=key, words=words, action=action, at=at, but=by.person)
