"""What a person decides for themselves: for whom they act, and how pages speak to them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portage.core.forms import submit

from .. import actions, queries
from ..doors import Request
from ..forms.people import SettingsForm


@login_required
@require_POST
def act_for(request: Request) -> HttpResponse:
    """Act for another of one's organisations from now on. The pages of the one left are not for the new one: home."""
    try:
        membership = queries.active_memberships(request.user).filter(pk=request.POST.get("membership", "")).first()
    except ValidationError:
        membership = None
    if membership is None:
        raise Http404
    request.session["acting"] = str(membership.pk)
    messages.success(request, _("You now act for %(organisation)s.") % {"organisation": membership.organisation.name})
    return redirect("/")


@login_required
def settings(request: Request) -> HttpResponse:
    """My name, language, time zone and colours; and for whom I act."""
    form = SettingsForm(request.POST or None, instance=request.user)
    if submit(request, form, lambda given: actions.change_settings(request.user, **given)):
        with translation.override(form.done.language):
            messages.success(request, _("Your settings are kept."))
        return redirect("network:settings")
    return render(
        request,
        "network/settings.html",
        {"form": form, "memberships": queries.active_memberships(request.user)},
        status=form.status,
    )
