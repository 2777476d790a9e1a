"""A manager of the bench's world, logged in: the value of their session cookie."""

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command

from tests.bench.portfolio_data import make_world


def session_of_a_manager(*, contracts: int) -> str:
    """Make the world and a session for the manager who sees 300 contracts of it."""
    call_command("createcachetable")
    person = make_world(contracts).light.person
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return session.session_key
