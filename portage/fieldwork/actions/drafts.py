"""Reports that are begun: kept while their author writes, on whatever device, until they are filed or thrown away."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from portage.core.journal import By
from portage.core.refusals import Invalid, Refused

from ..models import Draft, Report
from ..words.refusals import REFUSALS
from .checking import check_may_file

MOST_DRAFTS = 100
MOST_CHARACTERS = 200_000


@transaction.atomic
def keep_draft(key: UUID, *, content: Mapping[str, Any], seen: int, by: By, at: datetime) -> Draft:
    """The newest text of a report that is begun. `seen`: the edition that the device had (0: none), so that a text written
    elsewhere meanwhile is not covered. For its author alone, hence no line in a journal."""
    check_may_file(by)
    if len(json.dumps(dict(content))) > MOST_CHARACTERS:
        raise Invalid("too_many_characters", REFUSALS["too_many_characters"] % {"most": MOST_CHARACTERS})
    if Report.objects.filter(author=by.membership, key=key).exists():
        raise Refused("filed_already", REFUSALS["filed_already"])
    kept = Draft.objects.select_for_update().filter(author=by.membership, key=key).first()
    if kept is None:
        return _begin(key, content, by=by, at=at)
    if kept.edition != seen:
        raise Refused("draft_changed", REFUSALS["draft_changed"], edition=kept.edition)
    kept.content, kept.edition, kept.at = dict(content), kept.edition + 1, at
    kept.save(update_fields=["content", "edition", "at"])
    return kept


def _begin(key: UUID, content: Mapping[str, Any], *, by: By, at: datetime) -> Draft:
    if Draft.objects.filter(author=by.membership).count() >= MOST_DRAFTS:
        raise Refused("too_many", REFUSALS["too_many_drafts"] % {"most": MOST_DRAFTS})
    try:
        with transaction.atomic():
            return Draft.objects.create(author=by.membership, key=key, content=dict(content), at=at)
    except IntegrityError:
        raise Refused("draft_changed", REFUSALS["draft_changed"], edition=1) from None


def throw_away(draft: Draft, *, by: By) -> None:
    """Its author deletes what was not filed."""
    Draft.objects.filter(pk=draft.pk, author=by.membership).delete()
