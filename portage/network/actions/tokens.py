"""Tokens of the API: made, told once, revoked; and the programs that act by them."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from portage.core import journal
from portage.core.ids import uuid4, uuid7
from portage.core.journal import By
from portage.core.refusals import Forbidden, Invalid, Refused

from ..keys.tokens import digest_of, new_text
from ..models import ApiToken, Membership, Organisation, Person
from ..models.people import PROGRAMS
from ..queries import tokens as queries
from ..roles import Role
from ..rules import tokens as rules
from .keeping import check_in_person, check_keeper, check_lives, check_role, lock, lock_member
from .people import join
from .token_mail import tell_of_new


@transaction.atomic
def make_token(
    membership: Membership,
    *,
    name: str,
    scopes: Iterable[str],
    days: int,
    by: By,
    at: datetime,
    number: UUID | None = None,
) -> tuple[ApiToken, str]:
    """A new token and its text, told this once. Those made before go on: two may live at once.

    A member makes their own, an administrator those of a program. `number` is the page's own: the same page sent twice
    makes one token. Refused for no known scope, another length than offered, and more than twenty live ones.
    """
    membership = lock_member(membership)
    _check_holder(membership, by)
    wanted = _scopes(scopes)
    if days not in rules.LENGTHS:
        raise Invalid("unknown_length", _("A token is made for 30, 90 or 365 days."), field="days")
    if queries.live(membership, at).count() >= rules.MOST_TOKENS:
        raise Refused("too_many_tokens", _("Twenty tokens live already: revoke one that nobody uses."))
    prefix, text = new_text()
    token = _kept(
        ApiToken(
            pk=number or uuid7(), membership=membership, name=name.strip(), scopes=wanted, prefix=prefix,
            digest=digest_of(text), made_at=at, made_by=by.membership or membership,
            expires_at=rules.good_until(at, days, membership.organisation.time_zone),
        )
    )  # fmt: skip
    journal.record(
        "network.token_made", membership.organisation, by=by, at=at, text={"name": token.name}, token=token.pk,
        membership=membership.pk, scopes=wanted, expires_at=token.expires_at,
    )  # fmt: skip
    tell_of_new(token, at=at)
    return token, text


def _check_holder(membership: Membership, by: By) -> None:
    """Raise Forbidden unless `by` may make a token that acts through this membership, which is locked: their own, or a
    program's of the organisation whose members they keep. Nobody makes one that acts for another person."""
    check_lives(membership.organisation)
    check_in_person(by)
    if membership.ended_at is not None:
        raise Refused("left", _("This member has left the organisation."))
    if membership.is_program:
        check_keeper(membership.organisation, by)
    elif by.person is not None and by.person.pk != membership.person_id:
        raise Forbidden("not_yours", _("Each person makes their own tokens, and nobody else's."))


def _scopes(wanted: Iterable[str]) -> list[str]:
    """Known scopes, in the order of the table. Raises Invalid for another one, and for none."""
    given = set(wanted)
    if not given or given - set(rules.SCOPES):
        raise Invalid("unknown_scope", _("Choose what the token may open: one part at least."), field="scopes")
    return [scope for scope in rules.SCOPES if scope in given]


def _kept(token: ApiToken) -> ApiToken:
    """The row, validated. Raises Refused when the page that asks for it was sent before."""
    token.clean_fields(exclude=["membership", "made_by", "revoked_at", "last_used_on", "reminded_at"])
    try:
        with transaction.atomic():
            token.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(
            "already_made",
            _("This page was sent already: that token is made, and its text was shown once. Begin again for another."),
        ) from error
    return token


@transaction.atomic
def revoke_token(token: ApiToken, *, by: By, at: datetime) -> None:
    """It opens nothing more, from the next request on. By its person, or by an administrator. Twice changes nothing."""
    membership = lock_member(token.membership)
    check_in_person(by)
    if by.person is not None and by.person.pk != membership.person_id:
        check_keeper(membership.organisation, by)
    token = ApiToken.objects.select_for_update().get(pk=token.pk)
    if token.revoked_at is not None:
        return
    _end(token, membership, by=by, at=at)


def _end(token: ApiToken, membership: Membership, *, by: By, at: datetime) -> None:
    token.revoked_at = at
    token.save(update_fields=["revoked_at"])
    journal.record(
        "network.token_revoked", membership.organisation, by=by, at=at, token=token.pk, membership=membership.pk
    )


@transaction.atomic
def revoke_own_tokens(person: Person, *, by: By, at: datetime) -> int:
    """What this person's own tokens open ends, in every organisation; how many. Those of programs that they made go on:
    these act for the organisation, whose administrators keep them."""
    revoked = 0
    for membership in person.memberships.filter(ended_at=None).order_by("organisation_id", "pk"):
        membership = lock_member(membership)
        for token in queries.live(membership, at).select_for_update():
            _end(token, membership, by=by, at=at)
            revoked += 1
    return revoked


@transaction.atomic
def add_program(organisation: Organisation, *, name: str, role: str, by: By, at: datetime) -> Membership:
    """A program becomes a member: it acts by its tokens, in the role given, under its own name, and outlives its maker.

    By an administrator of the organisation itself. Refused for a name that another of its programs bears.
    """
    organisation = lock(organisation)
    check_keeper(organisation, by)
    if by.person is not None and by.organisation != organisation.pk:
        raise Forbidden("not_keeper", _("Its administrators keep the members of an organisation, and nobody else."))
    check_lives(organisation)
    check_role(organisation, role)
    present = list(queries.programs(organisation))
    if len(present) >= rules.MOST_PROGRAMS:
        raise Refused("too_many_programs", _("Fifty programs act for it already: end one that nobody uses."))
    if name.strip().casefold() in {one.person.name.casefold() for one in present}:
        raise Refused("name_taken", _("A program of this organisation bears this name already."), field="name")
    program = Person(
        email=f"{uuid4().hex}{PROGRAMS}", name=name.strip(), is_program=True, joined_at=at,
        language=organisation.language, time_zone=organisation.time_zone,
    )  # fmt: skip
    program.set_unusable_password()
    program.full_clean(validate_constraints=False)
    program.save(force_insert=True)
    membership = join(program, organisation, role=Role(role), by=by, at=at)
    journal.record("network.program_added", organisation, by=by, at=at, membership=membership.pk, role=role)
    return membership


def note_use(token: ApiToken, *, on: date) -> None:
    """Keep the day on which it was last used: one statement a day and no lock, however often a program asks."""
    if token.last_used_on != on:
        ApiToken.objects.filter(pk=token.pk).update(last_used_on=on)
