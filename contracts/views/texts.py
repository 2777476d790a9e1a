"""Models of contracts: those I may read, one version of one, and what counsel of a group do with their own."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from contracts.documents.names import FILTERS, NAMES
from contracts.documents.words import in_order
from portage.core import clock
from portage.core.crumbs import crumbs
from portage.core.forms import submit
from portage.network import access
from portage.network.doors import Request, who

from ..actions import models as verbs
from ..forms.models import DuplicateForm, PublishForm
from ..models import ModelVersion
from ..pages.model_text import side_by_side
from ..queries import models as queries
from ..words.models import REASONS, SILENT, VERBS

CHANGE = "contracts.change_model"
# What is told only to counsel of the owner: to others the reason is that of the verbs before.
OF_OWNER, NOT_OWNER = {"rename", "archive", "bring_back"}, {"role", "not_a_group", "platforms", "not_yours"}
LIST = (gettext_lazy("Models"), "contracts:models")


@login_required
@require_safe
def models(request: Request) -> HttpResponse:
    """The models that I may read, each with its newest version."""
    found = queries.newest_versions(request.user)
    shipped = next((version for version in found if version.model.owner_id is None), None)
    may_copy = (
        request.acting is not None and shipped is not None and not queries.refusal("duplicate", shipped, request.acting)
    )
    return render(request, "contracts/models.html", {"versions": found, "shipped": shipped, "may_copy": may_copy})


@login_required
@require_safe
def model(request: Request, pk: UUID, number: int | None = None) -> HttpResponse:
    """One version of one model, the newest unless another is asked: its articles, side by side or in one language."""
    version = _version(request, pk, number)
    others = list(version.model.versions.only("number", "published_at", "model"))
    asked = request.GET.get("language", "")
    tags = (asked,) if asked in version.articles else tuple(in_order(version.articles))[:2]
    context = {
        "version": version,
        "model": version.model,
        "newest": others[0].number == version.number,
        "versions": others,
        "articles": side_by_side(version.articles, tags),
        "tags": tags,
        "languages": _languages(request, version, tags),
        "uses": queries.uses(request.user, version.model),
        "crumbs": crumbs(LIST, here=version.model.called),
        **_offers(request, version),
    }
    return render(request, "contracts/model.html", context)


def _version(request: Request, pk: UUID, number: int | None = None) -> ModelVersion:
    lookup = {"model_id": pk} if number is None else {"model_id": pk, "number": number}
    return access.fetch(request.user, None, queries.versions(), **lookup)


def _languages(request: Request, version: ModelVersion, tags: tuple[str, ...]) -> list[dict[str, Any]]:
    """The tabs: side by side, then each language alone."""
    tabs = (
        [{"label": _("Side by side"), "url": request.path, "current": len(tags) > 1}]
        if len(version.articles) > 1
        else []
    )
    names = {"fr": _("French"), "en": _("English")}
    return tabs + [
        {"label": names.get(tag, tag), "url": f"{request.path}?language={tag}", "current": tags == (tag,)}
        for tag in in_order(version.articles)
    ]


def _offers(request: Request, version: ModelVersion) -> dict[str, Any]:
    may, refused = [], []
    copy_open = queries.has_copy(version.model)
    for verb, (label, icon, says) in VERBS.items():
        reason = queries.refusal(verb, version, request.acting, copy_open=copy_open)
        url = reverse(f"contracts:{verb}_model", args=[version.model_id])
        if not reason:
            may.append({"label": label, "url": url, "icon": icon, "says": says})
        elif (verb, reason) not in SILENT and not (verb in OF_OWNER and reason in NOT_OWNER):
            refused.append({"label": label, "why": REASONS[reason]})
    writes = not queries.refusal("write", version, request.acting)
    return {
        "may": may,
        "refused": refused,
        "copy_open": copy_open and writes,
        "may_restore": writes and not copy_open,
    }


@login_required
def publish(request: Request, pk: UUID) -> HttpResponse:
    """The next version, typed in the format of articles; what is wrong is told beside the text of its language."""
    version = access.fetch(request.user, CHANGE, queries.versions(), model_id=pk)
    verbs.check_owner(version.model.owner, who(request))
    form = PublishForm(version.articles, request.POST or None)

    def verb(_given: Any) -> ModelVersion:
        return verbs.publish_model(
            owner=version.model.owner, name=version.model.name, texts=form.texts(), by=who(request), at=clock.now()
        )

    if submit(request, form, verb):
        messages.success(
            request,
            _("Version %(number)s is published. Drafts begun before keep theirs.") % {"number": form.done.number},
        )
        return redirect("contracts:model", pk)
    names = [
        (name, f"{{{{ {name}{'|' + FILTERS[told.kind][0] if FILTERS[told.kind][0] else ''} }}}}", told.sample)
        for name, told in NAMES.items()
    ]
    above = (version.model.called, "contracts:model", pk)
    context = {
        "form": form,
        "version": version,
        "model": version.model,
        "names": names,
        "reference": "{{ ref.key }}",
        "crumbs": crumbs(LIST, above, here=_("New version")),
    }
    return render(request, "contracts/model_publish.html", context, status=form.status)


@login_required
def duplicate(request: Request, pk: UUID) -> HttpResponse:
    """A copy for my own group."""
    version = access.fetch(request.user, CHANGE, queries.versions(), model_id=pk)
    owner = request.acting.organisation
    verbs.check_owner(owner, who(request))
    form = DuplicateForm(request.POST or None)
    if submit(
        request,
        form,
        lambda given: verbs.duplicate_model(version, owner=owner, by=who(request), at=clock.now(), **given),
    ):
        messages.success(request, _("The model is yours now. Read it, then publish your own version."))
        return redirect("contracts:model", form.done.model_id)
    above = (version.model.called, "contracts:model", pk)
    context = {"form": form, "version": version, "model": version.model, "crumbs": crumbs(LIST, above, here=_("Copy"))}
    return render(request, "contracts/model_duplicate.html", context, status=form.status)
