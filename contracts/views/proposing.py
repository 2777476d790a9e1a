"""Typing new words for an article: both languages side by side, kept while typed, compared when somebody was faster."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from contracts.documents.articles import source
from contracts.documents.words import in_order
from portage.core import clock
from portage.core.forms import submit
from portage.core.refusals import Refused
from portage.network import access
from portage.network.doors import Request, who

from ..actions import negotiation as verbs
from ..actions import unsent
from ..forms.negotiation import ArticleForm
from ..pages import marks
from ..pages import negotiation as pages
from ..queries import page as queries
from ..words.negotiation import REFUSALS
from .doors import contract_of, demand_now
from .negotiation import NEGOTIATE


@login_required
def propose(request: Request, pk: UUID, subject: str) -> HttpResponse:
    """The words of one article, to be changed; of terms, the step where they are typed."""
    row = contract_of(request, pk, NEGOTIATE)
    demand_now(request, row, "negotiate")
    if subject.startswith("terms-"):
        return redirect("contracts:step", pk, subject.removeprefix("terms-"))
    page, point = _point(request, row, subject)
    typed = page.typings.get(subject)
    form = ArticleForm(
        _texts(page, point, typed), request.POST if request.method == "POST" else None, initial=_initial(point, typed)
    )
    if submit(request, form, lambda given: _send(request, row, subject, form, given)):
        messages.success(request, _("Proposed: the other side reads it now."))
        return redirect("contracts:point", pk, subject)
    moved = bool(typed and typed.base < point.moves)
    if form.is_bound:
        moved = _overtaken(form, point)
        form = _kept(request, row, page, point, form)
    told = {
        "contract": row, "page": page, "point": point, "form": form, "typed": typed, "moved": moved,
        "standing": _standing(page, point), "mine": _mine(page, point, form) if moved else [],
    }  # fmt: skip
    return render(request, "contracts/propose_article.html", told, status=form.status)


def _point(request: Request, row: Any, subject: str) -> tuple[pages.Negotiation, pages.Point]:
    version = access.fetch(request.user, None, queries.versions(), contract=row, number=row.version_number)
    page = pages.negotiation(row, version, request.acting)
    point = page.point(subject)
    if point is None:
        raise Http404
    if not point.negotiable:
        raise Refused("fixed_article", REFUSALS["fixed_article"])
    return page, point


def _tags(page: pages.Negotiation) -> list[str]:
    return in_order(page.version.tags)


def _now(page: pages.Negotiation, point: pages.Point, tag: str) -> str:
    """The words on the table: those proposed, while a proposal is open, else the article's."""
    article = page.version.article(point.subject, tag)
    standing = list(article.paragraphs) if article else []
    return source(point.proposal.after.get(tag, standing) if point.proposal else standing)


def _texts(page: pages.Negotiation, point: pages.Point, typed: Any) -> dict[str, str]:
    """Where typing begins: what was typed and not sent, else the words on the table."""
    return {tag: (typed.texts.get(tag) if typed else None) or _now(page, point, tag) for tag in _tags(page)}


def _initial(point: pages.Point, typed: Any) -> dict[str, Any]:
    """Who reads this page has read the present state: what is sent from it is written on that."""
    return {"base": point.moves, "reason": typed.reason if typed else ""}


def _send(request: Request, row: Any, subject: str, form: ArticleForm, given: Mapping[str, Any]) -> Any:
    return verbs.propose_article(
        row,
        key=subject,
        texts=form.texts(),
        base=given["base"],
        reason=given["reason"],
        by=who(request),
        at=clock.now(),
    )


def _overtaken(form: ArticleForm, point: pages.Point) -> bool:
    """Whether somebody proposed or answered since the page was opened."""
    base = form.cleaned_data.get("base") if hasattr(form, "cleaned_data") else None
    return base is not None and base != point.moves


def _kept(request: Request, row: Any, page: pages.Negotiation, point: pages.Point, refused: ArticleForm) -> ArticleForm:
    """The refused form again, on the state that its author now reads; its words are kept on the server too."""
    data = request.POST.copy()
    data["base"] = str(point.moves)
    texts = {tag: data.get(tag, "")[:20_000].replace("\r\n", "\n") for tag in _tags(page)}
    unsent.keep(
        row, subject=point.subject, texts=texts, base=point.moves, reason=data.get("reason", "")[:2000],
        by=who(request), at=clock.now(),
    )  # fmt: skip
    form = ArticleForm(_texts(page, point, None), data)
    if form.is_valid():  # then it was the verb that refused
        for name, errors in refused.errors.as_data().items():
            for error in errors:
                form.add_error(name if name in form.fields else None, error)
    form.status = refused.status
    return form


def _standing(page: pages.Negotiation, point: pages.Point) -> list[pages.Column]:
    """What is on the table, with its marks."""
    return pages.columns(page, point)


def _mine(page: pages.Negotiation, point: pages.Point, form: ArticleForm) -> list[pages.Column]:
    """What was typed, against what is on the table now."""
    shown = []
    for tag in _tags(page):
        article = page.version.article(point.subject, tag)
        text = str(form[tag].value() or "").replace("\r\n", "\n")
        lines = [line for line in text.split("\n") if line.strip()]
        known, number = page.version.known[tag], article.position if article else None
        rows = marks.between(_now(page, point, tag).split("\n"), lines, number, known, tag)
        shown.append(pages.Column(tag, article.title if article else "", rows))
    return shown
