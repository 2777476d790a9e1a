"""Events of orders in words; who did it stands before."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from portage.core.words import day

Facts = Mapping[str, Any]


def _delivered(facts: Facts) -> str:
    on = day(date.fromisoformat(facts["on"])) if facts.get("on") else "–"
    if facts.get("complete"):
        return _("declared the order delivered on %(day)s.") % {"day": on}
    return _("declared a part of the order delivered on %(day)s.") % {"day": on}


ORDERS: Mapping[str, Callable[[Facts], str]] = {
    "fieldwork.order_recorded": lambda f: _("recorded the order."),
    "fieldwork.order_accepted": lambda f: _("accepted the order."),
    "fieldwork.order_refused": lambda f: _("refused the order, and said why."),
    "fieldwork.order_withdrawn": lambda f: _("took the order back, and said why."),
    "fieldwork.order_remarked": lambda f: _("wrote to the other party on the order."),
    "fieldwork.order_disputed": lambda f: _("disputed what was declared of the order."),
    "fieldwork.order_delivered": _delivered,
    "fieldwork.dispute_settled": lambda f: _("said that a dispute on the order is settled."),
}
