"""The day of those who sign: an hour before midnight in Greenwich it is tomorrow for them."""

from datetime import date, datetime

from portage.core import clock


def here(now: datetime) -> date:
    return clock.day_in("Europe/Paris", now)
