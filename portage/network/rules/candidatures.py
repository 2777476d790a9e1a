"""What becomes of a candidature, and what it must hold. Pure.

| status | meaning | may be |
|---|---|---|
| `unconfirmed` | its address was not proved yet: it exists for nobody | confirmed within three days; erased after seven |
| `received` | waits for an answer | accepted, refused, kept, withdrawn |
| `kept` | in reserve | accepted, refused, taken up again, withdrawn |
| `accepted`, `refused` | answered | erased after 24 months |
| `withdrawn` | by its applicant | erased already |
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

CONFIRM_DAYS = 3
ERASE_UNCONFIRMED = timedelta(days=7)
DAY = timedelta(days=1)
MOST_LETTERS = 3  # a day to one address, from whatever groups: nobody is buried in our letters
MOST_A_DAY = 200  # a group: more is no fair, but a machine
WAIT = 3600  # seconds, told to everybody alike: the exact moment would tell when others applied
PERMISSION = "network.answer_candidature"
# verb: the status that it leads to
VERBS = {"accept": "accepted", "keep": "kept", "refuse": "refused", "reopen": "received"}
# What an organisation takes over from its candidature; its name is told apart.
SHARED = """
    country legal_form siren vat registration employees founded export_share sectors languages_spoken language
""".split()


def good_until(at: datetime, zone: str) -> datetime:
    """The end of the third day where the group is: a letter that names a day is good on that day."""
    there = ZoneInfo(zone)
    last = at.astimezone(there).date() + timedelta(days=CONFIRM_DAYS)
    return datetime(last.year, last.month, last.day, 23, 59, 59, tzinfo=there)


def can_be_confirmed(candidature: Any, at: datetime) -> bool:
    """Whether the link of its letter still opens it."""
    return candidature.status == "unconfirmed" and at < candidature.expires_at


def verdicts(moves: frozenset[str], permissions: frozenset[str]) -> dict[str, str]:
    """Each answer that may follow now, with why it is refused to who asks: "role", or "" when it is allowed."""
    why = "" if PERMISSION in permissions else "role"
    return {verb: why for verb, target in VERBS.items() if target in moves}


def missing(given: Mapping[str, Any]) -> str:
    """The field by which the company must be known and is not: a French one by its SIREN, another by its registration
    or its VAT number; "" when nothing is missing."""
    if str(given.get("country", "")) == "FR":
        return "" if given.get("siren") else "siren"
    return "" if given.get("registration") or given.get("vat") or given.get("siren") else "registration"


def as_organisation(candidature: Any) -> dict[str, Any]:
    """What the SME that an accepted candidature becomes is opened with."""
    return {"name": candidature.company, **{name: getattr(candidature, name) for name in SHARED}}


def blank() -> dict[str, Any]:
    """Every field in which a person typed something, emptied. Country and language of the company stay: they are counted."""
    lines = "company sorted_as legal_form siren vat registration website why searched person function email phone reason note"
    lists = "sectors products markets languages_spoken"
    numbers = "employees founded export_share"
    return dict.fromkeys(lines.split(), "") | {name: [] for name in lists.split()} | dict.fromkeys(numbers.split())
