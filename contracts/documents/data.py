"""What a contract document says, as frozen values: the data attached to the PDF, complete enough to print it again.

Units: rates are fractions of one (Decimal("0.06") is 6 %), sums are Decimals in `commission.currency`, lengths are whole months,
days or years, last days are inclusive. `Texts` maps a language tag ("fr", "en") to a text. Words come from the glossary.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from .commission import Commission

Texts = Mapping[str, str]

#: Bueno Merino (2007), table I: what precedes the sale to the agent, what follows it to the principal.
AGENT_TASKS = ("prospecting", "negotiation", "taking_order")
PRINCIPAL_TASKS = ("invoicing", "customs", "transport", "assistance", "collection")
#: Written contracts: a first term and tacit renewals, or no terms at all. A moral contract has no document.
RENEWABLE, INDEFINITE = "renewable", "indefinite"


@dataclass(frozen=True)
class Party:
    """A party, as it is registered, and the person who is to sign for it."""

    name: str
    legal_form: str
    address: str
    registration: str
    signatory: str
    capacity: Texts


@dataclass(frozen=True)
class Product:
    """A line of products: key used by commission lines, name by language, Harmonised System code, technical sheet."""

    key: str
    names: Texts
    hs_code: str
    sheet: str = ""


@dataclass(frozen=True)
class ReservedCustomer:
    """A customer the principal keeps, and the rate its purchases earn (0 is legitimate here)."""

    name: str
    place: str
    rate: Decimal


@dataclass(frozen=True)
class Territory:
    """ISO 3166-1 alpha-2 countries; regions by country where not all of it; customer segments (none: all of them)."""

    countries: tuple[str, ...]
    regions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    segments: tuple[Texts, ...] = ()
    reserved: tuple[ReservedCustomer, ...] = ()


@dataclass(frozen=True)
class Statement:
    """Commission statements: monthly or quarterly, and the rule that bounds the delay."""

    period: str
    source: Texts


@dataclass(frozen=True)
class Term:
    """The first term; `last_day` is inclusive and computed by the rules of dates, never here.

    An indefinite contract has a first day only.
    """

    first_day: date
    months: int | None = None
    last_day: date | None = None
    renewal_months: int | None = None


@dataclass(frozen=True)
class Notice:
    """Months by year of contract begun (the last one goes on), forms (letter, platform), first last day, and the scale's source.

    `first_last_day` is absent from an indefinite contract: its notice may be given on any day.
    """

    months: tuple[int, ...]
    first_last_day: date | None
    source: Texts
    forms: tuple[str, ...] = ("letter", "platform")
    month_end: bool = False


@dataclass(frozen=True)
class Pay:
    """What the governing law gives the agent at the end, as its record says: kind (none, compensation, indemnity,
    by_negotiated_contracts, unknown), cap in years of commission, years it is averaged over, months to claim it."""

    kind: str = "unknown"
    cap_years: int | None = None
    average_years: int | None = None
    claim_months: int | None = None


@dataclass(frozen=True)
class Law:
    """Governing law: country or code, its name as in "governed by …", the forum or arbitration, and the articles cited."""

    code: str
    names: Texts
    forum: Texts
    compensation: Texts
    compensation_loss: Texts
    non_compete: Texts
    pay: Pay = Pay()


@dataclass(frozen=True)
class Language:
    """`mode` is fr, en or both (side by side); `prevailing` is fr or en, and stands on the left."""

    mode: str
    prevailing: str

    @property
    def tags(self) -> tuple[str, ...]:
        """The languages printed, the prevailing one first."""
        if self.mode != "both":
            return (self.mode,)
        return ("fr", "en") if self.prevailing == "fr" else ("en", "fr")


@dataclass(frozen=True)
class Clauses:
    """The small figures of the model's articles, in the unit their name says; working days for orders and complaints."""

    forward_days: int = 2
    answer_days: int = 5
    visit_days: int = 5
    meetings: int = 2
    complaint_days: int = 2
    amicable_days: int = 30
    force_majeure_days: int = 90
    confidentiality_years: int = 3


@dataclass(frozen=True)
class Approval:
    """One side's agreement to this exact version: `side` is principal or agent."""

    side: str
    name: str
    on: date


@dataclass(frozen=True)
class Model:
    """The model the articles come from; `digest` is `articles.digest`, `fixed_kept` tells that no fixed article was changed."""

    names: Texts
    version: int
    digest: str
    fixed_kept: bool = True


@dataclass(frozen=True)
class ContractData:
    """Everything an agent contract's document needs besides its articles. `day` is the day of this version."""

    reference: str
    version: int
    day: date
    language: Language
    principal: Party
    agent: Party
    carrier: str
    products: tuple[Product, ...]
    territory: Territory
    commission: Commission
    statement: Statement
    term: Term
    notice: Notice
    law: Law
    model: Model
    exclusivity: bool = True
    agent_tasks: tuple[str, ...] = AGENT_TASKS
    principal_tasks: tuple[str, ...] = PRINCIPAL_TASKS
    clauses: Clauses = Clauses()
    approvals: tuple[Approval, ...] = ()
    signature: str = "recorded"
    target: Decimal | None = None
    nature: str = RENEWABLE
