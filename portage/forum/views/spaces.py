"""Spaces: those that I read, one with its threads, who reads it, and what its moderators do with it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portage.core import clock, lists
from portage.core.crumbs import crumbs
from portage.core.forms import submit
from portage.core.refusals import Forbidden
from portage.needs.pages.matters import tabs
from portage.network import access
from portage.network.doors import Request, who
from portage.network.roles import Kind

from ..actions import reading
from ..actions import spaces as verbs
from ..actions.checking import is_by_role, is_moderator
from ..forms.writing import ModeratorForm, SpaceForm
from ..models import Moderator, Space
from ..pages import threads as page
from ..queries import readers
from ..queries import threads as queries
from ..rules.verbs import OPEN, WRITE
from ..words import threads as said
from ..words.refusals import REFUSALS
from .doors import FORUM, above, acting_of, contract_of, posted, space_of


@login_required
@require_safe
def home(request: Request) -> HttpResponse:
    """The spaces that I read, with what is new to me in each."""
    acting = acting_of(request)
    rows = queries.home(acting)
    shown = [{"row": one, "name": page.name_of(one), "new": one.new, "last": one.last} for one in rows]
    context = {
        "agencies": [one for one in shown if one["row"].contract is None],
        "contracts": [one for one in shown if one["row"].contract is not None],
        "may_open": acting.may(OPEN) and acting.organisation.kind == Kind.CARRIER_GROUP, "most": queries.MOST_NEW,
        "in_a_house": access.house_of(acting.organisation) is not None, "crumbs": crumbs(here=_("Forum")),
    }  # fmt: skip
    return render(request, "forum/home.html", context)


@login_required
@require_safe
def space(request: Request, pk: UUID) -> HttpResponse:
    """One space: its threads, those set first first, then the newest."""
    found = space_of(request, pk)
    return listed(request, found, start=reverse("forum:start", args=[pk]))


@login_required
@require_safe
def of_contract(request: Request, pk: UUID) -> HttpResponse:
    """The space of a contract that I see; empty until its first thread opens it."""
    contract = contract_of(request, pk)
    return listed(request, queries.space_on(contract), start=reverse("forum:start_on_contract", args=[pk]))


def listed(request: Request, found: Space, *, start: str) -> HttpResponse:
    """The list of its threads, as a page or as what htmx replaces."""
    acting, view = acting_of(request), request.GET.get("view", "")
    view = view if view in queries.VIEWS else ""
    may_write, url = acting.may(WRITE), request.path
    chosen = queries.chosen_for(found, acting.membership)
    return lists.answer(
        request,
        queries.in_view(queries.threads_in(found, request.user), view, acting.membership),
        filters=page.ThreadFilter,
        table=page.ThreadTable,
        orders=queries.ORDERS,
        template="forum/space.html",
        prepare=lambda lines: queries.with_news(lines, acting.membership),
        title=page.name_of(found),
        space=found,
        empty=page.empty(view, url, may_write=may_write, start=start),
        views=[
            one | {"url": one["url"].replace(reverse("forum:home"), url, 1)}
            for one in tabs(request.GET, "forum:home", said.VIEWS, ("q",))
        ],
        carried=[("view", view)] if view else [],
        start=start if may_write else "",
        crumbs=crumbs(FORUM, here=page.name_of(found)),
        readers=page.readers_line(found, readers.members_of(found).count()),
        moderates=bool(found.at) and found.contract is None and is_moderator(found, acting.membership),
        choices=said.CHOICES,
        choice=chosen,
        chosen_says=said.OF_SPACE[chosen],
    )


@login_required
@require_safe
def people(request: Request, pk: UUID) -> HttpResponse:
    """Who reads a space, by organisation, and who keeps order there."""
    found = space_of(request, pk)
    members = list(readers.members_of(found))
    named = {one.membership_id: one for one in found.moderators.select_related("membership")}
    for member in members:
        member.named = named.get(member.pk)  # type: ignore[attr-defined]
        member.keeps_order = member.pk in named or is_by_role(found, member)  # type: ignore[attr-defined]
    may_change = found.contract is None and is_moderator(found, request.acting.membership)
    context = {
        "space": found, "title": _("Who reads it"), "members": members, "name": page.name_of(found), "may_change": may_change,
        "says": page.readers_line(found, len(members)), "crumbs": crumbs(FORUM, above(found), here=_("Who reads it")),
    }  # fmt: skip
    return render(request, "forum/people.html", context)


@login_required
def open_space(request: Request) -> HttpResponse:
    """A portage manager opens a space between the agencies of the group."""
    acting = acting_of(request)
    access.demand(request.user, OPEN)
    form = SpaceForm(posted(request))

    def run(given: Mapping[str, Any]) -> Space:
        return verbs.open_space(acting.organisation, by=who(request), at=clock.now(), **given)

    if submit(request, form, run):
        messages.success(request, _("The space is open."))
        return redirect("forum:space", form.done.pk)
    says = [
        _("Everybody of your group and of its subsidiaries reads it, and those who join later too. SMEs never see it.")
    ]
    return asked(request, form, _("Open a space"), says, crumbs(FORUM, here=_("Open a space")), reverse("forum:home"))


@login_required
def change_space(request: Request, pk: UUID) -> HttpResponse:
    """A moderator gives it another name."""
    found = kept_in_order(request, pk)
    form = SpaceForm(posted(request), initial={"name": found.name, "about": found.about})

    def run(given: Mapping[str, Any]) -> Space:
        return verbs.change_space(found, by=who(request), at=clock.now(), **given)

    if submit(request, form, run):
        messages.success(request, _("It is changed."))
        return redirect("forum:space", pk)
    title = _("Change its name")
    says = [_("Its readers and its threads stay as they are.")]
    return asked(request, form, title, says, crumbs(FORUM, above(found), here=title), reverse("forum:space", args=[pk]))


@login_required
def name_moderator(request: Request, pk: UUID) -> HttpResponse:
    """Somebody who reads it shall keep order there too."""
    found = kept_in_order(request, pk)
    members = readers.members_of(found)
    offered = {
        str(one.pk): one for one in members if one.pk not in set(found.moderators.values_list("membership", flat=True))
    }
    form = ModeratorForm(
        [(key, f"{one.person.name}, {one.organisation.name}") for key, one in offered.items()], posted(request)
    )

    def run(given: Mapping[str, Any]) -> Moderator:
        return verbs.name_moderator(found, membership=offered[given["membership"]], by=who(request), at=clock.now())

    if submit(request, form, run):
        messages.success(request, _("They keep order there too."))
        return redirect("forum:people", pk)
    title = _("Name a moderator")
    says = [_("They set threads first, close and move them, and decide on posts that readers report.")]
    back = reverse("forum:people", args=[pk])
    return asked(request, form, title, says, crumbs(FORUM, above(found), here=title), back)


@login_required
@require_POST
def end_moderator(request: Request, pk: UUID, member: UUID) -> HttpResponse:
    """They keep order there no more."""
    found = kept_in_order(request, pk)
    named = access.fetch(request.user, WRITE, found.moderators.select_related("space__contract"), membership=member)
    verbs.end_moderator(named, by=who(request), at=clock.now())
    messages.success(request, _("They keep order there no more."))
    return redirect("forum:people", pk)


def kept_in_order(request: Request, pk: UUID) -> Space:
    """The space, when it is one between agencies in which this person keeps order: 404 or 403 otherwise."""
    found = space_of(request, pk, WRITE)
    if found.contract is not None or not is_moderator(found, request.acting.membership):
        raise Forbidden("not_a_moderator", REFUSALS["not_a_moderator"])
    return found


def asked(request: Request, form: Any, title: str, says: list[str], trail: Any, back: str, **more: Any) -> HttpResponse:
    """The page of one verb: what follows, the form, the button named by its effect."""
    context = {"form": form, "title": title, "says": says, "crumbs": trail, "back": back, **more}
    return render(request, "forum/declare.html", context, status=form.status)


@login_required
@require_POST
def choose_for_space(request: Request, pk: UUID) -> HttpResponse:
    """Of what of this space I want to be told."""
    found = space_of(request, pk)
    reading.choose_for_space(found, request.POST.get("choice", ""), by=who(request), at=clock.now())
    messages.success(request, _("It is kept, for every device."))
    return redirect("forum:space", pk)


@login_required
@require_POST
def read_all(request: Request, pk: UUID) -> HttpResponse:
    """Everything in it is read."""
    found = space_of(request, pk)
    reading.read_all(found, by=who(request), at=clock.now())
    messages.success(request, _("Everything in this space is marked as read."))
    return redirect("forum:space", pk)
