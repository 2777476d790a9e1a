"""One duty: why it is owed, by when, and that it was done."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from portage.core import clock
from portage.core.forms import submit
from portage.network import access
from portage.network.doors import Request, who

from ..actions import duties as verbs
from ..forms.leaving import DatedForm, DoneForm
from ..pages import duties as page
from ..queries import duties as queries
from ..queries.people import side_of
from .doors import posted, today_of

FINISH = "contracts.finish_duty"


@login_required
def duty(request: Request, pk: UUID) -> HttpResponse:
    """Read by both sides; whoever may records that it was done, or by when it is to be done where no law says."""
    row = access.fetch(request.user, FINISH if request.method == "POST" else None, queries.for_door(), pk=pk)
    contract, today = row.contract, today_of(row.contract)
    dating = "day" in request.POST
    done = DoneForm(None if dating else posted(request), initial={"done_on": today})
    dated = DatedForm(request.POST if dating else None)
    form: Any = dated if dating else done

    def verb(given: Mapping[str, Any]) -> object:
        make: Any = verbs.date_duty if dating else verbs.finish_duty
        return make(row, **given, by=who(request), at=clock.now())

    if submit(request, form, verb):
        messages.success(request, _("The day is recorded.") if dating else _("It is recorded as done."))
        return redirect("contracts:contract", contract.pk)
    side = side_of(contract, request.acting.organisation.pk)
    shown = {
        "contract": contract, "duty": page.duty(row, today), "row": row, "done": done, "dated": dated, "today": today,
        "may_finish": bool(side) and not row.is_done and access.may(request.user, FINISH),
    }  # fmt: skip
    return render(request, "contracts/duty.html", shown, status=form.status)
