"""A moral contract put in writing: a party asks, both see the draft at once, and the signed contract carries the moral one on."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from contracts.documents.data import AGENT_TASKS, PRINCIPAL_TASKS
from portage.core import clock, journal
from portage.core.journal import By
from portage.core.refusals import Refused

from ..models import Contract, Ending, ProductLine, TerritoryLine, WritingAsked
from ..standing import COPIES
from . import telling_changes
from .amending import share_as
from .drafting import new_reference
from .locking import lock, side_of
from .notice import close

RUNNING = {"in_force", "notice_given"}
# What both confirmed stays: parties, exclusivity, segments, first day, law. What a moral contract never said is asked.
DECLARED = "principal agent group exclusive segments first_day law time_zone currency confidential".split()


@transaction.atomic
def ask_in_writing(contract: Contract, *, by: By, at: datetime) -> Contract:
    """Either party to a moral contract asks for a signed document: a draft with what both confirmed, under its own first day.

    It is indefinite, as the moral contract is: writing proves what binds already and makes nothing of it end.
    """
    contract = lock(contract)
    side = side_of(contract, by)
    if contract.nature != Contract.Nature.MORAL or contract.status not in RUNNING:
        raise Refused("not_a_moral_contract", _("Only a moral contract in force is put in writing."))
    if contract.formal.exclude(status=Contract.Status.WITHDRAWN).exists():
        raise Refused("writing_asked", _("A written contract is drafted already."))
    kept = {name: getattr(contract, name) for name in DECLARED}
    draft = Contract.objects.create(
        reference=new_reference(),
        formalises=contract,
        nature=Contract.Nature.INDEFINITE,
        created_at=at,
        agent_tasks=list(AGENT_TASKS),
        principal_tasks=list(PRINCIPAL_TASKS),
        **kept,
    )
    products = contract.product_lines.order_by("pk")
    ProductLine.objects.bulk_create(ProductLine(contract=draft, product_id=line.product_id) for line in products)
    countries = contract.territory_lines.order_by("pk")
    TerritoryLine.objects.bulk_create(
        TerritoryLine(contract=draft, country=line.country, regions=line.regions) for line in countries
    )
    share_as(contract, draft)
    WritingAsked.objects.create(contract=contract, draft=draft, side=side, membership=by.membership, at=at)
    journal.record("contracts.writing_asked", contract, by=by, at=at, side=side)
    journal.record("contracts.writing_asked", draft, by=by, at=at, side=side)
    telling_changes.writing_asked(draft, side, at=at)
    return draft


def check_carries_on(contract: Contract) -> None:
    """Raise Refused when the moral contract that this puts in writing is over."""
    if contract.formalises is not None and contract.formalises.status not in RUNNING:
        raise Refused("moral_is_over", _("The moral contract that this puts in writing has ended."))


def carry_on(contract: Contract, *, at: datetime) -> None:
    """Both have signed: the moral contract ends as put in writing, which is no end of the agency and gives no claim. A
    notice already given goes on: the written contract has the same end. The caller holds the written contract's row."""
    moral = lock(contract.formalises_id)
    contract.ends_on = moral.ends_on
    today = clock.day_in(moral.time_zone, at)
    close(moral, last_day=today, reason=Ending.Reason.FORMALISED, at=at)
    moral.save(update_fields=COPIES)
    journal.record("contracts.formalised", moral, by=journal.PORTAGE, at=at, reference=contract.reference)
    journal.record("contracts.formalised", contract, by=journal.PORTAGE, at=at, reference=moral.reference)
