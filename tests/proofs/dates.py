"""The engine of dates against the walk through the calendar."""

from tests.contracts.law import dates_proof


def rows(fast: bool):
    return dates_proof.rows(fast)


def control(fast: bool):
    return dates_proof.control(fast)
