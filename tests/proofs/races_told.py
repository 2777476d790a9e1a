"""Races of what both parties tell under a contract: a report of one visit, the answer to an order and to a quote."""

from collections.abc import Callable

from .racing import NOON, ON, cast, fresh


def file_report() -> tuple[Callable, Callable]:
    """Half send one report again and again, the others one each of their own about the same new customer: the first is
    filed once, and the customer is one prospect."""
    from itertools import count
    from uuid import uuid4

    from portage.fieldwork.actions import filing
    from portage.fieldwork.models import Prospect, Report
    from portage.network.actions import add_customer
    from tests.cast import by
    from tests.fieldwork.visits import head, told

    if not hasattr(file_report, "contract"):
        file_report.contract = running()
    contract, key, turns = file_report.contract, uuid4(), count()
    customer = add_customer(
        cast().poland.pk, name=f"Essai {key}", country="PL", by=by(cast().subsidiary_manager), at=NOON
    )
    me = by(cast().sales_engineer)
    sent = {
        "head": head(customer),
        "sections": [told(contract)],
        "contracts": {contract.pk: contract},
        "by": me,
        "at": NOON,
    }

    def stands() -> int:
        prospects = Prospect.objects.filter(customer=customer)
        return Report.objects.filter(key=key).count() if prospects.count() == 1 else -1

    return lambda: filing.file_report(uuid4() if next(turns) % 2 else key, **sent), stands


def running():
    """A contract in force."""
    from contracts.actions.renewal import run_contract
    from tests.cast import concluded

    contract = fresh(concluded)
    run_contract(contract, at=NOON)
    contract.refresh_from_db()
    return contract


def answer_order() -> tuple[Callable, Callable]:
    """The principal accepts and refuses, the agent takes back, all at once: one answer stands, and commission knows of the
    order only if it was accepted."""
    from decimal import Decimal
    from itertools import count
    from uuid import uuid4

    from portage.commission.models import Order as Sale
    from portage.fieldwork.actions import orders
    from portage.fieldwork.models import OrderAnswer
    from portage.fieldwork.rules.orders import Item, Terms
    from tests.cast import by

    who, (contract, customer) = cast(), selling()
    product = contract.product_lines.get().product_id
    items, terms = [Item(product, Decimal(400), "kg", Decimal("14.205"))], Terms(ON, "EUR")
    agent, principal = by(who.sales_engineer), by(who.director)
    order = orders.record_order(contract, key=uuid4(), customer=customer, terms=terms, items=items, by=agent, at=NOON)
    acts = (
        lambda: orders.accept_order(order, by=principal, at=NOON),
        lambda: orders.refuse_order(order, reason="Non.", by=principal, at=NOON),
        lambda: orders.withdraw_order(order, reason="Non.", by=agent, at=NOON),
    )
    turns = count()

    def stands() -> int:
        order.refresh_from_db()
        answers = list(OrderAnswer.objects.filter(order=order))
        told = Sale.objects.filter(source=order.pk).count()
        right = {answer.kind for answer in answers} == {order.status} and told == (order.status == "accepted")
        return len(answers) if right else -1

    return lambda: acts[next(turns) % len(acts)](), stands


def answer_quote() -> tuple[Callable, Callable]:
    """The principal agrees to a quote and declines it, the agent takes it back, all at once: one of them stands."""
    from decimal import Decimal
    from itertools import count
    from uuid import uuid4

    from portage.fieldwork.rules.orders import Item
    from portage.needs.actions.answering import answer, withdraw
    from portage.needs.actions.quoting import give_quote
    from portage.needs.rules.quoting import Offer
    from tests.cast import by

    who, (contract, customer) = cast(), selling()
    items = [Item(contract.product_lines.get().product_id, Decimal(400), "kg", Decimal("9.80"))]
    agent, principal = by(who.sales_engineer), by(who.director)
    words = {"text": "Un an à ce prix.", "language": "fr", "at": NOON}
    quote = give_quote(
        contract, key=uuid4(), customer=customer, offer=Offer("PL", "EUR", ON), items=items, ask=True, by=agent, **words
    )
    acts = (
        lambda: answer(quote, answer="agreed", by=principal, at=NOON),
        lambda: answer(quote, answer="declined", by=principal, **words),
        lambda: withdraw(quote, by=agent, **words),
    )
    turns = count()

    def stands() -> int:
        quote.refresh_from_db()
        last = [one.kind for one in quote.thread.exclude(kind="opened")]
        return len(last) if last == [quote.status] else -1

    return lambda: acts[next(turns) % len(acts)](), stands


def selling():
    """A contract in force and a customer of its agent's, once a process: orders are apart from each other."""
    from contracts.actions.renewal import run_contract
    from portage.network.actions import add_customer
    from tests.cast import AT, by, concluded

    if not hasattr(selling, "made"):
        contract = fresh(concluded)
        run_contract(contract, at=NOON)
        contract.refresh_from_db()
        me = by(cast().subsidiary_manager)
        selling.made = contract, add_customer(cast().poland.pk, name="Race", country="PL", by=me, at=AT)
    return selling.made
