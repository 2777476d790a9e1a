"""What every door of personal data does first: is it an administrator, and are they sure to be themselves."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts.views.doors import identify, identify_address, is_sure, posted
from portage.core.crumbs import crumbs
from portage.core.refusals import Forbidden
from portage.network.doors import Request
from portage.network.models import Organisation

__all__ = ["administered", "identify", "is_sure", "path", "posted", "sure"]

ABOVE = (gettext_lazy("Organisations"), "network:organisations")
HOME = (gettext_lazy("Personal data"), "privacy:overview")


def administered(request: Request) -> Organisation:
    """The organisation acted for, for its administrators; for everybody else 403."""
    if request.acting is None or not request.acting.is_administrator:
        raise Forbidden(
            "not_administrator", _("Its administrators keep the personal data of an organisation, and nobody else.")
        )
    return request.acting.organisation


def path(organisation: Organisation, here: Any = None) -> list[dict[str, str]]:
    """Where a page of personal data stands."""
    own = (organisation.name, "network:organisation", organisation.pk)
    return crumbs(ABOVE, own, HOME, here=here) if here else crumbs(ABOVE, own, here=HOME[0])


def sure(request: Request, back: str = "") -> dict[str, Any]:
    """What a page of an erasure tells: whether they said who they are within five minutes, and where they do."""
    return {"is_sure": is_sure(request), "identify_url": identify_address(request, back or request.path)}
