"""Amendments as tests make them: started by the manager, changed, approved by everybody, signed by both."""

from datetime import date, datetime

from contracts.actions import amending, drafting
from contracts.models import Contract
from tests.cast import Cast, approved, by, signed_by_both


def started(
    cast: Cast, contract: Contract, day: date, *, at: datetime, countries: list[str], earlier: str = ""
) -> Contract:
    """A draft amendment that changes the territory, from a day."""
    amendment = amending.start_amendment(contract, by=by(cast.manager), at=at)
    drafting.set_territory(
        amendment, countries=countries, segments=["cosmetics"], exclusive=True, by=by(cast.manager), at=at
    )
    amending.set_effect(amendment, effective_from=day, earlier_reason=earlier, by=by(cast.manager), at=at)
    amendment.refresh_from_db()
    return amendment


def signed(cast: Cast, amendment: Contract, *, at: datetime, approved_at: datetime | None = None) -> Contract:
    """Approved (at that same moment, unless told), its document kept, signed by both."""
    approved(cast, amendment, at=approved_at or at)
    return signed_by_both(cast, amendment, at=at)


def countries_of(contract: Contract) -> set[str]:
    return {str(line.country) for line in contract.territory_lines.all()}
