"""What splits of orders ask of one person today: a subsidiary answers for its part, an SME proposes anew what was declined."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from portage.commission.models import Share
from portage.commission.pages.splits import ANSWER, PROPOSE, percent
from portage.commission.queries import splits as queries
from portage.network.access import Acting
from portage.network.roles import Kind

MOST = 6


def asked_of(acting: Acting) -> list[Share]:
    """The parts that wait for a word of this person's; one query, or none."""
    kind = acting.organisation.kind
    if kind == Kind.SUBSIDIARY and acting.may(ANSWER):
        return queries.to_answer(acting, MOST)
    if kind == Kind.CARRIED_SME and acting.may(PROPOSE):
        return queries.declined(acting, MOST)
    return []


def rows(asked: Iterable[Share]) -> list[dict[str, Any]]:
    """One line each."""
    return [_declined(one) if hasattr(one, "answer") else _to_answer(one) for one in asked]


def _to_answer(share: Share) -> dict[str, Any]:
    named = {"customer": share.split.order.customer, "principal": share.contract.principal.name}
    says = _("%(principal)s proposes that %(part)s of it is yours; nothing of it is due until then.")
    return {
        "day": None, "title": _("Answer for your part of the order of %(customer)s") % named,
        "says": says % {**named, "part": percent(share.percent)}, "verb": _("Read and answer"),
        "url": reverse("commission:share", args=[share.pk]),
    }  # fmt: skip


def _declined(share: Share) -> dict[str, Any]:
    named = {"customer": share.split.order.customer, "agent": share.contract.agent.name}
    return {
        "day": None, "title": _("A part of the order of %(customer)s is declined") % named,
        "says": _("%(agent)s declines: propose other parts, or withdraw the split.") % named, "verb": _("Read why"),
        "url": reverse("commission:split", args=[share.split.order.source]),
    }  # fmt: skip
