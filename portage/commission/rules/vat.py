"""The treatment of value added tax: the agent serves the principal, whose country is the place of supply.

Source: directive 2006/112/EC, articles 44 (a service to a taxable person is supplied where that person is established) and
196 (the customer owes the tax of a service supplied from another country).
"""

from collections.abc import Collection

DOMESTIC, REVERSE, FROM_OUTSIDE, TO_OUTSIDE, ELSEWHERE = (
    "domestic",
    "reverse_charge",
    "from_outside",
    "to_outside",
    "elsewhere",
)


def treatment(principal: str, agent: str, union: Collection[str]) -> str:
    """The code of the treatment, from the countries of the two parties (ISO 3166-1) and the members of the Union.

    | code | the agent charges |
    |---|---|
    | `domestic` | the tax of the country where both are |
    | `reverse_charge` | none: the principal owes it in its own country of the Union (art. 44, 196) |
    | `from_outside` | none: the principal owes it in its own country of the Union (art. 196) |
    | `to_outside` | none: the place of supply lies outside the Union (art. 44) |
    | `elsewhere` | what the laws of two countries outside the Union say: not established here |
    """
    if principal == agent:
        return DOMESTIC
    inside = principal in union, agent in union
    return {
        (True, True): REVERSE,
        (True, False): FROM_OUTSIDE,
        (False, True): TO_OUTSIDE,
        (False, False): ELSEWHERE,
    }[inside]
