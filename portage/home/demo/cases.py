"""The research cases as a living platform: `manage.py demo --size cases`."""

from datetime import date, datetime

from portage.core import clock

from . import agreements, carried, changes, confidential, invented, pechiney, rhodia
from .accounts import give_passwords
from .asked import record_asked
from .buyers import BUYERS
from .candidates import candidates
from .companies import record_companies
from .days import Days
from .invited import invite_people
from .invoices import record_invoices
from .known import record_contacts
from .leaving import record_leaving
from .orders import record_orders
from .programs import add_programs
from .prospecting import record_prospecting
from .shapes import Org, Scene
from .situations import situations
from .talked import record_talks
from .telling import Say, tell
from .told import Told
from .visits import record_visits
from .writing import write_model

ZONE = "Europe/Paris"


def scene(today: date) -> Scene:
    """Two real groups and their subsidiaries, the four SMEs with every agreement named, and invented ones around them."""
    days = Days(today)
    parts = (rhodia, pechiney, confidential, carried, invented)
    return Scene(
        orgs=tuple(sorted((org for part in parts for org in part.orgs()), key=_comes)),
        people=tuple(someone for part in parts for someone in part.people()),
        goods=carried.GOODS + invented.GOODS,
        agreements=(*agreements.agreements(days), *confidential.agreements(), *situations(days)),
        buyers=BUYERS,
        models=rhodia.MODELS,
        absorbed=((pechiney.ABSORBED, "pechiney", "alcan"),),
        changes=changes.changes(days),
    )


def _comes(org: Org) -> tuple[date, bool]:
    """Groups before those who belong to them."""
    return org.opened, org.kind != "carrier_group"


def load(*, now: datetime, documents: bool = True, say: Say = lambda words: None) -> Told:
    """Write everything; the database holds nobody before."""
    shown = scene(clock.day_in(ZONE, now))
    told = tell(shown, now=now, documents=documents, say=say)
    record_leaving(told, {one.key: one for one in shown.agreements}, now=now)
    invite_people(told, now=now)
    add_programs(told, now=now)
    candidates(told, now=now)
    record_contacts(told, now=now)
    record_prospecting(told, now=now)
    record_visits(told, now=now)
    agreements = {one.key: one for one in shown.agreements}
    record_orders(told, agreements, now=now)
    record_asked(told, agreements, now=now)
    record_invoices(told, agreements, now=now)
    record_companies(told, now=now)
    record_talks(told, now=now)
    write_model(told, now=now)
    give_passwords(at=now)
    return told
