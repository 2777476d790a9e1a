"""The one place that reads the clock. Doors call it; verbs and rules receive its answer."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


def now() -> datetime:
    """This instant, aware, in UTC."""
    return datetime.now(UTC)


def day_in(zone: str, at: datetime) -> date:
    """The calendar day that people in `zone` (IANA name) live at the instant `at`."""
    return at.astimezone(ZoneInfo(zone)).date()


def latest_day(at: datetime) -> date:
    """The day it already is in the earliest zone of the world (UTC+14): no local day lies after it."""
    return (at + timedelta(hours=14)).date()
