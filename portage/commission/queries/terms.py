"""The terms of a contract on any day, as they stood; each version is read once."""

from dataclasses import dataclass, field
from datetime import date

from contracts.assembly import commission_of, reserved_of
from contracts.documents.canonical import build
from contracts.documents.data import ContractData
from contracts.law.records import Jurisdiction
from contracts.models import Contract, Effect, Version
from contracts.queries.amendments import in_effect
from contracts.rules.amending import holding

from ..rules.earning import LawSays
from ..rules.terms import Terms

MONTHS = {"monthly": 1, "quarterly": 3}


@dataclass
class AsTheyStood:
    """The chain of a contract's versions. Where a moral contract has no paper, what both sides confirmed holds throughout."""

    contract: Contract
    chain: list[Effect] = field(init=False)
    first: Version | None = field(init=False)
    _built: dict[int, tuple[Terms, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        contract = self.contract
        paper = contract.nature != Contract.Nature.MORAL
        self.chain = in_effect(contract) if paper else []
        self.first = None
        if self.chain:
            self.first = self.chain[0].replaced
        elif paper:
            self.first = contract.versions.filter(number=contract.version_number).first()

    def on(self, day: date) -> Terms:
        """The terms in force on a day; before the first amendment, those that were signed."""
        return self._read(day)[0]

    def months_on(self, day: date) -> int:
        """How many months a statement covers, as agreed on that day."""
        return self._read(day)[1]

    def version_on(self, day: date) -> Version | None:
        """The version that holds on a day; None for a contract without paper."""
        held = holding(self.chain, day)
        return held.version if held else self.first

    def _read(self, day: date) -> tuple[Terms, int]:
        version = self.version_on(day)
        number = version.number if version else 0
        if number not in self._built:
            self._built[number] = of_version(version) if version else of_rows(self.contract)
        return self._built[number]


def of_version(version: Version) -> tuple[Terms, int]:
    """The terms that a version froze, and the months of its statements."""
    data: ContractData = build(version.data)
    products = frozenset(product.key for product in data.products)
    terms = Terms(version.number, data.commission, data.exclusivity, products, data.territory.reserved)
    return terms, MONTHS[data.statement.period]


def of_rows(contract: Contract) -> tuple[Terms, int]:
    """The terms of a contract without paper, from its rows."""
    products = frozenset(str(key) for key in contract.product_lines.values_list("product", flat=True))
    terms = Terms(0, commission_of(contract), contract.exclusive, products, reserved_of(contract))
    return terms, contract.statement_months


def law_says(law: Jurisdiction) -> LawSays:
    """What the account needs of the governing law; a rule that is not established says nothing."""
    return LawSays(
        at_the_latest=bool(law.value("commission_earned")),
        may_be_lost=bool(law.value("commission_extinguished")),
        after_months=law.value("after_termination_months"),
    )
