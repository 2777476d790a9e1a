"""The closed list of names an article may use between braces.

A name not written here cannot be used in a contract: `grammar.check` refuses it when the article is saved.
"""

from dataclasses import dataclass

#: What each kind of value accepts as filter; "" means no filter.
FILTERS: dict[str, tuple[str, ...]] = {
    "text": ("", "upper"),
    "number": ("",),
    "date": ("date",),
    "money": ("money",),
    "percent": ("percent",),
    "list": ("list",),
}


@dataclass(frozen=True)
class Name:
    """One usable name: its kind (a key of FILTERS) and a sample that an editor may show."""

    kind: str
    sample: str


def _text(sample: str) -> Name:
    return Name("text", sample)


def _number(sample: int) -> Name:
    return Name("number", str(sample))


NAMES: dict[str, Name] = {
    "contract.reference": _text("PC-7K3M-Q"),
    "contract.version": _number(4),
    "carrier.name": _text("Rhodia"),
    "principal.name": _text("PMI n.3"),
    "principal.legal_form": _text("société par actions simplifiée"),
    "principal.address": _text("12 rue des Forges, 42000 Saint-Étienne, France"),
    "principal.registration": _text("RCS Saint-Étienne 000 000 017"),
    "principal.signatory": _text("Claire Aubry"),
    "principal.capacity": _text("managing director"),
    "agent.name": _text("Rhodia Poland"),
    "agent.legal_form": _text("sp. z o.o."),
    "agent.address": _text("ul. Przykładowa 8, 00-001 Warszawa, Poland"),
    "agent.registration": _text("KRS 0000000024"),
    "agent.signatory": _text("Marek Zieliński"),
    "agent.capacity": _text("director"),
    "products.names": Name("list", "aromatic compositions"),
    "territory.countries": Name("list", "Poland"),
    "territory.segments": Name("list", "soaps and detergents"),
    "tasks.agent": Name("list", "prospecting, negotiation within the principal’s instructions and taking the order"),
    "tasks.principal": Name(
        "list",
        "invoicing, export and customs formalities, transport and delivery, technical assistance to the customer and debt "
        "collection, bearing the risk of non-payment",
    ),
    "commission.rate": Name("percent", "6%"),
    "commission.currency": _text("euros"),
    "commission.event": _text("when the invoice is paid"),
    "statement.period": _text("quarterly"),
    "statement.source": _text("article R134-3 of the French Commercial Code"),
    "term.first_day": Name("date", "1 March 2026"),
    "term.last_day": Name("date", "28 February 2027"),
    "term.months": _number(12),
    "renewal.months": _number(12),
    "notice.schedule": _text("one, two then three months"),
    "notice.scale": _text(
        "one month during the first year, two months during the second year and three months from the third year"
    ),
    "notice.form": _text("registered letter with acknowledgement of receipt"),
    "notice.source": _text("article L134-11 of the French Commercial Code"),
    "notice.first_last_day": Name("date", "31 January 2027"),
    "law.name": _text("French law"),
    "dispute.forum": _text("the commercial court of Saint-Étienne"),
    "dispute.amicable_days": _number(30),
    "language.list": Name("list", "French and English"),
    "language.prevailing": _text("French"),
    "signature.level": _text("electronic signature recorded on the platform"),
    "confidentiality.years": _number(3),
    "order.forward_days": _number(2),
    "order.answer_days": _number(5),
    "reporting.visit_days": _number(5),
    "reporting.meetings": _text("two"),
    "reporting.complaint_days": _number(2),
    "force_majeure.days": _number(90),
    "compensation.source": _text("article L134-12 of the French Commercial Code"),
    "compensation.loss_source": _text("article L134-13"),
    "compensation.cap": _text("one year"),
    "compensation.average": _text("five"),
    "compensation.claim": _text("twelve months"),
    "non_compete.source": _text("article L134-14"),
    "target.minimum": Name("money", "€120,000"),
}
