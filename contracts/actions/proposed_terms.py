"""Terms that one side proposes: tried on the contract and taken back, then kept when the other side accepts."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from contracts.documents.canonical import canonical_json
from portage.core import clock
from portage.core.journal import By
from portage.core.refusals import Invalid, Refused, Several

from ..assembly import (
    Texts,
    agreed_words,
    articles_of,
    data_of,
    facts_of_amendment,
    model_articles,
    words_before,
)
from ..models import OF_TERMS, Contract, Proposal
from ..queries import checks
from ..queries.law import law_of
from ..words.codes import GAPS, findings_text
from ..words.negotiation import REFUSALS
from . import exclusivity
from .printable import check_printable
from .terms import KEEP, as_json, from_json, write


def tried(contract: Contract, step: str, given: Mapping[str, Any], *, by: By, at: datetime) -> tuple[dict, dict]:
    """(before, after) of a proposal: what the contract says as it stands and with these terms. Nothing is kept.

    Raises what keeping them would raise.
    """
    if step not in KEEP:
        raise Invalid("unknown_step", _("There are no such terms."), field="subject")
    before = _said(contract, at)
    kept = as_json(given)
    with transaction.atomic():
        changed = Contract.objects.select_related("principal", "agent", "group", "model_version__model", "amends").get(
            pk=contract.pk
        )
        _write(changed, step, given, at)
        exclusivity.check_seen(changed, by)
        after = _said(changed, at)
        transaction.set_rollback(True)
    if before == after:
        raise Refused("nothing_changed", REFUSALS["nothing_changed"])
    return before, {"given": kept, **after}


def keep(contract: Contract, proposal: Proposal, *, by: By, at: datetime) -> None:
    """Write accepted terms into the contract's rows. Refused when they do not fit what was agreed meanwhile."""
    _write(contract, proposal.step, from_json(proposal.step, proposal.after["given"]), at)


def _write(contract: Contract, step: str, given: Mapping[str, Any], at: datetime) -> None:
    old_errors, old_texts, touched = _errors(contract), model_articles(contract), _touched(contract)
    write(contract, step, given)
    try:
        contract.full_clean()
    except ValidationError as error:
        raise Invalid("wrong_terms", " ".join(error.messages)) from error
    contract.save()
    _check_lines(contract)
    _check_texts(contract, old_texts, touched)
    gaps = [gap for gap in checks.gaps(contract, clock.day_in(contract.time_zone, at)) if gap.step == step]
    found: list[Refused] = [Invalid(gap.code, GAPS[gap.code], field=gap.field, step=gap.step) for gap in gaps]
    known = {old.code for old in old_errors}
    found += [
        Refused(one.code, findings_text(one), rule=one.rule.source if one.rule else "")
        for one in _errors(contract)
        if one.code not in known
    ]
    if found:
        raise Several(found)


def _errors(contract: Contract) -> list[Any]:
    """What the law forbids of the terms as they stand; what it asks is answered before anybody approves."""
    return [found for found in checks.findings(contract) if found.severity == "error"]


def _check_lines(contract: Contract) -> None:
    """A rate of its own belongs to a product that the contract covers."""
    covered = contract.product_lines.values("product")
    if contract.commission_lines.exclude(product=None).exclude(product__in=covered).exists():
        raise Refused("rate_of_no_product", REFUSALS["rate_of_no_product"])


def _touched(contract: Contract) -> set[str]:
    """The articles whose words the two sides agreed on, in this negotiation or before the amendment, or are answering."""
    waiting = contract.proposals.filter(answer__isnull=True).exclude(subject__startswith=OF_TERMS)
    return {*words_before(contract), *agreed_words(contract), *waiting.values_list("subject", flat=True)}


def _check_texts(contract: Contract, old: Texts, touched: set[str]) -> None:
    """Terms may choose other articles (no exclusivity, another law, another model, another language): not in the place of
    words that were touched."""
    if not touched:
        return
    new = model_articles(contract)
    moved = {key for key in touched for tag in new if _words(old, tag, key) != _words(new, tag, key)}
    if moved:
        titles = [a.title for a in next(iter(old.values())) if a.key in moved]
        raise Refused("article_negotiated", REFUSALS["article_negotiated"] % {"articles": ", ".join(titles)})


def _words(texts: Texts, tag: str, key: str) -> tuple[str, ...] | None:
    return next((article.paragraphs for article in texts.get(tag, ()) if article.key == key), None)


def _said(contract: Contract, at: datetime) -> dict[str, Any]:
    """The contract's data; of an amendment, also what it amends from when."""
    said: dict[str, Any] = {"data": data_at(contract, at)}
    return said | {"amendment": facts_of_amendment(contract).as_dict()} if contract.amends_id else said


def data_at(contract: Contract, at: datetime, texts: Texts | None = None) -> dict[str, Any]:
    """The contract's data as plain JSON, as a next version would hold them. Raises Invalid when it could not be printed."""
    law = law_of(contract)
    found = articles_of(contract, law) if texts is None else texts
    day = clock.day_in(contract.time_zone, at)
    data = data_of(contract, law=law, version=contract.version_number + 1, day=day, texts=found)
    check_printable(data, found, also=contract.earlier_reason)
    return json.loads(canonical_json(data))["contract"]
