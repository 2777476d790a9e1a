"""What the tests of fieldwork begin with: a customer, a contract in force, and what is told of a visit."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

from contracts.models import Contract
from portage.fieldwork.actions.filing import Filed, file_report
from portage.fieldwork.models import Section
from portage.fieldwork.rules.content import Head, Person, Promise, Seen, Told
from portage.network.actions import add_customer
from portage.network.models import Customer, Membership
from tests.cast import AT, Cast, by, in_force

BEGUN = datetime(2024, 3, 2, 6, 0, tzinfo=UTC)
NOON = datetime(2024, 4, 10, 12, 0, tzinfo=UTC)
VISITED = date(2024, 4, 10)
NEEDS = "Lemon note without phthalates, 400 kg a year."


def running(cast: Cast, **over) -> Contract:
    """The SME's contract with Orvane Polska, in force since 1 March 2024."""
    return in_force(cast, [BEGUN], **over)


def customer_of(cast: Cast, name: str = "Kosmetyka Wisła", **over) -> Customer:
    facts = {"country": "PL", "city": "Toruń", "segment": "cosmetics"} | over
    return add_customer(cast.poland.pk, name=name, by=by(cast.subsidiary_manager), at=AT, **facts)


def head(customer: Customer, **over) -> Head:
    told = {
        "kind": "visit",
        "visited_on": VISITED,
        "language": "fr",
        "place": "Toruń",
        "met": (Person("A. Kowalska", "purchasing"),),
    }
    return Head(customer=customer.pk, **told | over)  # fmt: skip


def told(contract: Contract | None, **over) -> Told:
    says = {
        "interest": 3,
        "needs": NEEDS,
        "competitors": (Seen("Aromatika Nord", "Lemon 2200", Decimal("14.20"), "EUR", "kg"),),
        "actions": (Promise("Send 2 kg of CL-12", "principal", date(2024, 4, 24)),),
    }
    return Told(contract.pk if contract else None, **says | over)


def filed(
    cast: Cast, customer: Customer, *contracts: Contract, who: Membership | None = None, key: UUID | None = None,
    sections: list[Told] | None = None, at: datetime = NOON, **over,
) -> Filed:  # fmt: skip
    """A report of the sales engineer's (or of `who`), with one section for each contract."""
    return file_report(
        key or uuid4(),
        head=head(customer, **over),
        sections=[told(contract) for contract in contracts] if sections is None else sections,
        contracts={contract.pk: contract for contract in contracts},
        by=by(who or cast.sales_engineer),
        at=at,
    )


def section_of(cast: Cast, contract: Contract, **over) -> Section:
    """One section about `contract`, filed."""
    return filed(cast, customer_of(cast), contract, **over).reports[0].sections.get()
