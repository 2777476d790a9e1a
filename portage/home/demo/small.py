"""The smallest platform on which every page has something: for tests and browser tests, in a second or two."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from . import carried, rhodia
from .accounts import give_passwords
from .days import Days
from .shapes import TYPED, UNSIGNED, Agreement, Org, Scene, Someone
from .telling import Say, tell
from .told import Told

KEYS = {"rhodia", "rhodia-pl", "rhodia-jp", "pmi1", "pmi3"}
EMAILS = {
    "manager@rhodia.example", "counsel@rhodia.example", "manager@pl.rhodia.example", "manager@jp.rhodia.example",
    "direction@pmi1.example", "direction@pmi3.example",
}  # fmt: skip


def scene(today: date) -> Scene:
    """One group, two subsidiaries, two SMEs; a draft, a contract in force, one awaiting its signatures."""
    days, since = Days(today), today - timedelta(days=900)
    return Scene(
        orgs=tuple(_from(org, since) for org in (*rhodia.orgs(), *carried.orgs()) if org.key in KEYS),
        people=tuple(
            _there(someone) for part in (rhodia, carried) for someone in part.people() if someone.email in EMAILS
        ),
        goods=tuple(good for good in carried.GOODS if good.owner in KEYS),
        agreements=(
            Agreement("pmi1-jp", "pmi1", "rhodia-jp", days.month_ago(-3), TYPED, opened=days.ago(days=9)),
            Agreement("pmi3-pl", "pmi3", "rhodia-pl", days.month_ago(4, years=1), segments=("cosmetics", "food")),
            Agreement("pmi1-pl", "pmi1", "rhodia-pl", days.next_month(), UNSIGNED, opened=days.ago(days=22)),
        ),
    )


def load(*, now: datetime, say: Say = lambda words: None) -> Told:
    """Write it; the documents are stand-ins."""
    told = tell(scene(now.date()), now=now, documents=False, say=say)
    give_passwords(at=now)
    return told


def _from(org: Org, day: date) -> Org:
    """The organisation as if it had come that day, under its present name."""
    name = org.renames[-1][1] if org.renames else org.name
    return replace(org, opened=day, name=name, renames=())


def _there(someone: Someone) -> Someone:
    """The person, there from the beginning."""
    return replace(someone, since=None, until=None)
