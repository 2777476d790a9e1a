"""How long personal data are kept: the usual number of months for each kind, and between which bounds an organisation chooses.

| kind | counted from | usual | bounds | why these bounds |
|---|---|---|---|---|
| `contacts` | last day in touch | 36 | 6 to 60 | three years after the last contact is what data protection authorities advise for prospects |
| `former` | end of the membership | 24 | 3 to 60 | five years is the usual limitation of actions between merchants |
| `journal` | the event | 12 | 6 to 36 | an attack is often found half a year later; where from is not needed for ever |
| `messages` | the writing | 6 | 1 to 24 | what was mailed stands in the product; the copy proves the sending |
| `candidatures` | the answer, or the withdrawal | 24 | 6 to 24 | the public page tells applicants "two years at most" |
| `invitations` | revocation, or the last day of the letter | 12 | 1 to 36 | who was asked and did not come is soon nobody's business |
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time

from contracts.law.dates import add_months


@dataclass(frozen=True)
class Bounds:
    """Months: the usual number, the fewest and the most."""

    usual: int
    least: int
    most: int


PERIODS = {
    "contacts": Bounds(36, 6, 60),
    "former": Bounds(24, 3, 60),
    "journal": Bounds(12, 6, 36),
    "messages": Bounds(6, 1, 24),
    "candidatures": Bounds(24, 6, 24),
    "invitations": Bounds(12, 1, 36),
}


def before(at: datetime, months: int) -> datetime:
    """What happened before this instant is due at `at`: midnight (UTC) of the same day, so many months earlier."""
    return datetime.combine(add_months(at.astimezone(UTC).date(), -months), time(), tzinfo=UTC)
