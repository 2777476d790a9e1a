"""Organisations, people, products and models come to the platform, each at its day, by the verbs of the network."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from functools import partial
from typing import Any

from contracts.actions.models import publish_model, publish_shipped
from contracts.actions.signature import record_authority
from contracts.actions.succession import record_succession
from contracts.documents.shipped import model_texts
from portage.catalogue.actions import add_product, share_product
from portage.core.journal import PORTAGE
from portage.network import actions as network
from portage.network import queries
from portage.network.roles import Kind

from . import numbers
from .shapes import Buyer, Good, Model, Org, Scene, Someone
from .told import Told

BID = "Offre publique d'Alcan sur Pechiney, close en décembre 2003."
REGISTER = b"%PDF-1.7 a stand-in of the demonstration for the extract of the register\n"
Happening = tuple[datetime, Callable[[datetime], Any]]


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """That hour of that day, UTC: in office hours where most of the cast works."""
    return datetime.combine(day, time(hour, minute), tzinfo=UTC)


def happenings(scene: Scene, told: Told) -> Iterator[Happening]:
    """Everything but the agreements."""
    opened = {org.key: org.opened for org in scene.orgs}
    yield moment(min(opened.values()), 6), partial(publish, told)
    for own in scene.models:
        yield moment(own.day, 9), partial(publish_own, told, own)
    for org in scene.orgs:
        yield moment(org.opened, 7), partial(open_org, told, org)
        for day, name, reason in org.renames:
            yield moment(day, 7, 30), partial(rename, told, org, day, name, reason)
    for someone in scene.people:
        since = someone.since or opened[someone.org]
        yield moment(since, 8), partial(join, told, someone, since)
        if someone.until:
            yield moment(someone.until, 18), partial(leave, told, someone)
    yield from _goods(scene, told, opened)


def _goods(scene: Scene, told: Told, opened: Mapping[str, date]) -> Iterator[Happening]:
    """Products, customers, and who was absorbed by whom."""
    for good in scene.goods:
        yield moment(opened[good.owner], 8, 30), partial(add_good, told, good, _parent(scene, good.owner))
    for buyer in scene.buyers:
        yield moment(opened[buyer.owner], 9), partial(add_buyer, told, buyer)
    for day, group, parent in scene.absorbed:
        yield moment(day, 7), partial(absorb, told, group, parent)


def _parent(scene: Scene, key: str) -> str:
    return next(org.parent for org in scene.orgs if org.key == key)


def publish(told: Told, at: datetime) -> None:
    """The model that ships with the product, for every group."""
    told.model = publish_shipped(by=PORTAGE, at=at)


def publish_own(told: Told, own: Model, at: datetime) -> None:
    """A group's counsel publishes a version of its own model: the shipped text, with a paragraph more in some articles."""
    added = {"fr": own.fr, "en": own.en}
    texts = {tag: with_paragraphs(text, added[tag]) for tag, text in model_texts().items()}
    by = told.by(own.org, ("legal_counsel",), at)
    publish_model(owner=told.orgs[own.org], name=own.name, purpose=own.purpose, texts=texts, by=by, at=at)


def with_paragraphs(text: str, added: Mapping[str, str]) -> str:
    """The articles with one paragraph more at the end of those named by `added`."""
    blocks = re.split(r"(?m)^(?=## )", text)
    titles = [re.match(r"## .*\{#(\w+)", block) for block in blocks]
    keys = [title[1] if title else "" for title in titles]
    if unknown := set(added) - set(keys):
        raise LookupError(f"the model has no article {sorted(unknown)}")
    pairs = zip(blocks, keys, strict=True)
    return "".join(block.rstrip("\n") + f"\n{added[key]}\n\n" if key in added else block for block, key in pairs)


def open_org(told: Told, org: Org, at: datetime) -> None:
    """A carrier group, a subsidiary of one, or an SME that one admits."""
    facts = {"name": org.name, "country": org.country, **(numbers.french(org.siren) if org.siren else {}), **org.facts}
    parent = told.orgs.get(org.parent)
    if org.kind == Kind.CARRIER_GROUP:
        told.orgs[org.key] = network.open_group(by=PORTAGE, at=at, **facts)
    elif parent is None:
        raise LookupError(f"{org.key} comes before {org.parent}")
    else:
        come = network.add_subsidiary if org.kind == Kind.SUBSIDIARY else network.admit_sme
        told.orgs[org.key] = come(parent, by=PORTAGE, at=at, **facts)


def rename(told: Told, org: Org, day: date, name: str, reason: str, at: datetime) -> None:
    network.rename_organisation(told.orgs[org.key], name=name, from_day=day, reason=reason, by=PORTAGE, at=at)
    told.orgs[org.key].refresh_from_db()


def absorb(told: Told, group: str, parent: str, at: datetime) -> None:
    record_succession(
        told.orgs[group], kind="takeover", successor=told.orgs[parent], from_day=at.date(), ground=BID, proof=REGISTER, by=PORTAGE, at=at
    )  # fmt: skip
    told.orgs[group].refresh_from_db()


def join(told: Told, someone: Someone, since: date, at: datetime) -> None:
    """A member joins; those who sign get a recorded authority from that day."""
    organisation = told.orgs[someone.org]
    membership = network.add_member(
        organisation, email=someone.email, name=someone.name, role=someone.role, title=someone.title, language=someone.language,
        is_administrator=someone.administrator, at=at,
    )  # fmt: skip
    told.members[someone.email] = membership
    if someone.signs:
        record_authority(
            organisation, membership=membership, from_day=since, until_day=someone.until, by=PORTAGE, at=at
        )


def leave(told: Told, someone: Someone, at: datetime) -> None:
    heir = queries.heirs(told.members[someone.email]).first()
    network.end_membership(told.members[someone.email], by=PORTAGE, at=at, successor=heir)
    told.members[someone.email].refresh_from_db()


def add_buyer(told: Told, buyer: Buyer, at: datetime) -> None:
    """A subsidiary records a customer; its group reads it too."""
    facts = {"name": buyer.name, "country": buyer.country, "city": buyer.city, "segment": buyer.segment}
    network.add_customer(told.orgs[buyer.owner].pk, by=PORTAGE, at=at, **facts)


def add_good(told: Told, good: Good, carrier: str, at: datetime) -> None:
    """The SME adds a product and shares it with the group that carries it."""
    product = add_product(
        told.orgs[good.owner], code=good.code, names={"fr": good.fr, "en": good.en}, hs_code=good.hs, family=good.family,
        segments=list(good.segments), by=PORTAGE, at=at,
    )  # fmt: skip
    share_product(product, with_=told.orgs[carrier], by=PORTAGE, at=at)
    told.goods.setdefault(good.owner, {})[good.code] = product
