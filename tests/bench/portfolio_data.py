"""Contracts in bulk for the benchmarks of lists: a carrier group that sees 300, one that sees 30 %, and the others.

Straight into the tables: no verb runs, so histories are empty. Only lists read these rows.
"""

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.contrib.auth.models import Group
from django.db import connection

from contracts.models import Contract, ProductLine, TerritoryLine
from portage.catalogue.models import Product
from portage.core import references
from portage.core.journal import PORTAGE
from portage.core.words import alphabetical
from portage.network import access
from portage.network.actions import add_member
from portage.network.models import Membership, Organisation
from portage.network.roles import Kind

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
TODAY = AT.date()
COUNTRIES = "BR CI DE IT JP PK PL RO KR ES VN MY MX CN IN JO BE AT US CZ HU EG TR AR CL ZA FI DK SE GB".split()
CHUNK = 5000
OTHER_GROUPS, SUBSIDIARIES, SMES = 20, 20, 400


@dataclass
class World:
    """Who looks: one membership of the group with 300 contracts, one of the group with 30 %; and what rows are made of."""

    draw: random.Random
    groups: list[Organisation]
    agents: dict[UUID, list[Organisation]]
    smes: list[Organisation]
    products: list[Product]
    circles: dict[UUID, Group] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    light: Membership | None = None
    heavy: Membership | None = None

    def add(self, contracts: int, *, light: int = 0) -> None:
        """So many more contracts with their lines and grants: `light` of the first group, 30 % of the second."""
        first, second, *others = self.groups
        heavy = contracts * 3 // 10
        wanted = [first] * light + [second] * heavy + self.draw.choices(others, k=contracts - light - heavy)
        self.draw.shuffle(wanted)
        for start in range(0, len(wanted), CHUNK):
            _chunk(wanted[start : start + CHUNK], self)

    def name(self) -> str:
        """A reference that no other contract bears."""
        while (made := references.make("PC")) in self.names:
            pass
        self.names.add(made)
        return made


def make_world(seed: int = 1) -> World:
    """Twenty-two carrier groups with their subsidiaries, four hundred SMEs with two products each; no contract yet."""
    draw = random.Random(seed)
    groups = [_organisation(Kind.CARRIER_GROUP, f"Group {n:02}", "FR") for n in range(OTHER_GROUPS + 2)]
    Organisation.objects.bulk_create(groups)
    agents = {group.pk: _subsidiaries(group, draw) for group in groups}
    Organisation.objects.bulk_create([agent for found in agents.values() for agent in found])
    smes = [
        _organisation(Kind.CARRIED_SME, f"{draw.choice(SYLLABLES)}{draw.choice(SYLLABLES).lower()} {n}", "FR")
        for n in range(SMES)
    ]
    Organisation.objects.bulk_create(smes)
    products = [
        Product(owner=sme, code=f"P{n}", names={"fr": f"produit {n}", "en": f"product {n}"})
        for sme in smes
        for n in range(2)
    ]
    Product.objects.bulk_create(products)
    world = World(draw, groups, agents, smes, products)
    world.circles = {
        row.pk: access.circle(row) for row in [*groups, *smes, *(a for found in agents.values() for a in found)]
    }
    world.light, world.heavy = _manager(groups[0], "light"), _manager(groups[1], "heavy")
    return world


def _subsidiaries(group: Organisation, draw: random.Random) -> list[Organisation]:
    codes = draw.choices(COUNTRIES, k=SUBSIDIARIES)
    return [
        _organisation(Kind.SUBSIDIARY, f"{group.name} {code} {n}", code, parent=group) for n, code in enumerate(codes)
    ]


SYLLABLES = "Isor Zéol Opal Laqu Chim Brév Verr Silic Arom Corv Fibr Céram Tens Joint Nacr Poly".split()


def _organisation(kind: str, name: str, country: str, **more) -> Organisation:
    return Organisation(kind=kind, name=name, sorted_as=alphabetical(name), country=country, **more)


def _manager(group: Organisation, name: str) -> Membership:
    return add_member(group, email=f"{name}@example.test", name=name.title(), role="portage_manager", at=AT, by=PORTAGE)


def _chunk(groups: list[Organisation], world: World) -> None:
    draw, rows = world.draw, []
    for group in groups:
        sme = draw.randrange(len(world.smes))
        row = _contract(world.smes[sme], draw.choice(world.agents[group.pk]), group, draw)
        row.reference = world.name()
        rows.append((row, sme))
    Contract.objects.bulk_create([row for row, _sme in rows], batch_size=500)
    ProductLine.objects.bulk_create(
        [
            ProductLine(contract=row, product=world.products[2 * sme + n])
            for row, sme in rows
            for n in range(draw.choice((1, 1, 2)))
        ],
        batch_size=2000,
    )
    TerritoryLine.objects.bulk_create(
        [TerritoryLine(contract=row, country=code) for row, _sme in rows for code in _territory(row, draw)],
        batch_size=2000,
    )
    parties = ((row, party) for row, _sme in rows for party in (row.agent_id, row.group_id, row.principal_id))
    access.bulk_share([(row, world.circles[party]) for row, party in parties])


def _territory(row: Contract, draw: random.Random) -> set[str]:
    return {str(row.agent.country), *draw.sample(COUNTRIES, draw.choice((0, 0, 2)))}


def _contract(principal: Organisation, agent: Organisation, group: Organisation, draw: random.Random) -> Contract:
    status = draw.choices(
        ("in_force", "notice_given", "draft", "negotiating", "awaiting_signature", "ended"), (80, 3, 4, 4, 2, 7)
    )[0]
    row = Contract(principal=principal, agent=agent, group=group, status=status, created_at=AT,
                   first_day=date(draw.randrange(1996, 2026), draw.randrange(1, 13), 1), commission_rate="0.05")  # fmt: skip
    if status in {"in_force", "notice_given"}:
        row.term_number = draw.randrange(1, 30)
        row.term_last_day = TODAY + timedelta(days=draw.randrange(1, 365))
        row.last_notice_day = row.term_last_day - timedelta(days=90)
        row.next_day, row.next_kind = row.last_notice_day, "notice"
        if row.last_notice_day < TODAY:
            row.next_day, row.next_kind = row.term_last_day + timedelta(days=1), "renews"
    if status == "notice_given":
        row.ends_on = row.next_day = row.term_last_day
        row.next_kind = "ends"
    return row


def analyze() -> None:
    """Statistics, as autovacuum keeps them on PostgreSQL; SQLite goes without, as in production."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
