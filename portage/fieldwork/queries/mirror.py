"""What the attention mirror reads of some contracts: what each side did, and what stands open for the SME.

Everything hangs below contracts that the reader sees, and is read by both parties of them. As many queries for thirty
contracts as for one.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from babel.languages import get_official_languages
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from contracts.models import Contract, ProductLine, TerritoryLine
from contracts.queries.counted import counted
from portage.core import clock
from portage.core.models import Entry
from portage.network.access import Acting

from ..models import Account, Acknowledgement, ActionEvent, NextAction, Order, OrderRemark, Remark, Section
from ..rules import mirror as rules
from ..rules.days import BINDS
from ..rules.mirror import Deed, Open
from .reports import TOLD_OF
from .waiting import with_due

MOST_OPEN = 300  # of one kind, those that wait longest
PRODUCT = ("catalogue.product_added", "catalogue.product_changed")
ANSWERS = {"accepted", "refused"}
DAY = timedelta(days=1)
Deeds = dict[UUID, list[Deed]]
Opens = dict[UUID, list[Open]]


def contracts() -> QuerySet[Contract]:
    """Contracts that have a mirror: those that bind, or did. `newest_section`: the last that was told under each."""
    newest = Section.objects.filter(contract=OuterRef("pk")).order_by("-filed_at", "-pk")
    return (
        counted()
        .filter(status__in=BINDS)
        .select_related("principal", "agent")
        .annotate(newest_section=Subquery(newest.values("pk")[:1]))
        .order_by("agent__sorted_as", "principal__sorted_as", "pk")
    )


def of_sme(acting: Acting) -> QuerySet[Contract]:
    """Those that run now, of the SME that one acts for."""
    return contracts().filter(principal=acting.organisation, status__in=TOLD_OF)


def today_of(contract: Contract, at: datetime) -> date:
    """The contract's own local day."""
    return clock.day_in(contract.time_zone, at)


def deeds(found: Sequence[Contract], *, at: datetime) -> Deeds:
    """What each side did under each contract in the months of a mirror: seven queries."""
    since = datetime.combine(rules.first_day(at.date()) - DAY, time(), tzinfo=UTC)  # a day more: their days are local
    zones = {contract.pk: contract.time_zone for contract in found}
    told: Deeds = defaultdict(list)
    every = (_told, _written, _written_on_orders, _acknowledged, _orders, _done, _renewed)
    for read in every:
        for contract, deed in read(zones, since):
            told[contract].append(deed)
    return told


Zones = dict[UUID, str]
Told = Iterator[tuple[UUID, Deed]]


def _told(zones: Zones, since: datetime) -> Told:
    """Visits, calls and fairs, with the time spent when it was told."""
    newest = Account.objects.filter(section=OuterRef("pk")).order_by("-number")
    rows = Section.objects.filter(contract__in=zones, report__visited_on__gte=since.date()).order_by()
    spent = rows.annotate(minutes=Subquery(newest.values("minutes")[:1]))
    for contract, on, minutes in spent.values_list("contract", "report__visited_on", "minutes"):
        yield contract, Deed("agent", "told", on, minutes=minutes)


def _written(zones: Zones, since: datetime) -> Told:
    rows = Remark.objects.filter(section__contract__in=zones, at__gte=since).order_by()
    for contract, side, at in rows.values_list("section__contract", "side", "at"):
        yield contract, Deed(side, "wrote", clock.day_in(zones[contract], at))


def _written_on_orders(zones: Zones, since: datetime) -> Told:
    rows = OrderRemark.objects.filter(order__contract__in=zones, at__gte=since).order_by()
    for contract, side, at in rows.values_list("order__contract", "side", "at"):
        yield contract, Deed(side, "wrote", clock.day_in(zones[contract], at))


def _acknowledged(zones: Zones, since: datetime) -> Told:
    rows = Acknowledgement.objects.filter(section__contract__in=zones, at__gte=since).order_by()
    for contract, at in rows.values_list("section__contract", "at"):
        yield contract, Deed("principal", "read", clock.day_in(zones[contract], at))


def _orders(zones: Zones, since: datetime) -> Told:
    """Orders that the agent recorded, and the principal's answers to them with what these took."""
    lately = Q(at__gte=since) | Q(answer__at__gte=since)
    rows = Order.objects.filter(lately, contract__in=zones, side="agent").order_by()
    named = ("contract", "at", "received_on", "answer_by", "answer__kind", "answer__on")
    for contract, at, received, by_day, kind, on in rows.values_list(*named):
        yield contract, Deed("agent", "recorded", clock.day_in(zones[contract], at))
        if kind in ANSWERS:
            in_time = None if by_day is None else on <= by_day
            yield contract, Deed("principal", "answered", on, took=(on - received).days, in_time=in_time)


def _done(zones: Zones, since: datetime) -> Told:
    """What either side was to do after a visit, and did."""
    rows = ActionEvent.objects.filter(kind="done", action__section__contract__in=zones, at__gte=since).order_by()
    for contract, side, at in rows.values_list("action__section__contract", "action__side", "at"):
        yield contract, Deed(side, "done", clock.day_in(zones[contract], at))


def _renewed(zones: Zones, since: datetime) -> Told:
    """The contract's products that the SME described, or described anew: their journals say when."""
    lines = ProductLine.objects.filter(contract__in=zones).order_by()
    of: dict[UUID, list[UUID]] = defaultdict(list)
    for contract, product in lines.values_list("contract", "product"):
        of[product].append(contract)
    entries = Entry.objects.filter(
        scope_kind="catalogue.product", scope_id__in=list(of), kind__in=PRODUCT, at__gte=since
    )
    for product, at in entries.order_by().values_list("scope_id", "at"):
        for contract in of[product]:
            yield contract, Deed("principal", "renewed", clock.day_in(zones[contract], at))


def open_for(found: Sequence[Contract], done: Deeds, *, at: datetime) -> Opens:
    """What the SME could do now under each of these contracts that run: six queries."""
    running = {contract.pk: contract for contract in found if contract.status in TOLD_OF}
    opens: Opens = defaultdict(list)
    for read in (_to_answer, _to_read, _to_do, _unnamed):
        for contract, waits in read(running):
            opens[contract].append(waits)
    for pk, one in running.items():
        last = max((deed.on for deed in done.get(pk, ()) if deed.side == "principal"), default=None)
        since = max(one.first_day or one.created_at.date(), rules.first_day(today_of(one, at)))
        newest = one.newest_section  # type: ignore[attr-defined]
        opens[pk].append(rules.silence(last, since, newest))
    return opens


Running = dict[UUID, Contract]
Standing = Iterator[tuple[UUID, Open]]


def _to_answer(running: Running) -> Standing:
    """Orders that wait for an answer, by the day until which."""
    rows = Order.objects.filter(contract__in=running, status=Order.Status.WAITING, side="agent")
    for order in rows.order_by("answer_by", "pk")[:MOST_OPEN]:
        yield order.contract_id, Open("order", order.answer_by or order.received_on, order)


def _to_read(running: Running) -> Standing:
    """Sections on which the agent wrote last, and those that nobody acknowledged."""
    newest = Remark.objects.filter(section=OuterRef("pk")).order_by("-at", "-pk")
    rows = Section.objects.filter(contract__in=running).select_related("report__customer")
    rows = rows.annotate(
        said_by=Subquery(newest.values("side")[:1]),
        said_at=Subquery(newest.values("at")[:1]),
        read=F("acknowledgement"),
    ).filter(Q(said_by="agent") | Q(read__isnull=True))
    for section in rows.order_by("filed_at", "pk")[: 2 * MOST_OPEN]:
        told: Any = section
        zone = running[told.contract_id].time_zone
        if told.said_by == "agent":
            yield told.contract_id, Open("question", clock.day_in(zone, told.said_at), told)
        if told.read is None:
            yield told.contract_id, Open("section", clock.day_in(zone, told.filed_at), told)


def _to_do(running: Running) -> Standing:
    """What the SME is to do after a visit."""
    rows = with_due(NextAction.objects.filter(section__contract__in=running, side="principal"))
    rows = rows.filter(is_over=False).select_related("section__report__customer").order_by("due", "pk")
    for action in rows[:MOST_OPEN]:
        yield action.section.contract_id, Open("action", action.due, action)


def _unnamed(running: Running) -> Standing:
    """Products without a name in any official language of a country of the territory: two queries. `thing`: (product, country).

    The languages are those of the Unicode CLDR, official in the whole country or in fact.
    """
    spoken: dict[UUID, list[str]] = defaultdict(list)
    lines = TerritoryLine.objects.filter(contract__in=running).order_by("pk")
    for contract, country in lines.values_list("contract", "country"):
        spoken[contract].append(str(country))
    of_products = ProductLine.objects.filter(contract__in=running).select_related("product").order_by("pk")
    for line in of_products:
        for country in spoken[line.contract_id]:
            tongues = get_official_languages(country, de_facto=True)
            if tongues and not set(tongues) & {tag.partition("-")[0] for tag in line.product.names}:
                since = running[line.contract_id].first_day or running[line.contract_id].created_at.date()
                yield line.contract_id, Open("name", since, (line.product, country))
                break
