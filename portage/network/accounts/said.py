"""Words of the libraries that we say anew: our catalogue is read last."""

from django.utils.translation import gettext_noop

# Strings of Django and allauth whose French says "courriel" or has bare marks: our catalogue, read last, says them anew.
SAID_ANEW = (
    gettext_noop("Email"),
    gettext_noop("email address"),
    gettext_noop(
        "You are receiving this email because you, or someone else, tried to access an account with email %(email)s. "
        "However, we do not have any record of such an account in our database."
    ),
    gettext_noop("You are receiving this mail because the following change was made to your account:"),
    gettext_noop("This mail can be safely ignored if you did not initiate this action."),
    gettext_noop("Hello from %(site_name)s!"),
    gettext_noop("Thank you for using %(site_name)s!\n%(site_domain)s"),
    gettext_noop("The following email addresses are associated with your account:"),
    gettext_noop("Do you really want to remove the selected email address?"),
    gettext_noop(
        "Forgotten your password? Enter your email address below, and we'll send you an email allowing you to reset it."
    ),
    gettext_noop("Forgot your password?"),
    gettext_noop("Forgot Password?"),
    gettext_noop("Enter your password:"),
    gettext_noop("Enter an authenticator code:"),
    gettext_noop("Your account is protected by two-factor authentication. Please enter an authenticator code:"),
    gettext_noop("You are about to deactivate authenticator app based authentication. Are you sure?"),
    gettext_noop("Are you sure?"),
    gettext_noop("Are you sure you want to sign out?"),
)
