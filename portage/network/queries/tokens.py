"""Named reads of API tokens and of the programs that act by them."""

from datetime import datetime, timedelta

from django.db.models import Prefetch, QuerySet

from ..keys.tokens import digest_of, is_ours
from ..models import ApiToken, Membership, Organisation
from ..rules import tokens as rules

WHOSE = ("membership__person", "membership__organisation")


def tokens() -> QuerySet[ApiToken]:
    """Tokens with whom they act for, the newest first."""
    return ApiToken.objects.select_related(*WHOSE, "made_by__person").order_by("-made_at")


def of_people(organisation: Organisation, at: datetime) -> QuerySet[ApiToken]:
    """The live tokens of the people who belong to it; those of programs stand with their program."""
    found = tokens().filter(membership__organisation=organisation, membership__ended_at__isnull=True)
    open_now = found.filter(membership__is_program=False, revoked_at__isnull=True, expires_at__gt=at)
    return open_now.order_by("membership__person__name", "-made_at")


def programs(organisation: Organisation) -> QuerySet[Membership]:
    """The programs that act for one organisation, by name, each with its tokens."""
    found = organisation.memberships.filter(ended_at__isnull=True, is_program=True)
    kept = Prefetch("api_tokens", queryset=tokens())
    return found.select_related("person", "organisation").prefetch_related(kept).order_by("person__name")


def tokens_of(program: Membership) -> list[ApiToken]:
    """The tokens of a program, the newest first; already read where `programs` was asked."""
    return list(program.api_tokens.all())


def live(membership: Membership, at: datetime) -> QuerySet[ApiToken]:
    """The tokens of one membership that are neither revoked nor expired."""
    return membership.api_tokens.filter(revoked_at__isnull=True, expires_at__gt=at)


def token_opened_by(text: str, at: datetime) -> ApiToken | None:
    """The token whose text that is, if it opens anything now; None whatever the reason. At most one query."""
    if not is_ours(text):
        return None
    found = ApiToken.objects.select_related(*WHOSE).filter(digest=digest_of(text)).first()
    return found if found and rules.opens(found, at) else None


def expiring(at: datetime) -> QuerySet[ApiToken]:
    """The tokens of which somebody must be reminded now: live, in their last days, and nobody was."""
    near = ApiToken.objects.filter(expires_at__gt=at, expires_at__lte=at + timedelta(days=rules.REMIND_DAYS))
    wanted = near.filter(reminded_at__isnull=True, revoked_at__isnull=True)
    return wanted.filter(
        membership__ended_at__isnull=True,
        membership__person__is_active=True,
        membership__organisation__archived_at__isnull=True,
    ).order_by("pk")


def told_of(token: ApiToken) -> list[Membership]:
    """Whom to tell of a token: its person; of a program's, the administrators of its organisation."""
    if not token.membership.is_program:
        return [token.membership]
    keepers = token.membership.organisation.memberships.filter(ended_at__isnull=True, is_administrator=True)
    return list(keepers.filter(person__is_active=True).select_related("person").order_by("pk"))
