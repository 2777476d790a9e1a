"""What the pages of orders show: the filter and the table of the list, and one order as both parties read it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import django_filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portage.core import binding, words
from portage.core.drawings import shapes
from portage.core.lists import Table
from portage.network.access import Acting
from portage.network.roles import Kind

from ..models import Order
from ..queries import orders as queries
from ..rules.order_verbs import verdicts
from ..words import orders as said
from ..words.pages import price


class OrderFilter(django_filters.FilterSet):
    """They narrow what is visible, never widen it."""

    q = django_filters.CharFilter(label=gettext_lazy("Reference, customer, contract, party"), method="search")
    status = django_filters.ChoiceFilter(
        label=gettext_lazy("Status"), choices=Order.Status.choices, empty_label=gettext_lazy("All statuses")
    )
    side = django_filters.ChoiceFilter(
        label=gettext_lazy("Recorded by"), empty_label=gettext_lazy("All orders"),
        choices=[("agent", gettext_lazy("recorded by the agent")), ("principal", gettext_lazy("direct orders"))],
    )  # fmt: skip

    class Meta:
        model = Order
        fields: list[str] = []

    def search(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        found = Q(reference__icontains=value) | Q(customer_name__icontains=value) | Q(file__icontains=value)
        found |= Q(contract__reference__icontains=value) | Q(contract__principal__name__icontains=value)
        return queryset.filter(found | Q(contract__agent__name__icontains=value))


def view_of(params: QueryDict) -> str:
    """The view asked for; one that does not exist is all of them."""
    return params.get("view", "") if params.get("view", "") in said.VIEWS else ""


def tabs(params: QueryDict) -> list[dict[str, Any]]:
    """The usual views, with the search kept."""
    found = []
    for code, label in said.VIEWS.items():
        query = kept(params)
        if code:
            query["view"] = code
        address = reverse("fieldwork:orders") + (f"?{query.urlencode()}" if query else "")
        found.append({"label": label, "url": address, "count": None, "current": view_of(params) == code})
    return found


def kept(params: QueryDict) -> QueryDict:
    """The parameters that mean something here, without the view, cursors and empty ones."""
    found = QueryDict(mutable=True)
    for name in (*OrderFilter.base_filters, "sort"):
        if params.get(name, "").strip():
            found[name] = params.get(name, "")
    return found


class OrderTable(Table):
    """On phones each row is a card. `today` is the reader's."""

    customer = tables.Column(verbose_name=gettext_lazy("Order"), accessor="customer_name")
    party = tables.Column(
        verbose_name=gettext_lazy("Contract"), empty_values=(), attrs={"td": {"data-l": gettext_lazy("Contract")}}
    )
    received_on = tables.Column(
        verbose_name=gettext_lazy("Received"), attrs={"td": {"class": "in", "data-l": gettext_lazy("Received")}}
    )
    total = tables.Column(
        verbose_name=gettext_lazy("Total"),
        attrs={"td": {"class": "num in", "data-l": gettext_lazy("Total")}, "th": {"class": "num"}},
    )
    answer_by = tables.Column(verbose_name=gettext_lazy("Status"), empty_values=())

    def __init__(self, *args: Any, today: date, own: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today, self.own = today, own

    def render_customer(self, record: Order) -> SafeString:
        direct = format_html(' <span class="tag-word">{}</span>', _("direct")) if record.direct else ""
        return format_html(
            '<a href="{}"><b>{}</b></a>{}<span class="sub mono">{}</span>',
            reverse("fieldwork:order", args=[record.pk]), record.customer_name, direct, record.reference,
        )  # fmt: skip

    def render_party(self, record: Order) -> SafeString:
        return format_html('{}<span class="sub mono">{}</span>', parties(record, self.own), record.contract.reference)

    def render_received_on(self, value: date) -> SafeString:
        return format_html('<time class="nowrap" datetime="{}">{}</time>', value.isoformat(), words.day(value, "short"))

    def render_total(self, record: Order) -> SafeString:
        return format_html('<span class="nowrap">{}</span>', words.money(record.total, record.currency))

    def render_answer_by(self, record: Order) -> SafeString:
        shape, word = said.state_of(record, self.today)
        drawn = shapes.state(shape, word)
        clock = said.clock_of(record, self.today)
        if clock and record.answer_by:
            near = binding.nearness(record.answer_by, self.today)
            return format_html('{}<span class="clock {}">{}</span>', drawn, near, clock)
        course = said.course_of(record, record.figures)  # type: ignore[attr-defined]
        return format_html('{}<span class="sub">{}</span>', drawn, course) if course else drawn


def parties(order: Order, own: Any) -> str:
    """The other party for who acts for one; both for whoever looks from above."""
    contract = order.contract
    if own == contract.principal_id:
        return contract.agent.name
    if own == contract.agent_id:
        return contract.principal.name
    return _("%(principal)s and %(agent)s") % {"principal": contract.principal.name, "agent": contract.agent.name}


def empty(view: str, *, may_record: bool, may_declare: bool) -> dict[str, str]:
    """Why the list is empty, and what to do."""
    if view:
        return {
            "icon": "receipt", "title": _("No order here"), "text": _("None of the orders that you see is in this state."),
            "url": reverse("fieldwork:orders"), "label": _("Show all orders"),
        }  # fmt: skip
    told = {
        "icon": "receipt", "title": _("No order yet"), "url": "", "label": "",
        "text": _("Orders of the contracts that you see appear here as soon as they are recorded."),
    }  # fmt: skip
    if may_record:
        told |= {"url": reverse("fieldwork:record_order"), "label": _("Record the first order")}
    elif may_declare:
        told |= {"url": reverse("fieldwork:record_direct_order"), "label": _("Declare a direct order")}
    return told


def doors(acting: Acting) -> dict[str, bool]:
    """Which ways in this person has: the agent records, the principal declares direct orders."""
    may = acting.may("fieldwork.record_order")
    return {
        "may_record": may and acting.organisation.kind == Kind.SUBSIDIARY,
        "may_declare": may and acting.organisation.kind == Kind.CARRIED_SME,
    }


HEADER = (
    gettext_lazy("Reference"), gettext_lazy("Customer"), gettext_lazy("City"), gettext_lazy("Contract"), gettext_lazy("Principal"),
    gettext_lazy("Agent"), gettext_lazy("Direct"), gettext_lazy("Received"), gettext_lazy("Answer by"), gettext_lazy("Status"),
    gettext_lazy("Currency"), gettext_lazy("Total"), gettext_lazy("Invoiced"), gettext_lazy("Left to pay"),
)  # fmt: skip


def cells(order: Any) -> list[Any]:
    """One line of the file."""
    contract, figures = order.contract, order.figures
    return [
        order.reference, order.customer_name, order.city, contract.reference, contract.principal.name, contract.agent.name,
        _("yes") if order.direct else _("no"), order.received_on, order.answer_by, order.get_status_display(), order.currency,
        order.total, figures.billed, figures.left,
    ]  # fmt: skip


def verbs_of(facts: Any, order: Order) -> dict[str, list[dict[str, Any]]]:
    """What I may do, and what is refused now with its reason. What the other side alone does is told once."""
    may, refused, told = [], [], set()
    for verdict in verdicts(facts):
        label, icon, says, door = said.VERBS[verdict.verb]
        if verdict.allowed:
            may.append({"label": label, "icon": icon, "says": says, "url": reverse(door, args=[order.pk])})
        elif verdict.reason not in said.OF_THE_OTHER or verdict.reason not in told:
            refused.append({"label": label, "why": said.REASONS[verdict.reason]})
            told.add(verdict.reason)
    return {"may": may, "refused": refused}


def timeline(
    order: Order, invoices: Sequence[Any], remarks: Iterable[Any], deliveries: Iterable[Any]
) -> list[dict[str, Any]]:
    """Everything that happened, in the order in which it was declared: when, who, what, and the words."""
    found = [_event(order, _("recorded the order") if not order.direct else _("declared a direct order"), order.note)]
    if hasattr(order, "answer"):
        found.append(_event(order.answer, _answered(order), order.answer.reason))
    for remark in remarks:
        found += _said(remark)
    for one in deliveries:
        what = _("delivered the order on %(day)s") if one.complete else _("delivered a part of it on %(day)s")
        found.append(_event(one, what % {"day": words.day(one.on)}, one.says))
    for invoice in invoices:
        found += _of_invoice(invoice, order.currency)
    return sorted(found, key=lambda event: event["at"])


def _event(row: Any, what: str, text: str = "", **more: Any) -> dict[str, Any]:
    person = row.membership.person if row.membership else None
    return {"at": row.at, "who": person.name if person else "Portage", "what": what, "text": text, **more}


def _answered(order: Order) -> str:
    """What became of the order, with the day on which it binds when that is another."""
    if order.answer.kind == "accepted":
        return _("accepted it on %(day)s") % {"day": words.day(order.answer.on)}
    return _("refused it") if order.answer.kind == "refused" else _("withdrew it")


def _said(remark: Any) -> list[dict[str, Any]]:
    if not remark.disputes:
        return [_event(remark, _("wrote"), remark.text)]
    about = _("the order") if remark.disputes == "order" else remark.disputes
    settled = getattr(remark, "settled", None)
    found = [
        _event(remark, _("disputes %(about)s") % {"about": about}, remark.text, dispute=remark, is_open=settled is None)
    ]
    if settled is not None:
        found.append(_event(settled, _("says that the dispute about %(about)s is settled") % {"about": about}))
    return found


def _of_invoice(invoice: Any, currency: str) -> list[dict[str, Any]]:
    named: Mapping[str, Any] = {
        "number": invoice.number,
        "day": words.day(invoice.day),
        "due": words.day(invoice.due_on),
    }

    def sum_of(amount: Any) -> str:
        return words.money(amount, currency)

    what = _("declared invoice %(number)s of %(day)s: %(amount)s, to be paid by %(due)s")
    found = [_event(invoice, what % {**named, "amount": sum_of(invoice.total)})]
    for paid in invoice.payments.all():
        what = _("declared that %(amount)s of invoice %(number)s was paid on %(on)s")
        found.append(_event(paid, what % {**named, "amount": sum_of(paid.amount), "on": words.day(paid.paid_on)}))
    for note in invoice.credits.all():
        what = _("declared credit note %(note)s of %(on)s on invoice %(number)s: %(amount)s")
        told = {**named, "note": note.number, "amount": sum_of(note.total), "on": words.day(note.day)}
        found.append(_event(note, what % told, note.reason))
    if lost := getattr(invoice, "lost", None):
        what = _("declared the rest of invoice %(number)s lost on %(on)s")
        found.append(_event(lost, what % {**named, "on": words.day(lost.day)}, lost.proof))
    return found


def items(order: Order) -> list[dict[str, Any]]:
    """The lines of an order; the price with the decimals that were told, a unit."""
    rows = order.items.select_related("product")
    return [{"row": one, "price": price(one.price, order.currency, one.unit)} for one in rows]


def bills(invoices: Sequence[Any]) -> list[dict[str, Any]]:
    """The invoices with what is paid and left, and what each credit note does to commission."""
    return [
        {
            "row": one, "left": queries.left_of(one), "lost": getattr(one, "lost", None),
            "notes": [{"row": note, "does": said.CAUSES[note.cause]} for note in one.credits.all()],
        }
        for one in invoices
    ]  # fmt: skip
