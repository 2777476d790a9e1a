"""What waits for one person: contracts on which a verb is theirs to use now, each with the most pressing reason.

Reasons, in that order: sign, confirm_scan (a scan that the other side brought), bring_scan (signed by hand), acknowledge
(a notice that the other side gave), annul (its letter came in time but was typed late), accept_end (its proposal), answer
(a point of a negotiation), approve, clear (exclusivity), confirm (a moral contract), duty (registration, a claim),
question (of law, for counsel), draft (left unfinished). The rules of the verbs are those of `rules.verbs`; here they
are asked of all contracts at once.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When

from portage.network import access
from portage.network.access import Acting
from portage.network.roles import Kind, Role

from ..models import (
    Approval,
    Clearance,
    Confirmation,
    Contract,
    EndProposal,
    Notice,
    PaperCopy,
    Proposal,
    Signature,
    SigningAuthority,
)
from ..rules.approvers import required
from .duties import open_duties
from .portfolio import contracts

RUNNING = ["in_force", "notice_given"]
DUTY_NEAR = timedelta(days=30)


def waiting(acting: Acting, *, today: date, questions: Collection[UUID] = ()) -> QuerySet[Contract]:
    """The contracts and amendments that wait for this person, with `reason`. `questions`: drafts with an open question of law."""
    rows = access.visible(acting.person, contracts(Contract.objects.all())).filter(
        condition(acting, today=today, questions=questions)
    )
    cases = [When(asked, then=Value(reason)) for reason, asked in _asked(acting, today, questions)]
    return rows.annotate(reason=Case(*cases, default=Value(""), output_field=CharField()))


def condition(acting: Acting, *, today: date, questions: Collection[UUID] = ()) -> Q:
    """What holds for the contracts that wait for this person; to be asked of visible contracts only."""
    anything = Q(pk__in=[])
    for _reason, asked in _asked(acting, today, questions):
        anything |= asked
    return anything & party(acting)


def for_me(acting: Acting, *, today: date, questions: Collection[UUID] = ()) -> Q:
    """The same for a list of contracts: one stands there too when its amendment waits."""
    asked = condition(acting, today=today, questions=questions)
    amendments = access.visible(acting.person, Contract.objects.filter(amends__isnull=False)).filter(asked)
    return asked | Q(pk__in=amendments.values("amends"))


def side_of(acting: Acting) -> str:
    """The side on which this person's organisation stands: carried SMEs are principals."""
    return "principal" if acting.organisation.kind == Kind.CARRIED_SME else "agent"


def party(acting: Acting) -> Q:
    """The contracts to which this person's organisation is a party, or whose agent is of its group."""
    own = acting.organisation.pk
    return Q(principal=own) if side_of(acting) == "principal" else Q(agent=own) | Q(group=own)


def _asked(acting: Acting, today: date, questions: Collection[UUID]) -> Iterator[tuple[str, Q]]:
    """Each reason that this role may act on, in their order, with the contracts it holds for."""
    side = side_of(acting)
    for reason, (permission, holds) in VERBS.items():
        if acting.may(permission):
            yield reason, holds(acting, side, today)
    if questions:
        yield "question", Q(status="draft", pk__in=list(questions))
    if acting.role == Role.PORTAGE_MANAGER:
        yield "draft", Q(status="draft") & ~Q(nature="moral")


def _notices(side: str) -> QuerySet[Notice]:
    """Notices that the other side gave."""
    return Notice.objects.exclude(side=side).order_by()


def _received(acting: Acting, side: str, today: date) -> Q:
    """A notice of the other side whose receipt this side has not confirmed, while it runs; an end for default at any time."""
    awaited = _notices(side).filter(receipt__isnull=True)
    defaults = Q(status="ended", pk__in=awaited.filter(serious_default=True).values("contract"))
    return Q(status__in=RUNNING, pk__in=awaited.values("contract")) | defaults


def _typed_late(acting: Acting, side: str, today: date) -> Q:
    """The other side's letter was presented in time and typed after the renewal that it refuses."""
    late = _notices(side).filter(refuses_renewal_of_term__lt=F("contract__term_number"))
    return Q(status__in=RUNNING, pk__in=late.values("contract"))


def _declared(acting: Acting, side: str, today: date) -> Q:
    """A moral contract that this side has not confirmed."""
    confirmed = Confirmation.objects.filter(contract=OuterRef("pk"), side=side)
    return Q(Q(status="draft", nature="moral"), ~Exists(confirmed))


def _to_sign(acting: Acting, side: str, today: date) -> Q:
    """Documents ready to be signed by this very person, whose side has not signed."""
    held = _held(acting, side, today).filter(jointly=False)
    signed = Signature.objects.filter(
        document__contract=OuterRef("pk"),
        document__kind="contract",
        document__number=OuterRef("version_number"),
        side=side,
    )
    covers = Q(Exists(held.filter(signs_contracts=True)), amends__isnull=True)
    covers |= Q(Exists(held.filter(signs_amendments=True)), amends__isnull=False)
    return Q(covers, ~Exists(signed), status="awaiting_signature", signature=Contract.Way.ADVANCED)


def _held(acting: Acting, side: str, today: date) -> QuerySet[SigningAuthority]:
    """The authorities of this person for the party on that side, on that day."""
    held = SigningAuthority.objects.filter(
        membership=acting.membership, from_day__lte=today, organisation=OuterRef(side)
    )
    return held.filter(Q(until_day__isnull=True) | Q(until_day__gte=today))


def _to_compare(acting: Acting, side: str, today: date) -> Q:
    """A scan of the signed paper that the other side brought: the newest one."""
    newest = PaperCopy.objects.filter(document=OuterRef("document")).order_by("-pk").values("pk")[:1]
    theirs = PaperCopy.objects.filter(pk=Subquery(newest)).exclude(side=side)
    on_table = theirs.filter(document__number=F("document__contract__version_number"))
    return Q(status="awaiting_signature", pk__in=on_table.values("document__contract"))


def _to_bring(acting: Acting, side: str, today: date) -> Q:
    """A contract to be signed by hand, of which no scan is on the table, for who is recorded as a signatory."""
    held = _held(acting, side, today)
    brought = PaperCopy.objects.filter(
        document__contract=OuterRef("pk"), document__number=OuterRef("version_number"), document__kind="contract"
    )
    return Q(Q(status="awaiting_signature", signature=Contract.Way.PAPER), Exists(held), ~Exists(brought))


def _to_answer(acting: Acting, side: str, today: date) -> Q:
    """Contracts under negotiation where the other side proposed something that has no answer."""
    theirs = Proposal.objects.filter(answer__isnull=True).exclude(side=side).order_by()
    return Q(status="negotiating", pk__in=theirs.values("contract"))


def _to_approve(acting: Acting, side: str, today: date) -> Q:
    """Versions that nobody has approved in this person's stead, and on which nothing is open."""
    stead = next((roles for roles in required(side, {Role.LEGAL_COUNSEL}) if acting.role in roles), None)
    if stead is None:
        return Q(pk__in=[])
    given = Approval.objects.filter(
        version__contract=OuterRef("pk"), version__number=OuterRef("version_number"), side=side, role__in=stead
    )
    is_open = Proposal.objects.filter(contract=OuterRef("pk"), answer__isnull=True)
    return Q(Q(status="negotiating"), ~Exists(given), ~Exists(is_open))


def _to_clear(acting: Acting, side: str, today: date) -> Q:
    """Versions, and moral contracts that this side has confirmed, for which it has not confirmed exclusivity."""
    given = Clearance.objects.filter(contract=OuterRef("pk"), version=OuterRef("version_number"), side=side)
    declared = Q(status="draft", nature="moral", pk__in=Confirmation.objects.filter(side=side).values("contract"))
    return Q(Q(status="negotiating") | declared, ~Exists(given))


def _proposed(acting: Acting, side: str, today: date) -> Q:
    """The other side's proposal to end is on the table: the newest one, not past, not already agreed."""
    newest = EndProposal.objects.filter(contract=OuterRef("contract")).order_by("-at").values("pk")[:1]
    open_ones = EndProposal.objects.filter(pk=Subquery(newest), last_day__gte=today).exclude(side=side)
    still = Q(contract__ends_on__isnull=True) | Q(contract__ends_on__gt=F("last_day"))
    return Q(status__in=RUNNING, pk__in=open_ones.filter(still).values("contract"))


def _owed(acting: Acting, side: str, today: date) -> Q:
    """A duty of this side that is late, comes within thirty days, or has no day yet."""
    return Q(pk__in=open_duties(side, until=today + DUTY_NEAR).values("contract"))


# reason: the permission that its verb asks, the contracts it holds for
VERBS: Mapping[str, tuple[str, Callable[[Acting, str, date], Q]]] = {
    "sign": ("contracts.sign_contract", _to_sign),
    "confirm_scan": ("contracts.sign_contract", _to_compare),
    "bring_scan": ("contracts.sign_contract", _to_bring),
    "acknowledge": ("contracts.acknowledge_notice", _received),
    "annul": ("contracts.give_notice", _typed_late),
    "accept_end": ("contracts.end_contract", _proposed),
    "answer": ("contracts.negotiate_contract", _to_answer),
    "approve": ("contracts.approve_contract", _to_approve),
    "clear": ("contracts.negotiate_contract", _to_clear),
    "confirm": ("contracts.confirm_moral_contract", _declared),
    "duty": ("contracts.finish_duty", _owed),
}
REASONS = (*VERBS, "question", "draft")
