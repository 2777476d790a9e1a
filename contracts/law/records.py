"""What each jurisdiction says: read-only records with their source, status and the day they were checked.

The shipped records are `data/jurisdictions.json`; adding a jurisdiction is adding a record. A platform administrator's
corrections are passed in as data: append-only, the highest version of a key wins, and the version travels with the rule
so that a date already notified can name the version it was computed with.

A record that lists `members` is a floor (EU: Directive 86/653). Where a member's own record is silent or unknown,

* a floor rule marked `rule` stands in, because the directive leaves member states no choice (art. 8, 10, 11, 15(5));
* one marked `bound` is a limit that is shown and checked but never taken for the national rule, because member states
  may protect more (art. 12, 15(3), 20(4)): Hungarian notice is asked of a person, with 1, 2, 3 shown beside;
* any other is not used at all (art. 13 and 17 leave the choice to member states).
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from .shapes import check_rule, freeze, thaw

DATA = Path(__file__).parent / "data" / "jurisdictions.json"
SHIPPED = 0


@dataclass(frozen=True)
class Rule:
    """One rule of one jurisdiction. `version` 0 is the shipped record; `value` None with a status other than unknown
    means that the law leaves the point to the contract."""

    jurisdiction: str
    key: str
    value: Any
    status: str
    source: str
    checked_on: str
    version: int = SHIPPED
    floor: str = ""

    def __post_init__(self):
        object.__setattr__(self, "value", freeze(self.value))
        check_rule(f"{self.jurisdiction}.{self.key}", self.value, self.status, self.floor)

    @property
    def unknown(self) -> bool:
        """Not established: the product asks a person and never guesses."""
        return self.status == "unknown"

    def as_dict(self) -> dict:
        """Plain JSON: what every screen and answer shows beside a date."""
        keys = ("jurisdiction", "key", "value", "status", "source", "checked_on", "version")
        return {key: thaw(getattr(self, key)) for key in keys}


# A correction is a rule that a platform administrator recorded, with a version of 1 or more.
Correction = Rule


class UnknownJurisdiction(LookupError):
    """No record bears that code."""

    def __init__(self, code: str):
        super().__init__(f"no law is recorded under the code {code!r}")
        self.code = code


class UnknownRule(LookupError):
    """The rule is not established and the caller needs it: a person must give `needs` (a code, e.g. "notice_months").

    `rule` is the record that says so, if there is one; `bound` the floor's limit to show beside.
    """

    def __init__(self, jurisdiction: str, key: str, needs: str, rule: Rule | None = None, bound: Rule | None = None):
        super().__init__(f"{jurisdiction}: {key} is not established; a person must give {needs}")
        self.jurisdiction, self.key, self.needs, self.rule, self.bound = jurisdiction, key, needs, rule, bound


@dataclass(frozen=True)
class Jurisdiction:
    """A country's record, with the floor it stands on (None outside any)."""

    code: str
    name: str
    rules: Mapping[str, Rule] = field(default_factory=dict)
    floor: "Jurisdiction | None" = None

    def find(self, key: str) -> Rule | None:
        """The rule as recorded, or the floor's where it may stand in; None when nothing is recorded.

        May return a rule whose status is unknown or whose value is None: the caller looks.
        """
        own = self.rules.get(key)
        if own is None or own.unknown:
            return self._of_floor(key, "rule") or own
        return own

    def bound(self, key: str) -> Rule | None:
        """The floor's limit under which no national rule can go, or None."""
        return self._of_floor(key, "bound")

    def rule(self, key: str, *, needs: str = "") -> Rule:
        """The rule with its value; raises UnknownRule when it is unknown, absent or left to the contract."""
        found = self.find(key)
        if found is None or found.unknown or found.value is None:
            raise UnknownRule(self.code, key, needs or key, found, self.bound(key))
        return found

    def value(self, key: str, default: Any = None) -> Any:
        """The value of an established rule, else `default`."""
        found = self.find(key)
        return default if found is None or found.value is None else found.value

    def _of_floor(self, key: str, role: str) -> Rule | None:
        rule = self.floor.rules.get(key) if self.floor else None
        return rule if rule and rule.floor == role and not rule.unknown else None


def jurisdictions(corrections: Iterable[Correction] = ()) -> tuple[Jurisdiction, ...]:
    """All records in the order of the data file, corrections applied."""
    return tuple(_records(tuple(corrections)).values())


def jurisdiction(code: str, corrections: Iterable[Correction] = ()) -> Jurisdiction:
    """The record of a governing law; raises UnknownJurisdiction."""
    try:
        return _records(tuple(corrections))[code]
    except KeyError:
        raise UnknownJurisdiction(code) from None


def country(code: str, corrections: Iterable[Correction] = ()) -> Jurisdiction:
    """The record of the country where the agent works: empty when none is recorded, but on its floor (AT: EU)."""
    records = _records(tuple(corrections))
    return records.get(code) or Jurisdiction(code, code, MappingProxyType({}), _floor_of(code, records))


def shipped_source(code: str, key: str) -> str | None:
    """Where the shipped record says that a rule stands, None when no rule of that key was shipped."""
    record = _shipped().get(code)
    rule = record.rules.get(key) if record else None
    return rule.source if rule else None


def _records(corrections: tuple[Correction, ...]) -> Mapping[str, Jurisdiction]:
    bare = dict(_shipped())
    for one in sorted(corrections, key=lambda rule: rule.version):
        _apply(bare, one)
    return {code: _on_floor(record, bare) for code, record in bare.items()}


def _apply(records: dict[str, Jurisdiction], correction: Correction) -> None:
    """Overrides one key and keeps its role as a floor; ValueError when two corrections of a key share a version."""
    record = records.get(correction.jurisdiction)
    if record is None:
        raise UnknownJurisdiction(correction.jurisdiction)
    before = record.rules.get(correction.key)
    if correction.version <= (before.version if before else SHIPPED):
        raise ValueError(f"{record.code}.{correction.key}: version {correction.version} is already taken")
    role = correction.floor or (before.floor if before else "")
    rules = MappingProxyType({**record.rules, correction.key: replace(correction, floor=role)})
    records[record.code] = Jurisdiction(record.code, record.name, rules)


def _on_floor(record: Jurisdiction, records: Mapping[str, Jurisdiction]) -> Jurisdiction:
    return Jurisdiction(record.code, record.name, record.rules, _floor_of(record.code, records))


def _floor_of(code: str, records: Mapping[str, Jurisdiction]) -> Jurisdiction | None:
    """The record that lists the code among its members."""
    found = (record for record in records.values() if code in record_members(record))
    return next(found, None)


def record_members(record: Jurisdiction) -> tuple[str, ...]:
    """The countries for which a record is the floor; empty for a country's own record."""
    rule = record.rules.get("members")
    return rule.value if rule and rule.value else ()


@lru_cache(maxsize=1)
def _shipped() -> Mapping[str, Jurisdiction]:
    data = json.loads(DATA.read_text(encoding="utf-8"))
    return {record["code"]: _read(record) for record in data["jurisdictions"]}


def _read(record: dict) -> Jurisdiction:
    code, day = record["code"], record["checked_on"]
    rules = {key: Rule(code, key, **{"checked_on": day, **rule}) for key, rule in record["rules"].items()}
    return Jurisdiction(code, record["name"], MappingProxyType(rules))
