"""The record of evidence: chained, verified by an independent computation, whole after personal text is erased."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.actions.signing.evidence import erase_texts
from contracts.models import Evidence, EvidenceText
from contracts.queries.evidence import events, record
from contracts.rules import evidence as rules
from portage.core.append_only import HistoryChanged
from portage.core.journal import PORTAGE
from portage.core.models import Entry
from tests.cast import sign

KINDS = st.sampled_from(["rendered", "signed", "in_file"])
FACTS = st.dictionaries(
    st.sampled_from(["sha256", "revision", "code"]), st.one_of(st.integers(0, 9), st.text(max_size=5))
)
NOON = datetime(2026, 2, 16, 12, tzinfo=UTC)


def by_hand(event: rules.Event) -> str:
    """The digest as ADR 22 states it, computed by nothing of ours."""
    fields = {
        "position": event.position, "document": event.document, "kind": event.kind, "side": event.side, "facts": event.facts,
        "membership": event.membership, "text": event.text_digest, "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
    }  # fmt: skip
    told = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(event.previous.encode() + b"\n" + told.encode()).hexdigest()


def chained(rows: list[tuple[str, dict]]) -> list[rules.Event]:
    """Events as they would be kept, each after the last."""
    made, previous = [], "0" * 64
    for position, (kind, facts) in enumerate(rows, start=1):
        event = rules.Event("doc", position, kind, NOON, "", "", facts, "", previous, "")
        made.append(replace(event, digest=by_hand(event)))
        previous = made[-1].digest
    return made


@given(st.lists(st.tuples(KINDS, FACTS), max_size=6))
def test_what_is_chained_by_hand_verifies(rows):
    assert rules.verify(chained(rows)) is None


@given(st.lists(st.tuples(KINDS, FACTS), min_size=1, max_size=6), st.data())
def test_one_event_changed_dropped_or_moved_is_found(rows, data):
    kept = chained(rows)
    at = data.draw(st.integers(0, len(kept) - 1))
    changed = [*kept]
    how = data.draw(st.sampled_from(["facts", "kind", "side", "drop", "again"]))
    if how == "drop":
        if at == len(kept) - 1:
            return  # the end cut off is told by the head, kept elsewhere
        del changed[at]
    elif how == "again":
        changed.insert(at, kept[at])
    else:
        other = {"facts": {**kept[at].facts, "x": 1}, "kind": kept[at].kind + "x", "side": "agent"}[how]
        changed[at] = replace(kept[at], **{how: other})
    found = rules.verify(changed)
    assert found is not None
    assert found.position <= at + 2


@pytest.mark.django_db
def test_the_record_tells_everything_in_order_and_verifies(cast, document):
    sign(document, cast.director, at=document.made_at)
    sign(document, cast.subsidiary_manager, at=document.made_at)
    assert [row.kind for row in record(document)] == [
        "rendered", "sealed", "invited", "identified", "signed", "in_file", "identified", "signed", "in_file",
    ]  # fmt: skip
    assert rules.verify(events(document)) is None
    assert [event.digest for event in events(document)] == [by_hand(event) for event in events(document)]
    signed = Evidence.objects.filter(kind="signed").first()
    assert signed.text.content["name"] == "Diane Xavier"
    assert (signed.facts["sha256"], len(signed.facts["consent"])) == (document.sha256, 64)


@pytest.mark.django_db
def test_erased_text_leaves_the_record_whole_and_the_journal_says_so(cast, document):
    sign(document, cast.director, at=document.made_at)
    texts = list(EvidenceText.objects.values_list("pk", flat=True))
    assert erase_texts(texts, by=PORTAGE, at=document.made_at) == len(texts) > 0
    assert not EvidenceText.objects.exists()
    assert rules.verify(events(document)) is None
    assert Entry.objects.filter(kind="contracts.evidence_erased").count() == 1


@pytest.mark.django_db
def test_text_put_in_the_place_of_another_is_found(cast, document):
    sign(document, cast.director, at=document.made_at)
    text = EvidenceText.objects.first()
    text.content = {"name": "Somebody Else"}
    text.save()
    broken = rules.verify(events(document))
    assert broken == rules.Broken(text.event.position, "text")


@pytest.mark.django_db
def test_events_only_grow(document):
    with pytest.raises(HistoryChanged):
        Evidence.objects.update(kind="other")
