"""The shapes of the demonstration's data: organisations, people, products, agreements. Facts only, no database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

#: Says, on a contract as on a page, that a registration of a real group's company is not the real one.
INVENTED = {"fr": "numéro inventé", "en": "invented number"}


@dataclass(frozen=True)
class Org:
    """An organisation. `key` is its name in these data; `opened` the day it comes to the platform, `renames` its later
    names: (from day, name, reason). `siren` is a stem of eight digits, the ninth is computed."""

    key: str
    kind: str
    name: str
    country: str
    opened: date
    parent: str = ""
    siren: str = ""
    renames: tuple[tuple[date, str, str], ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Someone:
    """A person and their role in one organisation, from the day it opens or `since`, until they leave.

    `signs` records an authority to sign; `shown` prints their login after loading.
    """

    org: str
    email: str
    name: str
    role: str
    title: str = ""
    language: str = ""
    since: date | None = None
    until: date | None = None
    administrator: bool = False
    signs: bool = False
    shown: bool = False


@dataclass(frozen=True)
class Good:
    """A product of a carried SME, with its names and its code of the Harmonised System."""

    owner: str
    code: str
    fr: str
    en: str
    hs: str
    family: str = ""
    segments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Model:
    """A version of a group's own model: the shipped text with a paragraph more in the articles named, in each language."""

    org: str
    day: date
    name: str
    purpose: str
    fr: Mapping[str, str]
    en: Mapping[str, str]


@dataclass(frozen=True)
class Buyer:
    """An industrial customer that a subsidiary visits."""

    owner: str
    name: str
    country: str
    city: str
    segment: str


@dataclass(frozen=True)
class Known:
    """A person at a customer, invented; `months` ago somebody was in touch with them for the last time."""

    customer: str
    name: str
    function: str
    email: str
    phone: str
    language: str
    source: str
    source_says: str = ""
    note: str = ""
    months: int = 1


@dataclass(frozen=True)
class Later:
    """Something that happens to a contract after it binds: `what` is notice, receipt, propose_end, accept_end or choice;
    before it binds: refuse (to sign) or scan (of the signed paper)."""

    day: date
    what: str
    side: str
    facts: Mapping[str, Any] = field(default_factory=dict)


# How far an agreement goes.
HALF_TYPED, TYPED, PROPOSED, APPROVED = "half typed", "typed", "proposed", "approved"
UNSIGNED, HALF_SIGNED, CONCLUDED = "unsigned", "half signed", "concluded"
STAGES = [HALF_TYPED, TYPED, PROPOSED, APPROVED, UNSIGNED, HALF_SIGNED, CONCLUDED]


@dataclass(frozen=True)
class Agreement:
    """One agent contract and how far it goes. `opened` is the day its draft begins (75 days before the first day).

    No products: all of the principal's. No countries: the agent's own. Rates are shares of one; `first_rate` is what a
    first version proposed before `rate`. `cleared`: the sides that have confirmed exclusivity. A proposed agreement that is not approved may have the approval of some roles.
    """

    key: str
    principal: str
    agent: str
    first: date
    stage: str = CONCLUDED
    opened: date | None = None
    withdrawn: date | None = None
    nature: str = "renewable"
    products: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    regions: Mapping[str, list[str]] = field(default_factory=dict)
    segments: tuple[str, ...] = ()
    exclusive: bool = True
    rate: str = "0.06"
    first_rate: str = ""
    cleared: tuple[str, ...] = ("principal", "agent")
    approvals: tuple[str, ...] = ()
    tiers: tuple[tuple[int | None, str], ...] = ()
    reserved: tuple[tuple[str, str, str], ...] = ()
    event: str = "paid"
    currency: str = "EUR"
    statement_months: int = 3
    target: int | None = None
    months: tuple[int, int] = (12, 12)
    scale: tuple[int, ...] = (1, 2, 3)
    month_end: bool = False
    law: str = "FR"
    forum: str = "Tribunal de commerce de Paris"
    languages: str = "fr"
    prevailing: str = "fr"
    signature: str = "advanced"
    choices: tuple[tuple[str, str, str], ...] = ()
    named: tuple[str, ...] = ()
    later: tuple[Later, ...] = ()


@dataclass(frozen=True)
class Scene:
    """Everything that one demonstration holds. `absorbed`: (day, group, by which group);
    `changes`: see `changes`."""

    orgs: tuple[Org, ...]
    people: tuple[Someone, ...]
    goods: tuple[Good, ...]
    agreements: tuple[Agreement, ...]
    buyers: tuple[Buyer, ...] = ()
    models: tuple[Model, ...] = ()
    absorbed: tuple[tuple[date, str, str], ...] = ()
    changes: tuple[Any, ...] = ()
