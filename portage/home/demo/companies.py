"""Two companies that two subsidiaries of one group record: one is held for one company by the group, the other is proposed."""

from datetime import datetime, timedelta

from portage.fieldwork.actions.companies import say_same_company
from portage.network.actions import add_customer

from .told import Told

GROUP, OWN, SISTER = "rhodia", "rhodia-br", "rhodia-jp"


def record_companies(told: Told, *, now: datetime) -> None:
    """The sister met both at a fair, and recorded them by the names on their cards."""
    at = now - timedelta(days=9)
    met = list(told.orgs[OWN].customers.order_by("name")[:2])
    seller = told.by(SISTER, ("subsidiary_manager", "sales_engineer"), at)
    for number, customer in enumerate(met):
        facts = {
            "name": customer.name.upper(),
            "country": customer.country,
            "city": customer.city,
            "segment": customer.segment,
        }
        other = add_customer(told.orgs[SISTER].pk, by=seller, at=at, **facts)
        if number == 0:
            day = now - timedelta(days=7)
            say_same_company(customer, other, by=told.by(GROUP, ("portage_manager",), day), at=day)
