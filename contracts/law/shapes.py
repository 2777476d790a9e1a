"""The shape each rule's value must have: a mistyped correction must not reach a date.

A key that is not listed here is text shown to people, or a figure no computation uses: any value will do.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

STATUSES = ("found", "known", "unknown")
FLOOR_ROLES = ("", "rule", "bound")
WRITTEN_FORMS = ("none", "on_request", "for_proof", "for_validity", "for_registration")
#: No figure of a law exceeds a century of months: a slip of the finger must not carry a date out of the calendar.
MOST, MOST_YEARS = 1200, 60
PAY_LOSSES = ("serious_default", "own_initiative", "assignment_with_consent")
PAY_KINDS = ("none", "compensation", "indemnity", "by_negotiated_contracts")


class BadRule(ValueError):
    """A record or a correction that cannot be used; the message names the jurisdiction, the key and the defect."""


def freeze(value: Any) -> Any:
    """JSON made read-only: lists become tuples, objects read-only mappings."""
    if isinstance(value, Mapping):
        return MappingProxyType({key: freeze(item) for key, item in value.items()})
    return tuple(freeze(item) for item in value) if isinstance(value, (list, tuple)) else value


def thaw(value: Any) -> Any:
    """The reverse of `freeze`, for JSON."""
    if isinstance(value, Mapping):
        return {key: thaw(item) for key, item in value.items()}
    return [thaw(item) for item in value] if isinstance(value, (list, tuple)) else value


def check_rule(where: str, value: Any, status: str, floor: str = "") -> None:
    """Raises BadRule unless status, floor role and value fit; `where` is "FR.notice_months"."""
    key = where.partition(".")[2]
    if status not in STATUSES:
        raise BadRule(f"{where}: status {status!r} is not one of {', '.join(STATUSES)}")
    if floor not in FLOOR_ROLES:
        raise BadRule(f"{where}: floor {floor!r} is not one of rule, bound")
    if status == "unknown" and value is not None:
        raise BadRule(f"{where}: an unknown rule has no value")
    shape = SHAPES.get(key)
    if value is not None and shape and not shape(value):
        raise BadRule(f"{where}: {thaw(value)!r} has not the shape of this rule")


def _count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


def _scale(value: Any) -> bool:
    return isinstance(value, tuple) and 0 < len(value) <= MOST_YEARS and all(map(_count, value))


def _default_scale(value: Any) -> bool:
    if not (isinstance(value, Mapping) and _count(value.get("base"))):
        return False
    steps = value.get("after_years", {})
    return isinstance(steps, Mapping) and all(_years(y) and _count(m) for y, m in steps.items())


def _years(value: Any) -> bool:
    """Completed years as JSON writes them in a key: "3"."""
    return str(value).isdecimal() and 0 < int(value) <= MOST_YEARS


def _pay(value: Any) -> bool:
    if not (isinstance(value, Mapping) and value.get("kind") in PAY_KINDS):
        return False
    figures = ("claim_within_months", "habit_years", "cap_years", "average_over_years")
    if not all(value.get(key) is None or _count(value[key]) for key in figures):
        return False
    return value["kind"] != "indemnity" or bool(value.get("cap_years") and value.get("average_over_years"))


def _losses(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and set(value) <= set(PAY_LOSSES)


def _statement(value: Any) -> bool:
    if not (isinstance(value, Mapping) and _count(value.get("every_months")) and value["every_months"]):
        return False
    return isinstance(value.get("by"), str) and _count(value.get("max_months_by_agreement", 0))


def _counts(value: Any) -> bool:
    return isinstance(value, Mapping) and all(map(_count, value.values()))


def _overriding(value: Any) -> bool:
    return isinstance(value, Mapping) and all(isinstance(value.get(key), str) for key in ("rule", "when"))


SHAPES: Mapping[str, Callable[[Any], bool]] = {
    "written_form": lambda value: value in WRITTEN_FORMS,
    "notice_months": _scale,
    "notice_default_months": _default_scale,
    "notice_ends_with_month": _flag,
    "fixed_term_counts_for_notice": _flag,
    "renewal_clause_effect": lambda value: isinstance(value, str),
    "termination_pay": _pay,
    "termination_pay_lost": _losses,
    "statement": _statement,
    "non_compete_max_months": _count,
    "non_compete_if_short": _counts,
    "non_compete_paid": _flag,
    "after_termination_months": _count,
    "registration": _counts,
    "local_courts": _flag,
    "blocked_pending_review": _flag,
    "overriding": _overriding,
    "members": lambda value: isinstance(value, tuple) and all(isinstance(code, str) for code in value),
}
