"""A carrier group writes its public page, opens and closes it, and gives it a new address."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portage.core import journal
from portage.core.journal import By
from portage.core.refusals import Refused

from ..keys.candidatures import page_key
from ..models import CandidaturePage, Organisation
from .keeping import lock
from .organisations import check_group


def _held(group: Organisation, by: By) -> CandidaturePage:
    """The page of the group, both held; made, closed, the first time."""
    check_group(group, by)
    page, _new = CandidaturePage.objects.get_or_create(organisation=lock(group), defaults={"key": page_key()})
    return page


@transaction.atomic
def write_candidature_page(group: Organisation, *, by: By, at: datetime, **facts: Any) -> CandidaturePage:
    """What strangers read before they apply: `welcome` by language, the `sectors` and `countries` that the group looks for."""
    page = _held(group, by)
    changed = [name for name, value in facts.items() if getattr(page, name) != value]
    for name in changed:
        setattr(page, name, facts[name])
    page.full_clean()
    page.save()
    if changed:
        journal.record("network.candidature_page_written", group, by=by, at=at, fields=changed)
    return page


@transaction.atomic
def open_candidature_page(group: Organisation, *, by: By, at: datetime) -> CandidaturePage:
    """From now on anybody who has the address may apply. Opening twice changes nothing."""
    page = _held(group, by)
    if page.opened_at is None:
        page.opened_at = at
        page.save(update_fields=["opened_at"])
        journal.record("network.candidature_page_opened", group, by=by, at=at)
    return page


@transaction.atomic
def close_candidature_page(group: Organisation, *, by: By, at: datetime) -> CandidaturePage:
    """Its address answers as one that never was. What was sent before goes on, and may still be confirmed."""
    page = _held(group, by)
    if page.opened_at is not None:
        page.opened_at = None
        page.save(update_fields=["opened_at"])
        journal.record("network.candidature_page_closed", group, by=by, at=at)
    return page


@transaction.atomic
def renew_candidature_page(group: Organisation, *, by: By, at: datetime) -> CandidaturePage:
    """Another address: the former one answers as one that never was, on every poster it stands on."""
    page = _held(group, by)
    if page.opened_at is None:
        raise Refused("closed", _("The page is closed: its address leads nowhere anyway."))
    page.key = page_key()
    page.save(update_fields=["key"])
    journal.record("network.candidature_page_renewed", group, by=by, at=at)
    return page
