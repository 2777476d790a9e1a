"""Records of customers that look alike, and merging two of them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from portage.core import clock
from portage.core.crumbs import crumbs
from portage.core.forms import submit
from portage.network import access
from portage.network.access import Acting
from portage.network.doors import Request, who
from portage.network.queries import customers

from ..actions.merging import merge_customers
from ..forms.merging import MergeForm
from ..queries import companies
from ..queries import duplicates as queries
from ..queries.duplicates import Held

MERGE, SAY = "fieldwork.merge_customer", "fieldwork.say_same_company"
MOST = 50  # proposals on the page: what is merged makes room


@login_required
@require_safe
def duplicates(request: Request) -> HttpResponse:
    """Every two records that look like one company, of those that I see."""
    found = queries.proposals(request.user)
    title = _("Customers recorded twice?")
    context = {
        "title": title, "proposals": found[:MOST], "more": max(0, len(found) - MOST), "may_merge": access.may(request.user, MERGE),
        "crumbs": crumbs((_("Customers"), "network:customers"), here=title), **across(request.acting),
    }  # fmt: skip
    return render(request, "fieldwork/duplicates.html", context)


def across(acting: Acting) -> dict[str, Any]:
    """For a carrier group, records of two of its subsidiaries that look like one company, and those that it holds for one;
    nothing for anybody else."""
    of_group = companies.is_of_group(acting)
    found = companies.proposals(acting) if of_group else []
    known = companies.held_for_one(acting)[:MOST] if of_group else []
    return {"of_group": of_group, "across": found[:MOST], "companies": known}


@login_required
def merge(request: Request, pk: UUID, gone: UUID) -> HttpResponse:
    """What will happen, then that it does: record `gone` is merged into record `pk`, of the same owner."""
    kept = access.fetch(request.user, MERGE if request.method == "POST" else None, customers(), pk=pk)
    other = access.fetch(request.user, None, customers().filter(owner=kept.owner_id).exclude(pk=kept.pk), pk=gone)
    form = MergeForm(request.POST if request.method == "POST" else None)
    if submit(request, form, lambda given: merge_customers(kept, other, by=who(request), at=clock.now())):
        messages.success(request, _("%(name)s is one record now.") % {"name": kept.name})
        return redirect("fieldwork:duplicates")
    held = queries.held(request.user, {kept.pk, other.pk})
    title = _("Merge two records of one customer")
    context = {
        "title": title, "kept": held[kept.pk], "gone": held[other.pk], "consequences": consequences(held[kept.pk], held[other.pk]),
        "form": form, "may_merge": access.may(request.user, MERGE),
        "crumbs": crumbs((_("Customers"), "network:customers"), (_("Recorded twice?"), "fieldwork:duplicates"), here=title),
    }  # fmt: skip
    return render(request, "fieldwork/merge.html", context, status=form.status)


def consequences(kept: Held, gone: Held) -> list[str]:
    """What will happen, in sentences, as far as this person sees what hangs on the record."""
    names = {"kept": kept.customer.name, "gone": gone.customer.name}
    said = [_("%(kept)s stays; the record %(gone)s goes, for good.") % names]
    for count, one in (
        (gone.contacts, ngettext("%(n)d contact goes to it; who stands in both by one address stands once.", "%(n)d contacts go to it; who stands in both by one address stands once.", gone.contacts)),
        (gone.reports, ngettext("%(n)d visit report goes to it.", "%(n)d visit reports go to it.", gone.reports)),
        (gone.prospects, ngettext("%(n)d prospect goes to it; where one contract has both, they become one, at the further stage.", "%(n)d prospects go to it; where one contract has both, they become one, at the further stage.", gone.prospects)),
    ):  # fmt: skip
        if count:
            said.append(one % {"n": count})
    return [*said, _("A report that waits on a phone for the record that goes is filed under the one that stays.")]
