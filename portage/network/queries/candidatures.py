"""Named reads of candidatures."""

from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from portage.core.journal import reading
from portage.core.models import Entry

from .. import access
from ..access import PERMISSIONS, Acting
from ..models import Candidature, CandidaturePage, Organisation
from ..models.candidatures import ARROWS, OPEN
from ..rules import candidatures as rules

ORDERS = {
    "received": ("-confirmed_at", "pk"),
    "company": ("sorted_as", "pk"),
    "country": ("country", "sorted_as", "pk"),
}


def candidatures() -> QuerySet[Candidature]:
    """Those that were confirmed, with what their lines show."""
    found = Candidature.objects.exclude(status=Candidature.Status.UNCONFIRMED)
    return found.select_related("group", "sme", "decided_by__person")


def entries(candidature: Candidature) -> QuerySet[Entry]:
    """What happened to a candidature that the caller may see, the newest first."""
    return reading.of_scope(candidature)


def by_status(candidatures: QuerySet[Candidature]) -> dict[str, int]:
    """How many are in each state, among those that the caller may see."""
    return dict(candidatures.order_by().values_list("status").annotate(Count("pk")))


def to_answer(acting: Acting) -> QuerySet[Candidature]:
    """Those that wait for an answer of this person: none for who does not answer."""
    if not acting.may(rules.PERMISSION):
        return Candidature.objects.none()
    return access.visible(acting.person, Candidature.objects.filter(status=Candidature.Status.RECEIVED))


def next_to_answer(acting: Acting, after: Candidature) -> Candidature | None:
    """The one that came next after this one and waits: forty of them are read in the order in which they came."""
    waiting = to_answer(acting).exclude(pk=after.pk).order_by("confirmed_at", "pk")
    return waiting.filter(confirmed_at__gte=after.confirmed_at).first() or waiting.first()


def verdicts(candidature: Candidature, acting: Acting) -> dict[str, str]:
    """The answers that may follow, each with why it is refused to this person."""
    given = frozenset(permission for permission, roles in PERMISSIONS.items() if acting.role in roles)
    return rules.verdicts(ARROWS.table[candidature.status], given)


def open_page(key: str) -> CandidaturePage | None:
    """The page that this address opens; closed and absent are the same nothing."""
    found = CandidaturePage.objects.filter(key=key.lower(), opened_at__isnull=False)
    return found.filter(organisation__archived_at__isnull=True).select_related("organisation").first()


def page_of(group: Organisation) -> CandidaturePage | None:
    """The page of a group, open or closed; None before it was ever written."""
    return CandidaturePage.objects.filter(organisation=group).first()


def made_of_a_day(group: Organisation, at: datetime) -> int:
    """How many were sent to the group in the last day, confirmed or not."""
    return group.candidatures.filter(made_at__gt=at - rules.DAY).count()


def letters_before(candidature: Candidature) -> int:
    """How many candidatures asked for a letter to the same address in the day before this one, to whatever groups."""
    since = Q(made_at__gt=candidature.made_at - rules.DAY)
    earlier = Q(made_at__lt=candidature.made_at) | Q(made_at=candidature.made_at, pk__lt=candidature.pk)
    return Candidature.objects.filter(since & earlier, email=candidature.email).count()


def is_open_already(candidature: Candidature) -> bool:
    """Whether another one of the same address waits at the same group."""
    same = Candidature.objects.filter(group=candidature.group_id, email=candidature.email, status__in=OPEN)
    return same.exclude(pk=candidature.pk).exists()


def of_letter(pk: UUID | None) -> Candidature | None:
    """The candidature that the key of a letter names."""
    return Candidature.objects.select_related("group").filter(pk=pk).first() if pk else None


def same_company(group: Organisation, facts: dict) -> Organisation | None:
    """An SME that the group sees and that has one of these numbers. Those of others are nobody's business here."""
    found = Q()
    if siren := facts.get("siren"):
        found |= Q(siren=siren) | Q(siret__startswith=siren) | Q(vat__startswith="FR", vat__endswith=siren)
    if vat := facts.get("vat"):
        found |= Q(vat=vat)
    if lei := facts.get("lei"):
        found |= Q(lei=lei)
    if registration := facts.get("registration"):
        found |= Q(registration__iexact=registration, country=facts["country"])
    return access.seen_by(group, Organisation.objects.filter(found)).first() if found else None
