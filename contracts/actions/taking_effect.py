"""A signed amendment takes effect on its day: once, whatever dies and however late the run; or it falls."""

import json
import logging
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from contracts.documents.canonical import build, canonical_json
from contracts.law.duties import CHANGED
from portage.core import clock, journal

from ..jobs import write_consolidated
from ..models import Contract, Effect, Version
from ..queries import amendments as queries
from ..rules import amending as rules
from . import exclusivity, telling_changes
from .amending import CHANGEABLE, copy_lines
from .duties import write_duties
from .freezing import digest_of
from .locking import lock, move

OUTCOME = Effect.Outcome
logger = logging.getLogger(__name__)


def conclude_amendment(amendment: Contract, *, at: datetime) -> None:
    """Both have signed: it changes the contract on its day, at once when that day has come. What the law wants done after
    a change is counted from this signature, whenever it takes effect."""
    contract = lock(amendment.amends_id)
    assert amendment.effective_from is not None  # noqa: S101  # nosec: an approved amendment has its day
    signed_on = clock.day_in(amendment.time_zone, at)
    move(amendment, Contract.Status.SIGNED)
    amendment.due_on = rules.effect_day(
        amendment.effective_from,
        signed_on=signed_on,
        term_first_day=queries.term_first_day(contract),
        last_effect=queries.last_effect(contract),
        earlier=bool(amendment.earlier_reason),
    )
    amendment.save(update_fields=["status", "due_on"])
    facts: dict[str, Any] = {"number": amendment.amendment_number, "from_day": amendment.due_on}
    journal.record("contracts.amendment_concluded", amendment, by=journal.PORTAGE, at=at, **facts)
    journal.record("contracts.amendment_concluded", contract, by=journal.PORTAGE, at=at, **facts)
    write_duties([(contract, CHANGED, signed_on)], at=at)
    take_effect(amendment.pk, at=at)


def run_amendments(*, at: datetime, on: date | None = None) -> int:
    """Every amendment whose day has come on its contract's own local day (or on the day `on`); each in one transaction.

    One that fails is told to the operator and tried again by the next run; it keeps nobody else's contract waiting.
    """
    done = 0
    for pk in list(queries.due(on or clock.latest_day(at)).values_list("pk", flat=True)):
        try:
            done += take_effect(pk, at=at, on=on)
        except Exception:
            logger.exception("amendment %s could not take effect: it is tried again by the next run", pk)
    return done


@transaction.atomic
def take_effect(pk: UUID, *, at: datetime, on: date | None = None) -> bool:
    """The contract's terms and lines change, with its consolidated text; True when something was written.

    The amendment's row is taken before the contract's, everywhere. Falls when the contract's last day came before.
    """
    amendment = lock(pk)
    contract = lock(amendment.amends_id)
    day, today = amendment.due_on, on or clock.day_in(amendment.time_zone, at)
    if amendment.status != Contract.Status.SIGNED or day is None:
        return False
    over = contract.ends_on is not None and contract.ends_on < today
    if rules.falls(day, contract.ends_on if over else None):
        _fall(amendment, contract, day, at)
        return True
    if day > today:
        return False
    _change(amendment, contract, day, at)
    return True


def _fall(amendment: Contract, contract: Contract, day: date, at: datetime) -> None:
    held = contract.versions.get(number=contract.version_number)
    effect = Effect.objects.create(
        contract=contract, amendment=amendment, outcome=OUTCOME.FELL, from_day=day, replaced=held, at=at
    )
    exclusivity.release(amendment, at=at)
    move(amendment, Contract.Status.FALLEN)
    amendment.due_on = None
    amendment.save(update_fields=["status", "due_on"])
    _tell("contracts.amendment_fell", effect, {"last_day": contract.ends_on})


def _change(amendment: Contract, contract: Contract, day: date, at: datetime) -> None:
    replaced = contract.versions.get(number=contract.version_number)
    for name in CHANGEABLE:
        setattr(contract, name, getattr(amendment, name))
    for lines in (
        contract.product_lines,
        contract.territory_lines,
        contract.reserved_customers,
        contract.commission_lines,
    ):
        lines.all().delete()
    copy_lines(amendment, contract)
    contract.signed_version = contract.signed_number
    contract.version_number += 1
    contract.save(update_fields=[*CHANGEABLE, "signed_version", "version_number"])
    version = consolidated(amendment, contract, day, at)
    effect = Effect.objects.create(
        contract=contract,
        amendment=amendment,
        outcome=OUTCOME.CHANGED,
        from_day=day,
        replaced=replaced,
        version=version,
        at=at,
    )
    exclusivity.pass_on(amendment, day=day, at=at)
    move(amendment, Contract.Status.IN_EFFECT)
    amendment.due_on = None
    amendment.save(update_fields=["status", "due_on"])
    _tell("contracts.amended", effect, {"from_day": day, "version": version.number})
    write_consolidated.enqueue(effect.pk)


def consolidated(amendment: Contract, contract: Contract, day: date, at: datetime) -> Version:
    """The contract's next version: word for word what both signed, under the contract's own reference, from that day on."""
    signed = amendment.versions.get(number=amendment.version_number)
    data = replace(
        build(signed.data), reference=contract.reference, version=contract.version_number, day=day, approvals=()
    )
    canonical = canonical_json(data)
    return Version.objects.create(
        contract=contract,
        number=contract.version_number,
        data=json.loads(canonical)["contract"],
        articles=signed.articles,
        digest=digest_of(canonical, signed.articles, None),
        made_at=at,
        made_by=None,
    )


def _tell(kind: str, effect: Effect, facts: dict[str, Any]) -> None:
    """The journals of both, and the people of both sides."""
    amendment, contract, at = effect.amendment, effect.contract, effect.at
    facts = {"number": amendment.amendment_number, "amendment": amendment.reference, **facts}
    journal.record(kind, contract, by=journal.PORTAGE, at=at, **facts)
    journal.record(kind, amendment, by=journal.PORTAGE, at=at, **facts)
    telling_changes.amendment_settled(effect, contract, at=at)
