"""One thread: its page, opened at the first post that I have not read; a new one; a reply; what is done with the whole of it."""

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

from contracts.models import Contract
from portage.core import clock
from portage.core.crumbs import crumbs
from portage.core.forms import submit
from portage.network import access, journals
from portage.network.doors import Request, who

from ..actions import keeping, reading
from ..actions.attaching import attach_all
from ..actions.telling import address_of
from ..actions.writing import reply as write_reply
from ..actions.writing import start_thread
from ..forms.writing import MoveForm, ReplyForm, ThreadForm, TitleForm
from ..models import Post, Space, Thread
from ..pages import threads as page
from ..queries import readers
from ..queries import threads as queries
from ..queries.citing import cited_by, seen_of
from ..rules import mentions
from ..rules.verbs import MOST_TEXT, WRITE
from ..rules.writing import Words
from ..words import threads as said
from ..words.journal import says
from .doors import FORUM, above, acting_of, contract_of, facts_in, posted, space_of, thread_of
from .spaces import asked


@login_required
@require_safe
def thread(request: Request, pk: UUID) -> HttpResponse:
    """The posts of one page: the one that the address names, else the one with my first unread post."""
    return shown(request, thread_of(request, pk), ReplyForm(initial=quoting(request)))


def quoting(request: Request) -> dict[str, Any]:
    """The number of the post that the reply quotes, when the address names one."""
    number = request.GET.get("quote", "")
    return {"quotes": number} if number.isdecimal() and len(number) < 9 else {}


def shown(request: Request, found: Thread, form: Any, status: int = 200) -> HttpResponse:
    """The page of a thread, with the form to reply as it stands."""
    acting, facts = acting_of(request), facts_in(request, found)
    read_to = queries.read_to(found, acting.membership)
    first = first_of(request.GET.get("at", ""), found, read_to)
    rows = queries.page_of(found, first, moderates=facts.moderates)
    cited = seen_of(request.user, [post.pk for post in rows if post.is_told])
    posts = page.shown(
        rows, found, acting, cited=cited, moderates=facts.moderates, may_write=facts.may_write, read_to=read_to
    )
    new = [one for one in posts if one["is_new"]]
    quoted = form["quotes"].value() if not page.why_no_reply(facts) else None
    context = {
        "thread": found, "posts": posts, "first_new": new[0]["row"].number if new and read_to else None,
        "unread": found.posts - read_to, "seen_to": rows[-1].number if rows else 0, "pages": pages_of(found, first),
        "crumbs": crumbs(FORUM, above(found.space), here=found.title), "choice": getattr(found, "chosen", "") or "mentions", "choices": said.CHOICES,
        "why_no_reply": page.why_no_reply(facts), "form": form, "verbs": page.verbs_of(found, facts),
        "quoted": next((one for one in posts if one["is_told"] and str(one["row"].number) == str(quoted)), None),
        "readers": page.readers_of(found.space),
        "cited": list({one["url"]: one for post in posts for one in post.get("cited", [])}.values()), "most": MOST_TEXT,
        "is_last": not rows or rows[-1].number == found.posts,
    }  # fmt: skip
    return render(request, "forum/thread.html", context, status=status)


def first_of(asked: str, thread: Thread, read_to: int) -> int:
    """The number of the first post of the page that holds the post asked for, else my first unread one, else the newest."""
    number = int(asked) if asked.isdecimal() and len(asked) < 9 else min(read_to + 1, thread.posts)
    return (max(1, min(number, thread.posts)) - 1) // queries.SIZE * queries.SIZE + 1


def pages_of(thread: Thread, first: int) -> dict[str, Any]:
    """The neighbours of a page, as the piece of pages draws them."""
    size, url = queries.SIZE, reverse("forum:thread", args=[thread.pk])
    last = min(first + size - 1, thread.posts)
    final = (thread.posts - 1) // size * size + 1
    return {
        "first": f"{url}?at=1", "previous": f"{url}?at={first - size}" if first > 1 else "",
        "next": f"{url}?at={first + size}" if last < thread.posts else "", "last": f"{url}?at={final}" if last < thread.posts else "",
        "says": _("Posts %(first)s to %(last)s of %(count)s") % {"first": first, "last": last, "count": thread.posts},
    }  # fmt: skip


def words_of(request: Any, given: Mapping[str, Any]) -> Words:
    """What was typed, with the things that it names and that its author sees."""
    return Words(given["key"], given["text"], given.get("quotes"), cited_by(request.user, given["text"]))


@login_required
def reply(request: Request, pk: UUID) -> HttpResponse:
    """The next post."""
    found = thread_of(request, pk, WRITE)
    form = ReplyForm(posted(request), request.FILES or None, initial=quoting(request))

    def run(given: Mapping[str, Any]) -> Post:
        at, by = clock.now(), who(request)
        post = write_reply(found, words=words_of(request, given), by=by, at=at)
        attach_all(post, given["photos"], by=by, at=at)
        return post

    if submit(request, form, run):
        return redirect(address_of(form.done))
    return shown(request, found, form, form.status)


@login_required
def start(request: Request, pk: UUID) -> HttpResponse:
    """A new thread in a space."""
    return started(request, space_of(request, pk, WRITE), reverse("forum:space", args=[pk]))


@login_required
def start_on_contract(request: Request, pk: UUID) -> HttpResponse:
    """A new thread in the space of a contract, which it opens when it is the first."""
    return started(request, contract_of(request, pk, WRITE), reverse("forum:of_contract", args=[pk]))


def started(request: Request, where: Space | Contract, back: str) -> HttpResponse:
    """The form of a new thread, then its page."""
    space = where if isinstance(where, Space) else Space(kind=Space.Kind.CONTRACT, contract=where)
    form = ThreadForm(posted(request), request.FILES or None)

    def run(given: Mapping[str, Any]) -> Thread:
        at, by = clock.now(), who(request)
        made = start_thread(where, title=given["title"], words=words_of(request, given), by=by, at=at)
        attach_all(made.messages.get(number=1), given["photos"], by=by, at=at)
        return made

    if submit(request, form, run):
        return redirect("forum:thread", form.done.pk)
    says = [page.readers_line(space, readers.members_of(space).count())]
    title = _("Start a thread")
    trail = crumbs(FORUM, (page.name_of(space), *_address(where)), here=title)
    return asked(request, form, title, says, trail, back, composes=preview_of(where))


def _address(where: Space | Contract) -> tuple[str, UUID]:
    return ("forum:space" if isinstance(where, Space) else "forum:of_contract", where.pk)


def preview_of(where: Space | Contract) -> str:
    """Where what is typed is drawn before it is sent: a space that is not opened yet has none."""
    return reverse("forum:preview", args=[where.pk]) if isinstance(where, Space) else ""


@login_required
@require_safe
def history(request: Request, pk: UUID) -> HttpResponse:
    """What was done with the thread lately."""
    found = thread_of(request, pk)
    title = _("What was done with it")
    context = {
        "title": title, "entries": journals.teller(request, says, origins=False)(queries.entries_of(found)), "thread": found,
        "crumbs": crumbs(FORUM, above(found.space), (found.title, "forum:thread", pk), here=title),
    }  # fmt: skip
    return render(request, "forum/history.html", context)


@login_required
@require_POST
def preview(request: Request, pk: UUID) -> HttpResponse:
    """What was typed, drawn as its readers will see it. Nothing is kept."""
    space = space_of(request, pk, WRITE)
    text = request.POST.get("text", "")[:MOST_TEXT]
    people = readers.readers_of(space) if "@" in text else []
    found = set(mentions.spoken_to(text, people))
    names = [name for one in people if one.key in found for name in (one.in_full, one.name)]
    cited = [(kind_of(thing), thing) for thing in cited_by(request.user, text)]
    html = page.drawn(text, cited, tuple((name, False) for name in names))
    context = {"html": html, "cited": [page.card(*one) for one in cited], "named": len(found)}
    return render(request, "forum/_preview.html", context)


def kind_of(thing: Any) -> str:
    """The name of what is cited: product, contract or report."""
    return str(thing._meta.model_name)


@login_required
@require_POST
def read(request: Request, pk: UUID) -> HttpResponse:
    """I have read so far. Asked by the page itself once it is shown; a button without scripts."""
    found, number = thread_of(request, pk), request.POST.get("number", "")
    reading.read_to(
        found, int(number) if number.isdecimal() and len(number) < 9 else 0, by=who(request), at=clock.now()
    )
    return HttpResponse(status=204) if getattr(request, "htmx", False) else redirect("forum:space", found.space_id)


@login_required
@require_POST
def choose(request: Request, pk: UUID) -> HttpResponse:
    """Of what of this thread I want to be told."""
    found = thread_of(request, pk)
    reading.choose(found, request.POST.get("choice", ""), by=who(request), at=clock.now())
    messages.success(request, _("It is kept, for every device."))
    return redirect("forum:thread", pk)


@login_required
def rename(request: Request, pk: UUID) -> HttpResponse:
    """Who started it, or a moderator, says better what it is about."""
    found = thread_of(request, pk, WRITE)
    form = TitleForm(posted(request), initial={"title": found.title})

    def run(given: Mapping[str, Any]) -> Thread:
        return keeping.rename(found, title=given["title"], by=who(request), at=clock.now())

    if submit(request, form, run):
        return redirect("forum:thread", pk)
    title = _("Say better what it is about")
    trail = crumbs(FORUM, above(found.space), (found.title, "forum:thread", pk), here=title)
    return asked(request, form, title, [_("Its posts stay as they are.")], trail, reverse("forum:thread", args=[pk]))


@login_required
def move(request: Request, pk: UUID) -> HttpResponse:
    """A moderator moves it to another space of the house."""
    found = thread_of(request, pk, WRITE)
    house = access.visible(request.user, queries.spaces()).filter(group=found.space.group_id, contract__isnull=True)
    offered = {str(one.pk): one for one in house.exclude(pk=found.space_id) if found.space.group_id}
    form = MoveForm([(key, one.name) for key, one in offered.items()], posted(request))

    def run(given: Mapping[str, Any]) -> Thread:
        return keeping.move(found, to=offered[given["space"]], by=who(request), at=clock.now())

    if submit(request, form, run):
        messages.success(request, _("The thread is moved."))
        return redirect("forum:thread", pk)
    title = _("Move it to another space")
    trail = crumbs(FORUM, above(found.space), (found.title, "forum:thread", pk), here=title)
    return asked(request, form, title, [_("The same people read it there.")], trail, reverse("forum:thread", args=[pk]))


@login_required
@require_POST
def pin(request: Request, pk: UUID) -> HttpResponse:
    """A moderator sets it first, or back."""
    found = thread_of(request, pk, WRITE)
    keeping.pin(found, on=request.POST.get("on") == "1", by=who(request), at=clock.now())
    return redirect("forum:thread", pk)


@login_required
@require_POST
def lock(request: Request, pk: UUID) -> HttpResponse:
    """A moderator closes it to new posts, or opens it."""
    found = thread_of(request, pk, WRITE)
    keeping.lock(found, on=request.POST.get("on") == "1", by=who(request), at=clock.now())
    return redirect("forum:thread", pk)


@login_required
@require_POST
def answer(request: Request, pk: UUID) -> HttpResponse:
    """Which post is the answer; none without a number."""
    found, number = thread_of(request, pk, WRITE), request.POST.get("number", "")
    keeping.mark_answer(
        found, int(number) if number.isdecimal() and len(number) < 9 else None, by=who(request), at=clock.now()
    )
    return redirect(f"{reverse('forum:thread', args=[pk])}?at={number or 1}")
