"""Contracts that hold places, made in rows: what tests of exclusivity put beside a draft."""

from datetime import date

from contracts.models import Contract, Place, ProductLine, TerritoryLine
from contracts.queries.exclusivity import claims_of
from portage.core import references
from portage.network import access
from tests.cast import AT


def standing(
    cast, *, named=(), agent=None, products=None, country="PL", segments=(), exclusive=True, first=None, last=None
):
    """A contract in force of the SME; `named`: confidential, and seen by these alone."""
    agent = agent or cast.rival_subsidiary
    made = Contract.objects.create(
        reference=references.make("PC"), principal=cast.sme, agent=agent, group=agent.parent, status="in_force", created_at=AT,
        first_day=first or date(2023, 3, 1), ends_on=last, exclusive=exclusive, segments=list(segments), confidential=bool(named),
    )  # fmt: skip
    for product in products or cast.products:
        ProductLine.objects.create(contract=made, product=product)
    TerritoryLine.objects.create(contract=made, country=country)
    if named:
        access.share_with_people(made, named)
    else:
        access.share(made, agent, agent.parent, cast.sme)
    for c in claims_of(made):
        Place.objects.create(
            contract=made, stands_for=made.pk, product_id=c.product, country=c.country, segment=c.segment, exclusive=c.exclusive,
            first_day=c.first_day, last_day=c.last_day, held_at=AT,
        )  # fmt: skip
    return made
