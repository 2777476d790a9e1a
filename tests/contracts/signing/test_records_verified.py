"""Every record of evidence is read again from its first event to its last, beside the states of the file and the sealed
certificate: whatever was changed, taken out or put in is told with its document."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from io import BytesIO, StringIO

import pikepdf
import pytest
from django.core.files import storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Model, QuerySet
from hypothesis import given
from hypothesis import strategies as st

from contracts.actions import verification
from contracts.actions.signing import certificate
from contracts.actions.signing.certificate import make_evidence
from contracts.actions.signing.evidence import erase_texts, note
from contracts.actions.signing.file import put_in_file
from contracts.actions.signing.invitation import move_last_day
from contracts.actions.signing.stopping import close
from contracts.documents import pdf
from contracts.documents.render import RECORD
from contracts.models import Document, Evidence, EvidenceText, Revision, Signature
from contracts.queries import verification as queries
from contracts.rules import evidence as rules
from portage.core import files, seals
from portage.core.files import path_of
from portage.core.journal import PORTAGE
from portage.core.triggers import lifted
from tests.cast import by, sign
from tests.contracts.signing.days import here
from tests.contracts.signing.test_evidence import NOON, by_hand
from tests.core.seals.conftest import plain

SIDES = ("director", "subsidiary_manager")


@pytest.fixture
def concluded(cast, document, now, monkeypatch) -> Document:
    """Signed by both, with a certificate (a page of text) that carries the end of the record."""
    for name in SIDES:
        sign(document, getattr(cast, name), at=now)
    monkeypatch.setattr(certificate, "render_pdf", carrying)
    monkeypatch.setattr(seals, "seal", lambda content, fields, at: content)
    make_evidence(str(document.pk), at=now)
    return document


def carrying(html: str, *, attachments, **_) -> bytes:
    """Any page with these files inside."""
    with pikepdf.open(BytesIO(plain())) as opened:
        for one in attachments:
            opened.attachments[one.name] = pikepdf.AttachedFileSpec(opened, one.content)
        written = BytesIO()
        opened.save(written)
    return written.getvalue()


def read_again(document: Document) -> tuple[tuple[str, int], tuple[str, int]]:
    """What is wrong with the states of the file, and with the record."""
    row = next(row for row in queries.recorded_documents(document.sha256[:2]) if row.pk == document.pk)
    return verification.states_problem(row), verification.record_problem(row)


def record_problem(document: Document) -> tuple[str, int]:
    return read_again(document)[1]


@contextmanager
def unguarded(model: type[Model]) -> Iterator[None]:
    """The table of a history without its triggers, for one who has the database in hand. What waits for the end of the
    transaction is checked before: PostgreSQL changes no trigger while it waits."""
    connection.check_constraints()
    with lifted(connection, [model]):
        yield
        connection.check_constraints()


def beside_the_law(model: type[Model], **lookup) -> QuerySet:
    """Rows of an append-only table that can be changed."""
    return QuerySet(model).filter(**lookup)


@pytest.mark.django_db
def test_a_record_stands_before_during_and_after_signing_and_when_its_texts_are_erased(cast, document, concluded, now):
    assert read_again(concluded) == (("", 0), ("", 0))
    assert erase_texts(list(EvidenceText.objects.values_list("pk", flat=True)), by=PORTAGE, at=now)
    note(concluded, "timestamp_away", at=now)
    assert read_again(concluded) == (("", 0), ("", 0))


@pytest.mark.django_db
def test_a_record_that_nobody_signed_yet_stands(document):
    assert read_again(document) == (("", 0), ("", 0))


@pytest.mark.django_db
def test_what_was_done_to_the_record_is_found_at_its_place(concluded, now):
    count = concluded.evidence.count()
    with unguarded(Evidence):
        beside_the_law(Evidence, position=3).update(kind="other")
        assert record_problem(concluded) == ("record_digest", 3)
        beside_the_law(Evidence, position=3).update(kind="invited", position=count + 5)
        assert record_problem(concluded) == ("record_missing", 3)
        beside_the_law(Evidence, position=count + 5).update(position=3)
        assert record_problem(concluded) == ("", 0)
        EvidenceText.objects.update(content={"name": "Somebody Else"})
        assert record_problem(concluded)[0] == "record_text"


@pytest.mark.django_db
@pytest.mark.parametrize(("left", "why"), [(1, "certificates"), (2, "missing"), (99, "missing")])
def test_events_cut_off_behind_are_found_by_what_stands_elsewhere(concluded, left, why):
    """The chain that is left verifies by itself: only the sealed certificate and the file tell that it is too short."""
    count = concluded.evidence.count()
    kept = max(count - left, 0)
    with unguarded(Evidence):
        EvidenceText.objects.filter(event__position__gt=kept).delete()
        beside_the_law(Evidence, position__gt=kept).delete()
    assert record_problem(concluded) == (f"record_{why}", kept + 1)


@pytest.mark.django_db
def test_a_record_written_anew_from_its_first_event_is_found_by_the_sealed_certificate(concluded):
    """Who can write the table can chain it anew; not so the bytes that were sealed."""
    previous = rules.GENESIS
    with unguarded(Evidence):
        EvidenceText.objects.all().delete()
        for row in concluded.evidence.order_by("position"):
            facts = {**row.facts, "last_day": "2099-01-01"} if row.kind == "invited" else row.facts
            event = replace(verification.event_of(row), facts=facts, previous=previous)
            previous = by_hand(event)
            beside_the_law(Evidence, pk=row.pk).update(facts=facts, previous=event.previous, digest=previous)
    assert record_problem(concluded)[0] == "record_head"


@pytest.mark.django_db
def test_an_event_added_about_an_act_that_is_not_there_is_found(document, now):
    added = note(document, "signed", at=now, side="agent", consent="0" * 64)
    assert record_problem(document) == ("record_acts", added.position)


@pytest.mark.django_db
def test_an_event_added_behind_the_certificate_is_found(concluded, now):
    added = note(concluded, "viewed", at=now, side="agent")
    assert record_problem(concluded) == ("record_added", added.position)


@pytest.mark.django_db
def test_an_event_added_to_a_record_without_a_certificate_is_found_when_something_should_stand_for_it(document, now):
    added = note(document, "not_concluded", at=now, cause="refused")
    assert record_problem(document) == ("record_closings", added.position)
    close(document, cause="refused", at=now)
    assert record_problem(document) == ("record_closings", added.position + 1)


@pytest.mark.django_db
def test_a_record_with_a_last_day_that_was_moved_and_a_closing_stands(cast, document, now):
    move_last_day(document, last_day=here(now) + timedelta(days=9), by=by(cast.director), at=now)
    close(document, cause="expired", at=now)
    assert record_problem(document) == ("", 0)


@pytest.mark.django_db
def test_a_file_whose_states_do_not_grow_or_are_not_whole_is_found(cast, document, now):
    sign(document, cast.director, at=now)
    state = Revision.objects.get(number=1)
    other = files.store(plain(6), scope=document.contract, name="x.pdf", media_type="application/pdf", at=now)
    with unguarded(Revision):
        beside_the_law(Revision, pk=state.pk).update(file=other, sha256=other.blob_id)
        assert read_again(document)[0] == ("state_rewritten", 1)
        assert record_problem(document)[0] == "record_states"
        beside_the_law(Revision, pk=state.pk).update(file=other, sha256=state.sha256)
        assert read_again(document)[0] == ("state_bytes", 1)
        beside_the_law(Revision, pk=state.pk).update(file=state.file, number=2)
        assert read_again(document)[0] == ("state_missing", 1)
        beside_the_law(Revision, pk=state.pk).update(number=1)
    storage.default_storage.delete(path_of(state.sha256))
    assert read_again(document) == (("state_bytes", 1), ("", 0))


@pytest.mark.django_db
def test_the_command_tells_the_document_counts_records_and_ends_with_code_two(cast, document, now, monkeypatch):
    """Real seals and signatures; only the part in which the document lies is read."""
    for name in SIDES:
        put_in_file(_act(document, getattr(cast, name), now).pk, at=now)
    wanted = sorted({row.sha256[:2] for row in Revision.objects.all()})
    monkeypatch.setattr(queries, "PARTS", tuple(wanted))
    said = run_command()
    assert said.splitlines()[-1] == "3 documents stand, 3 of them sealed, and 1 records of evidence"
    with unguarded(Evidence):
        beside_the_law(Evidence, position=2).update(kind="other")
    with pytest.raises(CommandError) as failed:
        run_command(said := StringIO())
    assert failed.value.returncode == 2
    name = f"{document.contract.reference} contract 1"
    assert f"FAILED  {document.sha256}  record_digest at 2  {name}" in said.getvalue()
    assert queries.failing() == [{"sha256": document.sha256, "problem": "record_digest", "document": name, "place": 2}]


def _act(document: Document, member, at) -> Signature:
    from contracts.actions import signature

    return signature.sign(document, consent="I agree.", identified_by="totp", by=by(member), at=at)


def run_command(said: StringIO | None = None) -> str:
    said = said or StringIO()
    call_command("verify_documents", stdout=said, stderr=said)
    return said.getvalue()


@pytest.mark.django_db
def test_the_sealed_certificate_carries_the_end_of_the_record_that_it_prints(cast, document, now, monkeypatch):
    for name in SIDES:
        sign(document, getattr(cast, name), at=now)
    last = document.evidence.order_by("position").last()
    monkeypatch.setattr(certificate, "render_pdf", pdf.write)
    kept = make_evidence(str(document.pk), at=now)
    told = json.loads(seals.carried(files.read(kept.file), RECORD))
    assert (told["events"], told["head"]) == (last.position, last.digest)
    assert [row["sha256"] for row in told["states"]] == [row.sha256 for row in document.revisions.all()]
    assert seals.examine(files.read(kept.file), at=now).state == "ours"
    assert record_problem(document) == ("", 0)


SAID = {"states": ("in_file", "revision"), "acts": ("signed", "consent"), "closings": ("not_concluded", "cause")}
FACTS = st.lists(st.tuples(st.sampled_from(sorted(SAID)), st.integers(0, 2)), max_size=5)


@given(FACTS, FACTS)
def test_record_and_what_is_kept_agree_exactly_when_each_tells_the_other_once(told, kept):
    """Beside a formulation of its own: the same things, as often, in any order."""
    events = [
        rules.Event("doc", n, SAID[name][0], NOON, "agent", "", {SAID[name][1]: value, "sha256": "h"}, "", "", "")
        for n, (name, value) in enumerate(told, 1)
    ]
    shape = {"states": lambda n: (n, "h"), "acts": lambda n: ("agent", n), "closings": lambda n: (n,)}
    facts = rules.Facts({name: [shape[name](n) for other, n in kept if other == name] for name in shape})
    assert (rules.contradicted(events, facts) is None) == (sorted(told) == sorted(kept))
