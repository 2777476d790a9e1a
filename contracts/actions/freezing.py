"""Freezing: the terms and articles as they stand become the next version, and its digest."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256
from typing import Any

from contracts.documents.canonical import canonical_json
from portage.core import clock
from portage.core.journal import By

from ..assembly import Texts, articles_of, data_of, facts_of_amendment
from ..models import Contract, Version
from ..queries.law import law_of
from . import exclusivity
from .locking import move
from .printable import check_printable


def freeze(contract: Contract, by: By, at: datetime, texts: Texts | None = None, *, passed: str = "") -> Version:
    """The next version: the terms as they stand in the rows, with the contract's articles, or with `texts` when a change
    of them is being accepted. `passed`: the side whose party is another now. The contract's row is locked and saved."""
    number, law = contract.version_number + 1, law_of(contract)
    found = articles_of(contract, law) if texts is None else texts
    agreed = data_of(contract, law=law, version=number, day=clock.day_in(contract.time_zone, at), texts=found)
    check_printable(agreed, found, also=contract.earlier_reason)
    data = canonical_json(agreed)
    articles = {tag: [asdict(article) for article in of_tag] for tag, of_tag in found.items()}
    amendment = facts_of_amendment(contract).as_dict() if contract.amends_id else None
    contract.version_number = number
    contract.save(update_fields=["version_number", "status"])
    version = Version.objects.create(
        contract=contract,
        number=number,
        data=json.loads(data)["contract"],
        articles=articles,
        amendment=amendment,
        digest=digest_of(data, articles, amendment),
        made_at=at,
        made_by=by.person,
    )
    exclusivity.carry(contract, but=passed)
    return version


def digest_of(data: bytes, articles: Mapping[str, Any], amendment: Mapping[str, Any] | None) -> str:
    """One hash over the canonical data, the articles and, of an amendment, what it amends from when."""
    parts = [articles, amendment] if amendment else [articles]
    printed = "".join(json.dumps(part, sort_keys=True, ensure_ascii=False) for part in parts)
    return sha256(data + printed.encode()).hexdigest()


def back_to_the_table(contract: Contract, *, by: By, at: datetime, passed: str = "") -> Version:
    """What was approved is open again, as the next version: nobody is bound, every approval is asked anew, and the places
    that it held are free. `passed`: see `freeze`. The caller holds the contract's row."""
    move(contract, Contract.Status.NEGOTIATING)
    exclusivity.release(contract, at=at)
    return freeze(contract, by, at, passed=passed)
