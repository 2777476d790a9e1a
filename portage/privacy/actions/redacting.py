"""Words taken out of a text, or a row's text erased whole: one hit at a time, decided by hand."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from contracts.actions.signing.evidence import erase_texts
from portage.core import journal, outbox
from portage.core.journal import By
from portage.core.journal.chain import erase_text
from portage.core.models import Message
from portage.core.refusals import Refused
from portage.network.actions import erase_candidature, forgetting
from portage.network.models import Candidature, Invitation, Organisation, SavedView

from ..models import Erasure
from ..places import PLACES
from ..queries import owned, search
from ..queries.search import Asked
from ..rules import matching
from .keeping import check_administrator, unsigned

SALT = "portage.privacy"


def digest(said: str) -> str:
    """A keyed digest of words as they are compared: nobody guesses them without the key of this installation."""
    return salted_hmac(SALT, said, algorithm="sha256").hexdigest()


def mark_of(language: str) -> str:
    """What stands in place of erased words: [erased], [effacé]."""
    with translation.override(language):
        return gettext("[erased]")


def held(label: str, row: str, organisation: Organisation, by: By) -> Any:
    """The row, locked, if it belongs to the organisation and may be seen; else it is gone."""
    mine = owned.rows_of(label, organisation, by.person).filter(pk=row)
    if not mine.exists():
        raise Refused("gone", _("This text is not there any more."))
    return apps.get_model(label)._default_manager.select_for_update().get(pk=row)


@transaction.atomic
def redact(organisation: Organisation, key: str, asked: Asked, *, by: By, at: datetime) -> int:
    """Take the person's words out of one text; how many times they stood there.

    The mark is in the organisation's language. The event names the text, never the words; their digests are kept apart so that
    a restored backup can lose them again.
    """
    check_administrator(organisation, by)
    label, row, field = _place(key, "free")
    found = held(label, row, organisation, by)
    texts = texts_in(found, field)
    spans = {tag: there for tag, text in texts.items() if (there := matching.spans(text, asked.finders()))}
    if not spans:
        raise Refused("gone", _("This text is not there any more."))
    mark = mark_of(organisation.language)
    put_back(found, field, {tag: matching.without(texts[tag], there, mark) for tag, there in spans.items()})
    said = sorted({matching.said(texts[tag], span) for tag, there in spans.items() for span in there})
    Erasure.objects.create(
        kind="words", model=label, row=row, field=field, at=at,
        digests=[[len(matching.words(words)), digest(words)] for words in said],
    )  # fmt: skip
    facts: dict[str, Any] = {
        "model": label,
        "row": row,
        "field": field,
        "count": (count := sum(map(len, spans.values()))),
    }
    journal.record("privacy.redacted", organisation, by=unsigned(by), at=at, **facts)
    return count


def texts_in(row: Any, field: str) -> dict[str, str]:
    """The texts of a field by their language; "" for the one of a field that holds only one."""
    value = getattr(row, field)
    return dict(value) if isinstance(value, dict) else {"": value}


def put_back(row: Any, field: str, written: dict[str, str]) -> None:
    """Write the texts that have lost words; those in other languages stay."""
    value = getattr(row, field)
    setattr(row, field, {**value, **written} if isinstance(value, dict) else fitting(row, field, written[""]))
    row.save(update_fields=[field])


def fitting(row: Any, field: str, text: str) -> str:
    """The text, cut where the mark is longer than the words and the field has no room."""
    most = row._meta.get_field(field).max_length
    return text[:most] if most else text


@transaction.atomic
def erase_row(organisation: Organisation, key: str, *, by: By, at: datetime) -> None:
    """Erase one text whole: of an event of the journal, of a message, of kept filters, of an invitation that is over."""
    check_administrator(organisation, by)
    label, row, field = _place(key, "whole")
    if label not in WHOLE:
        raise Refused("own_page", _("This is erased on its own page."))
    reason = search.refusal(search.Hit(label, row, field, "whole", ("", "", "")))
    if reason:
        raise Refused("kept", _("This cannot be erased now."))
    forgetting.hold([organisation.pk])
    held(label, row, organisation, by)
    WHOLE[label]([row], by, at)
    Erasure.objects.create(kind="text", model=label, row=row, at=at)
    journal.record("privacy.text_erased", organisation, by=unsigned(by), at=at, model=label, row=row)


def _place(key: str, does: str) -> tuple[str, str, str]:
    named = search.named(key)
    if named is None or PLACES[named[0]].searched()[named[2]] != does:
        raise Refused("kept", _("This cannot be erased now."))
    return named


def _texts(rows: Sequence[str], by: By, at: datetime) -> None:
    erase_text([apps.get_model("core.Entry")._meta.pk.to_python(row) for row in rows], by=unsigned(by), at=at)


def _messages(rows: Sequence[str], by: By, at: datetime) -> None:
    outbox.forget(Message.objects.filter(pk__in=rows))


def _views(rows: Sequence[str], by: By, at: datetime) -> None:
    forgetting.forget_views(SavedView.objects.filter(pk__in=rows))


def _invitations(rows: Sequence[str], by: By, at: datetime) -> None:
    found = Invitation.objects.filter(pk__in=rows)
    forgetting.forget_addresses(found)
    forgetting.forget_invitations(found)


def _candidatures(rows: Sequence[str], by: By, at: datetime) -> None:
    for candidature in Candidature.objects.filter(pk__in=rows):
        erase_candidature(candidature, by=unsigned(by), at=at)


def _evidence(rows: Sequence[str], by: By, at: datetime) -> None:
    erase_texts([UUID(row) for row in rows], by=unsigned(by), at=at)


WHOLE: dict[str, Callable[[Sequence[str], By, datetime], None]] = {
    "core.EntryText": _texts, "core.Message": _messages, "network.SavedView": _views, "network.Invitation": _invitations,
    "network.Candidature": _candidatures, "contracts.EvidenceText": _evidence,
}  # fmt: skip
