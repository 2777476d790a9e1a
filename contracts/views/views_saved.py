"""Views of the portfolio that a member keeps under a name: its filters, order and columns."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portage.core.forms import submit
from portage.network.actions.people import drop_view, keep_view
from portage.network.doors import Request

from ..forms.views_kept import ViewForm
from ..pages import portfolio as page
from ..queries import portfolio as queries
from .portfolio import acting_of


@login_required
def save_view(request: Request) -> HttpResponse:
    """Keep the filters of the address under a name; the same name again replaces them."""
    membership = acting_of(request).membership
    params = QueryDict(request.POST.get("query", "")) if request.method == "POST" else request.GET
    query = page.kept(params).urlencode()
    form = ViewForm(request.POST or None)
    if submit(request, form, lambda given: keep_view(membership, page=queries.PAGE, name=given["name"], query=query)):
        messages.success(
            request, _("The view “%(name)s” is kept: it stands among the tabs.") % {"name": form.cleaned_data["name"]}
        )
        return redirect(page.address(params))
    context = {"form": form, "query": query, "back": page.address(params)}
    return render(request, "contracts/save_view.html", context, status=form.status)


@login_required
@require_POST
def drop(request: Request, pk: UUID) -> HttpResponse:
    """Forget a kept view. Its filters stay on the page, so that it can be kept again."""
    view = queries.kept_views(acting_of(request).membership).filter(pk=pk).first()
    if view is None:
        raise Http404
    drop_view(view)
    messages.success(
        request,
        _("The view “%(name)s” is forgotten. Its filters still stand here: you may keep them again.")
        % {"name": view.name},
    )
    return redirect(page.address(QueryDict(view.query)))
