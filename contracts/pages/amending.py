"""What the pages of amendments show: what changes, with marks; the chain of a contract; its terms as they stood on a day."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from contracts.documents import amendment as doc
from contracts.documents.canonical import build
from contracts.documents.data import ContractData
from contracts.documents.phrases import say
from contracts.documents.render import amendment_html
from portage.network.access import Acting

from ..assembly import articles_of, data_of, facts_of_amendment
from ..models import Contract, Version
from ..paperwork import articles
from ..queries import amendments as queries
from ..queries import changes as lineage
from ..queries import covered
from ..queries.law import law_of
from ..words.pages import reader_language
from . import stages
from .reading import as_agreed


@dataclass(frozen=True)
class Changed:
    """One term that changes: its name, and old and new as one text with marks."""

    label: str
    marked: SafeString


def data_now(amendment: Contract, today: date) -> ContractData:
    """What the contract would say: as frozen once a version is, else as typed so far."""
    if not amendment.is_open and amendment.version_number:
        return build(amendment.versions.get(number=amendment.version_number).data)
    return data_of(amendment, law=law_of(amendment), version=amendment.version_number + 1, day=today)


def changed(amendment: Contract, today: date) -> list[Changed]:
    """Each term that differs from the contract, in the reader's language."""
    tag = reader_language()
    found = doc.changes(queries.terms_before(amendment), data_now(amendment, today), tag)
    return [Changed(say(f"subject_{one.subject}", tag, table="amendment"), doc.marks(one.marked, tag)) for one in found]


def draft_html(amendment: Contract, today: date) -> str:
    """The amendment as it would be printed. Its day, while none is typed, is the far end of the calendar."""
    base = queries.base_of(amendment)
    if amendment.effective_from is None:
        amendment.effective_from = date.max
    data = data_of(amendment, law=law_of(amendment), version=amendment.version_number + 1, day=today)
    return amendment_html(
        facts_of_amendment(amendment), build(base.data), articles(base), data, articles_of(amendment), draft=True
    )


@dataclass(frozen=True)
class Link:
    """One link of the chain: the contract, an amendment, or a renewal. `day`: since when; None while it is open."""

    day: date | None
    kind: str
    title: str
    says: str = ""
    state: str = ""
    url: str = ""
    text_url: str = ""


def chain(contract: Contract) -> list[Link]:
    """The contract, its amendments and its renewals by day; what is not in effect yet stands last."""
    texts = {d.number: d for d in contract.documents.filter(kind="consolidated")}
    links = [_signed(contract)] if contract.first_day else []
    for row in queries.amendments_of(contract):
        effect = getattr(row, "effect", None)
        day = effect.from_day if effect is not None else row.due_on
        text = texts.get(effect.version.number) if effect is not None and effect.version else None
        links.append(
            Link(
                day=day,
                kind="amendment",
                title=_("Amendment %(number)s") % {"number": row.amendment_number},
                says=row.reference,
                state=row.get_status_display(),
                url=reverse("contracts:contract", args=[row.pk]),
                text_url=reverse("contracts:document", args=[text.pk]) if text else "",
            )
        )
    for term in contract.terms.filter(number__gt=1, annulment__isnull=True):
        title = _("Renewal: term %(number)s") % {"number": term.number}
        links.append(Link(day=term.first_day, kind="renewal", title=title, state=term.get_began_display()))
    return sorted(links, key=lambda link: (link.day is None, link.day or date.max))


def _signed(contract: Contract) -> Link:
    url = reverse("contracts:version", args=[contract.pk, contract.signed_number])
    title = _("Contract, version %(number)s") % {"number": contract.signed_number}
    return Link(
        day=contract.first_day, kind="contract", title=title, says=contract.reference, state=_("signed"), url=url
    )


@dataclass(frozen=True)
class Stood:
    """The terms as they stood on a day: until the eve of the next change, None when they hold still."""

    day: date
    version: Version
    agreed: Contract
    covered: covered.Covered
    until: date | None


def stood(contract: Contract, day: date) -> Stood | None:
    """None before the first day, or where nothing was signed."""
    version = queries.version_on(contract, day)
    if version is None:
        return None
    data = build(version.data)
    later = [link.from_day for link in queries.in_effect(contract) if link.from_day > day]
    until = min(later) - timedelta(days=1) if later else None
    return Stood(day, version, as_agreed(contract, data), covered.of_version(data, reader_language()), until)


def panel(contract: Any, acting: Acting, today: date) -> dict[str, Any]:
    """What the contract's own page shows: of an amendment, what it changes; of a contract, its chain, lineage and parties.

    What cannot be there is not asked for.
    """
    if contract.amends_id:
        return {"changed": changed(contract, today), "effect": getattr(contract, "effect", None)}
    count = contract.amendments.count() if getattr(contract, "has_amendment", False) else 0
    shown: dict[str, Any] = {"amendment_count": count, "origin": lineage.origin_seen(acting.person, contract)}
    if getattr(contract, "has_writing", False):
        shown["writing"] = lineage.writing_of(acting.person, contract)
    if getattr(contract, "has_party_change", False):
        offer = lineage.open_offer(contract)
        own = offer is None or lineage.is_own_offer(offer, contract, acting.organisation.pk)
        shown |= {"parties": lineage.party_changes(contract), "answer": not own}
        shown["overlaps"] = stages.overlaps(contract, acting.person)
    return shown
