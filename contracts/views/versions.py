"""One version: read it whole, then approve exactly that one."""

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

from ..actions import versions as verbs
from ..forms.binding import ApproveForm
from ..pages import amending, checks, panel_rows, reading
from ..queries import covered, people
from ..queries import page as queries
from ..rules.verbs import verdict
from ..words.pages import REASONS, reader_language
from .doors import contract_of, posted, today_of


@login_required
def version(request: Request, pk: UUID, number: int) -> HttpResponse:
    """The articles as frozen, in one of its languages, what they cover, and the approval of this very version."""
    row = contract_of(request, pk, "contracts.approve_contract" if request.method == "POST" else None)
    frozen = access.fetch(request.user, None, queries.versions(), contract=row, number=number)
    party = row.principal if people.side_of(row, request.acting.organisation.pk) == "principal" else row.group
    words = _("I approve, for %(party)s, version %(number)s exactly as it stands on this page.") % {
        "party": party,
        "number": number,
    }
    form = ApproveForm(words, posted(request), initial={"version": number})
    if submit(
        request, form, lambda given: verbs.approve(row, version=given["version"], by=who(request), at=clock.now())
    ):
        messages.success(request, _("Your approval of version %(number)s is recorded.") % {"number": number})
        return redirect("contracts:contract", pk)
    text = reading.text_of(frozen, request.GET.get("text", "") or reader_language())
    facts = queries.facts_now(row, request.acting, today=today_of(row))
    said = verdict(facts, "approve")
    acts = people.acts(row) if number == row.signed_number else []
    shown = {
        "contract": row, "version": frozen, "text": text, "agreed": reading.as_agreed(row, text.data), "form": form, "covered": covered.of_version(text.data, reader_language()),
        "is_current": number == row.version_number, "may_approve": said.allowed, "why_not": REASONS.get(said.reason, ""),
        "acts": acts, "awaited": [(side, panel_rows.roles_of(roles)) for side, roles in people.awaited(row, acts)] if row.status == "negotiating" else [],
    }  # fmt: skip
    if number == row.version_number:
        shown |= checks.of_reader(row, request.acting, facts, today_of(row))
        if row.amends_id:
            shown["changes"] = amending.panel(row, request.acting, today_of(row))
    return render(request, "contracts/version.html", shown, status=form.status)
