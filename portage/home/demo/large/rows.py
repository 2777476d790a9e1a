"""The rows of one contract of the large demonstration, as the verbs would have left them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from django.contrib.auth.models import Group

from contracts.documents.data import AGENT_TASKS, PRINCIPAL_TASKS
from contracts.law.explain import explain_indefinite_end, explain_refusal
from contracts.law.records import jurisdiction
from contracts.law.scales import applied_scale
from contracts.models import Contract, Ending, Notice, Place, ProductLine, Term, TerritoryLine
from contracts.queries.checks import BINDING
from contracts.rules import due
from contracts.rules.exclusivity import Claim, meet
from contracts.standing import keep
from portage.core.journal import plain
from portage.core.models import Entry
from portage.network.models import Membership, Organisation

from .network import Network
from .planning import SCALE, Going, chain_and_scale, identifier, reference

DRAFTED_BEFORE = timedelta(days=60)
CONCLUDED_BEFORE = timedelta(days=20)
FORUM = "Tribunal de commerce de Paris"


@dataclass
class Rows:
    """What one chunk adds to each table."""

    contracts: list[Contract] = field(default_factory=list)
    products: list[ProductLine] = field(default_factory=list)
    territory: list[TerritoryLine] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    endings: list[Ending] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    grants: list[tuple[Contract, Group]] = field(default_factory=list)
    partners: list[tuple[Organisation, Group]] = field(default_factory=list)


@dataclass
class Writer:
    """Writes into `rows`; everything comes from the network, the day, and the seed."""

    network: Network
    rng: Random
    now: datetime
    today: date
    rows: Rows = field(default_factory=Rows)
    taken: set[str] = field(default_factory=set)
    held: dict[tuple[str, str], list[Claim]] = field(default_factory=dict)

    def add(self, subsidiary: int, sme: int, going: Going) -> None:
        """One contract of these two, however far it goes."""
        agent, principal = self.network.subsidiaries[subsidiary], self.network.smes[sme]
        drafted = min(going.first_day - DRAFTED_BEFORE, self.today - timedelta(days=40))
        contract = self._contract(agent, principal, going, _at(drafted))
        self._entry(
            contract,
            "contracts.drafted",
            _at(drafted),
            nature=going.nature,
            actor=self.network.managers[agent.parent_id],
        )
        if going.binds:
            self._life(contract, going)
        else:
            contract.status = going.status
        self._lines(contract, subsidiary)
        if going.status != "draft":
            self._seen_by(contract, agent, principal, drafted)
        for organisation in (agent.pk, agent.parent_id):
            self.rows.grants.append((contract, self.network.circles[organisation]))
        self.rows.contracts.append(contract)

    def _contract(self, agent: Organisation, principal: Organisation, going: Going, at: datetime) -> Contract:
        written = going.nature != "moral"
        return Contract(
            id=identifier(self.rng, at), reference=reference(self.rng, self.taken), principal=principal, agent=agent, group=agent.parent,
            nature=going.nature, created_at=at, time_zone=principal.time_zone, agent_tasks=list(AGENT_TASKS), principal_tasks=list(PRINCIPAL_TASKS),
            model_version=self.network.model if written else None, commission_rate=Decimal(self.rng.randint(20, 90)) / 1000 if written else None,
            commission_event="paid" if written else "", first_day=going.first_day, notice_scale=list(SCALE), notice_forms=["letter", "platform"],
            forum=FORUM if written else "",
        )  # fmt: skip

    def _lines(self, contract: Contract, subsidiary: int) -> None:
        claim = self._free(contract, self.network.rank(subsidiary))
        self.rows.products.append(ProductLine(contract=contract, product_id=claim.product))
        self.rows.territory.append(TerritoryLine(contract=contract, country=claim.country))
        if contract.status in {*BINDING, "ended"}:
            self.held.setdefault((claim.product, claim.country), []).append(claim)
            self.rows.places.append(
                Place(contract=contract, stands_for=contract.pk, product_id=claim.product, country=claim.country, segment="", exclusive=True,
                      first_day=claim.first_day, last_day=claim.last_day, held_at=contract.created_at)
            )  # fmt: skip

    def _free(self, contract: Contract, rank: int) -> Claim:
        """A product of the principal in the agent's country that nobody holds then; when all are held, in another one."""
        products = self.network.products[contract.principal_id]
        for country in self._countries(contract):
            for step in range(len(products)):
                product = str(products[(rank + step) % len(products)].pk)
                claim = Claim(product, country, "", True, contract.first_day, contract.ends_on)
                if not any(meet(claim, other) for other in self.held.get((product, country), ())):
                    return claim
        raise ValueError(f"{contract.reference}: no place is free")

    def _countries(self, contract: Contract) -> Iterator[str]:
        """The agent's own, then every other one."""
        yield str(contract.agent.country)
        yield from sorted({str(one.country) for one in self.network.subsidiaries})

    def _seen_by(self, contract: Contract, agent: Organisation, principal: Organisation, drafted: date) -> None:
        """Since a version was proposed: the principal sees the contract, and the parties see each other."""
        circles = self.network.circles
        self.rows.grants.append((contract, circles[principal.pk]))
        self.rows.partners += [(principal, circles[agent.pk]), (agent, circles[principal.pk])]
        self._entry(contract, "contracts.version_proposed", _at(drafted + timedelta(days=14)), version=1)

    def _life(self, contract: Contract, going: Going) -> None:
        """Conclusion, terms, notice, end: by the same rules as the daily run."""
        concluded = min(_at(going.first_day - CONCLUDED_BEFORE), self.now)
        self._entry(contract, "contracts.concluded", concluded, first_day=going.first_day)
        chain, scale = chain_and_scale(going)
        notice = self._notice(contract, going)
        ends_on = notice.ends_on if notice else None
        plan = due.plan(
            due.Standing("signed", going.first_day, chain, scale if chain else None, ends_on=ends_on), self.today
        )
        keep(contract, plan.standing, self.today)
        if plan.begins:
            self._entry(contract, "contracts.came_into_force", _at(going.first_day), first_day=going.first_day)
        for opened in plan.terms:
            self.rows.terms.append(_term(contract, opened))
            if opened.number > 1:
                self._entry(
                    contract, "contracts.renewed", _at(opened.first_day), number=opened.number, first_day=opened.first_day, last_day=opened.last_day
                )  # fmt: skip
        if plan.ended_on:
            at = _at(plan.ended_on + timedelta(days=1))
            self.rows.endings.append(
                Ending(contract=contract, last_day=plan.ended_on, reason=Ending.Reason.NOTICE, notice=notice, at=at)
            )
            self._entry(contract, "contracts.ended", at, last_day=plan.ended_on)

    def _notice(self, contract: Contract, going: Going) -> Notice | None:
        """The notice and the end that it brings, explained as on the page."""
        if going.served_on is None:
            return None
        chain, _scale = chain_and_scale(going)
        law, side = jurisdiction("FR"), self.rng.choice(["principal", "agent"])
        scale = applied_scale(law, nature=going.nature, agreed=SCALE, to_month_end=False if chain else None)
        told = (
            explain_refusal(chain, scale, law, served_on=going.served_on)
            if chain
            else explain_indefinite_end(going.first_day, scale, law, served_on=going.served_on)
        )
        if told.day is None:
            raise ValueError(f"a notice of {going.served_on} ends nothing: {contract.reference}")
        membership, at = self._member(contract, side), _at(going.served_on)
        notice = Notice(
            id=identifier(self.rng, at), contract=contract, side=side, membership=membership, form="platform", sent_on=going.served_on,
            served_on=going.served_on, ends_on=told.day, refuses_renewal_of_term=told.steps[-1].params.get("refuses_renewal_of_term"),
            explanation=told.as_dict(), at=at,
        )  # fmt: skip
        self.rows.notices.append(notice)
        self._entry(
            contract,
            "contracts.notice_given",
            at,
            side=side,
            served_on=going.served_on,
            ends_on=told.day,
            actor=membership,
        )
        return notice

    def _member(self, contract: Contract, side: str) -> Membership:
        return (
            self.network.directors[contract.principal_id]
            if side == "principal"
            else self.network.managers[contract.group_id]
        )

    def _entry(
        self, contract: Contract, kind: str, at: datetime, *, actor: Membership | None = None, **facts: object
    ) -> None:
        """One entry of the journal, as `journal.record` writes it; its identifier sorts by its own moment."""
        self.rows.entries.append(
            Entry(
                id=identifier(self.rng, at), at=at, kind=kind, scope_kind="contracts.contract", scope_id=contract.pk,
                actor_id=actor.person_id if actor else None, on_behalf_of=actor.organisation_id if actor else None, facts=plain(facts),
            )
        )  # fmt: skip

    def drain(self) -> Rows:
        """The rows since the last time; begin anew."""
        full, self.rows = self.rows, Rows()
        return full


def _at(day: date) -> datetime:
    return datetime.combine(day, time(6), tzinfo=UTC)


def _term(contract: Contract, opened: due.Term) -> Term:
    return Term(
        contract=contract, number=opened.number, first_day=opened.first_day, last_day=opened.last_day, last_notice_day=opened.last_notice_day,
        began=Term.Began.INITIAL if opened.number == 1 else Term.Began.TACIT,
        rule={"scale": contract.notice_scale, "month_end": contract.notice_month_end, "law": contract.law}, opened_at=_at(opened.first_day),
    )  # fmt: skip
