"""Words of the libraries that we say anew: our catalogue is read last, and the libraries' French has bare marks."""

from django.utils.translation import gettext_noop

SAID_ANEW = (
    gettext_noop("Email"),
    gettext_noop("email address"),
    gettext_noop("Forgot your password?"),
    gettext_noop("Authenticator code"),
)
