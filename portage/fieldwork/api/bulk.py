"""Files of an accounting program: up to a thousand invoices or payments at once, each told of by itself.

Each row has its program's own identifier: imported again it is known, and nothing is written. A row that is refused says why
and stops no other, unless the file wants all or none.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers
from rest_framework.response import Response

from portage.commission.models import Invoice, Payment
from portage.core import clock
from portage.core.api import problems
from portage.core.api.doors import Asking, Door
from portage.core.api.schema import writes
from portage.core.journal import By
from portage.core.refusals import Invalid, Refused
from portage.network import access
from portage.network.doors import who

from ..actions import on_orders as verbs
from ..models import Order
from ..queries import orders as queries
from ..rules.order_verbs import DECLARE
from ..words.refusals import REFUSALS
from . import order_shapes as shapes
from .sources import amounts_of, source_of, uuid_of

MOST_ROWS = 1000
NO_ORDER = gettext_lazy("There is no such order that you may see.")
OTHER_ORDER = gettext_lazy("This source told of another order before.")
AMBIGUOUS = gettext_lazy("Several invoices have this number: name the order.")


@dataclass
class Reading:
    """One file while it is read: what was fetched is asked once, what was written is known from then on."""

    request: Any
    by: By
    at: datetime
    orders: dict[str, Order | None] = field(default_factory=dict)
    written: set[UUID] = field(default_factory=set)

    def order(self, named: str) -> Order:
        """The order by its reference or identifier. Raises Invalid for one that is absent or may not be seen."""
        if named not in self.orders:
            key = uuid_of(named)
            lookup: dict[str, Any] = {"pk": key} if key else {"reference": named.strip()}
            try:
                self.orders[named] = access.fetch(self.request.user, DECLARE, queries.orders(), **lookup)
            except Http404:
                self.orders[named] = None
        found = self.orders[named]
        if found is None:
            raise Invalid("no_such_order", NO_ORDER, field="order")
        return found

    def outcome(self, row: Any) -> str:
        """Written by this file just now, or known before; a row that stands twice in the file is known the second time."""
        if row.at != self.at or row.pk in self.written:
            return "known"
        self.written.add(row.pk)
        return "written"


Tell = Callable[[Reading, dict[str, Any]], Any]


def answered(door: Door, request: Asking, shape: Any, tell: Tell) -> Any:
    """Read a file for `door`: `tell` calls the verb for each row, whose shape is `shape`."""

    def respond() -> Any:
        access.demand(request.user, DECLARE)
        rows, all_or_none = asked(request.data)
        reading = Reading(request, who(request), clock.now())
        with transaction.atomic():
            told = [told_of(reading, number, row, shape, tell) for number, row in enumerate(rows, 1)]
            stopped = all_or_none and any(one["outcome"] == "refused" for one in told)
            if stopped:
                transaction.set_rollback(True)
        return none_written(told) if stopped else Response(report(told))

    return door.write(request, respond)


def told_of(reading: Reading, number: int, row: Any, shape: Any, tell: Tell) -> dict[str, Any]:
    """What became of one row; another transaction inside the file's, so that a refusal leaves nothing of it."""
    source = str(row.get("source", ""))[:80] if isinstance(row, Mapping) else ""
    told: dict[str, Any] = {"row": number, "source": source, "outcome": "refused", "id": None, "errors": []}
    try:
        with transaction.atomic():
            read = shape(data=row)
            read.is_valid(raise_exception=True)
            made = tell(reading, dict(read.validated_data))
    except (Refused, serializers.ValidationError) as error:
        return told | {"errors": faults(error)}
    return told | {"outcome": reading.outcome(made), "id": made.pk}


def asked(data: Any) -> tuple[list[Any], bool]:
    """The rows, each unread, and whether the file wants all or none. Raises ValidationError for what is no file of rows."""
    rows = data.get("rows") if isinstance(data, Mapping) else None
    if not isinstance(rows, list) or not 1 <= len(rows) <= MOST_ROWS:
        raise serializers.ValidationError({"rows": _("Give from 1 to %(most)s rows.") % {"most": MOST_ROWS}})
    return rows, serializers.BooleanField().run_validation(data.get("all_or_none", False))


def faults(error: Exception) -> list[dict[str, str]]:
    """Why a row was refused, in the words of the API's problems."""
    answer = problems.of_exception(error)
    told: list[dict[str, str]] = json.loads(answer.content)["errors"] if answer else []
    return told


def report(told: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The counts, then each row."""
    counts = {word: sum(one["outcome"] == word for one in told) for word in ("written", "known", "refused")}
    return shapes.FileToldSerializer({**counts, "rows": told}).data


def none_written(told: Sequence[dict[str, Any]]) -> HttpResponse:
    """409: some row was refused and the file wants all or none; the same report, with nothing written."""
    left = [one | {"outcome": "not_written", "id": None} if one["outcome"] == "written" else one for one in told]
    words = _("Some rows are refused, and the file wants all or none: nothing is written.")
    return problems.problem(409, words, code="rows_refused", **json_of(report(left)))


def json_of(told: dict[str, Any]) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(told, default=str))
    return plain


class BulkInvoices(Door):
    """Invoices of a file."""

    @writes(shapes.InvoiceFileSerializer, shapes.FileToldSerializer)
    def post(self, request: Asking) -> Any:
        """Declare up to a thousand invoices of accepted orders. The same file again writes nothing."""
        return answered(self, request, shapes.InvoiceRowSerializer, tell_invoice)


def tell_invoice(reading: Reading, given: dict[str, Any]) -> Invoice:
    """One row of a file of invoices. Raises Refused for a source that told of another order."""
    order = reading.order(given.pop("order"))
    source = source_of(order.contract.principal_id, "invoice", given.pop("source"))
    if queries.told_of_another_order(source, order):
        raise Refused("told_otherwise", OTHER_ORDER, field="order")
    lines = amounts_of(order, given.pop("lines"))
    return verbs.declare_invoice(order, source=source, lines=lines, **given, by=reading.by, at=reading.at)


class BulkPayments(Door):
    """Payments of a file."""

    @writes(shapes.PaymentFileSerializer, shapes.FileToldSerializer)
    def post(self, request: Asking) -> Any:
        """Declare up to a thousand payments. The same file again writes nothing."""
        return answered(self, request, shapes.PaymentRowSerializer, tell_payment)


def tell_payment(reading: Reading, given: dict[str, Any]) -> Payment:
    """One row of a file of payments. Raises Refused for a source that told of another invoice."""
    order, invoice = paid(reading, given.pop("order"), given.pop("invoice"))
    source = source_of(order.contract.principal_id, "payment", given.pop("source"))
    if queries.told_of_another_invoice(source, invoice, order):
        raise Refused("told_otherwise", OTHER_ORDER, field="invoice")
    return verbs.declare_payment(order, invoice=invoice, source=source, **given, by=reading.by, at=reading.at)


def paid(reading: Reading, order: str, invoice: str) -> tuple[Order, Invoice]:
    """The invoice by its number or identifier, in the order that is named or among all that I may see."""
    found = queries.invoices_named(invoice)
    if order:
        found = found.filter(order__source=reading.order(order).pk)
    else:
        found = access.visible(reading.request.user, found).filter(
            order__contract__principal=reading.request.acting.organisation
        )
    few = list(found[:2])
    if not few:
        raise Invalid("foreign_invoice", REFUSALS["foreign_invoice"], field="invoice")
    if len(few) > 1:
        raise Invalid("several_invoices", AMBIGUOUS, field="invoice")
    return reading.order(str(few[0].order.source)), few[0]
