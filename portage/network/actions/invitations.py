"""A person is invited, by the key of a letter joins, or is not wanted any more."""

from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portage.core import clock, journal, outbox
from portage.core.journal import By
from portage.core.models import Message
from portage.core.refusals import Forbidden, Refused
from portage.core.words import day

from .. import queries
from ..keys.invitations import key_of
from ..models import Invitation, Membership, Organisation, Person
from ..rules import members as rules
from .keeping import check_keeper, check_lives, check_role, lock, revoke
from .people import join

STILL_OPEN = "portage.network.actions.invitations.still_open"


@transaction.atomic
def invite(
    organisation: Organisation,
    *,
    email: str,
    role: str,
    by: By,
    at: datetime,
    is_administrator: bool = False,
    title: str = "",
    language: str = "",
) -> Invitation:
    """Ask an address to act for the organisation. The letter goes out with it.

    Refused for a role that its kind does not have, a member, an address that is asked already, and too many a day.
    Whether the address has an account elsewhere is told to nobody.
    """
    organisation, email = lock(organisation), email.strip().lower()
    check_keeper(organisation, by)
    check_lives(organisation)
    check_role(organisation, role)
    if queries.member_known_as(organisation, email):
        raise Refused("already_member", _("This person already belongs to the organisation."), field="email")
    if not is_administrator and not queries.administrators(organisation).exists():
        raise Refused(
            "no_administrator",
            _("Nobody administers this organisation yet: make the first person an administrator."),
            field="is_administrator",
        )
    _make_room(organisation, email, by=by, at=at)
    invitation = Invitation.objects.create(
        organisation=organisation,
        email=email,
        role=role,
        is_administrator=is_administrator,
        title=title,
        language=language or organisation.language,
        invited_by=by.membership,
        made_at=at,
        sent_at=at,
        expires_at=rules.good_until(at, organisation.time_zone),
    )
    journal.record(
        "network.invited", organisation, by=by, at=at, text={"email": email}, invitation=invitation.pk, role=role,
        is_administrator=is_administrator,
    )  # fmt: skip
    _write(invitation, at)
    return invitation


def _make_room(organisation: Organisation, email: str, *, by: By, at: datetime) -> None:
    """An open invitation of that address is refused, one whose time has passed gives way; so many a day, no more."""
    for former in organisation.invitations.filter(email=email, accepted_at=None, revoked_at=None):
        if rules.state(former, at) == "waiting":
            raise Refused(
                "already_invited", _("This address is invited already: send the letter again."), field="email"
            )
        revoke([former], by=by, at=at)
    letters, newest = queries.letters_of_a_day(organisation, email, at)
    if letters >= rules.MOST_LETTERS or (newest and at < newest + rules.BETWEEN_LETTERS):
        raise Refused(
            "too_often", _("This address has had letters enough for now: wait before another."), field="email"
        )
    if organisation.invitations.filter(made_at__gt=at - timedelta(days=1)).count() >= rules.MOST_A_DAY:
        raise Refused("too_many", _("Enough invitations for today: go on tomorrow."), field="email")


@transaction.atomic
def resend_invitation(invitation: Invitation, *, by: By, at: datetime) -> Invitation:
    """Another letter, good for as long as the first was. The letters before it open nothing more."""
    invitation = _open(invitation, by)
    refusal = rules.letter_refusal(invitation, at)
    if refusal == "too_often":
        raise Refused("too_often", _("Five letters went out already: revoke this invitation and write to the person."))
    if refusal:
        raise Refused("too_soon", _("A letter went out a moment ago: wait ten minutes before another."))
    invitation.round, invitation.sent_at, invitation.expires_at = (
        invitation.round + 1,
        at,
        rules.good_until(at, invitation.organisation.time_zone),
    )
    invitation.save(update_fields=["round", "sent_at", "expires_at"])
    journal.record("network.invited_again", invitation.organisation, by=by, at=at, invitation=invitation.pk)
    _write(invitation, at)
    return invitation


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, by: By, at: datetime) -> None:
    """Its letters open nothing more; one that waits to be sent is not sent."""
    revoke([_open(invitation, by)], by=by, at=at)


def _held(invitation: Invitation) -> Invitation:
    """The invitation, locked, its organisation before it."""
    lock(invitation.organisation)
    return Invitation.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=invitation.pk)


def _open(invitation: Invitation, by: By) -> Invitation:
    """The invitation, locked, if `by` keeps its organisation's members and it is not over."""
    invitation = _held(invitation)
    check_keeper(invitation.organisation, by)
    if invitation.accepted_at is not None or invitation.revoked_at is not None:
        raise Refused("over", _("This invitation is over: it was accepted or revoked."))
    return invitation


def _check_opens(invitation: Invitation, round: int, at: datetime) -> None:
    """Raise Refused unless the letter of that round opens it now, into an organisation that lives."""
    if invitation.round != round or rules.state(invitation, at) != "waiting":
        raise Refused("over", _("This invitation is no longer open."))
    check_lives(invitation.organisation)


@transaction.atomic
def accept_invitation(invitation: Invitation, *, round: int, person: Person, at: datetime, by: By) -> Membership:
    """`person`, who holds the newest letter and whose address it was sent to, joins. A second time is refused."""
    invitation = _held(invitation)
    _check_opens(invitation, round, at)
    left_since = person.memberships.filter(organisation=invitation.organisation, ended_at__gte=invitation.sent_at)
    if left_since.exists():
        raise Refused("over", _("This invitation is no longer open."))
    if not queries.owns_address(person, invitation.email):
        raise Forbidden("other_address", _("This invitation was sent to another address than yours."))
    membership = join(
        person, invitation.organisation, role=invitation.role, is_administrator=invitation.is_administrator,
        title=invitation.title, by=By(person, invitation.organisation_id, by.address, by.agent), at=at,
    )  # fmt: skip
    invitation.accepted_at, invitation.accepted_as = at, membership
    invitation.save(update_fields=["accepted_at", "accepted_as"])
    if invitation.is_administrator:
        _close_the_door_of_others(invitation.organisation, by=by, at=at)
    return membership


def _close_the_door_of_others(organisation: Organisation, *, by: By, at: datetime) -> None:
    """It has an administrator now: what another organisation sent in its name opens nothing more."""
    sent = organisation.invitations.filter(accepted_at=None, revoked_at=None)
    revoke(sent.exclude(invited_by__organisation=organisation).select_related("organisation"), by=by, at=at)


@transaction.atomic
def open_account(
    invitation: Invitation, *, round: int, name: str, password: str, language: str, at: datetime, by: By
) -> Membership:
    """The invited person, new here, chooses name and password, and joins. Holding the letter proves the address.

    Their pages go on in the `language` in which they read this one.
    """
    invitation = _held(invitation)
    _check_opens(invitation, round, at)
    if queries.has_account(invitation.email):
        raise Refused("account_exists", _("This address has an account: sign in, then accept."))
    person = Person(
        email=invitation.email, name=name, language=language, time_zone=invitation.organisation.time_zone,
        joined_at=at,
    )  # fmt: skip
    person.set_password(password)
    try:
        with transaction.atomic():
            person.save()
            EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    except IntegrityError as error:  # another letter to the same address was opened in the same moment
        raise Refused("account_exists", _("This address has an account: sign in, then accept.")) from error
    return accept_invitation(invitation, round=round, person=person, at=at, by=by)


def _write(invitation: Invitation, at: datetime) -> None:
    """The letter: who invites, for whom, as what, until when. It goes to the address: an account may not exist."""
    author: Any = invitation.invited_by
    with translation.override(invitation.language):
        named = {
            "organisation": invitation.organisation.name, "author": author.person.name, "of": author.organisation.name,
            "role": invitation.get_role_display(), "day": day(clock.day_in(invitation.organisation.time_zone, invitation.expires_at)),
        }  # fmt: skip
        subject = gettext("You are invited to act for %(organisation)s on Portage") % named
        text = (
            gettext(
                "%(author)s, %(of)s, invites you to act for %(organisation)s as %(role)s. The link is for you alone, once, "
                "until %(day)s. If you do not know them, do nothing: nobody joins without opening it."
            )
            % named
        )
    outbox.send_to_address(
        invitation.email,
        kind="account.invitation",
        key=f"invitation:{invitation.pk}:{invitation.round}",
        subject=subject,
        text=text,
        language=invitation.language,
        action=reverse("network:invitation", args=[key_of(invitation)]),
        about=invitation,
        check=STILL_OPEN,
        at=at,
    )


def still_open(message: Message) -> bool:
    """Asked just before a letter is sent: nobody accepted, revoked or renewed the invitation meanwhile."""
    if message.scope_id is None:
        return False
    found = Invitation.objects.filter(pk=message.scope_id, accepted_at=None, revoked_at=None).first()
    return found is not None and message.key == f"invitation:{found.pk}:{found.round}"
