"""Correcting a rule of law: a new row, never a change. Whoever reads the law from then on reads the new version.

What was told stays: terms, notices and frozen versions are rows of their own, and a renewable contract's dates follow the
scale that it was signed with (`standing.applied_of`). A notice of an indefinite contract is computed on the day on which
it is served, by the law as it then stands here.
"""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from contracts.law import records
from contracts.law.records import Rule, UnknownJurisdiction
from contracts.law.shapes import SHAPES, BadRule, thaw
from portage.core import clock, journal
from portage.core.journal import By
from portage.core.refusals import Forbidden, Invalid, Refused

from ..models import LawCorrection
from ..queries.law import corrections
from ..words.law import RULES

MEANWHILE = _("Somebody corrected this rule meanwhile: read the present version before you correct it.")


@transaction.atomic
def correct_rule(
    jurisdiction: str,
    key: str,
    *,
    value: Any,
    status: str,
    source: str,
    checked_on: date,
    reason: str,
    by: By,
    at: datetime,
    seen: int | None = None,
) -> LawCorrection:
    """Record the next version of one rule of one jurisdiction, with its reason. Platform administrators only.

    `value` is plain JSON (None: left to the contract, or not established). `seen` is the version that was on the page:
    refused when a newer one has come since. Invalid, beside its field, for what has not the shape of the rule.
    """
    if not getattr(by.person, "is_platform_administrator", False):
        raise Forbidden("not_platform_administrator", _("Only a platform administrator corrects the law."))
    present = _present(jurisdiction, key)
    version = present.version if present else 0
    if seen is not None and seen != version:
        raise Refused("other_version", MEANWHILE, field="seen")
    _check_said(source, status, checked_on, reason, at)
    new = _checked(jurisdiction, key, value, status, source.strip(), checked_on, version + 1)
    if present and _says(present) == _says(new):
        raise Refused("nothing_changes", _("This is what the record says already."), field="value")
    row = _record(new, reason=reason.strip(), by=by, at=at)
    facts: dict[str, Any] = {"jurisdiction": jurisdiction, "key": key, "version": row.version, "status": status}
    journal.record("contracts.law_corrected", row, by=by, at=at, **facts)
    return row


def _present(code: str, key: str) -> Rule | None:
    """The jurisdiction's own rule as it now stands; Invalid for a law or a rule that nobody knows."""
    try:
        record = records.jurisdiction(code, corrections())
    except UnknownJurisdiction as error:
        raise Invalid("unknown_law", _("No law is recorded under this code."), field="jurisdiction") from error
    if key not in RULES and key not in record.rules:
        raise Invalid("unknown_rule", _("There is no such rule."), field="key")
    return record.rules.get(key)


def _check_said(source: str, status: str, checked_on: date, reason: str, at: datetime) -> None:
    """What a reader needs to trust the record: where it stands, when it was looked at, why it was changed."""
    if status != "unknown" and not source.strip():
        raise Invalid(
            "no_source",
            _("Name the article or the decision: a rule without a source cannot be checked."),
            field="source",
        )
    if checked_on > clock.latest_day(at):
        raise Invalid("checked_in_future", _("A rule cannot have been checked in the future."), field="checked_on")
    if not reason.strip():
        raise Invalid("no_reason", _("Give the reason: everybody reads it with the rule."), field="reason")


def _checked(code: str, key: str, value: Any, status: str, source: str, checked_on: date, version: int) -> Rule:
    told = Invalid("bad_rule", _("This value has not the shape of the rule."), field="value")
    if key not in SHAPES and value is not None and not (isinstance(value, str) and value.strip()):
        raise told
    try:
        return Rule(code, key, value, status, source, checked_on.isoformat(), version)
    except BadRule as error:
        raise told from error


def _says(rule: Rule) -> tuple[Any, ...]:
    return thaw(rule.value), rule.status, rule.source, rule.checked_on


def _record(new: Rule, *, reason: str, by: By, at: datetime) -> LawCorrection:
    """One row. Two people at once: the constraint lets one through."""
    try:
        with transaction.atomic():
            return LawCorrection.objects.create(
                jurisdiction=new.jurisdiction,
                key=new.key,
                value=thaw(new.value),
                status=new.status,
                source=new.source,
                checked_on=date.fromisoformat(new.checked_on),
                version=new.version,
                reason=reason,
                by=by.person,
                at=at,
            )
    except IntegrityError as error:
        raise Refused("other_version", MEANWHILE, field="seen") from error
