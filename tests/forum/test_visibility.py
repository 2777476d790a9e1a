"""Which spaces somebody sees, held against plain sets: houses that change, contracts that are shared and taken back."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from contracts.models import Contract
from portage.core import references
from portage.core.journal import PORTAGE
from portage.forum.models import Post, Space, Thread
from portage.network import access
from portage.network.actions import add_member, end_membership
from portage.network.models import Organisation

AT = datetime(2024, 1, 10, 9, 0, tzinfo=UTC)
GROUPS, SUBSIDIARIES, SMES, CONTRACTS = 2, 3, 2, 2
EVERYBODY = GROUPS + SUBSIDIARIES + SMES
ROLES = {"carrier_group": "auditor", "subsidiary": "sales_engineer", "carried_sme": "auditor"}
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["share", "unshare", "sell", "leave"]),
        st.integers(0, EVERYBODY - 1),
        st.integers(0, CONTRACTS - 1),
    ),
    max_size=10,
)


class World:
    """Two groups with three subsidiaries, two SMEs, a member in each; two contracts; a space of each house and contract."""

    def __init__(self) -> None:
        make = Organisation.objects.create
        self.groups = [make(kind="carrier_group", name=f"G{i}", country="FR") for i in range(GROUPS)]
        self.houses: list[int | None] = [*range(GROUPS), *(i % GROUPS for i in range(SUBSIDIARIES)), *[None] * SMES]
        agents = [
            make(kind="subsidiary", name=f"A{i}", country="PL", parent=self.groups[i % GROUPS])
            for i in range(SUBSIDIARIES)
        ]
        smes = [make(kind="carried_sme", name=f"S{i}", country="FR") for i in range(SMES)]
        self.everybody = [*self.groups, *agents, *smes]
        self.members = [
            add_member(one, email=f"p{i}@example.test", name=f"P{i}", role=ROLES[one.kind], at=AT)
            for i, one in enumerate(self.everybody)
        ]
        parties = {"principal": smes[0], "agent": agents[0], "group": self.groups[0], "created_at": AT}
        self.contracts = [Contract.objects.create(reference=references.make("PC"), **parties) for _ in range(CONTRACTS)]
        self.spaces = [self.space(kind="agencies", group=one, name="Steel") for one in self.groups]
        self.spaces += [self.space(kind="contract", contract=one) for one in self.contracts]
        self.shared: set[tuple[int, int]] = set()
        self.left: set[int] = set()

    def space(self, **of: object) -> Space:
        """With one thread of one post."""
        by = self.members[0]
        space = Space.objects.create(membership=by, at=AT, **of)
        thread = Thread.objects.create(space=space, title="T", membership=by, posts=1, last_at=AT, at=AT)
        Post.objects.create(thread=thread, number=1, membership=by, key=space.pk, text="x", at=AT)
        return space

    def share(self, who: int, what: int) -> None:
        access.share(self.contracts[what], self.everybody[who])
        self.shared.add((who, what))

    def unshare(self, who: int, what: int) -> None:
        access.unshare(self.contracts[what], self.everybody[who])
        self.shared.discard((who, what))

    def sell(self, who: int, what: int) -> None:
        """A subsidiary goes to another house."""
        if who in range(GROUPS, GROUPS + SUBSIDIARIES):
            self.everybody[who].parent, self.houses[who] = self.groups[what], what
            self.everybody[who].save()

    def leave(self, who: int, what: int) -> None:
        if who not in self.left:
            end_membership(self.members[who], by=PORTAGE, at=AT)
            self.left.add(who)

    def wanted(self, who: int) -> set[Space]:
        house = self.houses[who]
        with_contracts = {self.spaces[GROUPS + what] for what in range(CONTRACTS) if (who, what) in self.shared}
        return with_contracts if house is None else {self.spaces[house]} | with_contracts


class AgainstSets(TestCase):
    @settings(max_examples=15, deadline=None)
    @given(STEPS)
    def test_a_space_is_seen_by_its_house_or_with_its_contract(self, steps):
        world = World()
        for kind, who, what in steps:
            getattr(world, kind)(who, what)
        for who, member in enumerate(world.members):
            wanted = set() if who in world.left else world.wanted(who)
            assert {space for space in world.spaces if member in access.everybody_who_sees(space)} == wanted
            if who in world.left:
                continue  # they are not let in at all: `network.middleware`
            member.organisation.refresh_from_db()
            person = access.act(member.person, member).person
            assert set(access.visible(person, Space.objects.all())) == wanted
            assert {one.space for one in access.visible(person, Thread.objects.all())} == wanted
            assert {one.thread.space for one in access.visible(person, Post.objects.all())} == wanted
