"""A thousand rows of each kind that belong to others: what `interference` puts beside what a person sees."""

from datetime import timedelta
from itertools import pairwise
from uuid import uuid4

from contracts.models import Contract
from portage.catalogue.models import Product
from portage.commission.models import Batch, BatchEntry, Share, Split
from portage.commission.models import Order as Sale
from portage.core import clock, journal
from portage.core.journal import Event
from portage.core.models import Message
from portage.fieldwork.models import NextAction, Order, OrderRemark, Prospect, Remark, SameCompany, Section, StageMove
from portage.forum.models import Flag, Post, Reaction, Space, Thread
from portage.needs.models import Instruction, Matter, Said, Sample
from portage.network import access
from portage.network.models import (
    ApiToken,
    Candidature,
    Contact,
    Customer,
    Invitation,
    Membership,
    Organisation,
    SavedView,
)
from portage.privacy.models import Erasure
from tests.bench.fieldwork_data import Visits
from tests.bench.portfolio_data import World, make_world


def add_foreign(number: int) -> None:
    """Contracts, organisations, products and people of others; and so many rows of each kind that is kept beside."""
    foreign = make_world()
    foreign.add(number)
    add_personal(foreign.light, number)
    add_prospects(foreign.heavy, number)
    add_told(foreign.light, number)
    add_reports(foreign, number)
    add_ordered(foreign.light, foreign.groups, number)
    add_asked(foreign.light, foreign.groups, number)
    add_shared(foreign.light, foreign.groups, number)
    add_together(foreign.light, foreign.groups, number)
    add_talked(foreign.light, foreign.groups, number)


def add_personal(member: Membership, number: int) -> None:
    """What a foreign group keeps of persons, through its manager."""
    at, group = clock.now(), member.organisation
    later = at + timedelta(days=14)
    customer = Customer.objects.create(owner=group, name="Kosmetyka", country="PL")
    access.share(customer, group)
    known = {"customer": customer, "source": "visit", "recorded_by": member, "recorded_at": at, "used_on": at.date()}
    Contact.objects.bulk_create(Contact(name=f"Ewa {n}", email=f"ewa{n}@example.test", **known) for n in range(number))
    applied = {
        "group": group, "country": "FR", "status": "received", "language": "fr", "made_at": at, "confirmed_at": at,
        "expires_at": later, "company": "Verre",
    }  # fmt: skip
    candidatures = [Candidature(email=f"ines{n}@example.test", **applied) for n in range(number)]
    Candidature.objects.bulk_create(candidatures)
    access.bulk_share((row, access.circle(group)) for row in candidatures)
    asked = {
        "organisation": group, "role": "auditor", "language": "fr", "invited_by": member, "made_at": at, "sent_at": at,
        "expires_at": later,
    }  # fmt: skip
    Invitation.objects.bulk_create(Invitation(email=f"new{n}@example.test", **asked) for n in range(number))
    made = {"membership": member, "scopes": ["contracts:read"], "made_at": at, "made_by": member, "expires_at": later}
    ApiToken.objects.bulk_create(
        ApiToken(name=f"ERP {n}", prefix="x", digest=f"{n:064}", **made) for n in range(number)
    )
    view = {"membership": member, "page": "contracts", "query": "q=a"}
    SavedView.objects.bulk_create(SavedView(name=f"{n}", **view) for n in range(number))


def add_prospects(member: Membership, number: int) -> None:
    """Prospects of foreign contracts, at a customer of the foreign group's, each with its move."""
    at, customer = clock.now(), Customer.objects.create(owner=member.organisation, name="Mydlarnia", country="PL")
    contracts = Contract.objects.filter(group=member.organisation).values_list("pk", flat=True)[:number]
    rows = [Prospect(contract_id=pk, customer=customer, stage="visited", since=at.date()) for pk in contracts]
    Prospect.objects.bulk_create(rows)
    StageMove.objects.bulk_create(
        StageMove(prospect=row, number=1, stage=row.stage, on=row.since, note="Ewa", at=at) for row in rows
    )


def add_reports(foreign: World, number: int) -> None:
    """Visit reports of foreign subsidiaries, each with one or two sections; and as many of what follows a section."""
    Visits(foreign).add(number)
    at, day = clock.now(), clock.now().date()
    theirs = Section.objects.filter(contract__group__in=foreign.groups)
    sections = list(theirs.order_by("pk").select_related("report")[:number])
    Remark.objects.bulk_create(
        Remark(section=one, side="agent", membership_id=one.report.author_id, text="Ewa", at=at) for one in sections
    )
    NextAction.objects.bulk_create(
        NextAction(section=one, text="Ewa", side="agent", due_on=day, asked_by_id=one.report.author_id, at=at)
        for one in sections
    )


def add_ordered(member: Membership, groups: list[Organisation], number: int) -> None:
    """Orders of foreign contracts, half of which wait; and what is written of them."""
    at, contracts = clock.now(), list(Contract.objects.filter(group__in=groups)[:50])
    said = {
        "customer_name": "Kosmetyka", "side": "principal", "membership": member, "digest": "0" * 64, "currency": "EUR",
        "received_on": at.date(), "answer_by": at.date(), "total": 100, "at": at,
    }  # fmt: skip
    made = Order.objects.bulk_create(
        Order(
            reference=f"OR-F{n}", key=uuid4(), contract=contracts[n % len(contracts)],
            status="waiting" if n % 2 else "accepted", **said,
        )
        for n in range(number)
    )  # fmt: skip
    OrderRemark.objects.bulk_create(
        OrderRemark(order=order, side="principal", text="Kosmetyka", membership=member, at=at) for order in made
    )


def add_asked(member: Membership, groups: list[Organisation], number: int) -> None:
    """Needs and complaints of foreign contracts, half of which wait, with what was said; prices and samples."""
    at, contracts = clock.now(), list(Contract.objects.filter(group__in=groups)[:50])
    day, product = at.date(), contracts[0].principal.products.first() or Product.objects.first()
    said = {
        "customer_name": "Kosmetyka", "membership": member, "digest": "0" * 64, "asked_on": day, "answer_by": day, "at": at,
    }  # fmt: skip
    made = Matter.objects.bulk_create(
        Matter(
            reference=f"NE-F{n}", key=uuid4(), contract=contracts[n % len(contracts)], kind="need",
            status="waiting" if n % 2 else "yes", **said,
        )
        for n in range(number)
    )  # fmt: skip
    Said.objects.bulk_create(
        Said(
            matter=one,
            number=1,
            kind="opened",
            side="agent",
            original="fr",
            texts={"fr": "Ewa"},
            membership=member,
            at=at,
        )
        for one in made
    )
    told = {"product": product, "unit": "kg", "membership": member, "at": at}
    Instruction.objects.bulk_create(
        Instruction(
            contract=contracts[n % len(contracts)], number=n + 1, country="PL", currency="EUR", floor=1, list_price=2,
            valid_from=day, key=uuid4(), **told,
        )
        for n in range(number)
    )  # fmt: skip
    Sample.objects.bulk_create(
        Sample(
            reference=f"SA-F{n}", contract=contracts[n % len(contracts)], customer_name="Kosmetyka", lot="L", quantity=1,
            sent_on=day, key=uuid4(), digest="0" * 64, **told,
        )
        for n in range(number)
    )  # fmt: skip


def add_shared(member: Membership, groups: list[Organisation], number: int) -> None:
    """Accepted orders of foreign contracts, each with a split that waits."""
    at, contracts = clock.now(), list(Contract.objects.filter(group__in=groups)[:50])
    day, said = at.date(), {"customer": "Kosmetyka", "currency": "EUR", "digest": "0" * 64, "at": at}
    sales = Sale.objects.bulk_create(
        Sale(
            contract=contracts[n % len(contracts)], source=uuid4(), reference=f"OR-S{n}", received_on=day, accepted_on=day, **said
        )
        for n in range(number)
    )  # fmt: skip
    splits = Split.objects.bulk_create(
        Split(order=one, number=1, rule="agreed", membership=member, at=at) for one in sales
    )
    Share.objects.bulk_create(
        Share(split=one, contract_id=one.order.contract_id, place=0, percent=100, claim="named") for one in splits
    )


def add_together(member: Membership, groups: list[Organisation], number: int) -> None:
    """Statements of foreign contracts asked for together; foreign records that their group says are of one company."""
    at, contracts = clock.now(), list(Contract.objects.filter(group__in=groups)[:number])
    batch = Batch.objects.create(organisation=contracts[0].principal, membership=member, at=at)
    BatchEntry.objects.bulk_create(
        BatchEntry(batch=batch, place=n, contract=one, last_day=at.date()) for n, one in enumerate(contracts)
    )
    owner = member.organisation
    records = Customer.objects.bulk_create(
        Customer(owner=owner, name=f"Kosmetyka {n}", country="PL") for n in range(number + 1)
    )
    pairs = pairwise(records)
    said = SameCompany.objects.bulk_create(
        SameCompany(group=owner, one=one, other=other, membership=member, at=at) for one, other in pairs
    )
    access.bulk_share((one, access.circle(owner)) for one in said)


def add_talked(member: Membership, groups: list[Organisation], number: int) -> None:
    """Spaces of other houses and of foreign contracts, their threads, and what was said there."""
    at, contracts = clock.now(), list(Contract.objects.filter(group__in=groups)[:50])
    who = {"membership": member, "at": at}
    own = [Space(kind="agencies", group=member.organisation, name=f"Acier {n}", **who) for n in range(20)]
    spaces = Space.objects.bulk_create(own + [Space(kind="contract", contract=one, **who) for one in contracts])
    threads = Thread.objects.bulk_create(
        Thread(space=spaces[n % len(spaces)], title="Kosmetyka", posts=1, last_at=at, **who) for n in range(number)
    )
    said = {"number": 1, "digest": "0" * 64, "text": "Ewa @Claire Roux", **who}
    posts = Post.objects.bulk_create(Post(thread=one, key=uuid4(), **said) for one in threads)
    Reaction.objects.bulk_create(Reaction(post=one, membership=member, kind="useful") for one in posts)
    Flag.objects.bulk_create(Flag(post=one, reason="Ewa", **who) for one in posts)


def add_told(member: Membership, number: int) -> None:
    """What is told of foreign people: the journal with its texts, mail, erasures."""
    at, by = clock.now(), access.act(member.person, member).by()
    event = Event("network.customer_changed", member.organisation, {"fields": ["name"]}, {"name": "Ewa"})
    journal.record_all([event] * number, by=by, at=at)
    told = {"kind": "tests.told", "subject": "Ewa", "text": "Ewa", "language": "fr", "created_at": at, "not_before": at}
    Message.objects.bulk_create(Message(recipient=member.person, key=f"told {n}", **told) for n in range(number))
    Erasure.objects.bulk_create(Erasure(kind="contact", at=at) for n in range(number))
