"""People at the customers of the demonstration; all invented, none has an address that exists."""

# fmt: off
# One row a line.

from datetime import datetime, timedelta

from portage.core.journal import PORTAGE
from portage.network.actions import add_contact
from portage.network.models import Customer
from portage.privacy.actions import set_periods

from .shapes import Known
from .told import Told

MONTH = timedelta(days=30)

KNOWN = (
    Known("Isolar Paulista", "Beatriz Moura", "head of purchasing", "beatriz.moura@isolar.example", "+55 19 5550 1020", "pt", "fair", "Feicon, São Paulo"),
    Known("Isolar Paulista", "Caio Andrade", "laboratory", "caio.andrade@isolar.example", "+55 19 5550 1033", "pt", "visit", note="Beatriz Moura asked him to try the aerogel sample."),
    Known("Lavanderias Atlântico", "Inês Falcão", "owner", "", "+55 13 5550 2201", "pt", "given", "the chamber of commerce of Santos", months=39),
    Known("Kosmetyka Wisła", "Ewa Lisowska", "head of formulation", "ewa.lisowska@wisla.example", "+48 56 555 01 17", "pl", "visit"),
    Known("Zakłady Bursztyn", "Jerzy Kot", "purchasing", "jerzy.kot@bursztyn.example", "+48 58 555 02 44", "pl", "website", months=35),
    Known("Hoshizora Seika", "Haruka Ono", "research", "haruka.ono@hoshizora.example", "+81 78 5550 301", "ja", "wrote"),
    Known("Rheinwerk Turbinen", "Jörg Weiß", "maintenance", "joerg.weiss@rheinwerk.example", "+49 201 5550 41", "de", "fair", "Hannover Messe"),
)
# fmt: on


def record_contacts(told: Told, *, now: datetime) -> None:
    """By their subsidiaries, some long ago: the preview of retention has something to show. One keeps contacts for two years."""
    customers = {customer.name: customer for customer in Customer.objects.select_related("owner")}
    for one in KNOWN:
        at = now - one.months * MONTH
        add_contact(
            customers[one.customer],
            name=one.name,
            function=one.function,
            email=one.email,
            phone=one.phone,
            language=one.language,
            source=one.source,
            source_says=one.source_says,
            note=one.note,
            by=PORTAGE,
            at=at,
        )
    owner = "rhodia-br"
    shorter = {"contacts": 24, "journal": 6}
    set_periods(told.orgs[owner], shorter, by=told.by(owner, ("subsidiary_manager",), now), at=now)
