"""Everything the page of one contract shows, in at most fifteen queries with the request's own, whatever its age.

What cannot exist in the present state is not asked for: a draft has no terms, a contract in force has its version.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from contracts.documents.canonical import build
from contracts.documents.data import ContractData
from contracts.law import records
from contracts.law.records import Jurisdiction
from portage.core.journal.reading import of_scope
from portage.core.models import Entry
from portage.network.access import PERMISSIONS, Acting
from portage.network.actions.readings import READ

from ..models import (
    Choice,
    Contract,
    Document,
    EndProposal,
    LawCorrection,
    Notice,
    Proposal,
    SigningAuthority,
    Term,
    Version,
)
from ..rules import verbs
from ..rules.agreed import Gap
from . import covered, people
from .checks import gaps
from .law import corrections

NEWEST = 10
AFTER_SIGNATURE = {"signed", "in_force", "notice_given", "ended"}


def contracts() -> QuerySet[Contract]:
    """Contracts with their parties and what tells which further questions are worth asking."""
    own = OuterRef("pk")
    answers = Choice.objects.filter(contract=own, question="renewal_choice").order_by("-at", "-id")
    return Contract.objects.select_related("principal", "agent", "group", "model_version__model").annotate(
        has_notice=Exists(Notice.objects.filter(contract=own)),
        has_proposal=Exists(EndProposal.objects.filter(contract=own)),
        has_open_points=Exists(Proposal.objects.filter(contract=own, answer__isnull=True)),
        law_corrected=Exists(LawCorrection.objects.all()),
        renewal_choice=Subquery(answers.values("answer")[:1]),
    )


@dataclass
class Page:
    """One contract as one person sees it today. `typed` is None once a version is frozen and nothing changed since."""

    contract: Any
    side: str
    today: date
    law: Jurisdiction
    facts: verbs.Facts
    covered: covered.Covered
    acts: list[people.Act]
    data: ContractData | None = None
    terms: list[Any] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    proposal: EndProposal | None = None
    awaited: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    signatories: list[SigningAuthority] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)


def page(contract: Any, acting: Acting, *, today: date, language: str) -> Page:
    """`contract` is one of `contracts()`, fetched through access."""
    status, is_open = contract.status, contract.is_open
    data = None if is_open or contract.nature == "moral" else frozen(contract)
    covers = covered.of_version(data, language) if data else covered.of_rows(contract, language)
    acts = people.acts(contract) if contract.version_number or contract.nature == "moral" else []
    notices = notices_of(contract) if contract.has_notice else []
    proposal = proposal_of(contract) if contract.has_proposal and status in {"in_force", "notice_given"} else None
    signers = people.signatories(contract, today) if status in {"approved", "awaiting_signature"} else []
    return Page(
        contract=contract,
        side=people.side_of(contract, acting.organisation.pk),
        today=today,
        law=records.jurisdiction(contract.law, corrections() if contract.law_corrected else ()),
        facts=facts(contract, acting, acts=acts, notices=notices, proposal=proposal, signatories=signers),
        covered=covers,
        acts=acts,
        data=data,
        terms=terms_of(contract) if contract.term_number else [],
        documents=documents_of(contract) if not is_open else [],
        notices=notices,
        proposal=proposal,
        awaited=people.awaited(contract, acts) if status == "negotiating" else [],
        signatories=signers,
        gaps=gaps(contract, today) if status == "draft" and contract.nature != "moral" else [],
        entries=list(entries(contract)[: NEWEST * 3]),
    )


def facts(
    contract: Any,
    acting: Acting,
    *,
    acts: list[people.Act],
    notices: list[Notice],
    proposal: EndProposal | None,
    signatories: list[SigningAuthority],
) -> verbs.Facts:
    """What `rules.verbs` decides from."""
    side = people.side_of(contract, acting.organisation.pk)
    late = next(
        (n for n in notices if n.refuses_renewal_of_term and contract.term_number > n.refuses_renewal_of_term), None
    )
    return verbs.Facts(
        status=contract.status,
        nature=contract.nature,
        side=side,
        role=acting.role,
        permissions=frozenset(name for name, roles in PERMISSIONS.items() if acting.role in roles),
        approved=frozenset(a.role for a in acts if a.act == "approved" and a.side == side),
        signed=frozenset(a.side for a in acts if a.act == "signed"),
        confirmed=frozenset(a.side for a in acts if a.act == "confirmed"),
        signatory=any(held.membership_id == acting.membership.pk for held in signatories),
        noticed=frozenset(n.side for n in notices),
        receivable=any(n.side != side and not hasattr(n, "receipt") for n in notices),
        annullable=late.side if late else "",
        proposed_by=proposal.side if proposal else "",
        points_open=contract.has_open_points,
    )


def facts_now(contract: Any, acting: Acting, *, today: date) -> verbs.Facts:
    """The same facts for a door that shows one verb, or for the API."""
    return facts(
        contract,
        acting,
        acts=people.acts(contract),
        notices=notices_of(contract),
        proposal=proposal_of(contract),
        signatories=people.signatories(contract, today),
    )


def frozen(contract: Contract) -> ContractData | None:
    """The data of the newest version."""
    version = Version.objects.filter(contract=contract, number=contract.version_number).only("data").first()
    return build(version.data) if version else None


def terms_of(contract: Contract) -> list[Term]:
    """The terms that hold: those whose renewal was annulled are history."""
    return list(Term.objects.filter(contract=contract, annulment__isnull=True).order_by("number"))


def documents_of(contract: Contract) -> list[Document]:
    return list(Document.objects.filter(contract=contract).select_related("file").order_by("-made_at", "-pk"))


def notices_of(contract: Contract) -> list[Notice]:
    """Oldest first, with their receipts and who gave them."""
    return list(Notice.objects.filter(contract=contract).select_related("receipt", "membership__person").order_by("at"))


def proposal_of(contract: Contract) -> EndProposal | None:
    """The newest proposal to end by agreement: the one on the table."""
    return EndProposal.objects.filter(contract=contract).select_related("membership__person").order_by("-at").first()


def entries(contract: Contract) -> QuerySet[Entry]:
    """The journal of the contract, newest first, with who and the erasable words; not who read it."""
    return of_scope(contract).exclude(kind=READ)


def readings(contract: Contract, organisation: UUID) -> QuerySet[Entry]:
    """Who of one organisation opened a confidential contract, newest first. What the other side reads is its own affair."""
    return of_scope(contract).filter(kind=READ, on_behalf_of=organisation)


def documents() -> QuerySet[Document]:
    """For the door that serves one."""
    return Document.objects.select_related("file__blob", "contract")


def notices() -> QuerySet[Notice]:
    """For the doors of one notice."""
    return Notice.objects.select_related(
        "contract__principal", "contract__agent", "contract__group", "membership__person", "receipt__membership__person"
    )


def versions() -> QuerySet[Version]:
    """For the doors of one version."""
    return Version.objects.select_related("contract__principal", "contract__agent", "contract__group", "made_by")
