"""Where a sample stands: what its rows say. Pure."""

from collections.abc import Sequence
from datetime import date

SENT, RECEIVED = "sent", "received"


def standing(received: bool, results: Sequence[str]) -> str:
    """sent, received, or the result of its last trial: good, bad, open. `results`: in the order of their days."""
    if results:
        return results[-1]
    return RECEIVED if received else SENT


def refusal_of_receipt(sent_on: date, on: date, latest: date) -> str:
    """Why a sample was not received on that day, "" when it was."""
    return "" if sent_on <= on <= latest else "received_when"


def refusal_of_trial(received_on: date | None, on: date, latest: date) -> str:
    """Why it was not tried on that day, "" when it was: it is received first."""
    if received_on is None:
        return "not_received"
    return "" if received_on <= on <= latest else "tried_when"
