"""Which day a visit may have, and whether a contract may be told of it. Pure."""

from datetime import date, timedelta

OLDEST = timedelta(days=730)  # a visit is told within two years: the rest is history that others keep
BINDS = {"in_force", "notice_given", "ended"}


def refusal_of_day(visited_on: date, latest: date) -> str:
    """Why a visit cannot have that day, "" when it can. `latest`: the day that it already is somewhere on earth, so that
    nobody's own today is ever in the future."""
    if visited_on > latest:
        return "in_the_future"
    return "too_old" if visited_on < latest - OLDEST else ""


def refusal_of_contract(status: str, first_day: date | None, ends_on: date | None, visited_on: date) -> str:
    """Why a contract has no section about that day, "" when it has one: it binds on that day, or did.

    What is filed late about a visit made in time is told: the parties of an ended contract still read it.
    """
    if status not in BINDS or first_day is None or visited_on < first_day:
        return "not_begun"
    return "ended" if ends_on is not None and visited_on > ends_on else ""
