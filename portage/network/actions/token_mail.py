"""What is written of tokens: that one was made, and, once, that one will soon expire. Never the token."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from portage.core import clock, outbox
from portage.core.models import Message
from portage.core.words import day

from ..models import ApiToken, Membership
from ..queries import tokens as queries
from ..rules import tokens as rules

STILL_TOLD = "portage.network.actions.token_mail.still_told"


def tell_of_new(token: ApiToken, *, at: datetime) -> None:
    """To its person, or to the administrators for a program: who did not make it revokes it. It cannot be muted."""
    for reader in queries.told_of(token):
        with translation.override(reader.person.language):
            subject = gettext("An API token was made: %(name)s") % {"name": token.name}
            text = gettext(
                "%(maker)s made the token %(name)s, recognised by %(prefix)s. It acts as %(who)s for %(organisation)s until "
                "%(day)s. If nobody should have made it, revoke it at once."
            ) % {**_named(token), "maker": token.made_by.person.name}
        _send(token, reader, kind="account.token_made", subject=subject, text=text, at=at)


def _named(token: ApiToken) -> dict[str, str]:
    of = token.membership
    return {
        "name": token.name,
        "prefix": f"portage_{token.prefix}",
        "who": of.person.name,
        "organisation": of.organisation.name,
        "day": day(clock.day_in(of.organisation.time_zone, token.expires_at)),
    }


def _send(token: ApiToken, reader: Membership, *, kind: str, subject: str, text: str, at: datetime) -> None:
    where = reverse("network:tokens")
    if token.membership.is_program:
        where = reverse("network:organisation_tokens", args=[token.membership.organisation_id])
    outbox.send(
        reader.person, kind=kind, key=f"{kind}:{token.pk}:{reader.pk}", subject=subject, text=text, action=where,
        about=token, check=STILL_TOLD, at=at,
    )  # fmt: skip


def remind(*, at: datetime) -> int:
    """Write, once for each, of the tokens that expire within a week; how many were written of. One transaction each."""
    return sum(_remind(pk, at) for pk in list(queries.expiring(at).values_list("pk", flat=True)))


@transaction.atomic
def _remind(pk: UUID, at: datetime) -> bool:
    """Whether this run is the one that wrote: the row decides between two."""
    if not queries.expiring(at).filter(pk=pk).update(reminded_at=at):
        return False
    token = queries.tokens().get(pk=pk)
    for reader in queries.told_of(token):
        with translation.override(reader.person.language):
            named = _named(token)
            subject = gettext("An API token expires soon: %(name)s") % named
            text = (
                gettext(
                    "The token %(name)s, recognised by %(prefix)s, acts as %(who)s for %(organisation)s until %(day)s. What uses "
                    "it stops then: make a new one, give it to the program, and revoke this one."
                )
                % named
            )
        _send(token, reader, kind="network.token_expires", subject=subject, text=text, at=at)
    return True


def still_told(message: Message) -> bool:
    """Asked just before sending: nobody ended the token meanwhile, and the reader is still one of those it concerns."""
    token = queries.tokens().filter(pk=message.scope_id).first() if message.scope_id else None
    if token is None or not rules.opens(token, message.created_at):
        return False
    return any(reader.person_id == message.recipient_id for reader in queries.told_of(token))
