"""What is done with a model besides writing it: preview, comparison of two versions, another name, archiving."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from contracts.documents.articles import Article, BadModel, parse
from contracts.documents.checking import Fault
from contracts.documents.grammar import MissingValue
from contracts.documents.pool import RenderFailed, render_pdf
from contracts.documents.words import in_order
from portage.core import clock
from portage.core.crumbs import crumbs
from portage.core.forms import submit
from portage.core.refusals import Refused
from portage.network import access
from portage.network.doors import Request, who

from ..actions import models as verbs
from ..forms.working import CompareForm, PreviewForm, RenameForm
from ..models import ModelVersion
from ..pages.model_changes import changes
from ..pages.model_preview import preview_html
from ..pages.working import in_words
from ..queries import models as queries
from ..queries import working as working_queries
from .doors import posted
from .preview import paper
from .texts import LIST
from .writing import copy_of, number_in, own_version

WORKING = "working"


def read_text(
    request: Request, pk: UUID, asked: str
) -> tuple[ModelVersion, dict[str, tuple[Article, ...]], list[Fault], str]:
    """(version, articles by language, what is wrong, prevailing language) of a version, or of the working copy.

    Of the working copy the version is the one it was begun from, and only counsel of its owner read it.
    """
    if asked == WORKING:
        copy = copy_of(request, pk)
        rows = working_queries.standing(copy)
        faults = working_queries.faults(rows, copy.languages)
        return copy.begun_from, working_queries.parsed(rows, copy.languages), faults, copy.prevailing
    number = number_in(asked)
    lookup: dict[str, Any] = {"model_id": pk} if number is None else {"model_id": pk, "number": number}
    version = access.fetch(request.user, None, queries.versions(), **lookup)
    tags = in_order(version.articles)
    return version, {tag: parse(version.articles[tag]) for tag in tags}, [], version.prevailing


@login_required
@require_safe
def preview(request: Request, pk: UUID) -> HttpResponse:
    """The frame of the preview, and what the invented contract is."""
    asked = request.GET.get("version", "")
    version, texts, _faults, prevailing = read_text(request, pk, asked)
    form = PreviewForm(tuple(texts), request.GET)
    context = {
        "version": version,
        "model": version.model,
        "asked": asked,
        "working": asked == WORKING,
        "form": form,
        "prevailing": prevailing,
        "query": urlencode({**request.GET.dict(), "version": asked}),
        "crumbs": crumbs(LIST, (version.model.called, "contracts:model", pk), here=_("Preview")),
    }
    return render(request, "contracts/model_preview.html", context)


def html_asked(request: Request, pk: UUID) -> tuple[str, str]:
    """(HTML, language) of the document that the address asks for. MissingValue, BadModel, or Refused with the faults."""
    version, texts, faults, prevailing = read_text(request, pk, request.GET.get("version", ""))
    tags, needs = PreviewForm(tuple(texts), request.GET).asked()
    wrong = [in_words(fault) for fault in faults if fault.tag in tags]
    if wrong:
        raise Refused("not_right_yet", " ".join(wrong[:10]))
    chosen: Mapping[str, tuple[Article, ...]] = {tag: texts[tag] for tag in tags}
    html = preview_html(chosen, name=version.model.called, number=version.number, prevailing=prevailing, needs=needs)
    return html, tags[0]


@login_required
@require_safe
def model_paper(request: Request, pk: UUID) -> HttpResponse:
    """The document for the frame; what stops it, with article and name, in its place."""
    try:
        html, _language = html_asked(request, pk)
    except Refused as refusal:
        if refusal.code != "not_right_yet":
            raise
        return _not_yet(request, {"detail": refusal.message})
    except (MissingValue, BadModel) as error:
        shown = {"article": getattr(error, "article", ""), "name": getattr(error, "name", ""), "detail": str(error)}
        return _not_yet(request, shown)
    return paper(html)


def _not_yet(request: Request, shown: Mapping[str, Any]) -> HttpResponse:
    return paper(render(request, "contracts/documents/not_yet.html", dict(shown)).content.decode())


@login_required
@require_safe
def model_pdf(request: Request, pk: UUID) -> HttpResponse:
    """The same as a PDF."""
    response = HttpResponse(pdf_asked(request, pk), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="model-preview.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
    return response


def pdf_asked(request: Request, pk: UUID) -> bytes:
    """The PDF that the address asks for; Refused with why it cannot be made."""
    try:
        html, language = html_asked(request, pk)
        return render_pdf(html, created=clock.now(), language=language)
    except (MissingValue, BadModel, RenderFailed) as error:
        raise Refused("no_pdf", _("The PDF cannot be made yet: %(why)s") % {"why": error}) from error


@login_required
@require_safe
def compare(request: Request, pk: UUID) -> HttpResponse:
    """What changed from one version to another; the working copy is one of them for those who write it."""
    newest = access.fetch(request.user, None, queries.versions(), model_id=pk)
    versions = list(newest.model.versions.only("number", "model", "published_at"))
    own = queries.has_copy(newest.model) and not queries.refusal("write", newest, request.acting)
    form = CompareForm(versions, request.GET, working=own)
    before, after = (read_text(request, pk, form.data[name]) for name in ("before", "after"))
    found = changes(before[1], after[1])
    every = {article.key for texts in (before[1], after[1]) for articles in texts.values() for article in articles}
    context = {
        "model": newest.model,
        "form": form,
        "changes": found,
        "same": len(every) - len(found),
        "prevailing": (before[3], after[3]),
        "crumbs": crumbs(LIST, (newest.model.called, "contracts:model", pk), here=_("What changed")),
    }
    return render(request, "contracts/model_compare.html", context)


@login_required
def rename(request: Request, pk: UUID) -> HttpResponse:
    """Another name or purpose."""
    version = own_version(request, pk)
    form = RenameForm(posted(request), initial={"name": version.model.name, "purpose": version.model.purpose})
    if submit(request, form, lambda given: verbs.rename_model(version.model, **given, by=who(request), at=clock.now())):
        messages.success(request, _("Kept."))
        return redirect("contracts:model", pk)
    above = (version.model.called, "contracts:model", pk)
    context = {"form": form, "model": version.model, "crumbs": crumbs(LIST, above, here=_("Rename"))}
    return render(request, "contracts/model_rename.html", context, status=form.status)


@login_required
def archive(request: Request, pk: UUID) -> HttpResponse:
    """No new draft chooses it, once it was asked."""
    return _shelve(request, pk, "archive")


@login_required
def bring_back(request: Request, pk: UUID) -> HttpResponse:
    """New drafts may choose it again."""
    return _shelve(request, pk, "bring_back")


def _shelve(request: Request, pk: UUID, verb: str) -> HttpResponse:
    version = own_version(request, pk)
    if request.method == "POST":
        do = verbs.archive_model if verb == "archive" else verbs.bring_back_model
        do(version.model, by=who(request), at=clock.now())
        done = _("The model is archived.") if verb == "archive" else _("New drafts may choose this model again.")
        messages.success(request, done)
        return redirect("contracts:model", pk)
    above = (version.model.called, "contracts:model", pk)
    here = _("Archive") if verb == "archive" else _("Bring back")
    context = {"model": version.model, "verb": verb, "crumbs": crumbs(LIST, above, here=here)}
    return render(request, "contracts/model_archive.html", context)
