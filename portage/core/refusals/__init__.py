"""How a verb says no. One family of errors, told to people in one place (`middleware`, `api.problems`)."""

from collections.abc import Sequence
from typing import Any

from django.utils.functional import Promise

Words = str | Promise


class Refused(Exception):
    """A verb was refused: nothing was changed.

    `code` is stable and for programs, `message` for people (translated when shown), `field` names the input
    at fault when there is one, `rule` the article or rule that says so.
    """

    status = 409

    def __init__(self, code: str, message: Words, *, field: str = "", rule: str = "", **details: Any) -> None:
        super().__init__(code)
        self.code, self.message, self.field, self.rule, self.details = code, message, field, rule, details


class Invalid(Refused):
    """What was given cannot be right (a date reversed, a rate of 300 %)."""

    status = 422


class Forbidden(Refused):
    """The person may see this thing, but may not do that with it. Never raised for what may not be seen."""

    status = 403


class TooMany(Refused):
    """Too often, for now: it may be asked again after `seconds` (told as Retry-After)."""

    status = 429

    def __init__(self, code: str, message: Words, *, seconds: int) -> None:
        super().__init__(code, message)
        self.seconds = seconds


class Several(Invalid):
    """Several refusals at once, so that a form can show each beside its field."""

    def __init__(self, refusals: Sequence[Refused]) -> None:
        super().__init__(refusals[0].code, refusals[0].message, field=refusals[0].field)
        self.refusals = list(refusals)
