"""Everything the page of one contract shows, in at most fifteen queries with the request's own, whatever its age.

What cannot exist in the present state is not asked for: a draft has no terms, a contract in force has its version.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

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
    Clearance,
    Contract,
    Document,
    EndProposal,
    LawCorrection,
    NotConcluded,
    Notice,
    PartyChange,
    Proposal,
    Revision,
    SigningAuthority,
    Term,
    Version,
)
from ..rules import verbs
from ..rules.agreed import Gap
from ..rules.amending import AMENDABLE, OPEN
from . import covered, people, signing
from .checks import gaps
from .exclusivity import Told, is_asked, told
from .law import corrections

NEWEST = 10
BEFORE_SIGNATURE = {"draft", "negotiating", "approved", "awaiting_signature"}
# What a side does for itself, on the way to a decision: the other side does not read that it does.
PRIVATE = ("contracts.commission_told", "contracts.renewal_decided", "contracts.end_answered")
AFTER_SIGNATURE = {"signed", "in_force", "notice_given", "ended"}


def contracts() -> QuerySet[Contract]:
    """Contracts with their parties and what tells which further questions are worth asking."""
    own = OuterRef("pk")
    answers = Choice.objects.filter(contract=own, question="renewal_choice").order_by("-at", "-id")
    clearances = Clearance.objects.filter(contract=own, version=OuterRef("version_number"))
    return Contract.objects.select_related(
        "principal", "agent", "group", "model_version__model", "amends", "formalises", "extends"
    ).annotate(
        has_notice=Exists(Notice.objects.filter(contract=own)),
        has_proposal=Exists(EndProposal.objects.filter(contract=own)),
        principal_cleared=Exists(clearances.filter(side="principal")),
        agent_cleared=Exists(clearances.filter(side="agent")),
        has_open_points=Exists(Proposal.objects.filter(contract=own, answer__isnull=True)),
        law_corrected=Exists(LawCorrection.objects.all()),
        amendment_open=Exists(Contract.objects.filter(amends=own, status__in=OPEN)),
        has_amendment=Exists(Contract.objects.filter(amends=own)),
        has_writing=Exists(Contract.objects.filter(formalises=own).exclude(status="withdrawn")),
        has_party_change=Exists(PartyChange.objects.filter(contract=own)),
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
    table: signing.Table | None = None
    stopped: NotConcluded | None = None
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
    table = signing.table(contract, today)
    awaited = people.awaited(contract, acts) if status == "negotiating" else []
    free = told(contract, acting.person) if is_asked(contract) else None
    return Page(
        contract=contract,
        side=people.side_of(contract, acting.organisation.pk),
        today=today,
        law=records.jurisdiction(contract.law, corrections() if contract.law_corrected else ()),
        facts=facts(
            contract,
            acting,
            acts=acts,
            notices=notices,
            proposal=proposal,
            signatories=signers,
            awaited=awaited,
            free=free,
            paper=table,
        ),
        covered=covers,
        acts=acts,
        table=table,
        stopped=signing.stopped(contract) if is_open and contract.version_number > 1 else None,
        data=data,
        terms=terms_of(contract) if contract.term_number else [],
        documents=documents_of(contract) if not is_open else [],
        notices=notices,
        proposal=proposal,
        awaited=awaited,
        signatories=signers,
        gaps=gaps(contract, today) if status == "draft" and contract.nature != "moral" else [],
        entries=list(entries(contract, acting.organisation.pk)[: NEWEST * 3]),
    )


def facts(
    contract: Any,
    acting: Acting,
    *,
    acts: list[people.Act],
    notices: list[Notice],
    proposal: EndProposal | None,
    signatories: list[SigningAuthority],
    awaited: list[tuple[str, frozenset[str]]],
    free: Told | None,
    paper: signing.Table | None = None,
) -> verbs.Facts:
    """What `rules.verbs` decides from; `paper` is asked for only while a document awaits signature."""
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
        way=contract.signature,
        receivable=any(n.side != side and not hasattr(n, "receipt") for n in notices),
        annullable=late.side if late else "",
        proposed_by=proposal.side if proposal else "",
        scan_by=paper.scan_by if paper else "",
        too_late=paper.too_late if paper else False,
        exclusivity=free.reading.code if free else "",
        last=len(awaited) == 1 and awaited[0][0] == side and acting.role in awaited[0][1],
        amends=contract.amends_id is not None,
        amended_over=contract.amends is not None and contract.amends.status not in AMENDABLE,
        amendment_open=getattr(contract, "amendment_open", False),
        writing_asked=getattr(contract, "has_writing", False),
        points_open=contract.has_open_points,
    )


def facts_now(contract: Any, acting: Acting, *, today: date) -> verbs.Facts:
    """The same facts for a door that shows one verb, or for the API."""
    return facts(
        contract,
        acting,
        acts=(acts := people.acts(contract)),
        awaited=people.awaited(contract, acts) if contract.status == "negotiating" else [],
        free=told(contract, acting.person) if is_asked(contract) else None,
        notices=notices_of(contract),
        proposal=proposal_of(contract),
        signatories=people.signatories(contract, today),
        paper=signing.table(contract, today),
    )


def frozen(contract: Contract) -> ContractData | None:
    """The data of the newest version."""
    version = Version.objects.filter(contract=contract, number=contract.version_number).only("data").first()
    return build(version.data) if version else None


def terms_of(contract: Contract) -> list[Term]:
    """The terms that hold: those whose renewal was annulled are history."""
    return list(Term.objects.filter(contract=contract, annulment__isnull=True).order_by("number"))


def documents_of(contract: Contract) -> list[Document]:
    """Newest first, each with why it binds nobody, if so; of a signed one the hash of its newest state as `newest_sha256`."""
    newest = Revision.objects.filter(document=OuterRef("pk")).order_by("-number").values("sha256")
    found = Document.objects.filter(contract=contract).select_related("file", "not_concluded")
    return list(found.annotate(newest_sha256=Subquery(newest[:1])).order_by("-made_at", "-pk"))


def notices_of(contract: Contract) -> list[Notice]:
    """Oldest first, with their receipts and who gave them."""
    return list(Notice.objects.filter(contract=contract).select_related("receipt", "membership__person").order_by("at"))


def proposal_of(contract: Contract) -> EndProposal | None:
    """The newest proposal to end by agreement: the one on the table, unless the contract ends by that day already."""
    newest = EndProposal.objects.filter(contract=contract).select_related("membership__person").order_by("-at").first()
    settled = newest is not None and contract.ends_on is not None and contract.ends_on <= newest.last_day
    return None if settled else newest


def entries(contract: Contract, own: UUID) -> QuerySet[Entry]:
    """The journal of the contract as one organisation reads it, newest first, with who and the erasable words.

    Not who read it; nor what the other side prepares for itself (PRIVATE). A third party reads none of either side's.
    """
    mine = {contract.principal_id} if own == contract.principal_id else {contract.agent_id, contract.group_id}
    theirs = Q(kind__in=PRIVATE)
    if own in mine:
        theirs &= ~Q(on_behalf_of__in=mine)
    return of_scope(contract).exclude(kind=READ).exclude(theirs)


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
