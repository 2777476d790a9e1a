"""Who an address names, and whether a password is theirs. Every wrong login costs one password hash, whoever it names."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from .. import queries
from ..models import Person


class Backend(AuthenticationBackend):
    """One address names one person: one hash, be they known, unknown, deactivated or without a password."""

    def authenticate(self, request: Any, **credentials: Any) -> Person | None:
        """A deactivated account is answered as a wrong password is: nobody learns that the password was right."""
        found = super().authenticate(request, **credentials)
        self.unstash_authenticated_user()
        return found if isinstance(found, Person) else None

    def _authenticate_by_email(self, email: str, password: str) -> Any:
        return self._check_password(queries.person_known_as(email), password)

    def get_user(self, user_id: Any) -> Person | None:
        """Who a session names, with whether they have a second factor, in one query."""
        person = queries.people_with_factors().filter(pk=user_id).first()
        return person if person is not None and person.is_active else None
