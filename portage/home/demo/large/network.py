"""The organisations, people and products of the large demonstration, in bulk."""

from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from django.contrib.auth.models import Group

from contracts.actions.models import publish_shipped
from contracts.models import ModelVersion
from portage.catalogue.models import Product
from portage.core.journal import PORTAGE, Event, record_all
from portage.core.words import alphabetical
from portage.network import access
from portage.network.actions import add_member
from portage.network.models import Membership, Organisation
from portage.network.roles import Kind

from ..accounts import LARGE
from ..carried import GOODS
from ..invented import GOODS as MORE_GOODS
from ..invented import TITLES
from ..shapes import INVENTED
from .places import GROUPS, HEADS, PLACES, TAILS

EVERY_GOOD = GOODS + MORE_GOODS
PRODUCTS = 4
WIDE, LIGHT, SMALL = LARGE


@dataclass
class Network:
    """Rows by place in the lists; `circles` is the group of members that works on contracts, by organisation."""

    groups: list[Organisation] = field(default_factory=list)
    subsidiaries: list[Organisation] = field(default_factory=list)
    smes: list[Organisation] = field(default_factory=list)
    products: dict[object, list[Product]] = field(default_factory=dict)
    circles: dict[object, Group] = field(default_factory=dict)
    managers: dict[object, Membership] = field(default_factory=dict)
    directors: dict[object, Membership] = field(default_factory=dict)
    model: ModelVersion | None = None

    def of_group(self, place: int) -> list[int]:
        """The places of a group's subsidiaries."""
        return [n for n, subsidiary in enumerate(self.subsidiaries) if subsidiary.parent_id == self.groups[place].pk]

    def rank(self, subsidiary: int) -> int:
        """How many subsidiaries before it sit in the same country: two of them never cover the same product."""
        return subsidiary // len(PLACES)


def make_network(rng: Random, *, subsidiaries: int, smes: int, at: datetime) -> Network:
    """Six groups, the first with three subsidiaries in ten; the last SME is the small one."""
    made = Network()
    made.groups = [_organisation(Kind.CARRIER_GROUP, name, "FR", city="Paris") for name in GROUPS]
    Organisation.objects.bulk_create(made.groups)
    made.subsidiaries = [_subsidiary(made, place, subsidiaries) for place in range(subsidiaries)]
    Organisation.objects.bulk_create(made.subsidiaries)
    made.smes = [
        _organisation(Kind.CARRIED_SME, _name(place), "FR", city="Roanne", employees=rng.randint(12, 240))
        for place in range(smes)
    ]
    Organisation.objects.bulk_create(made.smes, batch_size=500)
    everybody = [*made.groups, *made.subsidiaries, *made.smes]
    record_all(
        (Event("network.organisation_opened", o, {"organisation_kind": o.kind}) for o in everybody), by=PORTAGE, at=at
    )
    made.circles = {organisation.pk: access.circle(organisation) for organisation in everybody}
    _see_each_other(made, everybody)
    _people(made, at)
    _products(made, at)
    made.model = publish_shipped(by=PORTAGE, at=at)
    return made


def _organisation(kind: str, name: str, country: str, **facts: object) -> Organisation:
    return Organisation(
        kind=kind,
        name=name,
        sorted_as=alphabetical(name),
        country=country,
        fictional=True,
        legal_form="SA",
        registration=f"{country} ({INVENTED['fr' if country == 'FR' else 'en']})",
        **facts,
    )


def _subsidiary(made: Network, place: int, of: int) -> Organisation:
    """Three in ten belong to the first group, one in fifteen to the second, the others to the rest in turn."""
    wide, light = round(of * 0.3), max(1, round(of / 15))
    group = 0 if place < wide else 1 if place < wide + light else 2 + place % (len(GROUPS) - 2)
    code, city, zone = PLACES[place % len(PLACES)]
    return _organisation(
        Kind.SUBSIDIARY,
        f"{made.groups[group].name} {city}",
        code,
        city=city,
        time_zone=zone,
        parent=made.groups[group],
        countries_covered=[code],
    )


def _name(place: int) -> str:
    """A name for each place; a numeral once all have been given."""
    head, tail = HEADS[place % len(HEADS)], TAILS[place // len(HEADS) % len(TAILS)]
    again = place // (len(HEADS) * len(TAILS))
    return f"{head} {tail}" + (f" {again + 1}" if again else "")


def _see_each_other(made: Network, everybody: list[Organisation]) -> None:
    """Each organisation itself; group and subsidiary each other, as `network.actions` share them."""
    own = [(organisation, made.circles[organisation.pk]) for organisation in everybody]
    down = [(subsidiary, made.circles[subsidiary.parent_id]) for subsidiary in made.subsidiaries]
    up = [(group, made.circles[subsidiary.pk]) for subsidiary in made.subsidiaries if (group := subsidiary.parent)]
    access.bulk_share(own + down + up)


def _people(made: Network, at: datetime) -> None:
    """A manager for each group, a director for each SME; the three of interest have known addresses."""
    known = {made.groups[0].pk: WIDE, made.groups[1].pk: LIGHT, made.smes[-1].pk: SMALL}
    for place, group in enumerate(made.groups):
        email = known.get(group.pk, f"manager{place}@large.example")
        made.managers[group.pk] = add_member(
            group, email=email, name=f"M. {group.name}", role="portage_manager", title="responsable du portage", at=at
        )
    for place, sme in enumerate(made.smes):
        email = known.get(sme.pk, f"director{place}@large.example")
        made.directors[sme.pk] = add_member(
            sme, email=email, name=f"D. {sme.name}", role="managing_director", title=TITLES["managing_director"], at=at
        )


def _products(made: Network, at: datetime) -> None:
    """Four lines for each SME, seen by its own people."""
    rows = []
    for place, sme in enumerate(made.smes):
        goods = [EVERY_GOOD[(place + n * 7) % len(EVERY_GOOD)] for n in range(PRODUCTS)]
        made.products[sme.pk] = [
            Product(
                owner=sme,
                code=f"P{n}",
                names={"fr": good.fr, "en": good.en},
                hs_code=good.hs,
                family=good.family,
                segments=list(good.segments),
            )
            for n, good in enumerate(goods)
        ]
        rows += made.products[sme.pk]
    Product.objects.bulk_create(rows, batch_size=1000)
    access.bulk_share((row, made.circles[row.owner_id]) for row in rows)
    record_all((Event("catalogue.product_added", row) for row in rows), by=PORTAGE, at=at)
