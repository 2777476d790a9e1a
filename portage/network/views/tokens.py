"""API tokens: mine; and, for administrators, the programs and tokens of their organisation."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from portage.core import clock
from portage.core.crumbs import crumbs
from portage.core.forms import submit
from portage.core.refusals import Forbidden

from .. import access, actions
from ..doors import Request, who
from ..forms.tokens import ProgramForm, TokenForm
from ..models import Membership, Organisation
from ..queries import tokens as queries
from ..rules import tokens as rules
from ..sure import identify_address, is_sure
from ..words.tokens import scopes_told, told
from .members import LIST, own_member
from .members import kept as kept_by_me

MINE = (gettext_lazy("API tokens"), "network:tokens")


def acting_membership(request: Request) -> Membership:
    """The membership acted through; a token without an organisation would open nothing."""
    if request.acting is None:
        raise Forbidden("no_organisation", _("You act for no organisation."))
    return request.acting.membership


def own_organisation(request: Request, pk: UUID) -> Organisation:
    """The organisation acted for, for its administrators: 404 for any other but one that is seen, which is 403."""
    found = kept_by_me(request, pk)
    if found.pk != request.acting.organisation.pk:
        raise Forbidden("not_keeper", _("Its administrators keep the members of an organisation, and nobody else."))
    return found


def shown(found: Any) -> list[dict[str, Any]]:
    """Tokens as lists show them, the live ones first."""
    now = clock.now()
    return sorted((told(token, rules.state(token, now)) for token in found), key=lambda one: one["state"] != "live")


@login_required
@require_safe
def listing(request: Request) -> HttpResponse:
    """My tokens for the organisation that I act for."""
    mine = request.acting.membership if request.acting else None
    found = access.visible(request.user, queries.tokens()).filter(membership=mine)
    return render(request, "network/tokens.html", {"tokens": shown(found), "membership": mine})


@login_required
def make(request: Request) -> HttpResponse:
    """A token that acts for me. Its text stands in this answer alone."""
    membership = acting_membership(request)
    return making(request, membership, "network:tokens", (), crumbs(MINE, here=_("Make a token")))


@login_required
def make_for_program(request: Request, pk: UUID) -> HttpResponse:
    """Another token of a program; those that it has go on until somebody revokes them."""
    program = own_member(request, pk)
    if not program.is_program:
        raise Http404
    path = of_organisation(program.organisation, program.person.name)
    return making(request, program, "network:organisation_tokens", (program.organisation_id,), path)


def unsure(request: Request) -> HttpResponse:
    """Five minutes have passed since they said who they are: they say it again, then type again."""
    messages.warning(request, _("Confirm who you are first, then type it again. Nothing was done yet."))
    return redirect(identify_address(request, request.path))


def making(request: Request, membership: Membership, back: str, where: tuple, path: Any) -> HttpResponse:
    """The page that asks, and the answer that tells the text. Who am I, once more, comes first."""
    if request.method == "POST" and not is_sure(request):
        return unsure(request)
    form = TokenForm(request.POST or None)
    shared = {
        "is_sure": is_sure(request),
        "identify_url": identify_address(request, request.path),
        "membership": membership,
        "back": back,
        "back_pk": where[0] if where else None,
        "crumbs": path,
    }
    if submit(request, form, lambda given: actions.make_token(membership, by=who(request), at=clock.now(), **given)):
        token, text = form.done
        made = {"token": token, "text": text, "scopes": scopes_told(token.scopes)}
        return render(request, "network/token_made.html", shared | made)
    return render(request, "network/token_make.html", shared | {"form": form}, status=form.status)


@login_required
@require_POST
def revoke(request: Request, pk: UUID) -> HttpResponse:
    """It opens nothing more. Mine, or one of the organisation whose members I keep; everybody else's are absent."""
    token = access.fetch(request.user, None, queries.tokens(), pk=pk)
    mine = token.membership.person_id == request.user.pk
    keeps = request.acting.is_administrator and token.membership.organisation_id == request.acting.organisation.pk
    if not (mine or keeps):
        raise Http404
    actions.revoke_token(token, by=who(request), at=clock.now())
    messages.success(request, _("The token %(name)s is revoked: it opens nothing more.") % {"name": token.name})
    if mine and not request.POST.get("of_organisation"):
        return redirect("network:tokens")
    return redirect("network:organisation_tokens", token.membership.organisation_id)


def of_organisation(found: Organisation, here: Any) -> list[dict[str, str]]:
    return crumbs(
        LIST, (found.name, "network:organisation", found.pk), (_("Programs and tokens"), "network:organisation_tokens", found.pk),
        here=here,
    )  # fmt: skip


@login_required
@require_safe
def of_members(request: Request, pk: UUID) -> HttpResponse:
    """Which programs act for it, and which tokens its people have made: names and dates, never the text."""
    found = own_organisation(request, pk)
    seen = access.visible(request.user, queries.of_people(found, clock.now()))
    programs = [{"row": one, "tokens": shown(queries.tokens_of(one))} for one in queries.programs(found)]
    path = crumbs(
        LIST, (found.name, "network:organisation", found.pk), (_("Members"), "network:members", found.pk),
        here=_("Programs and tokens"),
    )  # fmt: skip
    context = {"organisation": found, "programs": programs, "tokens": shown(seen), "crumbs": path}
    return render(request, "network/organisation_tokens.html", context)


@login_required
def add_program(request: Request, pk: UUID) -> HttpResponse:
    """A program becomes a member. It opens nothing before it has a token."""
    found = own_organisation(request, pk)
    if request.method == "POST" and not is_sure(request):
        return unsure(request)
    form = ProgramForm(found.kind, request.POST or None)
    if submit(request, form, lambda given: actions.add_program(found, by=who(request), at=clock.now(), **given)):
        messages.success(request, _("%(name)s may act now: make its first token.") % {"name": form.done.person.name})
        return redirect("network:make_program_token", form.done.pk)
    context = {
        "form": form, "organisation": found, "crumbs": of_organisation(found, _("Add a program")),
        "is_sure": is_sure(request), "identify_url": identify_address(request, request.path),
    }  # fmt: skip
    return render(request, "network/program_add.html", context, status=form.status)
