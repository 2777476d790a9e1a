"""What opens an account is answered, taken away or closed."""

from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import translation

from portage.core import journal
from portage.core.journal import By

from .. import queries
from ..models import Person
from .tokens import revoke_own_tokens


@transaction.atomic
def write_reset(email: str, *, language: str, once: str, at: datetime) -> None:
    """A letter to that address: a link when it has an account that lives, else that it has none. `once` writes one letter."""
    from ..accounts import letters

    person = queries.person_known_as(email)
    if person is None or not person.is_active:
        with translation.override(language):
            letters.write("unknown_account", email, at=at, context={"once": once})
        return
    key = {"uid": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
    letters.write("password_reset_key", email, at=at, context={"user": person, "once": once, **key})


@transaction.atomic
def close_sessions(person: Person, *, but: str | None = None, only: int | None = None, by: By, at: datetime) -> int:
    """Close the sessions of a person: all of them, all `but` the one with that key, or `only` one. How many were closed."""
    found = UserSession.objects.filter(user=person).exclude(session_key=but)
    found = found.filter(pk=only) if only is not None else found
    sessions = list(found)
    for session in sessions:
        session.end()
    if sessions:
        journal.record("network.sessions_closed", person, by=by, at=at, sessions=len(sessions))
    return len(sessions)


@transaction.atomic
def reset_second_factor(person: Person, *, by: By = journal.PORTAGE, at: datetime) -> int:
    """The operator takes all factors and recovery codes of a person away, who lost them: the person is told.

    Whoever said that they were lost may have been somebody else: sessions close, and the person's own API tokens end. Who must
    have a second factor sets one up at their next sign-in. How many factors were taken away.
    """
    from ..accounts import letters

    revoked = revoke_own_tokens(person, by=by, at=at)  # holds organisations, which come before people
    held = Authenticator.objects.filter(user=Person.objects.select_for_update().get(pk=person.pk))
    taken = held.count()
    held.delete()
    close_sessions(person, by=by, at=at)
    journal.record("network.second_factor_reset", person, by=by, at=at, taken=taken, tokens=revoked)
    letters.write("second_factor_reset", person.email, at=at, context={"user": person})
    return taken


@transaction.atomic
def reseal_second_factors() -> int:
    """Every secret of a second factor under the present SECRET_KEY: the former ones may go. How many were sealed anew.

    Raises InvalidToken, and changes nothing, when one opens with none of the keys.
    """
    from ..accounts.sealing import reseal

    sealed = 0
    for factor in Authenticator.objects.select_for_update().order_by("pk"):
        names = [name for name in ("secret", "seed") if name in factor.data]
        for name in names:
            factor.data[name] = reseal(factor.data[name])
        if names:
            factor.save(update_fields=["data"])
            sealed += 1
    return sealed
