"""One person searched in what one organisation holds: each text in which they stand, with what may be done about it.

The database does not know accents alike on both engines, so rows are read and compared here; only rows of the organisation are read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any
from uuid import UUID

from django.apps import apps

from portage.core.models import Message
from portage.network.models import Candidature, Invitation, Organisation, Person
from portage.network.models.candidatures import OPEN

from ..places import PLACES
from ..rules import matching
from ..rules.matching import Finder, Span
from . import owned

MOST = 200
# What tells the row apart on the page, besides the text that was found.
ABOUT = {
    "network.Contact": ("name", "customer__name"), "network.SavedView": ("membership__person__name",), "catalogue.Product": ("code",),
    "network.Candidature": ("company",),
    "contracts.ContractModel": ("name",), "contracts.ModelVersion": ("model__name",), "contracts.Contract": ("reference",),
    "contracts.Signature": ("document__contract__reference",), "contracts.Revision": ("document__contract__reference",),
    "contracts.NotConcluded": ("document__contract__reference",), "contracts.EvidenceText": ("event__document__contract__reference",), "core.Message": ("sent_at",), "core.EntryText": ("entry__at",),
} | dict.fromkeys(
    ("contracts.TerritoryLine", "contracts.ReservedCustomer", "contracts.Version", "contracts.Notice", "contracts.EndProposal", "contracts.Choice"),
    ("contract__reference",),
)  # fmt: skip
CHUNK = 500


@dataclass(frozen=True)
class Hit:
    """One text of one row in which the person stands. `does`: free, whole, or the reason why it is kept."""

    label: str
    row: str
    field: str
    does: str
    excerpt: tuple[str, str, str]
    about: tuple[Any, ...] = ()

    @property
    def key(self) -> str:
        """What a form sends back: which row and which field."""
        return f"{self.label}|{self.row}|{self.field}"


@dataclass(frozen=True)
class Asked:
    """Who is searched. Empty words are not searched."""

    name: str = ""
    email: str = ""
    phone: str = ""

    def finders(self) -> list[Finder]:
        """How each of them is found; those that are too short to mean anybody are left out."""
        found = (matching.by_name(self.name), matching.by_email(self.email), matching.by_phone(self.phone))
        return [finder for finder in found if finder]


def texts_of(value: Any) -> Iterator[str]:
    """The texts inside a value: of lists and of mappings too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_of(inner)


def first(value: Any, finders: Sequence[Finder]) -> tuple[str, Span] | None:
    """The first text of a value in which somebody is found, and where."""
    for text in texts_of(value):
        if found := matching.spans(text, finders):
            return text, found[0]
    return None


def search(organisation: Organisation, person: Person, asked: Asked) -> tuple[list[Hit], bool]:
    """(what is found, in the order of the places; whether there is more than MOST)."""
    finders = asked.finders()
    places = [label for label, told in PLACES.items() if told.owner] if finders else []
    found = chain.from_iterable(_in_model(label, organisation, person, finders) for label in places)
    hits = list(islice(found, MOST + 1))
    return hits[:MOST], len(hits) > MOST


def _in_model(label: str, organisation: Organisation, person: Person, finders: Sequence[Finder]) -> Iterator[Hit]:
    does = PLACES[label].searched()
    if not does:
        return
    about = ABOUT.get(label, ())
    rows = owned.rows_of(label, organisation, person).order_by("pk").values_list("pk", *does, *about)
    for pk, *values in rows.iterator(chunk_size=CHUNK):
        wholly, apart = False, tuple(values[len(does) :])
        for (field, what), value in zip(does.items(), values[: len(does)], strict=True):
            if what == "whole" and wholly:
                continue
            found = first(value, finders)
            if found:
                wholly = wholly or what == "whole"
                yield Hit(label, str(pk), field, what, matching.excerpt(*found), apart)


def refusal(hit: Hit) -> str:
    """Why this hit cannot be erased now: the reason it is kept, an invitation that is open, mail that waits; "" when it can."""
    if hit.does not in {"free", "whole"}:
        return hit.does
    if hit.label == "network.Invitation":
        row = Invitation.objects.filter(pk=hit.row).select_related("accepted_as").first()
        if row and row.accepted_as is not None and row.accepted_as.ended_at is None:
            return "member"
        if row and row.accepted_at is None and row.revoked_at is None:
            return "open_invitation"
    if hit.label == "network.Candidature":
        open_now = Candidature.objects.filter(pk=hit.row, status__in=("unconfirmed", *OPEN))
        return "open_candidature" if open_now.exists() else ""
    if hit.label == "core.Message":
        return "waits" if Message.objects.filter(pk=hit.row, status=Message.Status.WAITING).exists() else ""
    return ""


def named(key: str) -> tuple[str, str, str] | None:
    """(model, row, field) of a key that a form sent; None for one that names no place of ours."""
    label, _, rest = key.partition("|")
    row, _, field = rest.partition("|")
    told = PLACES.get(label)
    if told is None or not told.owner or field not in told.searched():
        return None
    kind = apps.get_model(label)._meta.pk.get_internal_type()
    try:
        return label, str(UUID(row)) if kind in {"UUIDField", "OneToOneField"} else str(int(row)), field
    except ValueError:
        return None
