"""Load the large demonstration in chunks, each one transaction."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import AutoField, Model

from contracts.models import Contract, Ending, Notice, Place, ProductLine, Term, TerritoryLine
from portage.core import clock
from portage.core.models import Entry
from portage.network import access
from portage.network.models import Membership

from .network import Network, make_network
from .planning import Going, counts, goings, pairs
from .rows import Rows, Writer

CHUNK = 2000
ZONE = "Europe/Paris"
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Loaded:
    """Whom to look at the data as: a manager who sees three in ten, one who sees few, the director of an SME with five."""

    wide: Membership
    light: Membership
    sme: Membership
    counts: dict[str, int]
    today: date


def load(
    contracts: int = 100_000,
    *,
    progress: Progress = lambda words: None,
    subsidiaries: int = 110,
    smes: int = 550,
    share: float = 0.3,
    light: int = 300,
    seed: int = 1,
    now: datetime | None = None,
) -> Loaded:
    """`contracts` contracts over ten years up to `now` (this instant, when a bench does not say).

    One group has `share` of them, one has `light`, one SME has five. The same seed and day give the same contracts.
    """
    now = now or clock.now()
    today = clock.day_in(ZONE, now)
    rng = Random(seed)  # nosec B311 no secret is drawn
    with transaction.atomic():
        network = make_network(rng, subsidiaries=subsidiaries, smes=smes, at=now - timedelta(days=3800))
    progress(f"{len(network.groups)} groups, {subsidiaries} subsidiaries, {smes} carried SMEs")
    wanted = counts(contracts, share=share, light=light)
    writer = Writer(network, rng, now, today)
    for done, (subsidiary, sme, going) in enumerate(_everything(rng, network, wanted, today), start=1):
        writer.add(subsidiary, sme, going)
        if done % CHUNK == 0:
            _write(writer.drain())
        if done % 10_000 == 0:
            progress(f"{done} of {contracts} contracts")
    _write(writer.drain())
    return Loaded(
        wide=network.managers[network.groups[0].pk],
        light=network.managers[network.groups[1].pk],
        sme=network.directors[network.smes[-1].pk],
        counts=wanted,
        today=today,
    )


def _everything(rng: Random, network: Network, wanted: dict[str, int], today: date) -> Iterator[tuple[int, int, Going]]:
    """(subsidiary, SME, how it goes) of every contract. The last SME deals with the groups of nobody in particular."""
    wide, light = network.of_group(0), network.of_group(1)
    rest = [place for place in range(len(network.subsidiaries)) if place not in {*wide, *light}]
    small = len(network.smes) - 1
    others = list(range(small))
    parts = [(wide, others, "wide"), (light, others, "light"), (rest, [small], "small"), (rest, others, "rest")]
    for places, smes, name in parts:
        for subsidiary, sme, number in pairs(rng, places, smes, wanted[name]):
            for going in goings(rng, today, number):
                yield subsidiary, sme, going


@transaction.atomic
def _write(rows: Rows) -> None:
    """One chunk, parents before children."""
    for model, made in (
        (Contract, rows.contracts),
        (ProductLine, rows.products),
        (TerritoryLine, rows.territory),
        (Place, rows.places),
        (Term, rows.terms),
        (Notice, rows.notices),
        (Ending, rows.endings),
        (Entry, rows.entries),
    ):
        pour(model, made)
    access.bulk_share(rows.grants)
    access.bulk_share(dict.fromkeys(rows.partners))


def pour(model: type[Model], rows: Sequence[Model]) -> None:
    """Insert rows by one prepared statement: `bulk_create` takes twice as long to write the words of its own. No row gets
    its number back. Values go through their fields, as everywhere."""
    connection = connections[DEFAULT_DB_ALIAS]  # not the proxy, which looks it up again at every value
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, AutoField)]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    prepared = [(field.attname, field.get_db_prep_save) for field in fields]
    values = [[prepare(getattr(row, name), connection) for name, prepare in prepared] for row in rows]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})", values)  # nosec B608
