"""Counsel keep models: a version is published whole, checked, and never changes."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from contracts.documents import articles, checking, shipped
from contracts.documents.words import LANGUAGES, in_order
from portage.core import journal
from portage.core.journal import By
from portage.core.refusals import Forbidden, Invalid, Refused, Several
from portage.network import access
from portage.network.models import Organisation
from portage.network.roles import Kind

from ..models import ContractModel, ModelVersion, WorkingCopy
from ..words.models import FAULTS, told


@transaction.atomic
def publish_model(
    *,
    owner: Organisation | None,
    name: str,
    texts: Mapping[str, str],
    by: By,
    at: datetime,
    purpose: str = "",
    prevailing: str = "",
) -> ModelVersion:
    """A new model, or the next version of the one with this name; every language has the same articles.

    Refused with the article and the placeholder at fault, and while counsel write a working copy: it would not know of
    this version. `prevailing` is the language that prevails, the newest version's when empty. A model of the platform
    (no owner) needs no sharing: every member of any organisation sees it (`common_without`, see `access.common`).
    """
    check_owner(owner, by)
    check_languages(texts, prevailing)
    parsed = parse_all(texts)
    model, _new = ContractModel.objects.select_for_update().get_or_create(
        owner=owner, name=name, defaults={"purpose": purpose}
    )
    if owner is not None:
        access.share(model, owner, *Organisation.objects.filter(parent=owner))
    if WorkingCopy.objects.filter(model=model).exists():
        raise Refused("copy_open", _("A working copy of this model is being written: publish or discard it first."))
    newest = model.versions.first()
    if newest is not None and newest.articles == dict(texts) and prevailing in {"", newest.prevailing}:
        raise Refused(
            "nothing_changed", _("Nothing was changed: version %(number)s says the same.") % {"number": newest.number}
        )
    version = ModelVersion.objects.create(
        model=model,
        number=newest.number + 1 if newest else 1,
        articles=dict(texts),
        digest=articles.digest(parsed),
        prevailing=prevailing or _prevailing(newest, texts),
        published_at=at,
        published_by=by.person,
    )
    journal.record("contracts.model_published", model, by=by, at=at, version=version.number)
    return version


@transaction.atomic
def publish_shipped(*, by: By, at: datetime) -> ModelVersion:
    """The model that ships with the product, as the platform's; unchanged texts make no new version."""
    found = ModelVersion.objects.filter(model__owner=None, model__name=shipped.MODEL).order_by("-number").first()
    texts = shipped.model_texts()
    if found is not None and found.articles == texts:
        return found
    return publish_model(owner=None, name=shipped.MODEL, texts=texts, by=by, at=at)


@transaction.atomic
def duplicate_model(
    source: ModelVersion, *, owner: Organisation, name: str, by: By, at: datetime, purpose: str = ""
) -> ModelVersion:
    """A group takes a text that it reads (the platform's, or its own) as the first version of a model of its own."""
    check_owner(owner, by)
    if ContractModel.objects.filter(owner=owner, name=name).exists():
        raise Refused("name_taken", _("Your organisation already has a model of that name."), field="name")
    return publish_model(owner=owner, name=name, texts=source.articles, by=by, at=at, purpose=purpose)


def check_owner(owner: Organisation | None, by: By) -> None:
    """Raise Forbidden unless the owner is the carrier group that `by` acts for; the operator keeps the platform's."""
    if by.person is None:
        return
    if owner is None or by.organisation != owner.pk or owner.kind != Kind.CARRIER_GROUP:
        raise Forbidden("not_yours", _("Counsel of a carrier group publish models of their own group."))


def check_languages(tags: Iterable[str], prevailing: str = "") -> None:
    """Raise Invalid unless these are languages of documents, and the one that prevails is among them."""
    if unknown := [tag for tag in (*tags, prevailing) if tag and tag not in LANGUAGES]:
        raise Invalid("bad_language", _("Documents are made in French and English only."), language=unknown[0][:20])
    if prevailing and prevailing not in tags:
        raise Invalid("bad_prevailing", _("The language that prevails is one of the model's own."), field="prevailing")


def _prevailing(newest: ModelVersion | None, texts: Mapping[str, str]) -> str:
    return newest.prevailing if newest and newest.prevailing in texts else in_order(texts)[0]


def parse_all(texts: Mapping[str, str]) -> dict[str, tuple[articles.Article, ...]]:
    """The articles of every language, or Several: what is wrong, in which language, article, line and character."""
    found: list[Refused] = []
    parsed = {}
    for tag in in_order(texts):
        try:
            parsed[tag] = articles.parse(texts[tag])
        except articles.BadModel as error:
            found.append(Invalid(error.code, FAULTS[error.code] % error.params, field=tag))
            continue
        if not parsed[tag]:
            found.append(Invalid("no_article", _("There is no article in it."), field=tag))
    if found or not parsed:
        raise Several(found or [Invalid("no_article", _("There is no article in it."))])
    refuse_faults(checking.of_model(parsed))
    return parsed


def refuse_faults(found: Iterable[checking.Fault]) -> None:
    """Raise Several with each fault in words; nothing when there is none."""
    refusals: list[Refused] = [
        Invalid(one.code, told(one), field=one.tag, article=one.article, line=one.line, column=one.column)
        for one in found
    ]
    if refusals:
        raise Several(refusals)


@transaction.atomic
def rename_model(model: ContractModel, *, name: str, purpose: str, by: By, at: datetime) -> ContractModel:
    """Another name or purpose; contracts print the name it has when their text is made."""
    model = _own(model, by)
    if ContractModel.objects.filter(owner=model.owner, name=name).exclude(pk=model.pk).exists():
        raise Refused("name_taken", _("Your organisation already has a model of that name."), field="name")
    model.name, model.purpose = name, purpose
    model.save(update_fields=["name", "purpose"])
    journal.record("contracts.model_renamed", model, by=by, at=at)
    return model


@transaction.atomic
def archive_model(model: ContractModel, *, by: By, at: datetime) -> ContractModel:
    """No new draft may choose it; drafts and contracts keep the version that they chose."""
    model = _own(model, by)
    if WorkingCopy.objects.filter(model=model).exists():
        raise Refused("copy_open", _("A working copy of this model is being written: publish or discard it first."))
    if model.archived_at is None:
        model.archived_at = at
        model.save(update_fields=["archived_at"])
        journal.record("contracts.model_archived", model, by=by, at=at)
    return model


@transaction.atomic
def bring_back_model(model: ContractModel, *, by: By, at: datetime) -> ContractModel:
    """An archived model may be chosen again."""
    model = _own(model, by)
    if model.archived_at is not None:
        model.archived_at = None
        model.save(update_fields=["archived_at"])
        journal.record("contracts.model_brought_back", model, by=by, at=at)
    return model


def _own(model: ContractModel, by: By) -> ContractModel:
    """The model's row, held; only for counsel of its owner."""
    check_owner(model.owner, by)
    return ContractModel.objects.select_for_update().get(pk=model.pk)
