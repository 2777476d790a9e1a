"""Binding dates from figures typed by hand, each with its rule and article. Nothing is kept."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from contracts import law
from contracts.law.dates import OutOfCalendar
from contracts.management.commands.explain_dates import build
from portage.core.api.doors import Asking, Door
from portage.core.api.schema import problems
from portage.core.refusals import Invalid

from .asked import DatesSerializer


class ExplainDates(Door):
    @extend_schema(request=DatesSerializer, responses={200: OpenApiTypes.OBJECT, **problems(422)})
    def post(self, request: Asking) -> Response:
        """Terms, last days for notice, and the end that a notice brings."""
        return Response(explained(self.given(request, DatesSerializer)))


def explained(given: dict[str, Any]) -> dict[str, Any]:
    """The same report as the command `explain_dates`. Raises Invalid with what the engine says."""
    try:
        return build(options(given))
    except law.UnknownJurisdiction as unknown:
        raise Invalid(
            "unknown_law", _("No law is recorded under “%(law)s”.") % {"law": unknown.code}, field="law"
        ) from unknown
    except law.UnknownRule as unknown:
        words = _("The length of notice is not established for this law: give one, in months by year begun.")
        raise Invalid("unknown_rule", words, field="notice", rule=unknown.key) from unknown
    except law.BeforeFirstDay as early:
        words = _("The contract has not begun on that day.")
        raise Invalid("before_first_day", words, field="served_on") from early
    except OutOfCalendar as late:
        raise Invalid("out_of_calendar", _("A day falls after the year 9999.")) from late
    except ValueError as wrong:
        raise Invalid("wrong_figure", str(wrong)) from wrong


def options(given: dict[str, Any]) -> dict[str, Any]:
    """The figures as the command reads them: words."""

    def word(value: Any) -> str | None:
        if value is None:
            return None
        return value.isoformat() if isinstance(value, date) else str(value)

    scale = given.get("notice")
    return {
        "law": given["law"],
        "start": word(given["start"]),
        "months": word(given["months"]),
        "renewal_months": word(given.get("renewal_months")),
        "notice": ",".join(map(str, scale)) if scale else None,
        "terms": word(given["terms"]),
        "served_on": word(given.get("served_on")),
        "month_end": given["month_end"],
        "indefinite": given["nature"] == "indefinite",
        "renewal_choice": given.get("renewal_choice"),
    }
