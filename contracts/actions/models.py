"""Counsel keep models: a version is published whole, checked, and never changes."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from contracts.documents import articles, grammar, shipped
from contracts.documents.fonts import FontsMissing, MissingGlyphs, check_coverage
from contracts.documents.words import LANGUAGES, in_order
from portage.core import journal
from portage.core.journal import By
from portage.core.refusals import Forbidden, Invalid, Refused, Several
from portage.network import access
from portage.network.models import Organisation
from portage.network.roles import Kind

from ..models import ContractModel, ModelVersion
from ..words.models import FAULTS


@transaction.atomic
def publish_model(
    *, owner: Organisation | None, name: str, texts: Mapping[str, str], by: By, at: datetime, purpose: str = ""
) -> ModelVersion:
    """A new model, or the next version of the one with this name; every language has the same articles.

    Refused with the article and the placeholder at fault. A model of the platform (no owner) needs no sharing: every
    member of any organisation sees it (`common_without`, see `access.common`).
    """
    check_owner(owner, by)
    if unknown := [tag for tag in texts if tag not in LANGUAGES]:
        raise Invalid("bad_language", _("Documents are made in French and English only."), language=unknown[0][:20])
    parsed = parse_all(texts)
    model, _new = ContractModel.objects.select_for_update().get_or_create(
        owner=owner, name=name, defaults={"purpose": purpose}
    )
    if owner is not None:
        access.share(model, owner, *Organisation.objects.filter(parent=owner))
    newest = model.versions.first()
    if newest is not None and newest.articles == dict(texts):
        raise Refused(
            "nothing_changed", _("Nothing was changed: version %(number)s says the same.") % {"number": newest.number}
        )
    version = ModelVersion.objects.create(
        model=model,
        number=newest.number + 1 if newest else 1,
        articles=dict(texts),
        digest=articles.digest(parsed),
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


def parse_all(texts: Mapping[str, str]) -> dict[str, tuple]:
    """The articles of every language, or Several: what is wrong, in which language and article."""
    found: list[Refused] = []
    parsed: dict[str, tuple] = {}
    for tag, text in texts.items():
        try:
            parsed[tag] = articles.parse(text)
        except articles.BadModel as error:
            found.append(Invalid(error.code, FAULTS[error.code] % error.params, field=tag))
            continue
        if not parsed[tag]:
            found.append(Invalid("no_article", _("There is no article in it."), field=tag))
        found += [*_placeholders(tag, parsed[tag]), *_without_glyphs(tag, parsed[tag])]
    if not found:
        first, *others = in_order(parsed)
        for other in others:
            faults = articles.parity(parsed[first], parsed[other])
            found += [Invalid(fault.code, FAULTS[fault.code] % fault.params, field=other) for fault in faults]
    if found:
        raise Several(found)
    return parsed


def _placeholders(tag: str, parsed: tuple) -> list[Refused]:
    """What stands between braces and cannot be used, named by article."""
    keys = {article.key for article in parsed}
    return [
        Invalid(problem.code, FAULTS[problem.code] % {"article": article.title, "name": problem.name}, field=tag)
        for article in parsed
        for problem in grammar.check("\n".join(article.paragraphs), article.key, keys)
    ]


def _without_glyphs(tag: str, parsed: tuple) -> Iterator[Refused]:
    """Characters that no font of ours draws, named by article: told here, not when the first contract is proposed."""
    for article in parsed:
        try:
            with suppress(FontsMissing):  # nothing counsel can mend: the checks at start tell the operator
                check_coverage("\n".join([article.title, *article.paragraphs]))
        except MissingGlyphs as error:
            named = {"article": article.title, "name": error.characters[:20]}
            yield Invalid("no_glyph", FAULTS["no_glyph"] % named, field=tag)
