"""Commission invoices as people look for them, and what a new one needs: parties, lines, what stands already."""

from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from contracts.models import Contract
from contracts.queries import powers
from portage.network.models import Membership, Organisation

from ..models import Acceptance, CommissionInvoice, Line, Mandate, Statement
from ..rules import billing, invoicing
from ..rules.billing import Group, Party

ORDERS = {"day": ("-day", "-id"), "due_on": ("due_on", "id"), "number": ("number", "id")}
SIREN = "0002"  # ISO 6523


def invoices() -> QuerySet[CommissionInvoice]:
    """Invoices with their statement, parties, files, and what became of them."""
    return CommissionInvoice.objects.select_related(
        "contract__principal", "contract__agent", "contract__group", "statement", "issuer", "paper__file", "xml",
        "mandate", "credits", "credited_by", "contest__membership__person", "membership__person",
    )  # fmt: skip


STANDS = Q(credits__isnull=True, credited_by__isnull=True)  # no credit note, and none took it back


def standing_invoice(statement: Statement) -> CommissionInvoice | None:
    """The invoice of a statement that no credit note took back."""
    return invoices().filter(STANDS, statement=statement).first()


def before(statement: Statement) -> CommissionInvoice | None:
    """The newest standing invoice of an earlier statement of the contract, which a credit note names."""
    found = CommissionInvoice.objects.filter(
        STANDS, contract=statement.contract_id, currency=statement.currency, statement__last_day__lt=statement.last_day,
        kind__in=(billing.INVOICE, billing.SELF_BILLED),
    )  # fmt: skip
    return found.order_by("-statement__last_day").first()


def mandate_on(contract: Contract, day: date) -> Mandate | None:
    """The mandate that holds on a day."""
    rows = holding(day).filter(contract=contract).select_related("end", "membership__person")
    return rows.order_by("-turn").first()


def holding(day: date) -> QuerySet[Mandate]:
    """The mandates that hold on a day: `rules.invoicing.holds`, asked of the database."""
    begun = Mandate.objects.filter(Q(until_day=None) | Q(until_day__gte=day), from_day__lte=day)
    return begun.filter(Q(end=None) | Q(end__from_day__gt=day))


def mandate_holds(row: Mandate, day: date) -> bool:
    end = getattr(row, "end", None)
    return invoicing.holds(row.from_day, row.until_day, end.from_day if end else None, day)


def may_mandate(membership: Membership, contract: Contract, day: date) -> bool:
    """Whether this person is recorded as signing contracts for the agent, alone, on that day."""
    held = powers.held_by(membership, contract.agent, day)
    return any(authority.signs_contracts and not authority.jointly for authority in held)


def facts_of(statement: Statement, day: date) -> invoicing.Facts:
    """What decides whether a statement is invoiced on a day."""
    amounts = statement.lines.order_by().values_list("amount", flat=True)
    return invoicing.Facts(
        total=statement.total,
        accepted=Acceptance.objects.filter(statement=statement).exists(),
        invoiced=standing_invoice(statement) is not None,
        one_before=statement.total >= 0 or before(statement) is not None,
        too_fine=billing.too_fine(set(amounts)),
        mandated=mandate_on(statement.contract, day) is not None,
    )


def party(organisation: Organisation) -> Party:
    """An organisation as an invoice names it."""
    return Party(
        name=organisation.name, street=organisation.street, postcode=organisation.postcode, city=organisation.city,
        country=str(organisation.country), registration=organisation.siren or organisation.registration,
        scheme=SIREN if organisation.siren else "", vat=organisation.vat,
    )  # fmt: skip


def groups(statement: Statement) -> list[Group]:
    """The lines of a statement by product and rate, in the language that is active."""
    return billing.grouped(Told(line) for line in statement.lines.select_related("product").order_by("number"))


class Told:
    """A line as the rule takes it."""

    def __init__(self, line: Line) -> None:
        self.section, self.product, self.rate = line.section, str(line.product or ""), line.rate
        self.converted, self.counted, self.amount = line.converted, line.counted, line.amount


def last_rate(contract: Contract) -> Decimal | None:
    """The rate of tax of the newest domestic invoice of a contract: what the next one most likely has."""
    found = CommissionInvoice.objects.filter(contract=contract, category=billing.STANDARD).order_by("-day", "-id")
    return found.values_list("rate", flat=True).first()
