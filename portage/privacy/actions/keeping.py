"""What every verb of personal data asks first: is it an administrator, now, of that organisation."""

from django.utils.translation import gettext_lazy as _

from portage.core.journal import By
from portage.core.refusals import Forbidden
from portage.network.models import Membership, Organisation


def check_administrator(organisation: Organisation, by: By) -> None:
    """Raise Forbidden unless `by` administers this organisation now. Nobody in person is the operator."""
    if by.person is None:
        return
    mine = Membership.objects.filter(
        person=by.person, organisation=organisation, is_administrator=True, ended_at__isnull=True
    )
    if by.organisation != organisation.pk or not mine.exists():
        raise Forbidden(
            "not_administrator", _("Its administrators keep the personal data of an organisation, and nobody else.")
        )


def unsigned(by: By) -> By:
    """Who acts, without where from: an erasure leaves no new address behind."""
    return By(by.person, by.organisation, membership=by.membership)
