"""Reports in bulk for the benchmarks of lists: a carrier group whose people see 300, one that sees 30 %, and the others.

Straight into the tables, in the shapes that the verbs write; only lists read these rows. One report has one or two sections.
"""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

from contracts.models import Contract
from portage.core import references
from portage.core.journal import PORTAGE
from portage.fieldwork.actions.books import book_of
from portage.fieldwork.models import Account, Acknowledgement, Report, Section
from portage.network import access
from portage.network.actions import add_member
from portage.network.models import Customer, Membership, Organisation
from tests.bench.portfolio_data import AT, CHUNK, TODAY, World

CUSTOMERS = 20  # of each subsidiary
NEEDS = "Lemon note without phthalates for a new shampoo line, 400 kg a year from March."


class Visits:
    """What reports are made of: for each group its subsidiaries with their people, customers and contracts."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.authors = {agent.pk: _author(agent) for found in world.agents.values() for agent in found}
        self.books = {agent.pk: book_of(agent) for found in world.agents.values() for agent in found}
        self.contracts: dict = {}
        for contract in Contract.objects.filter(status__in=["in_force", "notice_given"]):
            self.contracts.setdefault(contract.agent_id, []).append(contract)
        self.customers = {agent: list(_customers(agent)) for agent in self.authors}
        rows = [one for found in self.customers.values() for one in found]
        Customer.objects.bulk_create(rows)
        access.bulk_share([(one, world.circles[one.owner_id]) for one in rows])
        self.seen: set[str] = set()

    def add(self, reports: int, *, light: int = 0) -> None:
        """So many more reports: `light` of the first group, 30 % of the second."""
        able = {agent.pk for found in self.world.agents.values() for agent in found if self.contracts.get(agent.pk)}
        first, second, *others = (
            group for group in self.world.groups if able & {agent.pk for agent in self.world.agents[group.pk]}
        )
        heavy = reports * 3 // 10
        groups = [first] * light + [second] * heavy + self.world.draw.choices(others, k=reports - light - heavy)
        self.world.draw.shuffle(groups)
        for start in range(0, len(groups), CHUNK):
            self._chunk(groups[start : start + CHUNK])

    def _chunk(self, groups: list[Organisation]) -> None:
        reports = [self._report(self._agent(group)) for group in groups]
        Report.objects.bulk_create(reports, batch_size=2000)
        sections = [section for report in reports for section in self._sections(report)]
        Section.objects.bulk_create(sections, batch_size=2000)
        Account.objects.bulk_create(
            [
                Account(section=one, number=1, interest=self.world.draw.randrange(5), needs=NEEDS, at=AT)
                for one in sections
            ],
            batch_size=2000,
        )
        Acknowledgement.objects.bulk_create(
            [Acknowledgement(section=one, membership=one.report.author, at=AT) for one in sections[::2]],
            batch_size=2000,
        )

    def _agent(self, group: Organisation) -> Organisation:
        return self.world.draw.choice([one for one in self.world.agents[group.pk] if self.contracts.get(one.pk)])

    def _report(self, agent: Organisation) -> Report:
        draw = self.world.draw
        day = TODAY - timedelta(days=draw.randrange(700))
        return Report(
            book=self.books[agent.pk], author=self.authors[agent.pk], key=uuid4(), digest="0" * 64,
            customer=draw.choice(self.customers[agent.pk]), kind=draw.choice(["visit", "call", "video", "fair"]),
            visited_on=day, place="Toruń", language="fr", filed_at=AT - timedelta(days=(TODAY - day).days),
        )  # fmt: skip

    def _sections(self, report: Report) -> Iterator[Section]:
        contracts = self.contracts[report.book.subsidiary_id]
        for contract in self.world.draw.sample(contracts, min(len(contracts), self.world.draw.choice((1, 1, 2)))):
            reference = references.make("VR")
            while reference in self.seen:
                reference = references.make("VR")
            self.seen.add(reference)
            yield Section(reference=reference, report=report, contract=contract, filed_at=report.filed_at)


def _author(agent: Organisation) -> Membership:
    email = f"author-{agent.pk}@example.test"
    return add_member(agent, email=email, name="A. Uthor", role="sales_engineer", at=AT, by=PORTAGE)


def _customers(agent: object) -> Iterator[Customer]:
    for number in range(CUSTOMERS):
        yield Customer(owner_id=agent, name=f"Customer {number:02}", country="PL", city="Toruń", segment="cosmetics")
