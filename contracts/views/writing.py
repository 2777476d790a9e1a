"""The working copy of a model: its page, one article after the other, new articles, whole texts, publishing, discarding."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from contracts.documents.articles import parse
from contracts.documents.words import in_order
from portage.core import clock
from portage.core.crumbs import crumbs
from portage.core.forms import submit
from portage.core.refusals import Invalid
from portage.network import access
from portage.network.doors import Request, who

from ..actions import models as keeping
from ..actions import working as verbs
from ..forms.working import AddForm, ArticleForm, BringForm, LanguagesForm
from ..models import ModelVersion, WorkingArticle, WorkingCopy
from ..pages import working as pages
from ..pages.model_changes import changes
from ..queries import models as models_read
from ..queries import working as queries
from .doors import is_piece, posted
from .texts import CHANGE, LIST


def copy_of(request: Request, pk: UUID) -> WorkingCopy:
    """The working copy of this model, for counsel of its owner; 404 where none is open."""
    copy = access.fetch(request.user, CHANGE, queries.copies(), model_id=pk)
    keeping.check_owner(copy.model.owner, who(request))
    return copy


def article_of(request: Request, pk: UUID, key: str) -> WorkingArticle:
    """One article of it."""
    row = access.fetch(request.user, CHANGE, queries.articles(), copy__model_id=pk, key=key)
    keeping.check_owner(row.copy.model.owner, who(request))
    return row


def own_version(request: Request, pk: UUID, number: int | None = None) -> ModelVersion:
    """A version of a model of the group for which counsel acts, the newest unless another is asked."""
    lookup: dict[str, Any] = {"model_id": pk} if number is None else {"model_id": pk, "number": number}
    version = access.fetch(request.user, CHANGE, models_read.versions(), **lookup)
    keeping.check_owner(version.model.owner, who(request))
    return version


def number_in(text: str) -> int | None:
    """A version's number as an address or a form says it; None when nothing is said."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise Http404
    return int(text)


@login_required
def write(request: Request, pk: UUID) -> HttpResponse:
    """The articles of the working copy, each with what is wrong in it. Posted, it begins one, from the version named."""
    version = own_version(request, pk, number_in(request.POST.get("version", "")))
    if request.method == "POST":
        verbs.begin_copy(version, by=who(request), at=clock.now())
        return redirect("contracts:write_model", pk)
    copy = queries.copies().filter(model_id=pk).first()
    if copy is None:
        above = (version.model.called, "contracts:model", pk)
        context = {"version": version, "model": version.model, "crumbs": crumbs(LIST, above, here=_("Next version"))}
        return render(request, "contracts/write_begin.html", context)
    return _overview(request, copy)


def _overview(request: Request, copy: WorkingCopy, *, add: Any = None, languages: Any = None) -> HttpResponse:
    """The page of the working copy, with a form that was refused."""
    rows = queries.standing(copy)
    faults = queries.faults(rows, copy.languages)
    keys, at, done = [row.key for row in rows], request.GET.get("at", ""), request.GET.get("do", "")
    context = {
        **shown_of(copy, _("Next version")),
        "lines": pages.lines(copy, rows, faults),
        "faults": len(faults),
        "taken_out": [pages.line(copy, row, 0) for row in queries.taken_out(copy)],
        "add": add or AddForm(copy, rows),
        "languages": languages or LanguagesForm(copy),
        "at": at,
        "focus": pages.focused(done, keys.index(at) + 1, len(rows)) if at in keys else "back",
    }
    status = max(form.status for form in (context["add"], context["languages"]))
    return render(request, "contracts/write.html", context, status=status)


def shown_of(copy: WorkingCopy, here: str, *above: tuple) -> dict[str, Any]:
    """What every page of a working copy shows."""
    model = (copy.model.called, "contracts:model", copy.model_id)
    return {
        "copy": copy,
        "model": copy.model,
        "tags": in_order(copy.languages),
        "crumbs": crumbs(LIST, model, *above, here=here),
    }


@login_required
@require_POST
def add(request: Request, pk: UUID) -> HttpResponse:
    """A new article; on to its words."""
    copy = copy_of(request, pk)
    form = AddForm(copy, queries.standing(copy), request.POST)
    if submit(request, form, lambda given: verbs.add_article(copy, **form.given(), by=who(request), at=clock.now())):
        return redirect("contracts:write_article", pk, form.done.key)
    return _overview(request, copy, add=form)


@login_required
@require_POST
def languages(request: Request, pk: UUID) -> HttpResponse:
    """Which languages, and which prevails."""
    copy = copy_of(request, pk)
    form = LanguagesForm(copy, request.POST)
    if submit(request, form, lambda given: verbs.set_languages(copy, **given, by=who(request))):
        messages.success(request, _("Kept."))
        return redirect("contracts:write_model", pk)
    return _overview(request, copy, languages=form)


@login_required
@require_POST
def arrange(request: Request, pk: UUID) -> HttpResponse:
    """One article up, down, out, or back; the focus stays on its buttons, which say where it stands now. Needs no script."""
    do, _colon, key = request.POST.get("do", "").partition(":")
    row = article_of(request, pk, key)
    by = who(request)
    if do in {"up", "down"}:
        here = [one.key for one in queries.standing(row.copy)].index(key) if row.taken_out_at is None else 0
        verbs.move_article(row, to=here + (0 if do == "up" else 2), by=by)
    elif do == "out":
        verbs.take_out(row, by=by, at=clock.now())
    elif do == "back":
        verbs.put_back(row, by=by)
    else:
        raise Invalid("bad_move", _("An article is moved up, down, out or back."))
    return redirect(reverse("contracts:write_model", args=[pk]) + f"?at={key}&do={do}#{key}")


@login_required
def article(request: Request, pk: UUID, key: str) -> HttpResponse:
    """One article, its languages side by side, kept as it is typed; what is wrong and the sample are told beside it.

    Somebody else's words since: both texts are shown with marks, and nothing is replaced before the person says so.
    """
    row = article_of(request, pk, key)
    form = ArticleForm(row, posted(request))
    if submit(request, form, lambda given: verbs.save_article(row, **form.given(), by=who(request), at=clock.now())):
        row = form.done
    elif form.is_bound:
        row.refresh_from_db()
    if form.done is not None and not is_piece(request):
        return redirect("contracts:write_article", pk, request.POST.get("next") or key)
    rows = queries.standing(row.copy)
    context = {**_edited(row, form, rows), **shown_of(row.copy, pages.line(row.copy, row, 0).title, _above(pk))}
    if is_piece(request):
        return render(request, "contracts/_article_told.html", context, status=form.status)
    return render(request, "contracts/write_article.html", context, status=form.status)


def _above(pk: UUID) -> tuple:
    return (_("Next version"), "contracts:write_model", pk)


def _edited(row: WorkingArticle, form: Any, rows: list[WorkingArticle]) -> dict[str, Any]:
    """What the page of an article shows: its state, its neighbours, and what clashes."""
    keys = [one.key for one in rows]
    here = keys.index(row.key) if row.key in keys else None
    typed = form.given() if form.could_be_read() else None
    clash = typed if typed and form.done is None and typed["edition"] != row.edition else None
    return {
        "row": row,
        "form": form,
        "saved": clock.now() if form.done is not None else None,
        "clashes": pages.clashes(row, clash["texts"]) if clash else [],
        "sides": pages.sides(row, rows, in_order(row.copy.languages)),
        "position": None if here is None else here + 1,
        "before": keys[here - 1] if here else None,
        "after": keys[here + 1] if here is not None and here + 1 < len(keys) else None,
        "listed": pages.lines(row.copy, rows, ()),
        "names": pages.spelled(),
        "references": keys,
    }


@login_required
def bring(request: Request, pk: UUID) -> HttpResponse:
    """Whole texts in the format of files, in place of the copy's articles."""
    copy = copy_of(request, pk)
    form = BringForm(queries.texts(queries.standing(copy), copy.languages), posted(request))
    if submit(request, form, lambda given: verbs.bring_text(copy, texts=form.texts(), by=who(request), at=clock.now())):
        messages.success(request, _("The texts are brought in. Articles that they leave out can be put back."))
        return redirect("contracts:write_model", pk)
    context = {**shown_of(copy, _("Whole text"), _above(pk)), "form": form, "names": pages.spelled()}
    return render(request, "contracts/write_text.html", context, status=form.status)


@login_required
@require_safe
def file(request: Request, pk: UUID, tag: str) -> HttpResponse:
    """One language of the working copy as a file in the format of articles."""
    copy = copy_of(request, pk)
    if tag not in copy.languages:
        raise Http404
    text = queries.texts(queries.standing(copy), [tag])[tag]
    response = HttpResponse(text, content_type="text/markdown; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="model.{tag}.md"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@login_required
def publish(request: Request, pk: UUID) -> HttpResponse:
    """What changes, what is still wrong; then the next version."""
    copy = copy_of(request, pk)
    rows = queries.standing(copy)
    faults = queries.faults(rows, copy.languages)
    newest = copy.model.versions.all()[0]
    if request.method == "POST":
        version = verbs.publish_copy(copy, by=who(request), at=clock.now())
        messages.success(
            request, _("Version %(number)s is published. Drafts begun before keep theirs.") % {"number": version.number}
        )
        return redirect("contracts:model", pk)
    before = {tag: parse(text) for tag, text in newest.articles.items()}
    context = {
        **shown_of(copy, _("Publish"), _above(pk)),
        "newest": newest,
        "number": newest.number + 1,
        "lines": [line for line in pages.lines(copy, rows, faults) if line.faults],
        "changes": changes(before, queries.parsed(rows, copy.languages)),
    }
    return render(request, "contracts/write_publish.html", context)


@login_required
def discard(request: Request, pk: UUID) -> HttpResponse:
    """Throw the copy away, once it was asked."""
    copy = copy_of(request, pk)
    if request.method == "POST":
        verbs.discard_copy(copy, by=who(request), at=clock.now())
        messages.success(request, _("The working copy is thrown away. Published versions stay as they are."))
        return redirect("contracts:model", pk)
    context = {**shown_of(copy, _("Discard"), _above(pk)), "count": copy.articles.filter(edition__gt=1).count()}
    return render(request, "contracts/write_discard.html", context)
