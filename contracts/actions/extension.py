"""Extension: a contract in force becomes drafts for other subsidiaries of its group, one each, in one step."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from portage.catalogue.models import Product
from portage.core import journal
from portage.core.journal import By
from portage.core.refusals import Forbidden, Refused, Words
from portage.network import access
from portage.network.models import Organisation
from portage.network.roles import Kind

from ..models import CommissionLine, Contract, ProductLine
from .drafting import new_reference
from .locking import lock, side_of

MOST = 70
RUNNING = {"in_force", "notice_given"}
# What is the same for a sister. Territory, reserved customers, first day, law, language, currency are asked of people.
SAME = """principal group nature exclusive segments agent_tasks principal_tasks commission_rate statement_months first_months
    renewal_months notice_scale notice_month_end notice_forms time_zone""".split()


@dataclass(frozen=True)
class Row:
    """What became of one subsidiary: its draft, made now or before; or the refusal."""

    agent: Organisation
    draft: Contract | None = None
    made: bool = False
    code: str = ""
    message: Words = ""


def extend(contract: Contract, agents: Iterable[Organisation], *, by: By, at: datetime) -> list[Row]:
    """One draft for each of these subsidiaries, at most 70; each in a transaction of its own.

    Whoever repeats it, after a death or a double click, finds the drafts already made and makes the others: the database
    keeps one per contract and subsidiary. A refusal of one leaves the others alone.
    """
    chosen = list(dict.fromkeys(agents))
    check_extendable(contract, by)
    if len(chosen) > MOST:
        raise Refused("too_many", _("At most %(most)s subsidiaries in one step.") % {"most": MOST})
    return [_row(contract, agent, by, at) for agent in chosen]


def check_extendable(contract: Contract, by: By) -> None:
    """Raise Refused unless this contract, by who acts, can be extended to sisters of its agent."""
    if side_of(contract, by) != "agent":
        raise Forbidden("not_your_agent", _("You may draft contracts for the subsidiaries of your own group."))
    if contract.nature == Contract.Nature.MORAL or contract.amends_id:
        raise Refused("not_extendable", _("Only a written contract is extended to other subsidiaries."))
    if contract.status not in RUNNING:
        raise Refused("not_in_force", _("Only a contract in force is extended."))


def _row(contract: Contract, agent: Organisation, by: By, at: datetime) -> Row:
    try:
        with transaction.atomic():
            return _extended(contract, agent, by, at)
    except (Refused, Forbidden) as refusal:
        return Row(agent, code=refusal.code, message=refusal.message)
    except IntegrityError:  # somebody else made it in the same instant
        return Row(agent, _made_before(contract, agent))


def _made_before(contract: Contract, agent: Organisation) -> Contract | None:
    return contract.extensions.filter(agent=agent).exclude(status="withdrawn").first()


def _extended(contract: Contract, agent: Organisation, by: By, at: datetime) -> Row:
    contract = lock(contract)
    check_extendable(contract, by)
    if agent.kind != Kind.SUBSIDIARY or agent.parent_id != contract.group_id or agent.pk == contract.agent_id:
        raise Refused("not_a_sister", _("Only another subsidiary of the same group can be chosen."))
    if agent.archived_at or contract.principal.archived_at:
        raise Refused("archived", _("One of the parties is archived."))
    if made := _made_before(contract, agent):
        return Row(agent, made)
    products = shared_products(contract)
    if not products:
        raise Refused("products_not_shared", _("None of the products is offered and shared with the group."))
    kept = {name: getattr(contract, name) for name in SAME}
    draft = Contract(
        reference=new_reference(),
        extends=contract,
        agent=agent,
        confidential=contract.confidential,
        created_at=at,
        **kept,
        **_open(contract, agent),
    )
    draft.save()
    ProductLine.objects.bulk_create(ProductLine(contract=draft, product=product) for product in products)
    CommissionLine.objects.bulk_create(
        CommissionLine(contract=draft, product=line.product, up_to=line.up_to, rate=line.rate)
        for line in contract.commission_lines.select_related("product").order_by("pk")
        if line.product is None or line.product in products
    )
    _share(contract, draft)
    journal.record("contracts.drafted", draft, by=by, at=at, nature=draft.nature)
    journal.record("contracts.extended", contract, by=by, at=at)
    return Row(agent, draft, made=True)


def shared_products(contract: Contract) -> list[Product]:
    """The products of a contract that its group may still offer elsewhere: shared with it, and offered."""
    covered = Product.objects.filter(pk__in=contract.product_lines.values("product"), status=Product.Status.OFFERED)
    return list(access.seen_by(contract.group, covered).order_by("code"))


def _open(contract: Contract, agent: Organisation) -> dict:
    """What stays as it is where both subsidiaries are of one country, and is asked where it differs: law, forum, language,
    model; what earns the commission and in which currency."""
    facts: dict = {"law": contract.law, "currency": contract.currency}
    if agent.country == contract.agent.country:
        facts |= {
            name: getattr(contract, name) for name in ("forum", "languages", "prevailing", "model_version", "clauses")
        }
    if agent.currency == contract.agent.currency:
        facts["commission_event"] = contract.commission_event
    return facts


def _share(contract: Contract, draft: Contract) -> None:
    """As a new draft: the agent's side alone. Of a confidential contract: those named on it for the group."""
    if not contract.confidential:
        access.share(draft, draft.agent, draft.group)
        return
    named = access.named_on(contract).filter(organisation__in=[contract.group_id, contract.principal_id])
    access.share_with_people(draft, named)
