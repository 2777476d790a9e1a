"""The members of an organisation, kept by its administrators; and what each role may do."""

from copy import copy
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from portage.core import clock
from portage.core.crumbs import crumbs
from portage.core.forms import submit
from portage.core.refusals import Forbidden

from .. import access, actions, queries
from ..doors import Request, who
from ..forms.members import ChangeForm, EndForm, InviteForm, ProgramRoleForm
from ..models import Membership, Organisation
from ..rules import members as rules
from ..words.codes import INVITATION_STATES
from ..words.roles_table import table

LIST = (gettext_lazy("Organisations"), "network:organisations")


def check_keeper(request: Request, organisation: Organisation) -> None:
    """Raise Forbidden unless this person keeps the members of an organisation that they see."""
    if not rules.keeps(queries.keeping(organisation, request.acting.membership)):
        raise Forbidden("not_keeper", _("Its administrators keep the members of an organisation, and nobody else."))


def kept(request: Request, pk: UUID) -> Organisation:
    """The organisation: 404 when it may not be seen, 403 when others keep its members."""
    found = access.fetch(request.user, None, queries.organisations(), pk=pk)
    check_keeper(request, found)
    return found


def own_member(request: Request, pk: UUID) -> Membership:
    """A member of the organisation acted for, for its administrators. Everybody else's are absent: 404."""
    if request.acting is None or not request.acting.is_administrator:
        raise Http404
    own = queries.memberships().filter(organisation=request.acting.organisation)
    return access.fetch(request.user, None, own, pk=pk)


def path(found: Organisation, here: Any) -> list[dict[str, str]]:
    return crumbs(
        LIST, (found.name, "network:organisation", found.pk), (_("Members"), "network:members", found.pk), here=here
    )


def list_of(member: Membership) -> str:
    """Where a member stands: people and programs are listed apart."""
    return "network:organisation_tokens" if member.is_program else "network:members"


@login_required
@require_safe
def listing(request: Request, pk: UUID) -> HttpResponse:
    """Who acts for it and in which role; who is invited."""
    found, now = kept(request, pk), clock.now()
    invited = [
        {"row": row, "state": rules.state(row, now), "word": INVITATION_STATES[rules.state(row, now)], "refusal": rules.letter_refusal(row, now)}
        for row in queries.invitations().filter(organisation=found, accepted_at=None, revoked_at=None)
    ]  # fmt: skip
    context = {
        "organisation": found, "members": queries.members(found), "invited": invited, "own": found.pk == request.acting.organisation.pk,
        "crumbs": crumbs(LIST, (found.name, "network:organisation", found.pk), here=_("Members")),
    }  # fmt: skip
    return render(request, "network/members.html", context)


@login_required
def invite(request: Request, pk: UUID) -> HttpResponse:
    """Ask somebody, by their address, to act for it."""
    found = kept(request, pk)
    first = not queries.administrators(found).exists()
    initial = {"language": found.language, "is_administrator": first}
    form = InviteForm(found.kind, request.POST or None, initial=initial)
    if submit(request, form, lambda given: actions.invite(found, by=who(request), at=clock.now(), **given)):
        messages.success(request, _("The letter goes to %(email)s now.") % {"email": form.done.email})
        return redirect("network:members", pk)
    context = {"form": form, "organisation": found, "first": first, "crumbs": path(found, _("Invite somebody"))}
    return render(request, "network/invite.html", context, status=form.status)


def form_for(member: Membership, data: Any) -> Any:
    """Of a person role, title, right and who takes over; of a program the role."""
    kind, drawn = member.organisation.kind, copy(member)
    if member.is_program:
        return ProgramRoleForm(kind, data, instance=drawn)
    return ChangeForm(queries.heirs(member), kind, data, instance=drawn, initial={"was": rules.stamp(member)})


@login_required
def change(request: Request, pk: UUID) -> HttpResponse:
    """Another role, title, or the right to keep members."""
    member = own_member(request, pk)
    form = form_for(member, request.POST or None)
    kept = {"title": member.title, "is_administrator": member.is_administrator}
    if submit(
        request, form, lambda given: actions.change_member(member, by=who(request), at=clock.now(), **{**kept, **given})
    ):
        messages.success(request, _("The change holds from the next page on."))
        return redirect(list_of(member), member.organisation_id)
    context = {
        "form": form,
        "member": member,
        "list": list_of(member),
        "crumbs": path(member.organisation, member.person),
    }
    return render(request, "network/member.html", context, status=form.status)


@login_required
def end(request: Request, pk: UUID) -> HttpResponse:
    """The person acts for it no more."""
    member = own_member(request, pk)
    form = EndForm(member.person.name, queries.heirs(member), request.POST if request.method == "POST" else None)
    if submit(
        request, form, lambda given: actions.end_membership(member, by=who(request), at=clock.now(), **form.given())
    ):
        messages.success(request, _("%(name)s acts for it no more.") % {"name": member.person})
        own = member.person_id == request.user.pk
        return redirect("/") if own else redirect(list_of(member), member.organisation_id)
    context = {
        "form": form,
        "member": member,
        "list": list_of(member),
        "crumbs": path(member.organisation, member.person),
    }
    return render(request, "network/end_membership.html", context, status=form.status)


@login_required
@require_safe
def roles(request: Request) -> HttpResponse:
    """What each role may do with what it sees: the one table, as the code obeys it."""
    if request.acting is None or not request.acting.is_administrator:
        raise Forbidden("not_administrator", _("The table of roles is for administrators of an organisation."))
    mine = request.acting.organisation
    context = {
        "parts": table(mine.kind),
        "organisation": mine,
        "crumbs": crumbs(LIST, (mine.name, "network:organisation", mine.pk), here=_("Roles")),
    }
    return render(request, "network/roles.html", context)
