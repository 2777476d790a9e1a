"""One post: its words changed or taken back, a short answer, a report, a moderator's decision, its former words, its files."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portage.core import clock, files
from portage.core.crumbs import crumbs
from portage.core.forms import submit
from portage.network import access
from portage.network.doors import Request, who

from ..actions import keeping, order
from ..actions.checking import demand_of_post
from ..actions.telling import address_of
from ..forms.writing import EditForm, ReasonForm, RulingForm
from ..models import Flag, Post, Ruling
from ..pages.threads import drawn, excerpt
from ..queries import threads as queries
from ..queries.citing import cited_by, seen_of
from .doors import FORUM, above, post_of, posted
from .spaces import asked


def page_of(request: Request, post: Post, form: Any, title: str, says: list[str], **more: Any) -> HttpResponse:
    """The page of one verb of a post, with its words above the form."""
    thread = post.thread
    trail = crumbs(FORUM, above(thread.space), (thread.title, "forum:thread", thread.pk), here=title)
    return asked(request, form, title, says, trail, address_of(post), **more)


def allowed(request: Request, pk: UUID, verb: str) -> Post:
    """The post, if that verb may be done now by who asks: 404, 403 or 409 otherwise."""
    found = post_of(request, pk)
    demand_of_post(found.thread, found, who(request), verb)
    return found


@login_required
def edit(request: Request, pk: UUID) -> HttpResponse:
    """The author changes their words."""
    found = allowed(request, pk, "edit")
    form = EditForm(posted(request), initial={"text": found.text, "seen": found.former.count()})

    def run(given: Mapping[str, Any]) -> Post:
        cites = cited_by(request.user, given["text"])
        return keeping.edit(found, text=given["text"], seen=given["seen"], cites=cites, by=who(request), at=clock.now())

    if submit(request, form, run):
        return redirect(address_of(found))
    says = [_("The former words stay to be read, under “see what changed”.")]
    return page_of(
        request,
        found,
        form,
        _("Change the post"),
        says,
        composes=reverse("forum:preview", args=[found.thread.space_id]),
    )


@login_required
def take_back(request: Request, pk: UUID) -> HttpResponse:
    """The author takes it back."""
    found = allowed(request, pk, "take_back")
    if request.method == "POST":
        keeping.take_back(found, by=who(request), at=clock.now())
        messages.success(request, _("The post is taken back."))
        return redirect(address_of(found))
    says = [_("It keeps its place in the thread, without its words and files. Nobody can show it again.")]
    return page_of(request, found, _no_form(), _("Take it back"), says, quoted=excerpt(found.text), danger=True)


def _no_form() -> Any:
    form = ReasonForm()
    form.fields.clear()
    return form


@login_required
@require_POST
def react(request: Request, pk: UUID) -> HttpResponse:
    """A short answer to it, or its end."""
    found, kind = post_of(request, pk), request.POST.get("kind", "")
    keeping.react(found, kind.removeprefix("-"), on=not kind.startswith("-"), by=who(request), at=clock.now())
    return redirect(address_of(found))


@login_required
def flag(request: Request, pk: UUID) -> HttpResponse:
    """A reader reports it to those who keep order."""
    found = allowed(request, pk, "flag")
    form = ReasonForm(posted(request))

    def run(given: Mapping[str, Any]) -> Flag:
        return order.flag(found, reason=given["reason"], by=who(request), at=clock.now())

    if submit(request, form, run):
        messages.success(request, _("It is reported. The post stays until a moderator has decided."))
        return redirect(address_of(found))
    says = [_("Only those who keep order in this space read your reason. The author is not told who reported it.")]
    return page_of(request, found, form, _("Report the post"), says, quoted=excerpt(found.text))


@login_required
def rule(request: Request, pk: UUID) -> HttpResponse:
    """A moderator decides, with a reason."""
    found = allowed(request, pk, "rule")
    form = RulingForm(posted(request), hidden=found.hidden_at is not None)

    def run(given: Mapping[str, Any]) -> Ruling:
        return order.rule(found, given["kind"], reason=given["reason"], by=who(request), at=clock.now())

    if submit(request, form, run):
        messages.success(request, _("It is decided."))
        return redirect(address_of(found))
    flags = [f"{one.membership.person.name}: {one.reason}" for one in _flags(found)]
    says = [_("Your decision and its reason stay to be read by those who keep order."), *flags]
    return page_of(request, found, form, _("Decide on the post"), says, quoted=excerpt(found.text, 600))


def _flags(post: Post) -> Any:
    return post.flags.filter(settled=False).select_related("membership__person")


@login_required
@require_safe
def former(request: Request, pk: UUID) -> HttpResponse:
    """What it said before, newest first; of a post whose words are shown."""
    found = post_of(request, pk, None)
    if not found.is_told:
        raise Http404
    cited, thread, title = seen_of(request.user, [pk]).get(pk, []), found.thread, _("What changed")
    rows = [{"at": one.at, "html": drawn(one.text, cited)} for one in reversed(found.former.all())]
    context = {
        "title": title, "post": found, "now": drawn(found.text, cited), "former": rows, "back": address_of(found),
        "crumbs": crumbs(FORUM, above(thread.space), (thread.title, "forum:thread", thread.pk), here=title),
    }  # fmt: skip
    return render(request, "forum/former.html", context)


@login_required
@require_safe
def file(request: Request, pk: UUID) -> HttpResponseBase:
    """A photo or a document under its name; in the page with `?view=1`."""
    found = access.fetch(request.user, None, queries.files(), pk=pk)
    return files.file_response(found.file, inline=request.GET.get("view") == "1")
