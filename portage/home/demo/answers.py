"""What counsel answers where the law leaves a question open, by the agent's country: recorded with each agreement."""

# fmt: off
# One row a line.

UNRECORDED = ("agent_country", "checked", "The law of {place} is not recorded here: local counsel was asked, no mandatory rule stands against the draft.")
DUTIES = ("local_duties", "read", "{place}: registration, local courts and the agent's licence were read with local counsel and accepted.")
COURTS = ("local_duties", "read", "{place}: its courts keep these disputes whatever the contract says; both sides have read it.")
NOTICE = ("notice_minimum", "own", "{place}: the legal minimum of notice is not established; the lengths typed here, 1, 2 and 3 months, were checked by counsel.")

ANSWERS = {
    "BR": (UNRECORDED,), "IN": (UNRECORDED,), "US": (UNRECORDED,), "KR": (UNRECORDED,), "MX": (UNRECORDED,), "NZ": (UNRECORDED,),
    "JO": (DUTIES, NOTICE), "IQ": (DUTIES, NOTICE), "LB": (COURTS, NOTICE), "HU": (NOTICE,),
}


def answers(country: str, place: str) -> tuple[tuple[str, str, str], ...]:
    """(question, answer, reason) for an agent of that country."""
    return tuple((question, answer, reason.format(place=place)) for question, answer, reason in ANSWERS.get(country, ()))
